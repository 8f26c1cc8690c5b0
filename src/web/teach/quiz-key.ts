import type { QuestionDefinition } from '../../catalogue/programme';

export interface KeyedOption {
  readonly text: string;
  readonly correct: boolean;
  readonly feedback: string;
}

/** A question with its key, ready to print for those who teach. */
export interface KeyedQuestion {
  readonly number: number;
  readonly slug: string;
  readonly prompt: string;
  readonly kind: string;
  readonly mark: number;
  readonly safetyCritical: boolean;
  readonly topic: string;
  readonly competencies: string;
  readonly rationale: string;
  readonly options?: readonly KeyedOption[];
  readonly pairs?: readonly { readonly stem: string; readonly match: string }[];
  readonly distractors?: string;
  /** The answer itself, where there is nothing to choose from. */
  readonly answer?: string;
  readonly feedback?: string;
}

const KINDS: Record<QuestionDefinition['type'], string> = {
  single: 'One answer',
  multiple: 'Several answers',
  'true-false': 'True or false',
  matching: 'Matching',
  numeric: 'A number',
  ordering: 'Putting in order',
  'short-text': 'A word or two',
  cloze: 'Filling gaps',
  hotspot: 'Marking a picture',
  essay: 'An essay',
};

export function keyedQuestion(question: QuestionDefinition, index: number): KeyedQuestion {
  const { slug, prompt, mark, safetyCritical, topic, competencies, rationale, type } = question;
  const base = {
    number: index + 1,
    slug,
    prompt,
    kind: KINDS[type],
    mark,
    safetyCritical,
    topic,
    competencies: competencies.join(', '),
    rationale,
  };
  switch (type) {
    case 'single':
    case 'multiple':
      return { ...base, options: question.options.map(({ text, correct, feedback }) => ({ text, correct, feedback })) };
    case 'true-false':
      return {
        ...base,
        options: [
          { text: 'True', correct: question.answer, feedback: question.feedback.true },
          { text: 'False', correct: !question.answer, feedback: question.feedback.false },
        ],
      };
    case 'matching':
      return {
        ...base,
        pairs: question.pairs.map(({ stem, match }) => ({ stem, match })),
        distractors: question.distractors.join(' · '),
      };
    case 'numeric': {
      const { answer, tolerance, unit, feedback } = question;
      const symbol = unit ? ` ${unit.symbol}` : '';
      return {
        ...base,
        answer: `${answer}${symbol}${tolerance > 0 ? `, give or take ${tolerance}${symbol}` : ', exactly'}`,
        feedback,
      };
    }
    default:
      return base;
  }
}
