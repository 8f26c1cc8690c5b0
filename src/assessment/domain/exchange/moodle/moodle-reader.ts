import type { Notes } from '../exchange';
import type { SourceText } from '../markup';
import type { Say } from '../settling';
import type { MoodleBase } from './moodle-base';
import type { MoodleFields } from './moodle-fields';
import type { MoodleTexts } from './moodle-texts';

/** What Moodle puts there by itself, in English. */
const STOCK = /^(<p[^>]*>)?\s*Your answer is (partially )?(in)?correct\.?\s*(<\/p>)?$/i;

/** One Moodle question being read. */
export class MoodleReader {
  /** Where the mark follows from what the type says, and the file says none. */
  ownMark: number | undefined;

  constructor(
    private readonly sayAs: Say,
    readonly fields: MoodleFields,
    readonly texts: MoodleTexts,
    readonly base: MoodleBase,
    readonly notes: Notes,
    /** Texts are empty at the first reading, which only gathers them. */
    readonly isSecondReading: boolean,
  ) {}

  /** A stretch of text by itself as the definition has it. */
  say(text: string, as: SourceText['as']): string {
    const ends = as === 'html' ? text.replace(/(\s*<br\s*\/?>\s*)+$/i, '') : text;
    return ends === '' ? '' : this.sayAs({ text: ends, as }).trim();
  }

  /** What is said of the answer as a whole; here every option, and the rationale, says its own. */
  takeCombinedFeedback(): void {
    for (const name of ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback']) {
      for (const element of this.fields.takeAll(name)) {
        const source = this.texts.sourceOf(element);
        if (!source || source.text === '') continue;
        if (STOCK.test(source.text)) {
          this.notes.mention(
            'stock-feedback',
            'Moodle’s own words on a right or wrong answer are not kept.',
            this.fields.line,
          );
        } else {
          const shown = source.text.replace(/\s+/g, ' ').slice(0, 200);
          this.notes.change(
            'combined-feedback',
            `What is said of the answer as a whole (${name}) is not kept: “${shown}”.`,
            element.line,
          );
        }
      }
    }
  }
}
