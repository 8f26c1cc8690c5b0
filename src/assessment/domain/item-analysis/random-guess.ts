import type { ClozeGap, QuestionDefinition, QuestionOption, TextAnswer } from '../../../catalogue/question-definition';

/**
 * The fraction of the mark that somebody who guesses earns on average, 0 to 1. `null` where nobody can tell: the chance of
 * hitting on a whole set of answers is next to nothing.
 */
export function randomGuessOf(question: QuestionDefinition): number | null {
  switch (question.type) {
    case 'true-false':
      return 0.5;
    case 'single':
      return ofOptions(question.options, question.scoring === 'weighted');
    case 'multiple':
      return null;
    case 'matching': {
      const choices = new Set([...question.pairs.map(({ match }) => match), ...question.distractors]);
      return choices.size === 0 ? null : 1 / choices.size;
    }
    case 'short-text':
      return ofAnything(question);
    case 'cloze':
      return ofGaps(question.gaps);
    case 'numeric':
    case 'ordering':
    case 'hotspot':
    case 'essay':
      return 0;
  }
}

function ofOptions(options: readonly QuestionOption[], isWeighted: boolean): number | null {
  if (options.length === 0) return null;
  const worth = ({ correct, fraction = correct ? 1 : 0 }: QuestionOption) => (isWeighted ? fraction : correct ? 1 : 0);
  return options.reduce((sum, option) => sum + worth(option), 0) / options.length;
}

/** What is given for anything at all: the fraction of an answer that is a lone wildcard. */
function ofAnything({ answers, wildcards }: { readonly answers: readonly TextAnswer[]; readonly wildcards: boolean }) {
  const any = wildcards ? answers.filter(({ text }) => /^\*+$/.test(text.trim())) : [];
  return any.reduce((most, { fraction = 1 }) => Math.max(most, fraction), 0);
}

function ofGaps(gaps: readonly ClozeGap[]): number | null {
  const weight = gaps.reduce((sum, gap) => sum + gap.weight, 0);
  if (weight === 0) return null;
  return gaps.reduce((sum, gap) => sum + gap.weight * (ofGap(gap) ?? 0), 0) / weight;
}

function ofGap(gap: ClozeGap): number | null {
  switch (gap.type) {
    case 'single':
      return ofOptions(gap.options, gap.scoring === 'weighted');
    case 'short-text':
      return ofAnything(gap);
    case 'numeric':
      return 0;
  }
}
