import type { ClozeGap, NumericAnswer, TextAnswer } from '../../../../catalogue/question-definition';
import { partSlug } from '../filling';
import type { XmlElement } from '../xml/xml-document';
import { childrenNamed, descendants, textOf } from '../xml/xml-query';
import { isNear, tidy } from './qti-choice';
import { htmlOf } from './qti-html';
import type { Asked, QtiItem } from './qti-item';
import { type Declaration, normalPair, type Value } from './qti-values';

/** Stands for a gap while the text around it is made Markdown: letters of no script. */
const OPEN = '\ue000';
const CLOSE = '\ue001';

/** One gap before it is known whether it is a question by itself. */
interface Found {
  readonly gap: ClozeGap;
  /** A response that earns all that the gap can. */
  readonly best: Value;
  readonly most: number;
}

/** What nobody types: it shows what is said to whom no answer fits. */
const NOBODYS_ANSWER = '\u0001';

const distribute = (gap: ClozeGap, place: { slug: string; weight: number }): ClozeGap => ({ ...gap, ...place });

/** Typed words and lists within a text. A single typed answer at the end of the text is a question of its own kind. */
export function readGaps(item: QtiItem, interactions: readonly XmlElement[]): Asked {
  const found: Found[] = [];
  for (const interaction of interactions) {
    const declaration = item.declarationFor(interaction);
    const one =
      declaration &&
      (interaction.name === 'inlineChoiceInteraction'
        ? listGap(item, interaction, declaration)
        : typedGap(item, interaction, declaration));
    if (!one) return null;
    found.push(one);
  }
  const at = new Map(interactions.map((interaction, index) => [interaction, index]));
  const html = item.body
    ? htmlOf(item.body, {
        notes: item.notes,
        address: item.address,
        instead: (element) => {
          const index = at.get(element);
          if (index !== undefined) return `${OPEN}${index + 1}${CLOSE}`;
          return item.isPutElsewhere(element) ? '' : undefined;
        },
      })
    : '';
  item.tellOtherFeedback();
  const [only] = found;
  if (found.length === 1 && only.gap.type !== 'single' && item.preferred.type !== 'cloze' && endsWithGap(html))
    return alone(item, only, html);
  return cloze(item, interactions, found, html);
}

const MARK = /\ue000(\d+)\ue001/g;

/** Whether nothing but ends of elements follows the gap. */
const endsWithGap = (html: string) => /\ue000\d+\ue001\s*(<\/[a-z0-9]+>\s*)*$/.test(html);

function alone(item: QtiItem, { gap, most }: Found, html: string): Asked {
  item.mark = most;
  const before = html
    .replace(MARK, '')
    .replace(/<(p|div|span)>\s*<\/\1>\s*$/, '')
    .trim();
  const prompt = item.html(/^<(p|div)>([^<]*)<\/\1>$/.exec(before)?.[2].trim() ?? before);
  const { slug: _slug, weight: _weight, ...rest } = gap;
  return { prompt, ...rest };
}

function cloze(item: QtiItem, interactions: readonly XmlElement[], found: readonly Found[], html: string): Asked {
  const names = interactions.map(({ attributes }) => attributes.responseIdentifier ?? '');
  const together = item.scored(new Map(found.map(({ best }, index) => [names[index], best])));
  const sum = found.reduce((all, { most }) => all + most, 0);
  const isSum = together !== null && isNear(together.score, sum) && found.every(({ most }) => most > 0);
  const whole = together !== null && together.score > 0 ? together.score : (item.declaredMark ?? found.length);
  if (found.length > 1 && !isSum) {
    item.notes.change('marking', 'Its gaps were not marked each by itself; here each counts alike.', item.line);
  }
  item.mark = isSum ? sum : whole;
  // The least weight is 1: only what gaps count beside each other is kept.
  const least = Math.min(...found.map(({ most }) => most));
  const gaps = found.map(({ gap, most }, index) =>
    distribute(gap, { slug: partSlug(index), weight: isSum ? tidy(most / least) : 1 }),
  );
  const prompt = item.html(html).replace(MARK, (_, number: string) => `{{${partSlug(Number(number) - 1)}}}`);
  return { type: 'cloze', prompt, gaps };
}

