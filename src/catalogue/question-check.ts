import { isInside, middlesOf } from '../kernel/polygon';
import type {
  ClozeQuestion,
  HotspotQuestion,
  MatchingQuestion,
  QuestionDefinition,
  QuestionOption,
  TextAnswer,
} from './question-definition';

/*
 * What a JSON Schema cannot say of a question: whether its parts agree with each other. For whoever takes questions in,
 * after the schema has passed them.
 */

/** Where within the question, what is wrong, and what to do. */
export interface QuestionFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly remedy: string;
}

/**
 * @param figures the figures that there are, by file name; `null`: pictures are looked for elsewhere.
 */
export function faultsOfQuestion(
  question: QuestionDefinition,
  figures: Readonly<Record<string, string>> | null,
): QuestionFault[] {
  return [...faultsOfPicture(question, figures), ...faultsOfType(question)];
}

function faultsOfType(question: QuestionDefinition): QuestionFault[] {
  switch (question.type) {
    case 'single':
    case 'multiple':
      return faultsOfOptions(question.slug, question.options, question);
    case 'matching':
      return faultsOfMatching(question);
    case 'ordering':
      return [
        ...twins(['items'], slugsOf(question.items), 'step'),
        ...twins(['items'], textsOf(question.items), 'step text'),
      ];
    case 'short-text':
      return faultsOfAnswers([], question.answers);
    case 'cloze':
      return faultsOfCloze(question);
    case 'hotspot':
      return faultsOfHotspot(question);
    case 'essay':
      return faultsOfEssay(question);
    case 'true-false':
    case 'numeric':
      return [];
  }
}

const slugsOf = (list: readonly { readonly slug: string }[]) => list.map(({ slug }) => slug);
const textsOf = (list: readonly { readonly text: string }[]) => list.map(({ text }) => text);

function twins(path: QuestionFault['path'], names: readonly string[], what: string): QuestionFault[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [
          {
            path: [...path, index],
            message: `the ${what} “${name}” stands twice`,
            remedy: 'Rename or remove one of the two.',
          },
        ]
      : [],
  );
}

function faultsOfPicture(
  { image }: QuestionDefinition,
  figures: Readonly<Record<string, string>> | null,
): QuestionFault[] {
  if (!image || !figures) return [];
  const name = /^figures\/(.+)$/.exec(image.src)?.[1];
  if (name !== undefined && Object.hasOwn(figures, name)) return [];
  return [
    {
      path: ['image', 'src'],
      message: `the figure “${image.src}” is missing`,
      remedy: 'Add the file, or correct its name.',
    },
  ];
}

/** Thirds are not exact: so much may a sum of fractions fall short of the whole. */
const ROUNDING = 1e-4;

function faultsOfOptions(
  name: string,
  options: readonly QuestionOption[],
  { type, scoring }: { readonly type: 'single' | 'multiple'; readonly scoring?: string },
): QuestionFault[] {
  const path = ['options'];
  const same = [...twins(path, slugsOf(options), 'option'), ...twins(path, textsOf(options), 'option text')];
  if (scoring === 'weighted') return [...same, ...faultsOfWeights(name, options, type)];
  const weighted = options.flatMap(({ fraction }, index) =>
    fraction === undefined
      ? []
      : [
          {
            path: [...path, index, 'fraction'],
            message: 'the option has a fraction that nothing reads',
            remedy: 'Add “scoring: weighted” to the question, or remove the fraction.',
          },
        ],
  );
  return [...same, ...weighted, ...faultsOfKey(name, options, type)];
}

function faultsOfKey(name: string, options: readonly QuestionOption[], type: 'single' | 'multiple'): QuestionFault[] {
  const right = options.filter(({ correct }) => correct).length;
  if (type === 'single') {
    if (right === 1) return [];
    const remedy = 'Mark exactly one as correct, or make the type multiple.';
    return [{ path: ['options'], message: `${right} options of “${name}” are correct`, remedy }];
  }
  if (right > 0 && right < options.length) return [];
  const which = right === 0 ? 'no option' : 'every option';
  const remedy = 'Mark at least one as correct and leave at least one wrong.';
  return [{ path: ['options'], message: `${which} of “${name}” is correct`, remedy }];
}

function faultsOfWeights(
  name: string,
  options: readonly QuestionOption[],
  type: 'single' | 'multiple',
): QuestionFault[] {
  const weights = options.map(({ correct, fraction }) => fraction ?? (correct ? 1 : 0));
  const disagree = options.flatMap(({ correct }, index) =>
    correct === weights[index] > 0
      ? []
      : [
          {
            path: ['options', index],
            message: `the option earns ${weights[index]} and calls itself ${correct ? 'correct' : 'wrong'}`,
            remedy: 'Mark as correct what earns a part of the mark, and nothing else.',
          },
        ],
  );
  const most =
    type === 'single'
      ? Math.max(...weights)
      : weights.filter((weight) => weight > 0).reduce((sum, weight) => sum + weight, 0);
  if (most >= 1 - ROUNDING) return disagree;
  const remedy = 'Let the fractions of the best answer add up to 1.';
  return [...disagree, { path: ['options'], message: `the best answer to “${name}” earns ${most}, not 1`, remedy }];
}

