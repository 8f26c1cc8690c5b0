import { keptTag } from '../question-tag';
import { concluded, type ImportedQuestion, Notes } from './exchange';

/** Its tags as the bank keeps them. What is not kept letter by letter is said. */
export function withKeptTags(question: ImportedQuestion): ImportedQuestion {
  if (question.definition === null) return question;
  const notes = Notes.of(question.notes);
  const tags = new Set<string>();
  const lowered: string[] = [];
  for (const given of question.tags) {
    if (given.trim() === '') continue;
    const { tag, isSame } = keptTag(given);
    if (tag === null) notes.change('tag-not-kept', `Its tag “${given}” is not kept: it has no letter or digit.`);
    else if (!isSame) notes.change('tag-changed', `Its tag “${given}” is kept as “${tag}”.`);
    else if (/\p{Lu}/u.test(given)) lowered.push(tag);
    if (tag !== null) tags.add(tag);
  }
  if (lowered.length > 0) notes.mention('tags-lowered', `Tags are kept without capitals: ${lowered.join(', ')}.`);
  return concluded({ ...question, notes: notes.all, tags: [...tags] });
}
