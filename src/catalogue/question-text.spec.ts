import * as fc from 'fast-check';
import { isOneLine, questionHtml, questionLine, questionWords } from './question-text';

describe('Given the text of a question', () => {
  it.each`
    source                                            | html
    ${'Which is **not** a *sign*?'}                   | ${'<p>Which is <strong>not</strong> a <em>sign</em>?</p>'}
    ${'One.\n\nTwo.'}                                 | ${'<p>One.</p>\n<p>Two.</p>'}
    ${'- a\n- b'}                                     | ${'<ul>\n<li>a</li>\n<li>b</li>\n</ul>'}
    ${'# Loud'}                                       | ${'<p><strong>Loud</strong></p>'}
    ${'a <b onclick="x()">bold</b>'}                  | ${'<p>a &#x3C;b onclick="x()">bold&#x3C;/b></p>'}
    ${'![a chest](http://elsewhere/x.png)'}           | ${'<p>a chest</p>'}
    ${'[here](javascript:alert(1))'}                  | ${'<p><a>here</a></p>'}
    ${'[here](https://example.org/)'}                 | ${'<p><a href="https://example.org/">here</a></p>'}
    ${'The {{4f1c2a90-0000-4000-8000-000000000001}}'} | ${'<p>The {{4f1c2a90-0000-4000-8000-000000000001}}</p>'}
  `('when $source is shown as blocks, then it is $html', ({ source, html }) => {
    expect(questionHtml(source)).toBe(html);
  });

  it.each`
    source            | line
    ${'**a** b'}      | ${'<strong>a</strong> b'}
    ${'One.\n\nTwo.'} | ${'One.<br>\nTwo.'}
    ${'- a\n- b'}     | ${'a<br>\nb'}
    ${'2.5 mm'}       | ${'2.5 mm'}
    ${'a < b & c'}    | ${'a &#x3C; b &#x26; c'}
  `('when $source is shown within a line, then it is $line', ({ source, line }) => {
    expect(questionLine(source)).toBe(line);
  });

  it.each`
    source                | format        | words
    ${'**a** `b` [c](x)'} | ${'markdown'} | ${'a b c'}
    ${'**a** <i>'}        | ${'plain'}    | ${'**a** <i>'}
    ${'One.\n\nTwo.'}     | ${'markdown'} | ${'One. Two.'}
  `('when the words of $source are asked for, then they are $words', ({ source, format, words }) => {
    expect(questionWords(source, format)).toBe(words);
  });

  it('when it is plain, then it is shown letter by letter', () => {
    expect(questionHtml('a *b*\nc\n\n<i>"', 'plain')).toBe('<p>a *b*<br>c</p><p>&lt;i&gt;&quot;</p>');
    expect(questionLine('a *b* <i>', 'plain')).toBe('a *b* &lt;i&gt;');
  });

  it.each`
    source            | format        | oneLine
    ${'A question?'}  | ${'markdown'} | ${true}
    ${'A\nquestion?'} | ${'markdown'} | ${true}
    ${'A.\n\nB?'}     | ${'markdown'} | ${false}
    ${'- a'}          | ${'markdown'} | ${false}
    ${'- a'}          | ${'plain'}    | ${true}
  `('when $source ($format) is asked, then one line holds it: $oneLine', ({ source, format, oneLine }) => {
    expect(isOneLine(source, format)).toBe(oneLine);
  });

  it('when anything is written, then no tag but the few that are allowed comes out', () => {
    const nasty = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          '<script>',
          '<img src=x onerror=y>',
          '](javascript:x)',
          '[a',
          '`',
          '**',
          '<!--',
          '&lt;',
          '\n\n',
          '|',
        ),
      ),
    );
    fc.assert(
      fc.property(
        nasty.map((parts) => parts.join('')),
        fc.constantFrom('plain' as const, 'markdown' as const),
        (source, format) => {
          for (const html of [questionHtml(source, format), questionLine(source, format)]) {
            expect(html).not.toMatch(
              /<(?!\/?(p|a|em|strong|del|code|pre|blockquote|ul|ol|li|hr|br|table|thead|tbody|tr|th|td|div)[ >])/i,
            );
            expect(html).not.toMatch(/<[^>]*\s(on\w+|style|src)\s*=/i);
            expect(html).not.toMatch(/href="(?!https?:|mailto:|[^":]*")/i);
          }
        },
      ),
    );
  });
});
