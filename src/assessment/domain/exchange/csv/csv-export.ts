import type { QuestionDefinition } from '../../../../catalogue/question-definition';
import { type ExportedSource, type Exporter, type ExportResult, ImportFault, type ImportedQuestion } from '../exchange';
import { exportedAs } from '../read-back';
import { PART_COLUMNS, type PartColumn, SINGLE_COLUMNS, type SingleColumn } from './csv-columns';
import { importCsv } from './csv-import';
import { membersOfMore } from './csv-more';
import { csvLine, guarded } from './csv-rows';

/** The cells of a question by their columns. */
interface Row {
  readonly single: Partial<Record<SingleColumn, string>>;
  readonly parts: readonly Partial<Record<PartColumn, string>>[];
}

/** Writes our dialect of CSV, with a byte order mark, so that spreadsheets read it as UTF-8. */
export const csvExporter: Exporter = {
  format: 'csv',
  export: (questions): ExportResult => {
    const written = questions.map((source) => {
      const row = rowOf(source);
      return { row, report: exportedAs(source, readBack(row), 'CSV') };
    });
    const rows = written.filter(({ report }) => report.outcome !== 'refused').map(({ row }) => row);
    return {
      bytes: new TextEncoder().encode(`\ufeff${sheetOf(rows)}`),
      mediaType: 'text/csv; charset=utf-8',
      fileName: 'questions.csv',
      report: written.map(({ report }) => report),
    };
  },
};

function sheetOf(rows: readonly Row[]): string {
  const count = Math.max(0, ...rows.map(({ parts }) => parts.length));
  const places = Array.from({ length: count }, (_, place) => place);
  const header = [
    ...SINGLE_COLUMNS,
    ...places.flatMap((place) => PART_COLUMNS.map((column) => `${column}_${place + 1}`)),
  ];
  const lines = rows.map(({ single, parts }) => [
    ...SINGLE_COLUMNS.map((column) => single[column] ?? ''),
    ...places.flatMap((place) => PART_COLUMNS.map((column) => parts[place]?.[column] ?? '')),
  ]);
  return [header, ...lines].map(csvLine).join('');
}

function readBack(row: Row): ImportedQuestion | null {
  try {
    const { questions } = importCsv(new TextEncoder().encode(sheetOf([row])));
    return questions.length === 1 ? questions[0] : null;
  } catch (error) {
    if (error instanceof ImportFault) return null;
    throw error;
  }
}

function rowOf({ name, definition, tags }: ExportedSource): Row {
  const { single, parts, more = {} } = ownCells(definition);
  const held = new Set(membersOfMore(definition.type));
  const lists = (member: 'competencies' | 'facts') =>
    definition[member].some((item) => item.includes(';') || item !== item.trim() || item === '')
      ? undefined
      : definition[member];
  const rest = Object.fromEntries(
    Object.entries(definition).filter(
      ([member, value]) =>
        held.has(member) &&
        value !== undefined &&
        !['pairs', 'distractors', 'unit'].includes(member) &&
        !((member === 'competencies' || member === 'facts') && lists(member) !== undefined),
    ),
  );
  const all = { ...rest, ...more };
  return {
    single: {
      slug: definition.slug,
      name: guarded(name),
      type: definition.type,
      format: definition.format ?? 'markdown',
      topic: guarded(definition.topic),
      level: definition.level,
      mark: String(definition.mark),
      safety_critical: String(definition.safetyCritical),
      competencies: guarded(lists('competencies')?.join(';') ?? ''),
      facts: guarded(lists('facts')?.join(';') ?? ''),
      tags: guarded(tags.join(';')),
      prompt: guarded(definition.prompt),
      rationale: guarded(definition.rationale),
      more: Object.keys(all).length === 0 ? '' : JSON.stringify(all),
      ...single,
    },
    parts,
  };
}

interface OwnCells extends Row {
  readonly more?: Record<string, unknown>;
}

/** The cells of a type's own. */
function ownCells(definition: QuestionDefinition): OwnCells {
  switch (definition.type) {
    case 'single':
    case 'multiple': {
      const right = definition.options.flatMap(({ correct }, index) => (correct ? [String(index + 1)] : []));
      const weighed = definition.scoring === 'weighted';
      return {
        single: {
          right: right.join(';'),
          scoring: definition.scoring ?? '',
          weights: weighed
            ? guarded(definition.options.map(({ fraction, correct }) => String(fraction ?? Number(correct))).join(';'))
            : '',
        },
        parts: definition.options.map(({ text, feedback }) => ({ option: guarded(text), feedback: guarded(feedback) })),
      };
    }
    case 'true-false': {
      const { answer, feedback } = definition;
      return {
        single: { answer: String(answer) },
        parts: [{ feedback: guarded(feedback.true) }, { feedback: guarded(feedback.false) }],
      };
    }
    case 'matching': {
      const { pairs, distractors } = definition;
      if (pairs.some(({ feedback }) => feedback !== undefined))
        return { single: {}, parts: [], more: { pairs, distractors } };
      return {
        single: {},
        parts: [
          ...pairs.map(({ stem, match }) => ({ option: guarded(stem), match: guarded(match) })),
          ...distractors.map((match) => ({ match: guarded(match) })),
        ],
      };
    }
    case 'ordering':
      return {
        single: { scoring: definition.scoring, feedback: guarded(definition.feedback) },
        parts: definition.items.map(({ text }) => ({ option: guarded(text) })),
      };
    case 'numeric': {
      const { answer, tolerance, unit, feedback } = definition;
      return {
        single: {
          answer: String(answer),
          tolerance: String(tolerance),
          unit: guarded(unit?.symbol ?? ''),
          feedback: guarded(feedback),
        },
        parts: [],
        ...(unit?.required ? { more: { unit } } : {}),
      };
    }
    case 'short-text': {
      const { answers, feedback, letterCase, accents, wildcards } = definition;
      const isWeighted = answers.some(({ fraction = 1 }) => fraction !== 1);
      return {
        single: {
          feedback: guarded(feedback),
          letter_case: letterCase,
          accents,
          wildcards: String(wildcards),
          weights: isWeighted ? answers.map(({ fraction = 1 }) => String(fraction)).join(';') : '',
        },
        parts: answers.map(({ text, feedback: said = '' }) => ({ option: guarded(text), feedback: guarded(said) })),
      };
    }
    case 'hotspot':
      return { single: { scoring: definition.scoring }, parts: [] };
    case 'cloze':
    case 'essay':
      return { single: {}, parts: [] };
  }
}
