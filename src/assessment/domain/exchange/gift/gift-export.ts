import type { QuestionDefinition, TextAnswer } from '../../../../catalogue/question-definition';
import { percentOfFraction } from '../choices';
import type { ExportedSource, Exporter, ExportResult, ImportedQuestion } from '../exchange';
import { ImportFault } from '../exchange';
import { escapedMarkdown, wordsOfMarkdown } from '../markup';
import { exportedAs } from '../read-back';
import { importGift } from './gift-import';
import { escapedGift } from './gift-text';

/** Writes GIFT as Moodle does, with ids and tags in comments and topics as categories. */
export const giftExporter: Exporter = {
  format: 'gift',
  export: (questions): ExportResult => {
    const written = questions.map((source) => {
      const text = giftOf(source);
      const read = text === null ? null : readBack(text, source.definition.topic);
      return { source, text, report: exportedAs(source, read, 'GIFT') };
    });
    const parts = ['// Questions in GIFT, UTF-8.\n'];
    let topic = '';
    for (const { source, text, report } of written) {
      if (text === null || report.outcome === 'refused') continue;
      if (source.definition.topic !== topic) {
        topic = source.definition.topic;
        parts.push(categoryLine(topic));
      }
      parts.push(text);
    }
    return {
      bytes: new TextEncoder().encode(parts.join('\n')),
      mediaType: 'text/plain; charset=utf-8',
      fileName: 'questions.gift',
      report: written.map(({ report }) => report),
    };
  },
};

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ');

const categoryLine = (topic: string) => `$CATEGORY: ${oneLine(topic)}\n`;

/** What the text of one question reads as; `null` where it reads as none or as several. */
function readBack(text: string, topic: string): ImportedQuestion | null {
  try {
    const { questions } = importGift(
      new TextEncoder().encode(`// ${topic === '' ? '' : `\n${categoryLine(topic)}`}\n${text}`),
    );
    return questions.length === 1 ? questions[0] : null;
  } catch (error) {
    if (error instanceof ImportFault) return null;
    throw error;
  }
}

const labels = ({ definition, tags }: ExportedSource) => {
  const label = (name: string, value: string) => `[${name}:${oneLine(value).replaceAll(']', '\\]')}]`;
  return ['//', label('id', definition.slug), ...tags.map((tag) => label('tag', tag))].join(' ');
};

function giftOf(source: ExportedSource): string | null {
  const { definition, name } = source;
  const writer = new Writer(definition.format === 'plain' ? 'plain' : 'markdown');
  const section = writer.section(definition);
  if (section === null) return null;
  const general = definition.rationale === '' ? '' : `####${writer.text(definition.rationale)}`;
  const lines = section.answers.map((answer) => `\t${answer}`);
  const body = [`{${section.head}`, ...lines, ...(general === '' ? [] : [`\t${general}`]), '}'];
  const prompt = `[${writer.format}]${escapedGift(definition.prompt)}`;
  const joined = lines.length === 0 ? `{${section.head}${general}}` : body.join('\n');
  return `${labels(source)}\n::${escapedGift(oneLine(name))}::${prompt}${joined}\n`;
}

interface Written {
  /** Behind the opening brace, on its line. */
  readonly head: string;
  readonly answers: readonly string[];
}

class Writer {
  constructor(readonly format: 'plain' | 'markdown') {}

  /** A text in the question's format, which is named only where the text itself begins like a name or a weight. */
  text(text: string): string {
    const escaped = escapedGift(text);
    return /^[[%]/.test(text) ? `[${this.format}]${escaped}` : escaped;
  }

  /** The choices of a matching are letters in GIFT, whatever the question's format. */
  private letters(text: string): string {
    const words = this.format === 'markdown' ? wordsOfMarkdown(text) : text;
    return escapedGift(words !== null && (this.format === 'plain' || escapedMarkdown(words) === text) ? words : text);
  }

  private said(feedback: string | undefined): string {
    return feedback === undefined || feedback === '' ? '' : `#${this.text(feedback)}`;
  }

  section(definition: QuestionDefinition): Written | null {
    switch (definition.type) {
      case 'single': {
        const weighed = definition.scoring === 'weighted';
        return {
          head: '',
          answers: definition.options.map(({ text, correct, feedback, fraction = Number(correct) }) => {
            const earned = weighed ? fraction : Number(correct);
            const mark = earned === 1 ? '=' : earned === 0 ? '~' : `~%${percentOfFraction(earned)}%`;
            return `${mark}${this.text(text)}${this.said(feedback)}`;
          }),
        };
      }
      case 'multiple': {
        const right = definition.options.filter(({ correct }) => correct).length;
        return {
          head: '',
          answers: definition.options.map(({ text, correct, feedback, fraction = Number(correct) }) => {
            const earned = definition.scoring === 'weighted' ? fraction : (correct ? 1 : -1) / Math.max(right, 1);
            return `~${earned === 0 ? '' : `%${percentOfFraction(earned)}%`}${this.text(text)}${this.said(feedback)}`;
          }),
        };
      }
      case 'true-false': {
        const { answer, feedback } = definition;
        const [wrong, right] = answer ? [feedback.false, feedback.true] : [feedback.true, feedback.false];
        const said = right === '' ? this.said(wrong) : `#${this.text(wrong)}#${this.text(right)}`;
        return { head: `${answer ? 'TRUE' : 'FALSE'}${said}`, answers: [] };
      }
      case 'matching':
        return {
          head: '',
          answers: [
            ...definition.pairs.map(({ stem, match }) => `=${this.text(stem)} -> ${this.letters(match)}`),
            ...definition.distractors.map((match) => `= -> ${this.letters(match)}`),
          ],
        };
      case 'ordering': {
        const { items, scoring } = definition;
        const grading = {
          'all-or-nothing': 'ALL_OR_NOTHING',
          positions: 'ABSOLUTE_POSITION',
          adjacent: 'RELATIVE_NEXT_EXCLUDE_LAST',
        };
        return {
          head: `>${items.length} ALL VERTICAL ${grading[scoring]} SHOW`,
          answers: items.map(({ text }) => `[${this.format}]${escapedGift(text)}`),
        };
      }
      case 'numeric': {
        const { answer, tolerance, feedback, alternatives = [] } = definition;
        return {
          head: '#',
          answers: [{ answer, tolerance, feedback, fraction: 1 }, ...alternatives].map((number) => {
            const weight = (number.fraction ?? 1) === 1 ? '' : `%${percentOfFraction(number.fraction ?? 1)}%`;
            return `=${weight}${number.answer}:${number.tolerance}${this.said(number.feedback)}`;
          }),
        };
      }
      case 'short-text':
        return {
          head: '',
          answers: [
            ...definition.answers.map(({ text, fraction = 1, feedback }: TextAnswer) => {
              const typed = definition.wildcards ? text : text.replaceAll('*', '\\*');
              // Letter by letter, whatever the question's format: a name in front is read before any weight is looked for.
              return `=${fraction === 1 ? '' : `%${percentOfFraction(fraction)}%`}[plain]${escapedGift(typed)}${this.said(feedback)}`;
            }),
            ...(definition.feedback === '' ? [] : [`=%0%*${this.said(definition.feedback)}`]),
          ],
        };
      case 'essay':
        return { head: '', answers: [] };
      case 'cloze':
      case 'hotspot':
        return null;
    }
  }
}
