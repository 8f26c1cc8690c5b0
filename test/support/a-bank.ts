import type { Answer } from './a-school';
import { House } from './a-house';
import type { SignedInPerson } from './people';

/** Asks the API as somebody. */
export async function asking(
  house: House,
  who: SignedInPerson | null,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  payload?: object,
): Promise<Answer> {
  const reply = await house.app.inject({ method, url: `/api/v1/${path}`, headers: { ...who?.headers }, payload });
  return { status: reply.statusCode, body: reply.body === '' ? null : JSON.parse(reply.body) };
}

/** A question that lacks nothing, on a programme whose competencies and facts have these ids. */
export function aQuestion(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'single',
    prompt: `What is ${name}?`,
    topic: 'Anatomy',
    level: 'recall',
    competencies: ['C11'],
    references: ['A textbook, page 1'],
    rationale: `KEY why ${name}`,
    options: [
      { text: `Right ${name}`, correct: true, feedback: 'KEY indeed' },
      { text: `Wrong ${name}`, correct: false, feedback: 'KEY not so' },
      { text: `Other ${name}`, correct: false },
    ],
    ...more,
  };
}

export interface Bank {
  readonly house: House;
  readonly author: SignedInPerson;
  readonly second: SignedInPerson;
  readonly programme: string;
}

/** Writes a question and has it approved by a second person. */
export async function anApprovedQuestion(
  { house, author, second, programme }: Bank,
  name: string,
  more: Record<string, unknown> = {},
  tags: readonly string[] = [],
): Promise<{ id: string; versionId: string }> {
  const content = aQuestion(name, more);
  const written = await asking(house, author, 'POST', 'questions', { programme, content, tags });
  if (written.status !== 201) throw new Error(JSON.stringify(written.body));
  const { id, version } = written.body;
  const approved = await asking(house, second, 'POST', `questions/${id}/versions/1/approval`, { outcome: 'approved' });
  if (approved.status !== 201) throw new Error(JSON.stringify(approved.body));
  return { id, versionId: version.id };
}
