import { Invalid } from '../../../kernel/errors';
import { questionDraft } from '../../../assessment/question-drafts';
import { unanswered } from '../../../assessment/unanswered';
import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { presentItems } from '../../learn/question-view';

/*
 * Questions as a candidate sees them, on the very partials of an attempt. Nothing of the key is in them.
 */

/** Where a picture of a question is served; `null`: nowhere. */
export type PictureAddress = (src: string) => string | null;

/** One question that would be asked, and how much it would count; absent: its own mark. */
export interface Sample {
  readonly content: QuestionDefinition;
  readonly mark?: number;
}

export function candidateViews(samples: readonly Sample[], address: PictureAddress, asksCertainty = false) {
  const items = samples.map(({ content, mark = content.mark }, index) =>
    unanswered(content, index + 1, mark, (src) => address(src) ?? ''),
  );
  return presentItems(items, { asksCertainty }).map((view, index) => {
    const { image } = samples[index].content;
    return {
      ...view,
      position: index + 1,
      isPreview: true,
      missingPicture: image && address(image.src) === null ? image.alt : null,
    };
  });
}

/** `null` where what was typed does not have the form of a question yet. */
export function viewOfDraft(content: unknown, address: PictureAddress) {
  try {
    return candidateViews([{ content: questionDraft(content) }], address)[0];
  } catch (fault) {
    if (fault instanceof Invalid) return null;
    throw fault;
  }
}
