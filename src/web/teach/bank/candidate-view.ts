import { Invalid } from '../../../kernel/errors';
import { questionDraft } from '../../../assessment/question-drafts';
import type { ClozeGap, QuestionDefinition } from '../../../catalogue/question-definition';

/*
 * A question as a candidate sees it, from what its author has written so far. Nothing of the key is in it.
 */

/** Where a picture of a question is served; `null`: nowhere. */
export type PictureAddress = (src: string) => string | null;

interface Shown {
  readonly type: string;
  readonly prompt: string;
  readonly [part: string]: unknown;
}

/** @param number as the candidate sees the questions numbered; also keeps the names of the fields apart. */
export function candidateView(
  question: QuestionDefinition,
  address: PictureAddress,
  number = 1,
  mark = question.mark,
): Shown {
  const { type, prompt, image, case: situation } = question;
  const base = {
    type,
    prompt,
    number,
    marks: mark === 1 ? '1 mark' : `${mark} marks`,
    situation,
    picture: image && { address: address(image.src), alt: image.alt, width: image.width, height: image.height },
  };
  switch (type) {
    case 'single':
      return { ...base, isChoice: true, options: question.options.map(({ text }) => text) };
    case 'multiple':
      return { ...base, isMultiple: true, options: question.options.map(({ text }) => text) };
    case 'true-false':
      return { ...base, isChoice: true, options: ['True', 'False'] };
    case 'matching': {
      const choices = [...new Set([...question.pairs.map(({ match }) => match), ...question.distractors])].sort();
      return { ...base, stems: question.pairs.map(({ stem }) => ({ stem, choices })) };
    }
    case 'ordering':
      return { ...base, steps: [...question.items].map(({ text }) => text).sort() };
    case 'numeric':
      return {
        ...base,
        isNumber: true,
        unit: question.unit?.required ? null : question.unit?.symbol,
        asksUnit: question.unit?.required,
      };
    case 'short-text':
      return { ...base, isText: true };
    case 'cloze':
      return { ...base, prompt: '', pieces: piecesOf(prompt, question.gaps) };
    case 'hotspot':
      return { ...base, grid: `${question.grid.columns} × ${question.grid.rows}`, points: question.points };
    case 'essay':
      return { ...base, isEssay: true, least: question.minimumWords, most: question.maximumWords };
  }
}

function piecesOf(prompt: string, gaps: readonly ClozeGap[]) {
  return prompt.split(/\{\{([^{}]+)\}\}/).map((text, index) => {
    const gap = index % 2 === 1 ? gaps.find(({ slug }) => slug === text) : undefined;
    if (!gap) return { text: index % 2 === 1 ? `{{${text}}}` : text };
    return {
      gap: { slug: gap.slug, choices: gap.type === 'single' ? gap.options.map((option) => option.text) : null },
    };
  });
}

/** `null` where what was typed does not have the form of a question yet. */
export function viewOfDraft(content: unknown, address: PictureAddress): Shown | null {
  try {
    return candidateView(questionDraft(content), address);
  } catch (fault) {
    if (fault instanceof Invalid) return null;
    throw fault;
  }
}
