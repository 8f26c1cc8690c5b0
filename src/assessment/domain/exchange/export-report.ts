import { type ExportedQuestion, type ExportedSource, type ImportedQuestion, Notes, outcomeOf } from './exchange';
import { withPictureInPlace } from './arriving-pictures';
import { differencesOf, inWords } from './read-back';

/**
 * Reads back what was written of a question and says whatever came back otherwise: so nothing that a format cannot carry
 * is lost in silence, whether or not its writer knew.
 */
export function comparedWithSource(
  source: ExportedSource,
  read: ImportedQuestion | undefined,
  notes: Notes,
): ExportedQuestion {
  const back = read && withPictureInPlace(read);
  const { definition, name } = source;
  const said = { name, slug: definition.slug, type: definition.type };
  if (!notes.refuses) {
    if (!back?.definition) {
      const why = back?.notes.filter(({ effect }) => effect === 'refused').map(({ message }) => message) ?? [];
      notes.refuse('cannot-be-read-back', `It could not be read back, so it is left out. ${why.join(' ')}`.trim());
    } else {
      const differing = differencesOf(definition, back.definition);
      if (differing.length > 0) {
        notes.change(
          'reads-back-otherwise',
          `Read back in, these are not as they were: ${differing.map(inWords).join('; ')}.`,
        );
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
