import { Injectable } from '@nestjs/common';
import { quizDraft } from '../../../assessment/quiz-drafts';
import type { QuizContent } from '../../../assessment/quiz-content';
import { QuizVersions } from '../../../assessment/quiz-versions.service';
import { Questions } from '../../../assessment/questions.service';
import { Invalid } from '../../../kernel/errors';
import { Refusal } from '../../forms';
import { Page } from '../../page';
import { BankDesk } from './bank-desk';
import { LEVEL_WORDS } from './question-fields';
import { contentOf, LEVELS, placeOf, REVIEW_SHOWS, REVIEW_TIMES, SETTINGS, type TypedQuiz } from './quiz-builder-form';
import { bankTabs, CRUMBS } from './tabs';

const LISTED = 200;

const VERDICTS = {
  fits: { tone: 'good', text: 'Fits' },
  'too-few': { tone: 'careful', text: 'Too few asked' },
  'too-many': { tone: 'bad', text: 'Too many asked' },
  'not-in-bank': { tone: 'bad', text: 'Not in the bank' },
  empty: null,
} as const;

interface Building {
  readonly programme: string;
  readonly typed: TypedQuiz;
  readonly action: string;
  readonly title: string;
  /** By which the questions to pick from are narrowed. */
  readonly find: string;
  readonly refusal?: Refusal;
}

/** The form of a quiz, with the blueprint held against what is asked and what there is. */
@Injectable()
export class QuizBuilder {
  constructor(
    private readonly quizzes: QuizVersions,
    private readonly questions: Questions,
    private readonly desk: BankDesk,
  ) {}

  async page({ programme, typed, action, title, find, refusal }: Building): Promise<Page> {
    const { topics } = await this.questions.facetsOf(programme);
    const errorAt = (path: string) => refusal?.errors[`content.${path}`];
    const draft = draftIn(typed);
    return new Page(
      'teach/bank/builder',
      {
        title,
        ...bankTabs('quizzes'),
        crumbs: [...CRUMBS, { address: '/teach/bank/quizzes', label: 'Quizzes' }, { label: title }],
        action,
        programme,
        programmes: await this.desk.programmeChoices(),
        settings: SETTINGS.map(({ name, label, kind, hint, options }) => ({
          name,
          label,
          hint,
          value: typed.settings[name] ?? '',
          error: errorAt(placeOf(name)),
          isArea: kind === 'area',
          isNumber: kind === 'number',
          isChoice: kind === 'choice',
          options: options?.map((option) => ({ ...option, chosen: option.value === typed.settings[name] })),
        })),
        review: {
          isOwn: typed.review !== null,
          shows: Object.values(REVIEW_SHOWS),
          times: Object.entries(REVIEW_TIMES).map(([time, label]) => ({
            label,
            cells: Object.entries(REVIEW_SHOWS).map(([what, word]) => ({
              value: `${time}-${what}`,
              label: `${label}: ${word}`,
              ticked: (typed.review ?? []).includes(`${time}-${what}`),
            })),
          })),
        },
        topics,
        grid: typed.grid.map((row, index) => ({
          number: index + 1,
          topic: row.topic,
          counts: LEVELS.map((level) => ({ level, label: LEVEL_WORDS[level], value: row[level] })),
        })),
        levels: LEVELS.map((level) => LEVEL_WORDS[level]),
        pools: typed.pools.map((pool, index) => ({
          ...pool,
          number: index + 1,
          levels: LEVELS.map((value) => ({ value, label: LEVEL_WORDS[value], chosen: value === pool.level })),
        })),
        pick: await this.pick(programme, typed, find),
        find,
        plan: draft && (await this.planOf(programme, draft)),
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  /** The blueprint in words, ready to print. */
  async planOf(programme: string, content: QuizContent) {
    const { grid, faults, questions, maxMark } = await this.quizzes.planOf(programme, content);
    return {
      questions,
      maxMark,
      faults,
      unplaced: grid.unplaced,
      levels: LEVELS.map((level) => LEVEL_WORDS[level]),
      rows: grid.rows.map(({ topic, cells }) => ({
        topic,
        cells: cells.map(({ wanted, asked, available, verdict }) => ({
          wanted,
          asked,
          available,
          verdict: VERDICTS[verdict],
        })),
      })),
    };
  }

  /** Approved questions to be asked of everybody: those that are chosen, then others that fit the words. */
  private async pick(programme: string, { slots }: TypedQuiz, find: string) {
    const { items } = await this.questions.list(
      { programme, state: 'approved', text: find || undefined },
      { limit: LISTED },
    );
    const chosen = await this.questions.versionsOf(slots.map(({ id }) => id));
    const marks = new Map(slots.map(({ id, mark }) => [id, mark]));
    const line = (id: string, prompt: string, topic: string, level: string | null | undefined) => ({
      id,
      prompt,
      words: [topic, level && LEVEL_WORDS[level]].filter(Boolean).join(' · '),
      chosen: marks.has(id),
      mark: marks.get(id) ?? '',
    });
    return [
      ...chosen.map(({ id, content }) => line(id, content.prompt, content.topic, content.level)),
      ...items
        .filter(({ versionId }) => !marks.has(versionId))
        .map(({ versionId, prompt, topic, level }) => line(versionId, prompt, topic, level)),
    ];
  }
}

/** `null` where what was typed does not have the form of a quiz yet. */
function draftIn(typed: TypedQuiz): QuizContent | null {
  try {
    return quizDraft({ ...contentOf(typed), title: typed.settings.title || 'Untitled' });
  } catch (fault) {
    if (fault instanceof Invalid) return null;
    throw fault;
  }
}
