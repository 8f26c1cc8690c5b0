import fc from 'fast-check';
import { lessonPage } from './lesson-page';

const AROUND = {
  figures: { 'box.svg': '<svg viewBox="0 0 40 30"></svg>' },
  figureUrl: (name: string) => `/figures/${name}`,
  references: ['somebody-2020'],
  facts: ['F1.01', 'F1.02'],
  claims: ['S47'],
};
const page = (markdown: string, firstLine = 1) => lessonPage(markdown, AROUND, firstLine);

describe('Given a lesson with callouts', () => {
  it.each`
    markdown                                                    | title
    ${':::danger\nStop.\n:::'}                                  | ${'Danger'}
    ${':::danger[Never **recap**]\nStop.\n:::'}                 | ${'Danger: Never recap'}
    ${':::evidence{grade=B}\nMaybe.\n:::'}                      | ${'How sure we are: grade B, seen through a secondary source'}
    ${':::law-differs\nAsk.\n:::'}                              | ${'The law differs'}
    ${':::patient-says{claim=S47}\n“It releases toxins.”\n:::'} | ${'A patient may say'}
  `('when it is shown, then it is a note that names itself “$title”', ({ markdown, title }) => {
    const { html, faults } = page(markdown as string);
    expect(faults).toEqual([]);
    expect(html).toMatch(/^<aside class="callout callout-[a-z-]+" role="note" aria-labelledby="callout-1"/);
    const heading = /<p class="callout-title" id="callout-1">(.*?)<\/p>/.exec(html)?.[1];
    expect(heading?.replace(/<[^>]+>/g, '')).toBe(title);
  });

  it('when there are two, then each has a heading of its own', () => {
    const { html } = page(':::danger\nOne.\n:::\n\n:::danger\nTwo.\n:::');
    expect([...html.matchAll(/id="(callout-\d)"/g)].map(([, id]) => id)).toEqual(['callout-1', 'callout-2']);
  });
});

const CHECK = `:::check{#where}
Where *does* it go?

- [x] Into the **container**

  Yes: straight in.

- [ ] Onto a tray

  No.

:::`;

describe('Given a check question', () => {
  const { html, checks, faults } = page(CHECK);

  it('when it is read, then its options say what is right and why', () => {
    expect(faults).toEqual([]);
    expect(checks).toEqual([
      {
        id: 'where',
        prompt: 'Where does it go?',
        options: [
          { text: 'Into the container', correct: true, feedback: 'Yes: straight in.' },
          { text: 'Onto a tray', correct: false, feedback: 'No.' },
        ],
      },
    ]);
  });

  it('then it is a labelled group that answers without scripts', () => {
    expect(html).toContain(
      '<fieldset class="check-question" data-check="where"><legend>Where <em>does</em> it go?</legend>',
    );
    expect(html).toContain(
      '<input type="radio" name="check-where" id="check-where-1" value="1"><label for="check-where-1">',
    );
    expect(html).toContain('<details class="check-feedback" data-correct="true"><summary>');
    expect(html).not.toContain('disabled');
  });
});

describe('Given figures, tables and pointers', () => {
  it('when a figure has a caption, then both stand together, with room kept free', () => {
    expect(page('![A box](figures/box.svg "Within reach")').html).toBe(
      '<figure><img src="/figures/box.svg" alt="A box" loading="lazy" width="40" height="30"><figcaption>Within reach</figcaption></figure>',
    );
  });

  it('when a table is wide, then it scrolls by itself, by keyboard too', () => {
    expect(page('| a |\n|---|\n| b |').html).toMatch(
      /^<div class="table-scroll" role="region" aria-label="Table 1" tabindex="0"><table>/,
    );
  });

  it('when the text names facts and references, then it leads to them', () => {
    const { html, faults } = page('So [they say](#ref-somebody-2020) [F1.01, F1.02].');
    expect(faults).toEqual([]);
    expect(html).toContain('<a href="#ref-somebody-2020">they say</a>');
    expect(html).toContain(
      '[<a class="fact" href="#fact-F1.01">F1.01</a>, <a class="fact" href="#fact-F1.02">F1.02</a>]',
    );
  });

  it('when a sentence looks like a directive, then it stays a sentence', () => {
    expect(page('Note:this and 1:20 stay.')).toMatchObject({ html: '<p>Note:this and 1:20 stay.</p>', faults: [] });
  });
});

