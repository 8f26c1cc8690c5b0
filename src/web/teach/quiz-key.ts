import type { Fact, NumericAnswer, QuestionDefinition, QuestionOption, TextAnswer } from '../../catalogue/programme';
import { questionHtml, questionLine } from '../../catalogue/question-text';

export interface KeyedOption {
  /** Safe HTML within a line, as is every text here that says so. */
  readonly text: string;
  readonly correct: boolean;
  readonly feedback: string;
  /** `50 %`: what choosing it earns or costs, where it is not all or nothing. */
  readonly share?: string;
}

/** An answer that counts, wholly or in part, and what is said to whoever gives it. */
export interface KeyedAnswer {
  readonly answer: string;
  readonly feedback?: string;
}

/** One blank of a cloze. */
export interface KeyedGap {
  readonly label: string;
  readonly options?: readonly KeyedOption[];
  readonly answers?: readonly KeyedAnswer[];
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
  readonly level: string;
  /** The facts that make the key right, each with its source. */
  readonly rests: readonly Pick<Fact, 'id' | 'mark' | 'says' | 'source'>[];
  readonly rationale: string;
  readonly situation?: { readonly title: string; readonly text: string };
  readonly picture?: string;
  readonly options?: readonly KeyedOption[];
  readonly pairs?: readonly { readonly stem: string; readonly match: string }[];
  readonly distractors?: string;
  /** In the right order. */
  readonly steps?: readonly string[];
  readonly answers?: readonly KeyedAnswer[];
  readonly gaps?: readonly KeyedGap[];
  readonly criteria?: readonly { readonly title: string; readonly levels: readonly string[] }[];
  readonly modelAnswer?: string;
  readonly feedback?: string;
  readonly scoring?: string;
  readonly hints?: readonly string[];
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

const SCORING: Readonly<Record<string, string>> = {
  'all-or-nothing': 'All or nothing',
  'per-option': 'A share for each option judged right',
  'right-minus-wrong': 'Right choices less wrong ones',
  weighted: 'Each option earns or costs its own share',
  positions: 'A share for each step in its place',
  adjacent: 'A share for each step that follows the right one',
};

type Print = (text: string) => string;

/** @param facts of the programme, so that the key can be traced to its sources. */
export function keyedQuestion(question: QuestionDefinition, index: number, facts: readonly Fact[]): KeyedQuestion {
  const { slug, mark, safetyCritical, topic, level, competencies, type, format, image, hints } = question;
  const line: Print = (text) => questionLine(text, format);
  const scoring = 'scoring' in question && question.scoring ? SCORING[question.scoring] : undefined;
  return {
    number: index + 1,
    slug,
    prompt: promptOf(question),
    kind: KINDS[type],
    mark,
    safetyCritical,
    topic,
    competencies: competencies.join(', '),
    level,
    rests: facts.filter(({ id }) => question.facts.includes(id)),
    rationale: line(question.rationale),
    ...(question.case && {
      situation: { title: line(question.case.title), text: questionHtml(question.case.text, format) },
    }),
    ...(image && { picture: image.alt }),
    ...(scoring && { scoring }),
    ...(hints && { hints: hints.map(line) }),
    ...keyOf(question, line),
  };
}

/** The gaps of a cloze bear numbers where they stand. */
function promptOf({ prompt, format, ...question }: QuestionDefinition): string {
  const html = questionHtml(prompt, format);
  if (!('gaps' in question)) return html;
  return question.gaps.reduce(
    (text, { slug }, index) => text.replaceAll(`{{${slug}}}`, `<strong>[${index + 1}]</strong>`),
    html,
  );
}

function keyOf(question: QuestionDefinition, line: Print): Partial<KeyedQuestion> {
  switch (question.type) {
    case 'single':
    case 'multiple':
      return { options: question.options.map((option) => keyedOption(option, line)) };
    case 'true-false':
      return {
        options: [
          { text: 'True', correct: question.answer, feedback: line(question.feedback.true) },
          { text: 'False', correct: !question.answer, feedback: line(question.feedback.false) },
        ],
      };
    case 'matching':
      return {
        pairs: question.pairs.map(({ stem, match }) => ({ stem: line(stem), match: line(match) })),
        distractors: (question.distractors ?? []).map(line).join(' · '),
      };
    case 'ordering':
      return { steps: question.items.map(({ text }) => line(text)), feedback: line(question.feedback) };
    case 'numeric':
      return { answers: numbers(question, line, question.unit?.symbol), feedback: line(question.feedback) };
    case 'short-text':
      return { answers: texts(question.answers, line), feedback: line(question.feedback) };
    case 'cloze':
      return {
        gaps: question.gaps.map((gap, index) => ({
          label: `[${index + 1}]${gap.weight === 1 ? '' : `, weight ${gap.weight}`}`,
          ...(gap.type === 'single' && { options: gap.options.map((option) => keyedOption(option, line)) }),
          ...(gap.type === 'short-text' && { answers: texts(gap.answers, line) }),
          ...(gap.type === 'numeric' && { answers: numbers(gap, line) }),
        })),
      };
    case 'hotspot':
      return {
        options: question.regions.map(({ label, correct, feedback }) => ({
          text: line(label),
          correct,
          feedback: line(feedback),
        })),
      };
    case 'essay':
      return {
        criteria: question.rubric.map(({ title, levels }) => ({
          title: line(title),
          levels: levels.map(({ points, description }) => `${points}: ${line(description)}`),
        })),
        ...(question.modelAnswer && { modelAnswer: questionHtml(question.modelAnswer, question.format) }),
      };
  }
}

function keyedOption({ text, correct, feedback, fraction }: QuestionOption, line: Print): KeyedOption {
  return {
    text: line(text),
    correct,
    feedback: line(feedback),
    ...(fraction !== undefined && { share: percent(fraction) }),
  };
}

function texts(answers: readonly TextAnswer[], line: Print): KeyedAnswer[] {
  return answers.map(({ text, fraction = 1, feedback }) => ({
    answer: `“${text}”${fraction === 1 ? '' : `, ${percent(fraction)}`}`,
    ...(feedback && { feedback: line(feedback) }),
  }));
}

function numbers(
  { answer, tolerance, alternatives = [] }: NumericAnswer & { readonly alternatives?: readonly NumericAnswer[] },
  line: Print,
  unit?: string,
): KeyedAnswer[] {
  const symbol = unit ? ` ${unit}` : '';
  return [{ answer, tolerance }, ...alternatives].map((one: NumericAnswer) => ({
    answer: [
      `${one.answer}${symbol}`,
      one.tolerance > 0 ? `give or take ${one.tolerance}${symbol}` : 'exactly',
      ...(one.fraction === undefined || one.fraction === 1 ? [] : [percent(one.fraction)]),
    ].join(', '),
    ...(one.feedback && { feedback: line(one.feedback) }),
  }));
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 1e4) / 100} %`;
}
