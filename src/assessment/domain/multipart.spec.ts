import * as fc from 'fast-check';
import { filesIn } from './multipart';

const TYPE = 'multipart/form-data; boundary=edge';
const part = (headers: string, content: Buffer | string) =>
  Buffer.concat([Buffer.from(`--edge\r\n${headers}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')]);
const form = (...parts: Buffer[]) => Buffer.concat([...parts, Buffer.from('--edge--\r\n')]);
const FILE = 'Content-Disposition: form-data; name="file"; filename="questions.txt"\r\nContent-Type: text/plain';

describe('Given a form with a file', () => {
  it('when it is whole, then the bytes of the file are those that were sent, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        fc.pre(!Buffer.from(bytes).includes('\r\n--edge'));
        const body = form(
          part('Content-Disposition: form-data; name="programme"', 'x'),
          part(FILE, Buffer.from(bytes)),
        );
        const [file] = filesIn(body, TYPE);
        expect({ ...file, bytes: [...file.bytes] }).toEqual({
          field: 'file',
          name: 'questions.txt',
          bytes: [...bytes],
        });
      }),
    );
  });

  it.each`
    what                       | body                                                           | type
    ${'it is cut off'}         | ${form(part(FILE, 'x')).subarray(0, -14)}                      | ${TYPE}
    ${'it has no boundary'}    | ${form(part(FILE, 'x'))}                                       | ${'multipart/form-data'}
    ${'it is something else'}  | ${Buffer.from('hello')}                                        | ${TYPE}
    ${'it has too many parts'} | ${form(...Array.from({ length: 200 }, () => part(FILE, 'x')))} | ${TYPE}
  `('when $what, then it is refused', ({ body, type }) => {
    expect(() => filesIn(body, type)).toThrow('Some fields need correcting.');
  });
});
