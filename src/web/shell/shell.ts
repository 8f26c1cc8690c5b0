import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Settings } from '../../config/settings';
import { ProblemFilter } from './problem.filter';
import { validationPipe } from './validation';

/** What surrounds every route: cookies, checks at the door, refusals in one form. Tests and server prepare it alike. */
export async function prepareShell(app: NestFastifyApplication, _settings: Settings): Promise<void> {
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
}
