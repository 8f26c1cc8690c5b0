import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { Invigilation, type RunningAttempt } from '../../assessment/invigilation.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { besideFields, checked, type Form, orShowAgain, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { counted, Wording } from '../wording';

class AddedTimeForm {
  @IsUUID('all', { message: 'is somebody of the list' })
  attempt: string;

  @IsInt({ message: 'are a whole number' })
  @Min(1, { message: 'are at least 1' })
  @Max(600, { message: 'are at most 600' })
  minutes: number;

  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(500, { message: 'has at most 500 characters' })
  reason: string;
}

/** Who of one's cohorts sits a quiz now, and more time for one of them. */
@ApiExcludeController()
@Controller('teach/quizzes/:id/live')
export class LivePagesController {
  constructor(
    private readonly invigilation: Invigilation,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('attempt:extend')
  show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    return this.page(actor, id, { attempt: '', minutes: '', reason: '' });
  }

  @Post()
  @Allow('attempt:extend')
  add(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const typed = {
      attempt: textOf(form, 'attempt'),
      minutes: textOf(form, 'minutes'),
      reason: textOf(form, 'reason'),
    };
    return orShowAgain(
      async () => {
        const given = { ...typed, minutes: /^\d{1,4}$/.test(typed.minutes) ? Number(typed.minutes) : NaN };
        const { attempt, minutes, reason } = checked(AddedTimeForm, given);
        const { deadlineAt } = await this.invigilation.addTime(actor, attempt, minutes, reason);
        const until = this.wording.moment(deadlineAt).text;
        return new SeeOther(
          `/teach/quizzes/${id}/live`,
          `${counted(minutes, 'minute')} added. The attempt now runs until ${until}; its candidate has been told.`,
        );
      },
      (refusal) => this.page(actor, id, typed, refusal),
    );
  }

  private async page(
    actor: PersonActor,
    id: string,
    values: { readonly attempt: string; readonly minutes: string; readonly reason: string },
    refusal?: Refusal,
  ): Promise<Page> {
    const { title, items } = await this.invigilation.running(actor, id);
    return new Page(
      'teach/live',
      {
        title: `${title}: who sits it now`,
        unlisted: true,
        crumbs: [{ address: '/teach', label: 'Teach' }, { label: `${title}: now` }],
        name: title,
        id,
        values,
        running: items.map((one) => this.inWords(one)),
        candidates: items.map(({ attemptId, person }) => ({ value: attemptId, label: person.name })),
        refusal: besideFields(refusal),
      },
      refusal?.status ?? 200,
    );
  }

  private inWords({ person, number, startedAt, deadlineAt, answered, asked, ...rest }: RunningAttempt) {
    return {
      name: person.name,
      number,
      started: this.wording.moment(startedAt),
      deadline: this.wording.moment(deadlineAt),
      answered: `${answered} of ${asked}`,
      lastSaved: rest.lastSavedAt && this.wording.moment(rest.lastSavedAt),
      added: rest.addedMinutes > 0 ? `${counted(rest.addedMinutes, 'minute')} added` : null,
      onBreak: rest.onBreakSince && this.wording.moment(rest.onBreakSince),
    };
  }
}
