import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { QuizAuthoring } from '../../../assessment/quiz-authoring.service';
import {
  type AuthoredQuiz,
  type QuizVersionView,
  QuizVersions,
  type ScheduleView,
} from '../../../assessment/quiz-versions.service';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { Invalid, NotFound } from '../../../kernel/errors';
import { type Form, orShowAgain, Refusal, textOf } from '../../forms';
import { IdPipe } from '../../id.pipe';
import { Page, SeeOther } from '../../page';
import { counted, minutesInWords, Wording } from '../../wording';
import { BankDesk } from './bank-desk';
import { candidateViews } from './candidate-view';
import { QuizBuilder } from './quiz-builder';
import { contentOf, newQuiz, type TypedQuiz, typedIn, typedOf, withRow } from './quiz-builder-form';
import { bankTabs, CRUMBS, PREVIEW_SCRIPTS, STATE_WORDS } from './tabs';

const HOME = '/teach/bank/quizzes';

/** Quizzes of the bank: built, looked at as a candidate, reviewed by a second person, scheduled. */
@ApiExcludeController()
@Controller('teach/bank/quizzes')
export class QuizBuilderPagesController {
  constructor(
    private readonly authoring: QuizAuthoring,
    private readonly quizzes: QuizVersions,
    private readonly builder: QuizBuilder,
    private readonly desk: BankDesk,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('quiz:write')
  async list(@Query() query: Form): Promise<Page> {
    const cursor = textOf(query, 'cursor');
    const { items, next } = await this.quizzes.list({ limit: 50, ...(cursor && { cursor }) });
    return new Page('teach/bank/quizzes', {
      title: 'Quizzes of the bank',
      ...bankTabs('quizzes'),
      crumbs: [...CRUMBS, { label: 'Quizzes' }],
      quizzes: items.map(({ id, title, version, state, schedule }) => ({
        address: `${HOME}/${id}`,
        title,
        version,
        state: STATE_WORDS[state],
        hours: schedule && this.hours(schedule),
      })),
      next: next && `${HOME}?cursor=${next}`,
    });
  }

  @Get('new')
  @Allow('quiz:write')
  async begin(): Promise<Page> {
    const [first] = await this.desk.programmeChoices();
    return this.form({ programme: first?.value ?? '', typed: newQuiz(), find: '' });
  }

  @Post('new')
  @Allow('quiz:write')
  write(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    return this.carry(form, textOf(form, 'programme'), undefined, async (programme, content) => {
      const { quizId } = await this.authoring.write(actor, programme, content);
      return new SeeOther(`${HOME}/${quizId}`, 'Kept as a draft. Hand it in for review when it fits.');
    });
  }

  @Get(':id')
  @Allow('quiz:write')
  show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Query() query: Form) {
    return this.page(actor, id, textOf(query, 'version'));
  }

  @Get(':id/edit')
  @Allow('quiz:write')
  async edit(@Param('id', IdPipe) id: string): Promise<Page> {
    const quiz = await this.quizzes.get(id);
    return this.form({ programme: quiz.programme, typed: typedOf(newestOf(quiz).content), find: '', quiz });
  }

  @Post(':id/edit')
  @Allow('quiz:write')
  async save(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const quiz = await this.quizzes.get(id);
    return this.carry(form, quiz.programme, quiz, async (_, content) => {
      const { number, isNew } = await this.authoring.edit(actor, id, content);
      const said = isNew
        ? `Version ${number} is kept as a draft.`
        : `Nothing was changed: version ${number} says the same.`;
      return new SeeOther(`${HOME}/${id}?version=${number}`, said);
    });
  }

  /** The questions as one candidate or another would be asked them. */
  @Get(':id/versions/:version/preview')
  @Allow('quiz:write')
  async preview(@Param('id', IdPipe) id: string, @Param('version') number: string): Promise<Page> {
    const quiz = await this.quizzes.get(id);
    const version = versionOf(quiz, number);
    const pictures = await this.desk.pictures(quiz.programme);
    const sample = await this.quizzes.sampleOf(quiz.programme, version.content);
    return new Page('teach/bank/quiz-preview', {
      title: `${version.content.title}: as a candidate sees it`,
      unlisted: true,
      ...bankTabs('quizzes'),
      crumbs: [
        ...CRUMBS,
        { address: HOME, label: 'Quizzes' },
        { address: `${HOME}/${id}?version=${version.number}`, label: version.content.title },
        { label: 'Preview' },
      ],
      introduction: version.content.introduction,
      draws: (version.content.pools ?? []).length > 0,
      time: minutesInWords(version.content.timeLimitMinutes),
      declaration: version.content.declaration,
      scripts: PREVIEW_SCRIPTS,
      questions: candidateViews(sample, pictures, version.content.behaviour?.kind === 'certainty'),
    });
  }

