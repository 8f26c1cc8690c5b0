import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { QuestionAuthoring } from '../../../assessment/question-authoring.service';
import { questionDiff } from '../../../assessment/question-changes';
import { QuestionReviews } from '../../../assessment/question-reviews.service';
import type { OriginView, QuestionVersionView, QuestionView } from '../../../assessment/question-view';
import { Questions } from '../../../assessment/questions.service';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { People } from '../../../identity/people.service';
import { NotFound } from '../../../kernel/errors';
import { type Form, orShowAgain, Refusal, textOf } from '../../forms';
import { IdPipe } from '../../id.pipe';
import { Page, SeeOther } from '../../page';
import { counted, Wording } from '../../wording';
import { keyedQuestion } from '../quiz-key';
import { BankDesk } from './bank-desk';
import { candidateViews } from './candidate-view';
import { QuestionEditor, wishIn, withRow } from './question-editor';
import { KINDS, LEVEL_WORDS } from './question-fields';
import { contentOf, valuesIn, valuesOf } from './question-form';
import { bankTabs, CRUMBS, PREVIEW_SCRIPTS, STATE_WORDS } from './tabs';

/** One question: what it says, its versions, who approved them, where it is asked. */
@ApiExcludeController()
@Controller('teach/bank/questions/:id')
export class QuestionPagesController {
  constructor(
    private readonly questions: Questions,
    private readonly authoring: QuestionAuthoring,
    private readonly reviews: QuestionReviews,
    private readonly people: People,
    private readonly desk: BankDesk,
    private readonly editor: QuestionEditor,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('question:read')
  show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Query() query: Form) {
    return this.page(actor, id, textOf(query, 'version'));
  }

  @Get('edit')
  @Allow('question:write')
  async edit(@Param('id', IdPipe) id: string): Promise<Page> {
    const question = await this.questions.get(id);
    return this.form(question, valuesOf(newestOf(question).content));
  }

  @Post('edit')
  @Allow('question:write')
  async save(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const question = await this.questions.get(id);
    const { type } = newestOf(question).content;
    const values = valuesIn(form, type);
    const wish = wishIn(form);
    if (wish === 'preview') return this.form(question, values);
    if (wish !== 'save') return this.form(question, withRow(values, type, wish.moreOf));
    return orShowAgain(
      async () => {
        const { number, isNew } = await this.authoring.edit(actor, id, contentOf(values, type));
        const said = isNew
          ? `Version ${number} is kept as a draft.`
          : `Nothing was changed: version ${number} says the same.`;
        return new SeeOther(`/teach/bank/questions/${id}?version=${number}`, said);
      },
      (refusal) => this.form(question, values, refusal),
    );
  }