function listGap(item: QtiItem, interaction: XmlElement, { identifier, correct }: Declaration): Found | null {
  const choices = childrenNamed(interaction, 'inlineChoice');
  if (choices.length < 2) {
    item.notes.refuse('too-few-options', 'A list within the text has fewer than two options.', interaction.line);
    return null;
  }
  const scored = choices.map(({ attributes }) => item.scoredOne(identifier, [attributes.identifier ?? '']));
  const byRule = scored.map((one) => one?.score ?? 0);
  const byCorrect = choices.map(({ attributes }) => (correct?.includes(attributes.identifier ?? '') ? 1 : 0));
  const useRule = byRule.some((score) => score > 0);
  const scores = useRule ? byRule : byCorrect;
  const most = Math.max(...scores);
  if (!(most > 0)) {
    item.notes.refuse(
      'no-right-answer',
      'It says of no option of a list within the text that it is right.',
      interaction.line,
    );
    return null;
  }
  if (!useRule && item.processing.rules === null) item.sayOnlyCorrect();
  const fractions = scores.map((score) => Math.max(-1, tidy(score / most)));
  const isPlain =
    fractions.filter((fraction) => fraction === 1).length === 1 &&
    fractions.every((fraction) => fraction === 0 || fraction === 1);
  const options = choices.map((choice, index) => ({
    slug: partSlug(index),
    text: item.text(choice),
    correct: fractions[index] > 0,
    feedback: item.feedbackOn(identifier, [choice.attributes.identifier ?? '']),
    ...(isPlain ? {} : { fraction: fractions[index] }),
  }));
  return {
    gap: { slug: 'a', weight: 1, type: 'single', ...(isPlain ? {} : { scoring: 'weighted' as const }), options },
    best: [choices[scores.indexOf(most)].attributes.identifier ?? ''],
    most: useRule ? most : 0,
  };
}

function typedGap(item: QtiItem, interaction: XmlElement, declaration: Declaration): Found | null {
  const { baseType, correct, mapping, identifier } = declaration;
  const { patternMask } = interaction.attributes;
  if (patternMask)
    item.notes.change(
      'pattern',
      `What could be typed was limited by the pattern “${patternMask.slice(0, 80)}”; here it is not.`,
      interaction.line,
    );
  const compared = comparisons(item, identifier);
  const candidates = [
    ...new Set([...(correct ?? []), ...(mapping?.entries.map(({ key }) => key) ?? []), ...compared.texts]),
  ];
  if (candidates.length === 0) {
    item.notes.refuse('no-right-answer', 'It says of no typed answer that it is right.', interaction.line);
    return null;
  }
  const scores = candidates.map((text) => item.scoredOne(identifier, [text])?.score ?? 0);
  const useRule = scores.some((score) => score > 0);
  if (!useRule) {
    // Marked together with others, or not at all: what the file calls right is all that is known.
    if (item.processing.rules === null) item.sayOnlyCorrect();
    if (correct === null) {
      item.notes.refuse('no-right-answer', 'No typed answer earns anything by its marking rule.', interaction.line);
      return null;
    }
  }
  const most = useRule ? Math.max(...scores) : 1;
  const right = candidates
    .map((text, index) => ({ text, fraction: useRule ? tidy(scores[index] / most) : correct?.includes(text) ? 1 : 0 }))
    .filter(({ text, fraction }) => fraction > 0 || (useRule && correct?.includes(text)));
  if (right.some(({ fraction }) => fraction < 0)) {
    item.notes.refuse('fraction', 'A typed answer earns less than nothing, which none can here.', interaction.line);
    return null;
  }
  const best = [right.reduce((most, one) => (one.fraction > most.fraction ? one : most)).text];
  const whole = useRule ? most : 0;
  if (baseType === 'float' || baseType === 'integer')
    return numberGap(item, interaction, right, best, whole, identifier, compared.tolerances);
  const [first] = right;
  const swapped = first.text === first.text.toLowerCase() ? first.text.toUpperCase() : first.text.toLowerCase();
  const exact = useRule
    ? !isNear(item.scoredOne(identifier, [swapped])?.score ?? 0, scores[candidates.indexOf(first.text)]) ||
      swapped === first.text
    : true;
  const flags = new Set(mapping?.entries.map(({ caseSensitive }) => caseSensitive));
  if (flags.size > 1)
    item.notes.change(
      'letter-case',
      'Some answers counted in any case and others not; here all are alike.',
      interaction.line,
    );
  const mapped = mapping ? mapping.entries.some(({ caseSensitive }) => caseSensitive) : true;
  const isExact = swapped === first.text ? mapped && !compared.anyCase : exact;
  const answers = right.map(({ text, fraction }): TextAnswer => {
    const feedback = item.feedbackOn(identifier, [text]);
    return { text, ...(fraction === 1 ? {} : { fraction }), ...(feedback === '' ? {} : { feedback }) };
  });
  const otherwise = item.feedbackOn(identifier, [NOBODYS_ANSWER], best);
  return {
    gap: {
      slug: 'a',
      weight: 1,
      type: 'short-text',
      answers,
      feedback: otherwise,
      letterCase: isExact ? 'exact' : 'ignore',
      accents: 'exact',
      wildcards: false,
    },
    best,
    most: whole,
  };
}

