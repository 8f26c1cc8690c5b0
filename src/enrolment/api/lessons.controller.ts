import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Lessons } from '../lessons.service';
import { LessonView, presentLesson } from './lesson.presenter';

@ApiTags('Learning')
@ApiBearerAuth()
@Controller('api/v1/lessons')
export class LessonsController {
  constructor(private readonly lessons: Lessons) {}

  @Get(':id')
  @Allow('lesson:read')
  @ApiOperation({ summary: 'A lesson, in the version that you are enrolled on; otherwise in the one that runs' })
  @ApiOkResponse({ type: LessonView, description: 'The lesson, ready to be shown' })
  async read(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() actor: PersonActor): Promise<LessonView> {
    return presentLesson(await this.lessons.read(actor, id));
  }

  @Put(':id/completion')
  @HttpCode(204)
  @Allow('lesson:complete')
  @ApiOperation({ summary: 'Mark a lesson as completed; again changes nothing' })
  @ApiNoContentResponse({ description: 'The lesson is completed' })
  async complete(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() actor: PersonActor): Promise<void> {
    await this.lessons.complete(actor, id);
  }
}
