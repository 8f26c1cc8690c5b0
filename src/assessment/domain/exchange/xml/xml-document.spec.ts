import fc from 'fast-check';
import { ImportFault } from '../exchange';
import { parseXml } from './xml-document';

const bytesOf = (text: string) => new TextEncoder().encode(text);

function faultOf(bytes: Uint8Array): string {
  try {
    parseXml(bytes);
  } catch (error) {
    if (error instanceof ImportFault) return error.code;
    throw error;
  }
  return 'none';
}

const laughs = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');

describe('Given XML that means harm', () => {
  it.each`
    what                                        | text                                                                              | code
    ${'entities within entities'}               | ${`<!DOCTYPE q [<!ENTITY l0 "ha">${laughs}]><q>&l10;</q>`}                        | ${'doctype-refused'}
    ${'an external entity'}                     | ${'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><q>&x;</q>'}             | ${'doctype-refused'}
    ${'a parameter entity'}                     | ${'<!DOCTYPE q [<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;]><q/>'}       | ${'doctype-refused'}
    ${'an attribute that is there unsaid'}      | ${'<!DOCTYPE q [<!ATTLIST q a CDATA "1">]><q/>'}                                  | ${'doctype-refused'}
    ${'an entity after an element'}             | ${'<!DOCTYPE q [<!ELEMENT q ANY><!ENTITY x "y">]><q>&x;</q>'}                     | ${'doctype-refused'}
    ${'an entity after a comment'}              | ${'<!DOCTYPE q [<!-- --><!ENTITY x "y">]><q>&x;</q>'}                             | ${'doctype-refused'}
    ${'an element in an entity'}                | ${'<!DOCTYPE q [<!ENTITY x "<!ELEMENT q ANY>">]><q>&x;</q>'}                      | ${'doctype-refused'}
    ${'an entity that nobody declared'}         | ${'<q>&nbsp;</q>'}                                                                | ${'xml-not-well-formed'}
    ${'an inclusion of another file'}           | ${'<q xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="q.xml"/></q>'} | ${'xinclude-refused'}
    ${'elements within each other without end'} | ${'<q>'.repeat(5000)}                                                             | ${'xml-too-deep'}
    ${'a million siblings'}                     | ${`<q>${'<a/>'.repeat(1_000_000)}</q>`}                                           | ${'xml-too-large'}
    ${'an attribute of three million letters'}  | ${`<q a="${'x'.repeat(3_000_000)}"/>`}                                            | ${'xml-too-large'}
    ${'a thousand attributes'}                  | ${`<q ${Array.from({ length: 1000 }, (_, n) => `a${n}="1"`).join(' ')}/>`}        | ${'xml-too-large'}
    ${'an encoding that is not read'}           | ${'<?xml version="1.0" encoding="EBCDIC-CP-US"?><q/>'}                            | ${'unknown-encoding'}
    ${'a control character'}                    | ${'<q>\u0001</q>'}                                                                | ${'xml-not-well-formed'}
    ${'NUL'}                                    | ${'<q>\u0000</q>'}                                                                | ${'xml-not-well-formed'}
    ${'tags that cross'}                        | ${'<q><a></q></a>'}                                                               | ${'xml-not-well-formed'}
    ${'nothing'}                                | ${'  \n '}                                                                        | ${'empty-file'}
  `('when it holds $what, then it is refused as $code in bounded time', ({ text, code }) => {
    const before = process.cpuUsage();
    expect(faultOf(bytesOf(text as string))).toBe(code);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  });

  it('when it has more bytes than are read, then it is refused before it is looked into', () => {
    expect(faultOf(new Uint8Array(17 * 1024 * 1024).fill(0x61))).toBe('file-too-large');
  });

  it('when its bytes are not in its encoding, then it is refused with the line', () => {
    const bytes = Uint8Array.from([...bytesOf('<q>\n'), 0xc3, 0x28, ...bytesOf('</q>')]);
    expect(() => parseXml(bytes)).toThrow(/line 2/);
  });

  it('when it is any bytes at all, then nothing but an import fault is thrown', () => {
    const pieces = fc.constantFrom(
      '<q',
      '>',
      '</q>',
      '<!DOCTYPE',
      '[',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&#x0;',
      '&#55296;',
      ' a="',
      '"',
      '<?xml version="1.1"?>',
      '\ud800',
      'é',
      '<a:b',
      'xmlns:a=""',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.array(pieces, { maxLength: 20 }).map((parts) => bytesOf(parts.join(''))),
        ),
        (bytes) => {
          expect(() => faultOf(bytes)).not.toThrow();
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('Given XML as programs write it', () => {
  it.each`
    encoding                          | bytes
    ${'UTF-8'}                        | ${bytesOf('<?xml version="1.0" encoding="UTF-8"?><q>é</q>')}
    ${'UTF-8, BOM'}                   | ${bytesOf('\ufeff<q>é</q>')}
    ${'UTF-16LE'}                     | ${Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><q>é</q>', 'utf16le')}
    ${'UTF-16BE'}                     | ${Buffer.from('\ufeff<q>é</q>', 'utf16le').swap16()}
    ${'UTF-16LE, no BOM'}             | ${Buffer.from('<q>é</q>', 'utf16le')}
    ${'ISO-8859-1'}                   | ${Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><q>é</q>', 'latin1')}
    ${'Windows-1252'}                 | ${Buffer.from("<?xml version='1.0' encoding='windows-1252'?><q>é</q>", 'latin1')}
    ${'UTF-8 that says it is UTF-16'} | ${bytesOf('<?xml version="1.0" encoding="utf-16"?><q>é</q>')}
  `('when it is in $encoding, then its letters are read', ({ bytes }) => {
    expect(parseXml(bytes as Uint8Array).children).toEqual(['é']);
  });

  it.each`
    doctype
    ${'<!DOCTYPE q SYSTEM "ims_qtiasiv1p2.dtd">'}
    ${'<!DOCTYPE q [<!ELEMENT q (item+)>\n<!-- as "they" are -->\n<!ATTLIST q ident CDATA #REQUIRED kind (a|b) #IMPLIED>]>'}
  `('when it names a document type that changes nothing: $doctype, then that is read past', ({ doctype }) => {
    expect(parseXml(bytesOf(`${doctype}<q>&lt;</q>`))).toMatchObject({ name: 'q', attributes: {}, children: ['<'] });
  });

  it('when a declaration lacks a space, then it is read past', () => {
    expect(parseXml(bytesOf('<?xml version="1.0"encoding="UTF-8"?><q/>')).name).toBe('q');
  });

  it('when prefixes differ, then names and namespaces are the same', () => {
    const [one, other] = ['<q:i xmlns:q="urn:q" xml:lang="en" a="1"/>', '<i xmlns="urn:q" xml:lang="en" a="1"/>'].map(
      (text) => parseXml(bytesOf(text)),
    );
    expect(one).toEqual(other);
    expect(one.namespace).toBe('urn:q');
  });

  it('when white space stands before the declaration, then lines are still counted from the start of the file', () => {
    expect(() => parseXml(bytesOf('\n\n<?xml version="1.0"?>\n<q>\n<a></b></q>'))).toThrow(/^Line 5/);
  });
});