function numberGap(
  item: QtiItem,
  interaction: XmlElement,
  right: readonly { text: string; fraction: number }[],
  best: Value,
  most: number,
  identifier: string,
  tolerances: readonly number[],
): Found | null {
  const numbers: NumericAnswer[] = [];
  for (const { text, fraction } of right) {
    const answer = Number(text);
    if (text.trim() === '' || !Number.isFinite(answer)) {
      item.notes.refuse('not-a-number', `The answer “${text.slice(0, 40)}” is not a number.`, interaction.line);
      return null;
    }
    numbers.push({
      answer,
      tolerance: toleranceAround(item, identifier, answer, most, tolerances),
      ...(fraction === 1 ? {} : { fraction }),
      feedback: item.feedbackOn(identifier, [text]),
    });
  }
  const main = numbers.find(({ fraction }) => fraction === undefined) ?? numbers[0];
  const alternatives = numbers
    .filter((number) => number !== main)
    .map(({ feedback, ...number }) => (feedback ? { ...number, feedback } : number));
  return {
    gap: {
      slug: 'a',
      weight: 1,
      type: 'numeric',
      answer: main.answer,
      tolerance: main.tolerance,
      ...(alternatives.length > 0 ? { alternatives } : {}),
      feedback: main.feedback ?? '',
    },
    best,
    most,
  };
}

/** The widest of the distances named in the rule, either way, at which a number still earns as much. */
function toleranceAround(
  item: QtiItem,
  identifier: string,
  answer: number,
  most: number,
  named: readonly number[],
): number {
  if (most <= 0) return 0;
  const scoreAt = (number: number) => item.scoredOne(identifier, [String(number)])?.score ?? 0;
  const own = scoreAt(answer);
  const earns = (number: number) => isNear(scoreAt(number), own);
  const distances = [
    ...new Set(
      named.flatMap((value) => [value, tidy(Math.abs(answer) * (value / 100)), tidy(Math.abs(value - answer))]),
    ),
  ]
    .filter((distance) => Number.isFinite(distance) && distance > 0)
    .sort((one, other) => other - one);
  const within = distances.find((distance) => earns(tidy(answer + distance)) && earns(tidy(answer - distance)));
  const tolerance = within ?? 0;
  const beyond = tolerance + Math.max(tolerance, Math.abs(answer), 1) * 1e-6;
  if (earns(answer + beyond) || earns(answer - beyond)) {
    item.notes.change(
      'tolerance',
      `How far an answer may be from ${answer} could not be told exactly; here it is ${tolerance}.`,
      item.line,
    );
  }
  return tolerance;
}

/** What the rules compare a variable with: texts and numbers written out, and tolerances. */
function comparisons(item: QtiItem, identifier: string): { texts: string[]; tolerances: number[]; anyCase: boolean } {
  const texts: string[] = [];
  const tolerances: number[] = [];
  let anyCase = false;
  if (!Array.isArray(item.processing.rules)) return { texts, tolerances, anyCase };
  for (const rule of item.processing.rules as readonly XmlElement[]) {
    for (const element of [rule, ...descendants(rule)]) {
      const inside = element.children.filter((node): node is XmlElement => typeof node !== 'string');
      if (!inside.some(({ name, attributes }) => name === 'variable' && attributes.identifier === identifier)) continue;
      tolerances.push(...(element.attributes.tolerance ?? '').split(/\s+/).filter(Boolean).map(Number));
      for (const value of inside.filter(({ name }) => name === 'baseValue')) {
        const text = textOf(value).trim();
        if (/^(gt|gte|lt|lte)$/.test(element.name)) tolerances.push(Number(text));
        else if (/^(match|equal|stringMatch|substring|equalRounded)$/.test(element.name)) texts.push(text);
      }
      if (element.name === 'stringMatch' && element.attributes.caseSensitive === 'false') anyCase = true;
    }
  }
  return { texts, tolerances, anyCase };
}

