import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { canonicalJson } from '../../../kernel/canonical-json';
import { type ExportedQuestion, type ExportedSource, type ImportedQuestion, Notes, outcomeOf } from './exchange';

/** The members in which two definitions differ. */
export function membersThatDiffer(one: QuestionDefinition, other: QuestionDefinition): string[] {
  const [left, right] = [one, other] as unknown as Record<string, unknown>[];
  const same = (name: string) =>
    Object.hasOwn(left, name) === Object.hasOwn(right, name) &&
    canonicalJson(left[name] ?? null) === canonicalJson(right[name] ?? null);
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((name) => !same(name)).sort();
}

/**
 * Reads back what was written of a question and says whatever came back otherwise: so nothing that a format cannot carry
 * is lost in silence, whether or not its writer knew.
 */
export function comparedWithSource(
  source: ExportedSource,
  back: ImportedQuestion | undefined,
  notes: Notes,
): ExportedQuestion {
  const { definition, name } = source;
  const said = { name, slug: definition.slug, type: definition.type };
  if (!notes.refuses) {
    if (!back?.definition) {
      const why = back?.notes.filter(({ effect }) => effect === 'refused').map(({ message }) => message) ?? [];
      notes.refuse('cannot-be-read-back', `It could not be read back, so it is left out. ${why.join(' ')}`.trim());
    } else {
      const differing = membersThatDiffer(definition, back.definition);
      if (differing.length > 0) {
        notes.change('reads-back-otherwise', `Read back in, it differs in: ${differing.join(', ')}.`);
      }
      const lost = source.tags.filter((tag) => !back.tags.includes(tag));
      if (lost.length > 0)
        notes.change('tags-lost', `These tags are not in the file: ${lost.join(', ').slice(0, 200)}.`);
      const missing = source.media.filter(({ path }) => !back.media.some((file) => file.path === path));
      if (missing.length > 0) notes.change('media-lost', `${missing.length} of its files are not in the file.`);
    }
  }
  return { ...said, outcome: outcomeOf(notes.all), notes: notes.all };
}
