import type { ClozeGap, QuestionDefinition } from '../../catalogue/question-definition';

/*
 * A question that is still being written has the shape of a finished one; what its author has not said yet is empty, and
 * its cognitive level absent. So everything that reads questions reads drafts too, and only approval tells them apart.
 */

/** What an author sends: parts may lack their slug, feedback and the rest that has an obvious beginning. */
export type SentDraft = Record<string, unknown> & {
  readonly type: QuestionDefinition['type'];
  readonly prompt: string;
};

type Part = Record<string, unknown>;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const TEXT_POLICY = { letterCase: 'ignore', accents: 'ignore', wildcards: false };

/** `a`, `b` … `z`, `a1` …: a slug says nothing of its part being right. */
const letter = (index: number) => LETTERS[index % 26] + (index < 26 ? '' : String(Math.floor(index / 26)));

function named(parts: unknown, more: (part: Part) => Part = () => ({})): Part[] {
  const list = parts as Part[];
  const taken = new Set(list.map(({ slug }) => slug));
  let next = 0;
  return list.map((part) => {
    let slug = part.slug;
    while (slug === undefined) {
      const free = letter(next++);
      if (!taken.has(free)) slug = free;
    }
    return { ...part, ...more(part), slug };
  });
}

const options = (list: unknown) => named(list, ({ feedback = '' }) => ({ feedback }));

/** At most 60 characters of the prompt's own words. */
export function slugOf(prompt: string): string {
  const words = prompt
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return words.slice(0, 60).replace(/-[^-]*$/, (rest) => (words.length > 60 ? '' : rest)) || 'question';
}

/** @param sent has the form of `question-draft.schema.json`. */
export function draftOf(sent: SentDraft): QuestionDefinition {
  const base = {
    mark: 1,
    safetyCritical: false,
    topic: '',
    competencies: [],
    facts: [],
    rationale: '',
    ...sent,
    slug: sent.slug ?? slugOf(sent.prompt),
  };
  return { ...base, ...partsOf(sent) } as unknown as QuestionDefinition;
}

function partsOf(sent: SentDraft): Part {
  switch (sent.type) {
    case 'single':
    case 'multiple':
      return { options: options(sent.options) };
    case 'true-false':
      return { feedback: { true: '', false: '', ...(sent.feedback as Part | undefined) } };
    case 'matching':
      return { pairs: named(sent.pairs), distractors: sent.distractors ?? [] };
    case 'ordering':
      return { items: named(sent.items), feedback: sent.feedback ?? '' };
    case 'numeric':
      return { tolerance: sent.tolerance ?? 0, feedback: sent.feedback ?? '' };
    case 'short-text':
      return { ...TEXT_POLICY, ...sent, feedback: sent.feedback ?? '' };
    case 'cloze':
      return { gaps: (sent.gaps as Part[]).map(gapOf) };
    case 'hotspot':
      return { regions: named(sent.regions, ({ feedback = '' }) => ({ feedback })) };
    case 'essay':
      return { rubric: named(sent.rubric) };
  }
}

function gapOf(gap: Part): Part {
  const base = { weight: 1, ...gap };
  switch (gap.type as ClozeGap['type']) {
    case 'single':
      return { ...base, options: options(gap.options) };
    case 'numeric':
      return { ...base, tolerance: gap.tolerance ?? 0, feedback: gap.feedback ?? '' };
    case 'short-text':
      return { ...TEXT_POLICY, ...base, feedback: gap.feedback ?? '' };
  }
}