/** Words dragged into the gaps of a text: a list in each gap, if each has one word that is right. */
export function readGapMatch(item: QtiItem, interaction: XmlElement): Asked {
  const { notes } = item;
  const declaration = item.declarationFor(interaction);
  if (!declaration) return null;
  const words = childrenNamed(interaction, 'gapText');
  if (childrenNamed(interaction, 'gapImg').length > 0) {
    notes.refuse('gap-pictures', 'Pictures are dragged into its gaps, which no question here does.', interaction.line);
    return null;
  }
  const gaps = [...descendants(interaction)].filter(({ name }) => name === 'gap');
  const scoreOf = (word: XmlElement, gap: XmlElement) =>
    item.scoredOne(declaration.identifier, [`${word.attributes.identifier} ${gap.attributes.identifier}`])?.score ?? 0;
  const pairs = new Set(declaration.correct?.map(normalPair));
  const isCorrect = (word: XmlElement, gap: XmlElement) =>
    pairs.has(`${word.attributes.identifier} ${gap.attributes.identifier}`);
  const scores = gaps.map((gap) => words.map((word) => scoreOf(word, gap)));
  const useRule = scores.every((list) => list.some((score) => score > 0));
  if (
    gaps.length === 0 ||
    words.length < 2 ||
    (!useRule && !gaps.every((gap) => words.some((word) => isCorrect(word, gap))))
  ) {
    notes.refuse(
      'no-right-answer',
      'It does not say of every gap which word is right, or has too few words.',
      interaction.line,
    );
    return null;
  }
  if (!useRule)
    notes.change('marking', 'Its gaps were not marked each by itself; here each counts alike.', interaction.line);
  notes.change(
    'dragged-words',
    'Words were dragged into the gaps; here each gap has a list to choose from.',
    interaction.line,
  );
  const at = new Map(gaps.map((gap, index) => [gap, index]));
  const html = htmlOf(item.body ?? interaction, {
    notes,
    address: item.address,
    instead: (element) => {
      const index = at.get(element);
      if (index !== undefined) return `${OPEN}${index + 1}${CLOSE}`;
      if (element === interaction) {
        return htmlOf(
          {
            ...interaction,
            children: interaction.children.filter((node) => typeof node === 'string' || node.name !== 'gapText'),
          },
          {
            notes,
            address: item.address,
            instead: (inner) => {
              const inside = at.get(inner);
              return inside === undefined ? undefined : `${OPEN}${inside + 1}${CLOSE}`;
            },
          },
        );
      }
      return item.isPutElsewhere(element) ? '' : undefined;
    },
  });
  item.tellOtherFeedback();
  const most = scores.map((list) => Math.max(...list));
  item.mark = useRule ? most.reduce((sum, score) => sum + score, 0) : item.declaredMark;
  return {
    type: 'cloze',
    prompt: item.html(html).replace(MARK, (_, number: string) => `{{${partSlug(Number(number) - 1)}}}`),
    gaps: gaps.map((gap, index): ClozeGap => {
      const fractions = words.map((word, own) =>
        useRule ? Math.max(-1, tidy(scores[index][own] / most[index])) : isCorrect(word, gap) ? 1 : 0,
      );
      const isPlain =
        fractions.filter((fraction) => fraction === 1).length === 1 &&
        fractions.every((fraction) => fraction === 0 || fraction === 1);
      return {
        slug: partSlug(index),
        weight: useRule ? tidy(most[index]) : 1,
        type: 'single',
        ...(isPlain ? {} : { scoring: 'weighted' as const }),
        options: words.map((word, own) => ({
          slug: partSlug(own),
          text: item.text(word),
          correct: fractions[own] > 0,
          feedback: '',
          ...(isPlain ? {} : { fraction: fractions[own] }),
        })),
      };
    }),
  };
}
