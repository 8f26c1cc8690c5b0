import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { QuestionAuthoring } from '../../../assessment/question-authoring.service';
import { type QuestionFacets, Questions } from '../../../assessment/questions.service';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { Invalid } from '../../../kernel/errors';
import { isUuid } from '../../../kernel/ids';
import { type Form, listOf, orShowAgain, Refusal, textOf } from '../../forms';
import { Page, SeeOther } from '../../page';
import { counted, Wording } from '../../wording';
import { BankDesk } from './bank-desk';
import { QuestionEditor, wishIn, withRow } from './question-editor';
import { isKind, KINDS, LEVEL_WORDS, type QuestionKind } from './question-fields';
import { contentOf, valuesIn } from './question-form';
import { bankTabs, CRUMBS, STATE_WORDS } from './tabs';

const PAGE = 50;
const FACETS = ['programme', 'text', 'type', 'topic', 'level', 'state', 'competency', 'tag'] as const;

/** The question bank: looked through, tagged, and written into. */
@ApiExcludeController()
@Controller('teach/bank')
export class BankPagesController {
  constructor(
    private readonly questions: Questions,
    private readonly authoring: QuestionAuthoring,
    private readonly desk: BankDesk,
    private readonly editor: QuestionEditor,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('question:read')
  show(@Query() query: Form) {
    return this.list(query);
  }

  /** Tags for the questions that are ticked; back to the same part of the bank. */
  @Post('tags')
  @Allow('question:write')
  retag(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const questions = listOf(form, 'questions').filter(isUuid);
        if (questions.length === 0) throw new Invalid([{ path: '', message: 'Tick the questions to be tagged.' }]);
        const [add, remove] = [tagsOf(textOf(form, 'add')), tagsOf(textOf(form, 'remove'))];
        if (add.length + remove.length === 0)
          throw new Invalid([{ path: '', message: 'Name a tag to put on or take off.' }]);
        await this.authoring.retag(actor, { questions, add, remove });
        return new SeeOther(addressOf(form), `The tags of ${counted(questions.length, 'question')} are changed.`);
      },
      (refusal) => this.list(form, refusal),
    );
  }

  /** Of which type, in which programme; then its form. */
  @Get('new')
  @Allow('question:write')
  async begin(@Query() query: Form): Promise<Page> {
    const [programme, type] = [textOf(query, 'programme'), textOf(query, 'type')];
    const programmes = await this.desk.programmeChoices();
    if (isKind(type) && programmes.some(({ value }) => value === programme)) {
      return this.newQuestion(programme, type, valuesIn({ mark: '1' }, type), textOf(query, 'tags'));
    }
    return new Page('teach/bank/new', {
      title: 'A new question',
      ...bankTabs('questions'),
      crumbs: [...CRUMBS, { label: 'A new question' }],
      programmes,
      programme,
      types: Object.entries(KINDS).map(([value, label]) => ({ value, label })),
    });
  }

  @Post('new')
  @Allow('question:write')
  async write(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    const [programme, type, tags] = [textOf(form, 'programme'), textOf(form, 'type'), textOf(form, 'tags')];
    if (!isKind(type)) return new SeeOther('/teach/bank/new');
    const values = valuesIn(form, type);
    const wish = wishIn(form);
    if (wish === 'preview') return this.newQuestion(programme, type, values, tags);
    if (wish !== 'save') return this.newQuestion(programme, type, withRow(values, type, wish.moreOf), tags);
    return orShowAgain(
      async () => {
        const content = contentOf(values, type);
        const { questionId } = await this.authoring.write(actor, { programme, content, tags: tagsOf(tags) });
        return new SeeOther(
          `/teach/bank/questions/${questionId}`,
          'Kept as a draft. Hand it in for review when it is ready.',
        );
      },
      (refusal) => this.newQuestion(programme, type, values, tags, refusal),
    );
  }

  private newQuestion(
    programme: string,
    type: QuestionKind,
    values: Record<string, string>,
    tags: string,
    refusal?: Refusal,
  ): Promise<Page> {
    const title = `A new question: ${KINDS[type].toLowerCase()}`;
    return this.editor.page({ programme, type, values, action: '/teach/bank/new', title, refusal, tags });
  }

  private async list(query: Form, refusal?: Refusal): Promise<Page> {
    const facets = facetsIn(query);
    const programmes = await this.desk.programmeChoices();
    const known = await this.questions.facetsOf(facets.programme);
    const cursor = textOf(query, 'cursor');
    const { items, next } = await this.questions.list(facets, { limit: PAGE, ...(cursor && { cursor }) });
    const choices = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
    const words = (from: Record<string, string>) => Object.entries(from).map(([value, label]) => ({ value, label }));
    const states = Object.entries(STATE_WORDS).map(([value, { text }]) => ({ value, label: text }));
    return new Page(
      'teach/bank/list',
      {
        title: 'Question bank',
        ...bankTabs('questions'),
        crumbs: [CRUMBS[0], { label: 'Question bank' }],
        facets: { ...facets, tag: facets.tags?.[0] },
        filters: [
          { name: 'programme', label: 'Programme', options: programmes, value: facets.programme },
          { name: 'type', label: 'Type', options: words(KINDS), value: facets.type },
          { name: 'topic', label: 'Topic', options: choices(known.topics), value: facets.topic },
          { name: 'level', label: 'Level', options: words(LEVEL_WORDS), value: facets.level },
          { name: 'state', label: 'State', options: states, value: facets.state },
          { name: 'competency', label: 'Competency', options: choices(known.competencies), value: facets.competency },
          { name: 'tag', label: 'Tag', options: choices(known.tags), value: facets.tags?.[0] },
        ],
        isNarrowed: Object.values(facets).some((value) => value !== undefined),
        kept: FACETS.map((name) => ({ name, value: textOf(query, name) })).filter(({ value }) => value !== ''),
        items: items.map((item) => ({
          ...item,
          address: `/teach/bank/questions/${item.id}`,
          kind: KINDS[item.type],
          levelWords: item.level && LEVEL_WORDS[item.level],
          stateWords: STATE_WORDS[item.state],
          written: this.wording.dayOfMoment(item.recordedAt),
          ticked: listOf(query, 'questions').includes(item.id),
        })),
        next: next && addressOf(query, next),
        tagsToAdd: textOf(query, 'add'),
        tagsToRemove: textOf(query, 'remove'),
        refusal,
      },
      refusal?.status ?? 200,
    );
  }
}

/** Parted by commas. */
export function tagsOf(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

/** A value that no question could have is as good as none. */
function facetsIn(query: Form): QuestionFacets {
  const said = (name: string) => textOf(query, name).slice(0, 200) || undefined;
  const among = <Known extends string>(name: string, known: Record<Known, unknown>) => {
    const value = textOf(query, name);
    return Object.hasOwn(known, value) ? (value as Known) : undefined;
  };
  const tag = said('tag');
  return {
    programme: said('programme'),
    text: said('text'),
    type: among('type', KINDS),
    topic: said('topic'),
    level: among('level', LEVEL_WORDS),
    state: among('state', STATE_WORDS),
    competency: said('competency'),
    tags: tag === undefined ? undefined : [tag],
  };
}

function addressOf(query: Form, cursor?: string): string {
  const search = new URLSearchParams();
  for (const name of FACETS) if (textOf(query, name) !== '') search.set(name, textOf(query, name));
  if (cursor) search.set('cursor', cursor);
  return `/teach/bank${search.size > 0 ? `?${search.toString()}` : ''}`;
}