  @Post('versions/:version/:step')
  @Allow('question:write')
  step(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) id: string,
    @Param('version') version: string,
    @Param('step') step: string,
    @Body() form: Form,
  ) {
    const number = /^[1-9]\d{0,5}$/.test(version) ? Number(version) : 0;
    const note = textOf(form, 'note').slice(0, 2000) || undefined;
    const address = `/teach/bank/questions/${id}?version=${number}`;
    return orShowAgain(
      async () => {
        switch (step) {
          case 'review':
            await this.reviews.submit(actor, id, number, note);
            return new SeeOther(address, 'Handed in. A colleague approves it or returns it.');
          case 'approval':
            await this.reviews.decide(actor, id, number, { outcome: 'approved', note });
            return new SeeOther(address, 'Approved: quizzes may ask it.');
          case 'return':
            await this.reviews.decide(actor, id, number, { outcome: 'returned', note });
            return new SeeOther(address, 'Returned to its author.');
          case 'retirement':
            await this.reviews.retire(actor, id, number, note);
            return new SeeOther(address, 'Retired: nobody is asked it any more.');
          default:
            throw new NotFound('That page');
        }
      },
      (refusal) => this.page(actor, id, version, refusal),
    );
  }

  @Post('clones')
  @Allow('question:write')
  async clone(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    const { questionId } = await this.authoring.clone(actor, id);
    return new SeeOther(`/teach/bank/questions/${questionId}/edit`, 'This is the clone: a draft of its own.');
  }

  /** What became otherwise from one version to another. */
  @Get('changes')
  @Allow('question:read')
  async changes(@Param('id', IdPipe) id: string, @Query() query: Form): Promise<Page> {
    const question = await this.questions.get(id);
    const numbered = (name: string) => question.versions.find(({ number }) => String(number) === textOf(query, name));
    const [before, after] = [numbered('from'), numbered('to')];
    if (!before || !after) throw new NotFound('That version of the question');
    const title = `From version ${before.number} to version ${after.number}`;
    return new Page('teach/bank/changes', {
      title,
      unlisted: true,
      ...bankTabs('questions'),
      crumbs: [
        ...CRUMBS,
        { address: `/teach/bank/questions/${id}`, label: shortened(after.content.prompt) },
        { label: title },
      ],
      differences: questionDiff(before.content, after.content).map(({ where, kind, stretches }) => ({
        where,
        kind: CHANGE_WORDS[kind],
        stretches: stretches.map(({ kind: what, text }) => ({
          text,
          isAdded: what === 'added',
          isRemoved: what === 'removed',
        })),
      })),
    });
  }

  private form(question: QuestionView, values: Record<string, string>, refusal?: Refusal): Promise<Page> {
    const { content } = newestOf(question);
    const title = `Edit: ${shortened(content.prompt)}`;
    const action = `/teach/bank/questions/${question.id}/edit`;
    return this.editor.page({ programme: question.programme, type: content.type, values, action, title, refusal });
  }

  private async page(actor: PersonActor, id: string, wanted: string, refusal?: Refusal): Promise<Page> {
    const question = await this.questions.get(id);
    const newest = newestOf(question);
    const version = question.versions.find(({ number }) => String(number) === wanted) ?? newest;
    const { content, state, number } = version;
    const isPackage = question.origin.kind === 'package';
    const isOwn = version.steps.some(
      ({ by, fromState, toState }) => by === actor.id && (fromState === null || toState === 'in-review'),
    );
    const title = shortened(content.prompt);
    return new Page(
      'teach/bank/question',
      {
        title,
        scripts: PREVIEW_SCRIPTS,
        unlisted: true,
        ...bankTabs('questions'),
        crumbs: [...CRUMBS, { label: title }],
        id,
        number,
        isNewest: version === newest,
        newest: newest.number,
        kind: KINDS[content.type],
        level: content.level && LEVEL_WORDS[content.level],
        state: STATE_WORDS[state],
        keyed: keyedQuestion(content, 0, await this.desk.facts(question.programme)),
        content,
        preview: candidateViews([{ content }], await this.desk.pictures(question.programme))[0],
        missing: state === 'draft' || state === 'in-review' ? version.missing : [],
        tags: question.tags,
        origin: await this.originWords(question.origin),
        may: {
          edit: !isPackage && version === newest,
          submit: !isPackage && state === 'draft' && version.missing.length === 0,
          decide: !isPackage && state === 'in-review',
          approve: !isOwn,
          retire: !isPackage && (state === 'approved' || state === 'draft'),
        },
        story: await this.desk.story(version.steps),
        versions: question.versions.toReversed().map((one) => this.line(question, one, version)),
        usage: {
          attempts: counted(question.usage.attempts, 'attempt'),
          last: question.usage.lastUsedAt && this.wording.dayOfMoment(question.usage.lastUsedAt),
          pools: question.usage.pools,
          exposures: question.usage.exposures.map(({ title, asked, attempts }) => ({
            title,
            words: `${asked} of ${counted(attempts, 'attempt')}, ${Math.round((100 * asked) / attempts)} %`,
          })),
          quizzes: question.usage.quizzes.map((quiz) => ({ ...quiz, state: STATE_WORDS[quiz.state] })),
        },
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  private line(
    { id, versions }: QuestionView,
    { number, state, recordedAt }: QuestionVersionView,
    shown: QuestionVersionView,
  ) {
    return {
      number,
      state: STATE_WORDS[state],
      written: this.wording.dayOfMoment(recordedAt),
      isShown: number === shown.number,
      address: `/teach/bank/questions/${id}?version=${number}`,
      changes:
        number > versions[0].number ? `/teach/bank/questions/${id}/changes?from=${number - 1}&to=${number}` : null,
    };
  }

  private async originWords({ kind, by, clonedFrom, imported }: OriginView) {
    if (kind === 'package' || by === null) return { words: 'Came with the package of its programme' };
    const name = (await this.people.namesOf([by])).get(by) ?? 'somebody';
    if (clonedFrom) {
      return {
        words: `Cloned by ${name} from version ${clonedFrom.number} of`,
        link: { address: `/teach/bank/questions/${clonedFrom.questionId}`, label: 'another question' },
      };
    }
    if (imported) return { words: `Imported by ${name} from a file of the format ${imported.format}` };
    return { words: `Written by ${name}` };
  }
}

const CHANGE_WORDS = { added: 'Added', removed: 'Removed', changed: 'Changed', moved: 'Put in another order' } as const;

function newestOf({ versions }: QuestionView): QuestionVersionView {
  return versions[versions.length - 1];
}

/** The beginning of a text, on one line. */
export function shortened(text: string, most = 70): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
}
