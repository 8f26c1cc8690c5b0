import type { QuestionDefinition } from '../../catalogue/question-definition';

/** Text as it is searched: without capitals, accents and repeated spaces. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Everything of a question that a candidate reads, and its name: what somebody remembers who looks for it. */
export function wordsOf(question: QuestionDefinition): string {
  const { slug, prompt, case: situation, references = [] } = question;
  const base = [slug.replace(/-/g, ' '), prompt, situation?.title ?? '', situation?.text ?? '', ...references];
  return folded([...base, ...partsOf(question)].join(' '));
}

function partsOf(question: QuestionDefinition): string[] {
  switch (question.type) {
    case 'single':
    case 'multiple':
      return question.options.map(({ text }) => text);
    case 'matching':
      return [...question.pairs.flatMap(({ stem, match }) => [stem, match]), ...question.distractors];
    case 'ordering':
      return question.items.map(({ text }) => text);
    case 'cloze':
      return question.gaps.flatMap((gap) => (gap.type === 'single' ? gap.options.map(({ text }) => text) : []));
    case 'hotspot':
      return [question.image.alt, ...question.regions.map(({ label }) => label)];
    case 'essay':
      return question.rubric.map(({ title }) => title);
    case 'true-false':
    case 'numeric':
    case 'short-text':
      return [];
  }
}
