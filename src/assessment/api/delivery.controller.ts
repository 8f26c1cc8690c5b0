import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, ParseUUIDPipe, Put, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { AttemptEvents } from '../attempt-events.service';
import { Delivery } from '../delivery.service';

const MOMENT = { format: 'date-time' } as const;

export class TimingDto {
  @ApiProperty({ ...MOMENT, description: 'While the clock stands still, it moves along' })
  deadlineAt: Date;

  @ApiProperty({ description: 'How long after the deadline a packet is still taken' })
  graceSeconds: number;

  @ApiProperty({ description: 'By which somebody moved the deadline while it ran' })
  addedMinutes: number;

  @ApiProperty({ ...MOMENT, type: String, nullable: true, description: 'Since when the clock stands still' })
  onBreakSince: Date | null;

  @ApiProperty({ description: 'How long the clock may still stand still' })
  breakSecondsLeft: number;
}

class BreakDto {
  @ApiProperty({ description: 'true: stop the clock; false: let it run again' })
  @IsBoolean({ message: 'is true or false' })
  onBreak: boolean;
}

class FlagDto {
  @ApiProperty()
  @IsBoolean({ message: 'is true or false' })
  flagged: boolean;
}

class PageTurnDto {
  @ApiProperty({ minimum: 1, maximum: 10_000, example: 1 })
  @IsInt({ message: 'is a whole number' })
  @Min(1, { message: 'is 1 or more' })
  @Max(10_000, { message: 'is at most 10000' })
  page: number;
}

class PagingDto {
  @ApiProperty({ enum: ['one-page', 'paged', 'one-way'] })
  navigation: 'one-page' | 'paged' | 'one-way';

  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'integer' } }, example: [[1], [2, 3]] })
  pages: readonly (readonly number[])[];

  @ApiProperty({ minimum: 1 })
  page: number;
}

/** What a candidate does in a running attempt besides answering. */
@ApiTags('Assessment')
@ApiBearerAuth()
@Controller('api/v1/attempts/:id')
export class DeliveryController {
  constructor(
    private readonly delivery: Delivery,
    private readonly events: AttemptEvents,
  ) {}

  @Put('break')
  @ApiOperation({
    summary: 'Stop the clock for a break, or let it run again',
    description: 'During a break nothing is saved.',
  })
  @Allow('attempt:take')
  @ApiOkResponse({ type: TimingDto, description: 'How the time of the attempt stands now' })
  break(
    @Param('id', ParseUUIDPipe) attemptId: string,
    @Body() { onBreak }: BreakDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<TimingDto> {
    return this.delivery.takeBreak(attemptId, onBreak, actor);
  }

  @Put('flags/:slot')
  @ApiOperation({ summary: 'Mark a question to come back to, or take the mark off' })
  @HttpCode(204)
  @Allow('attempt:take')
  @ApiNoContentResponse({ description: 'Done' })
  flag(
    @Param('id', ParseUUIDPipe) attemptId: string,
    @Param('slot', ParseIntPipe) slot: number,
    @Body() { flagged }: FlagDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<void> {
    return this.delivery.flag(attemptId, slot, flagged, actor);
  }

  @Put('page')
  @ApiOperation({
    summary: 'Go on to a page',
    description: 'Where nobody goes back, the pages before it are closed by it.',
  })
  @Allow('attempt:take')
  @ApiOkResponse({ type: PagingDto, description: 'The pages, and the one to go on from' })
  turn(
    @Param('id', ParseUUIDPipe) attemptId: string,
    @Body() { page }: PageTurnDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<PagingDto> {
    return this.delivery.turnTo(attemptId, page, actor);
  }

  @Get('events')
  @ApiOperation({
    summary:
      'Server-sent events on the time of one’s own attempt: `timing` at once and whenever it changes, with the same members as the attempt and `isClosed`',
    description: 'The stream ends after some minutes; whoever still wants news asks again.',
  })
  @Allow('quiz:read')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Events named `timing`', schema: { type: 'string' } })
  async listen(
    @Param('id', ParseUUIDPipe) attemptId: string,
    @CurrentActor() actor: PersonActor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stream = await this.events.open(attemptId, actor.id);
    void reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      .send(stream);
  }
}