  @Post(':id/versions/:version/:step')
  @Allow('quiz:write')
  step(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) id: string,
    @Param('version') version: string,
    @Param('step') step: string,
    @Body() form: Form,
  ) {
    const number = /^[1-9]\d{0,5}$/.test(version) ? Number(version) : 0;
    const note = textOf(form, 'note').slice(0, 2000) || undefined;
    const address = `${HOME}/${id}?version=${number}`;
    return orShowAgain(
      async () => {
        switch (step) {
          case 'review':
            await this.authoring.submit(actor, id, number, note);
            return new SeeOther(address, 'Handed in. A colleague approves it or returns it.');
          case 'approval':
            await this.authoring.decide(actor, id, number, { outcome: 'approved', note });
            return new SeeOther(address, 'Approved. It is sat once it is scheduled.');
          case 'return':
            await this.authoring.decide(actor, id, number, { outcome: 'returned', note });
            return new SeeOther(address, 'Returned to its author.');
          case 'schedule':
            await this.authoring.schedule(actor, id, number, {
              opensAt: this.moment(form, 'opensAt'),
              closesAt: this.moment(form, 'closesAt'),
            });
            return new SeeOther(address, 'Scheduled: whoever is enrolled finds it among what to learn.');
          case 'retirement':
            await this.authoring.retire(actor, id, number, note);
            return new SeeOther(address, 'Retired: nobody starts it any more.');
          default:
            throw new NotFound('That page');
        }
      },
      (refusal) => this.page(actor, id, version, refusal, form),
    );
  }

  private moment(form: Form, field: string): Date | undefined {
    const text = textOf(form, field);
    if (text === '') return undefined;
    const moment = this.wording.fromLocal(text);
    if (!moment) throw new Invalid([{ path: field, message: 'is a day and a time' }]);
    return moment;
  }

  private carry(
    form: Form,
    programme: string,
    quiz: AuthoredQuiz | undefined,
    keep: (programme: string, content: unknown) => Promise<SeeOther>,
  ): Promise<Page | SeeOther> {
    const typed = typedIn(form);
    const find = textOf(form, 'find');
    const wish = textOf(form, 'do');
    if (wish === 'save') {
      return orShowAgain(
        () => keep(programme, contentOf(typed)),
        (refusal) => this.form({ programme, typed, find, quiz, refusal }),
      );
    }
    return this.form({ programme, typed: withRow(typed, wish.replace('more-', '')), find, quiz });
  }

  private form(building: {
    programme: string;
    typed: TypedQuiz;
    find: string;
    quiz?: AuthoredQuiz;
    refusal?: Refusal;
  }): Promise<Page> {
    const { quiz, ...rest } = building;
    const title = quiz ? `Edit: ${quiz.title}` : 'A new quiz';
    return this.builder.page({ ...rest, title, action: quiz ? `${HOME}/${quiz.id}/edit` : `${HOME}/new` });
  }

  private async page(
    actor: PersonActor,
    id: string,
    wanted: string,
    refusal?: Refusal,
    form: Form = {},
  ): Promise<Page> {
    const quiz = await this.quizzes.get(id);
    const newest = newestOf(quiz);
    const version = quiz.versions.find(({ number }) => String(number) === wanted) ?? newest;
    const { content, state, number } = version;
    const isOwn = version.steps.some(
      ({ by, fromState, toState }) => by === actor.id && (fromState === null || toState === 'in-review'),
    );
    const plan = await this.builder.planOf(quiz.programme, content);
    return new Page(
      'teach/bank/quiz',
      {
        title: content.title,
        unlisted: true,
        ...bankTabs('quizzes'),
        crumbs: [...CRUMBS, { address: HOME, label: 'Quizzes' }, { label: content.title }],
        id,
        number,
        state: STATE_WORDS[state],
        isDraft: state === 'draft' || state === 'in-review',
        facts: [
          { label: 'Questions', value: `${plan.questions}, ${content.slots.length} of them asked of everybody` },
          { label: 'Marks', value: String(plan.maxMark) },
          { label: 'Time', value: minutesInWords(content.timeLimitMinutes) },
          {
            label: 'To pass',
            value: `${content.passMark} %${content.passMarkStatus === 'provisional' ? ' (provisional)' : ''}`,
          },
          { label: 'Attempts', value: String(content.attempts) },
        ],
        plan,
        hasBlueprint: (content.blueprint ?? []).length > 0,
        may: {
          edit: !quiz.ofPackage && version === newest,
          submit: !quiz.ofPackage && state === 'draft' && plan.faults.length === 0,
          decide: !quiz.ofPackage && state === 'in-review',
          approve: !isOwn,
          schedule: !quiz.ofPackage && state === 'approved',
          retire: !quiz.ofPackage && (state === 'approved' || state === 'draft'),
        },
        scheduled: quiz.schedule && { version: quiz.schedule.version, hours: this.hours(quiz.schedule) },
        opensAt: textOf(form, 'opensAt'),
        closesAt: textOf(form, 'closesAt'),
        story: await this.desk.story(version.steps),
        versions: quiz.versions.toReversed().map((one) => this.line(id, one, number)),
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  private line(id: string, { number, state, recordedAt, attempts }: QuizVersionView, shown: number) {
    return {
      number,
      state: STATE_WORDS[state],
      written: this.wording.dayOfMoment(recordedAt),
      attempts: counted(attempts, 'attempt'),
      isShown: number === shown,
      address: `${HOME}/${id}?version=${number}`,
    };
  }

  private hours({ opensAt, closesAt }: ScheduleView) {
    return { opens: opensAt && this.wording.moment(opensAt), closes: closesAt && this.wording.moment(closesAt) };
  }
}

function newestOf({ versions }: AuthoredQuiz): QuizVersionView {
  return versions[versions.length - 1];
}

function versionOf({ versions }: AuthoredQuiz, wanted: string): QuizVersionView {
  const version = versions.find(({ number }) => String(number) === wanted);
  if (!version) throw new NotFound('That version of the quiz');
  return version;
}
