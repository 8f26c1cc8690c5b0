import { Invalid } from '../../../kernel/errors';
import { type Form, rawTextOf, textOf } from '../../forms';

/** What somebody sent to be analysed. */
export interface MarksForm {
  /** The file, or what was pasted. */
  readonly csv: Uint8Array;
  /** What was pasted, to be shown again. */
  readonly marks: string;
  readonly passMark: string;
}

/** Longer than any form of ours has; a file has no such limit. */
const SHOWN_AGAIN = 100_000;

/** The form as a browser sends it: with a file, or as text alone. @throws Invalid where it is neither. */
export async function marksIn(contentType: string | undefined, body: unknown): Promise<MarksForm> {
  if (!Buffer.isBuffer(body)) {
    const form = (body ?? {}) as Form;
    const marks = rawTextOf(form, 'marks');
    return { csv: Buffer.from(marks), marks, passMark: textOf(form, 'passMark') };
  }
  const fields = await fieldsOf(contentType ?? '', body);
  const [file, marks, passMark] = [fields.get('file'), fields.get('marks'), fields.get('passMark')];
  const pasted = typeof marks === 'string' ? marks : '';
  const hasFile = file !== null && typeof file !== 'string' && file.size > 0;
  return {
    csv: hasFile ? new Uint8Array(await file.arrayBuffer()) : Buffer.from(pasted),
    marks: pasted.slice(0, SHOWN_AGAIN),
    passMark: typeof passMark === 'string' ? passMark.trim().slice(0, 20) : '',
  };
}

async function fieldsOf(contentType: string, body: Buffer): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new Invalid([{ path: '', message: 'is a form that breaks off: send it again' }]);
  }
}
