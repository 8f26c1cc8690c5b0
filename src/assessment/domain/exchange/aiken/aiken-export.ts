import type { ExportedSource, Exporter, ExportResult, ImportedQuestion } from '../exchange';
import { ImportFault } from '../exchange';
import { exportedAs } from '../read-back';
import { importAiken } from './aiken-import';

/** Writes Aiken: questions with one right option, and of those the words alone. */
export const aikenExporter: Exporter = {
  format: 'aiken',
  export: (questions): ExportResult => {
    const written = questions.map((source) => {
      const text = aikenOf(source);
      return {
        text,
        report: exportedAs(
          source,
          text === null ? null : readBack(text),
          'Aiken',
          'Aiken has but questions with one right option.',
        ),
      };
    });
    return {
      bytes: new TextEncoder().encode(
        written.flatMap(({ text, report }) => (report.outcome === 'refused' ? [] : [text])).join('\n'),
      ),
      mediaType: 'text/plain; charset=utf-8',
      fileName: 'questions-aiken.txt',
      report: written.map(({ report }) => report),
    };
  },
};

const letter = (index: number) => String.fromCharCode(65 + index);

function aikenOf({ definition }: ExportedSource): string | null {
  if (definition.type !== 'single' || definition.options.length > 26) return null;
  const right = definition.options.findIndex(({ correct }) => correct);
  return [
    definition.prompt,
    ...definition.options.map(({ text }, index) => `${letter(index)}. ${text}`),
    `ANSWER: ${letter(right)}`,
    '',
  ].join('\n');
}

function readBack(text: string): ImportedQuestion | null {
  try {
    const { questions } = importAiken(new TextEncoder().encode(text));
    return questions.length === 1 ? questions[0] : null;
  } catch (error) {
    if (error instanceof ImportFault) return null;
    throw error;
  }
}