function faultsOfMatching({ pairs, distractors = [] }: MatchingQuestion): QuestionFault[] {
  const matches = new Set(pairs.map(({ match }) => match));
  return [
    ...twins(['pairs'], slugsOf(pairs), 'pair'),
    ...distractors.flatMap((distractor, index) =>
      matches.has(distractor)
        ? [
            {
              path: ['distractors', index],
              message: `the distractor “${distractor}” is also a match`,
              remedy: 'Remove it: it would be right and wrong at once.',
            },
          ]
        : [],
    ),
  ];
}

function faultsOfAnswers(path: QuestionFault['path'], answers: readonly TextAnswer[]): QuestionFault[] {
  const same = twins([...path, 'answers'], textsOf(answers), 'answer');
  if (answers.some(({ fraction = 1 }) => fraction === 1)) return same;
  const remedy = 'Let the best answer earn the whole mark: leave its fraction out.';
  return [...same, { path: [...path, 'answers'], message: 'no answer earns the whole mark', remedy }];
}

const MARKER = /\{\{([^{}]*)\}\}/g;

function faultsOfCloze({ prompt, gaps }: ClozeQuestion): QuestionFault[] {
  const markers = [...prompt.matchAll(MARKER)].map(([, name]) => name);
  const slugs = slugsOf(gaps);
  const unknown = markers
    .filter((name) => !slugs.includes(name))
    .map((name) => ({
      path: ['prompt'],
      message: `the prompt has a place for “${name}”, which is no gap`,
      remedy: 'Add the gap, or write its slug between the braces: {{slug}}.',
    }));
  const misplaced = gaps.flatMap(({ slug }, index) => {
    const places = markers.filter((name) => name === slug).length;
    if (places === 1) return [];
    const message = `the gap “${slug}” stands in the prompt ${places === 0 ? 'nowhere' : `${places} times`}`;
    return [{ path: ['gaps', index, 'slug'], message, remedy: `Write {{${slug}}} where it belongs, once.` }];
  });
  const within = gaps.flatMap((gap, index): QuestionFault[] => {
    if (gap.type === 'single') {
      return faultsOfOptions(gap.slug, gap.options, { type: 'single', scoring: gap.scoring }).map((fault) => ({
        ...fault,
        path: ['gaps', index, ...fault.path],
      }));
    }
    return gap.type === 'short-text' ? faultsOfAnswers(['gaps', index], gap.answers) : [];
  });
  return [...twins(['gaps'], slugs, 'gap'), ...unknown, ...misplaced, ...within];
}

function faultsOfHotspot({ slug, regions, points, grid }: HotspotQuestion): QuestionFault[] {
  const correct = regions.filter((region) => region.correct).length;
  const middles = middlesOf(grid);
  const tooFew =
    correct === 0
      ? [{ path: ['regions'], message: `no region of “${slug}” is correct`, remedy: 'Mark at least one as correct.' }]
      : points < correct
        ? [
            {
              path: ['points'],
              message: `${points} points cannot mark ${correct} regions`,
              remedy: 'Allow at least one point for each correct region.',
            },
          ]
        : [];
  const outOfReach = regions.flatMap((region, index) =>
    region.correct && !middles.some((middle) => isInside(middle, region.polygon))
      ? [
          {
            path: ['regions', index, 'polygon'],
            message: `no cell of the grid has its middle in “${region.slug}”: nobody could mark it without a mouse`,
            remedy: 'Make the grid finer, or the region larger.',
          },
        ]
      : [],
  );
  return [...twins(['regions'], slugsOf(regions), 'region'), ...tooFew, ...outOfReach];
}

function faultsOfEssay({
  rubric,
  minimumWords,
  maximumWords,
}: Extract<QuestionDefinition, { type: 'essay' }>): QuestionFault[] {
  const unsorted = rubric.flatMap(({ slug, levels }, index) =>
    levels.every(({ points }, level) => level === 0 || points > levels[level - 1].points)
      ? []
      : [
          {
            path: ['rubric', index, 'levels'],
            message: `the levels of “${slug}” do not rise`,
            remedy: 'List them from the least to the best, each with more points than the one before.',
          },
        ],
  );
  const crossed =
    minimumWords !== undefined && maximumWords !== undefined && minimumWords > maximumWords
      ? [
          {
            path: ['maximumWords'],
            message: `at least ${minimumWords} and at most ${maximumWords} words are asked for`,
            remedy: 'Correct one of the two.',
          },
        ]
      : [];
  return [...twins(['rubric'], slugsOf(rubric), 'criterion'), ...unsorted, ...crossed];
}