describe('Given a lesson that begins on line 20 of its file', () => {
  it.each<[markdown: string, line: number, message: RegExp]>([
    ['Text.\n\n<b>bold</b>', 22, /HTML is not read/],
    ['<!-- later -->', 20, /HTML is not read/],
    ['# Title', 20, /first level/],
    ['## A\n\n#### B', 22, /level 4 follows one of level 2/],
    [':::warning\nText.\n:::', 20, /nothing is called “:::warning”/],
    ['Text.\n\n::video{src=x}', 22, /nothing is called “::video”/],
    [':::danger\nText.', 20, /never closed/],
    ['Text.\n\n:::', 22, /opens or closes nothing/],
    [':::danger{colour="red\nText.\n:::', 20, /opens or closes nothing/],
    [':::danger\n:::', 20, /is empty/],
    [':::danger{colour=red}\nText.\n:::', 20, /does not know “colour”/],
    [':::evidence\nText.\n:::', 20, /no grade/],
    [':::evidence{grade=E}\nText.\n:::', 20, /no grade/],
    [':::patient-says{claim=S99}\nText.\n:::', 20, /no patient claim has the id “S99”/],
    ['![](figures/box.svg)', 20, /no alternative text/],
    ['![A box](box.svg)', 20, /the figure is at “box.svg”/],
    ['![A box](https://example.org/box.svg)', 20, /the figure is at/],
    ['![A box](figures/none.svg)', 20, /is missing/],
    ['Look: ![A box](figures/box.svg)', 20, /inside a line/],
    ['[x](javascript:alert(1))', 20, /the link leads to “javascript:alert\(1\)”/],
    ['[x](../elsewhere.md)', 20, /the link leads to/],
    ['[x][y]\n\n[y]: data:text/html,x', 22, /the link leads to “data:/],
    ['- [ ] to do', 20, /outside a check question/],
    [CHECK.replace('{#where}', ''), 20, /no id/],
    [`${CHECK}\n\n${CHECK}`, 33, /two check questions are called “where”/],
    [CHECK.replace('[x]', '[ ]'), 23, /not exactly one right option/],
    [CHECK.replace('[ ]', '[x]'), 23, /not exactly one right option/],
    [CHECK.replace('- [ ] Onto', '- Onto'), 27, /does not say whether it is right/],
    [CHECK.replace('\n  No.\n', ''), 27, /no feedback/],
    [':::check{#x}\nOnly a question?\n\n:::', 20, /not a paragraph followed by a list/],
  ])('when it holds %j, then the fault is on line %i', (markdown, line, message) => {
    expect(page(markdown, 20).faults).toContainEqual({
      line,
      message: expect.stringMatching(message),
      remedy: expect.any(String),
    });
  });
});

const TAGS =
  'h2 h3 h4 h5 h6 p a em strong del code pre blockquote ul ol li hr br sup table thead tbody tr th td img figure figcaption section aside div fieldset legend input label details summary'.split(
    ' ',
  );
const ATTRIBUTES =
  'id href aria-label aria-describedby aria-labelledby class start align src alt width height loading role tabindex for type name value data-check data-correct data-grade data-claim data-footnotes data-footnote-ref data-footnote-backref'.split(
    ' ',
  );
/** A browser runs what a scheme names, and only what stands before the first of `/?#` can be one. */
const ADDRESS = /^(https?:|mailto:|[^:/?#]*([/?#]|$))/i;

/** Every tag and attribute of a page that could run, load or frame something. Text is escaped, so that each `<` is a tag. */
function whatRuns(html: string): string[] {
  return [...html.matchAll(/<([^>\s/]*)((?:[^>"]|"[^"]*")*)>/g)].flatMap(([tag, name, rest]) => {
    if (tag.startsWith('</')) return [];
    const attributes = [...rest.matchAll(/([^\s="]+)(?:="([^"]*)")?/g)];
    const bad = attributes.filter(
      ([, key, value]) => !ATTRIBUTES.includes(key) || (['href', 'src'].includes(key) && !ADDRESS.test(value)),
    );
    return TAGS.includes(name) && bad.length === 0 ? [] : [tag];
  });
}

describe('Given text that tries to run something', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '![x](javascript:alert(1))',
    '<iframe src="https://evil.example"></iframe>',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    ':::danger{onclick=alert(1) style="x" #callout-9 .evil}\nx\n:::',
    ':::check{#a onclick=x}\nq\n\n- [x] <b onclick=x>\n\n  y\n- [ ] n\n\n  z\n:::',
    '<a href="vbscript:x">',
    '[x]: javascript:alert(1)\n\n[x]',
    '<svg/onload=alert(1)>',
    '`<script>`',
    '&lt;script&gt;',
    '<style>*{}</style>',
    '![x](figures/box.svg "\\" onload=alert(1)")',
    '<<script>script>alert(1)</script>',
    '<https://x.org/" onclick="alert(1)>',
    '\u0000',
    '[F1.01]',
    ':::evidence{grade="A\\" onclick=x"}\nx\n:::',
    '::leaf[x]{onclick=y}',
    ':text[x]{onclick=y}',
    '| <td onclick=x> |\n|---|\n| y |',
    '[^1]\n\n[^1]: <script>',
    '[x]\n\n[x]:text[x]{onclick=y}',
  ];

  it.each(HOSTILE)('when it is %j, then the page holds nothing that runs', (markdown) => {
    expect(whatRuns(page(markdown).html)).toEqual([]);
  });

  it('when such pieces are put together in any way, then the page still holds nothing that runs', () => {
    const piece = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ maxLength: 12 }),
      fc.constantFrom('\n', '\n\n', '> ', '- ', ':::', '`', '*'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(whatRuns(page(pieces.join('')).html)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
