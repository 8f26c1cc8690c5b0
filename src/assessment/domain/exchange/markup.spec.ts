import fc from 'fast-check';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { Notes } from './exchange';
import { escapedMarkdown, settled, type SourceText } from './markup';

const one = (text: string, as: SourceText['as']) => {
  const notes = new Notes();
  const source = { text, as };
  const { format, of } = settled([source], notes);
  return { format: format.format ?? 'markdown', text: of(source), codes: notes.all.map(({ code }) => code) };
};

describe('Given a text of a file', () => {
  it.each`
    as            | text                                   | format        | becomes
    ${'plain'}    | ${'2 * 3 < 7 & <b>'}                   | ${'plain'}    | ${'2 * 3 < 7 & <b>'}
    ${'auto'}     | ${'two lines\nof *words*'}             | ${'plain'}    | ${'two lines\nof *words*'}
    ${'auto'}     | ${'5&nbsp;&lt; 6'}                     | ${'plain'}    | ${'5\u00a0< 6'}
    ${'auto'}     | ${'a std::vector<int> of x<y'}         | ${'plain'}    | ${'a std::vector<int> of x<y'}
    ${'auto'}     | ${'a <b>bold</b>\nline'}               | ${'markdown'} | ${'a **bold**\\\nline'}
    ${'auto'}     | ${'<p>one</p>\n<p>two</p>'}            | ${'markdown'} | ${'one\n\ntwo'}
    ${'auto'}     | ${'<pre>a\n b</pre>'}                  | ${'markdown'} | ${'```\na\n b\n```'}
    ${'html'}     | ${'  no   tags &amp; so\nplain '}      | ${'plain'}    | ${'no tags & so plain'}
    ${'html'}     | ${'<p>1 < 2, *not* emphasis</p>'}      | ${'markdown'} | ${'1 < 2, \\*not\\* emphasis'}
    ${'html'}     | ${'<b>vector<int></b>'}                | ${'markdown'} | ${'**vector\\<int>**'}
    ${'html'}     | ${'H<sub>2</sub>O, 10<sup>−3</sup>'}   | ${'markdown'} | ${'H₂O, 10⁻³'}
    ${'html'}     | ${'<ul><li>one</li><li>two</li></ul>'} | ${'markdown'} | ${'- one\n- two'}
    ${'markdown'} | ${'**as it is**'}                      | ${'markdown'} | ${'**as it is**'}
  `('when “$text” is $as, then it is $format', ({ as, text, format, becomes }) => {
    const found = one(text as string, as as SourceText['as']);
    expect(found).toEqual({ format, text: becomes as string, codes: [] });
  });

  it.each`
    text                                              | becomes               | codes
    ${'<u>under</u>'}                                 | ${'_under_'}          | ${['formatting-left-out']}
    ${'<span style="color:red">red</span>'}           | ${'red'}              | ${['styling-left-out']}
    ${'x<sup>th</sup>'}                               | ${'x^(th)'}           | ${['raised-or-lowered']}
    ${'<img src="@@PLUGINFILE@@/a.png" alt="A b">'}   | ${'\\[A b]'}          | ${['picture-missing']}
    ${'see <video src="v.mp4"></video> this'}         | ${'see  this'}        | ${['element-left-out']}
    ${'<script>alert(1)</script>words'}               | ${'words'}            | ${['element-left-out']}
    ${'<table><tr><td colspan=2>a</td></tr></table>'} | ${expect.any(String)} | ${['table-spans']}
  `('when the HTML is $text, then a note says what is gone', ({ text, becomes, codes }) => {
    expect(one(text as string, 'html')).toMatchObject({ text: becomes as string, codes: codes as string[] });
  });

  it('when one text of a question is formatted, then the plain ones are escaped for Markdown', () => {
    const plain: SourceText = { text: '2 * 3 * 4', as: 'plain' };
    const { format, of } = settled([plain, { text: '<b>b</b>', as: 'html' }], new Notes());
    expect(format).toEqual({});
    expect(of(plain)).toBe('2 \\* 3 \\* 4');
  });

  it.each(['<div>'.repeat(50_000), '<b>'.repeat(20_000), `${'<font size=1>'.repeat(3000)}${'<p>'.repeat(3000)}`])(
    'when it is nested without end, then it is refused at once',
    (text) => {
      const notes = new Notes();
      const begun = performance.now();
      settled([{ text: text.slice(0, 65_000), as: 'html' }], notes);
      expect(notes.refuses).toBe(true);
      expect(performance.now() - begun).toBeLessThan(2000);
    },
  );
});

describe('Given any words', () => {
  const reader = unified().use(remarkParse).use(remarkGfm);
  const wordsOf = (node: { type: string; value?: string; children?: unknown[] }): string =>
    node.type === 'break'
      ? '\n'
      : (node.value ??
        (node.children ?? []).map((child) => wordsOf(child as never)).join(node.type === 'root' ? '\n\n' : ''));

  it('when they are escaped for Markdown, then a reader of Markdown sees just them', () => {
    const words = fc
      .array(
        fc.constantFrom(
          'a',
          'B',
          '1',
          '.',
          '*',
          '_',
          '<',
          '>',
          '[',
          ']',
          '(',
          '#',
          '-',
          '+',
          '`',
          '\\',
          '&',
          '|',
          ':',
          '~',
          '!',
          ' ',
          'é',
        ),
      )
      .map((letters) => letters.join('').replace(/ +/g, ' ').trim());
    fc.assert(
      fc.property(words, (text) => {
        expect(wordsOf(reader.parse(escapedMarkdown(text)) as never)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
