import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { concatMap, Observable } from 'rxjs';
import { Page, SeeOther } from '../page';
import { PageRenderer } from './page-renderer';

/** Turns the `Page` or `SeeOther` that a controller returns into an answer; everything else passes. */
@Injectable()
export class PagesInterceptor implements NestInterceptor {
  constructor(private readonly renderer: PageRenderer) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      concatMap(async (answer: unknown) => {
        if (answer instanceof Page) return this.renderer.render(answer, http.getRequest<FastifyRequest>(), reply);
        if (answer instanceof SeeOther) return this.renderer.redirect(answer, reply);
        return answer;
      }),
    );
  }
}
