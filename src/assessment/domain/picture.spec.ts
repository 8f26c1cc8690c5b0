import { harmlessSvg } from './picture';

const svg = (inside: string, attributes = '') => `<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${inside}</svg>`;

describe('Given a drawing from anywhere', () => {
  it('when it only draws, then it stays as it is', () => {
    const drawing = svg(
      '<path d="M0 0L9 9" fill="url(#shade)"/><use href="#part"/><text x="1">Lung &lt; 2</text>',
      ' viewBox="0 0 9 9"',
    );
    expect(harmlessSvg(drawing)).toBe(drawing);
  });

  it('when a style sheet only says how it looks, then that stays', () => {
    const sheet = '@media (prefers-color-scheme: dark) { .ink { fill: #eef4f3; stroke: url(#zone) } }';
    for (const drawing of [
      svg(`<style>${sheet}</style><path d="M0 0"/>`),
      svg(`<style type="text/css">${sheet}</style>`),
    ])
      expect(harmlessSvg(drawing)).toBe(drawing);
  });

  it.each`
    what                           | drawing
    ${'a script'}                  | ${svg('<script>alert(1)</script>')}
    ${'a script in pieces'}        | ${svg('<scr<script></script>ipt>harm()</script>')}
    ${'a handler'}                 | ${svg('', ' onload="alert(1)"')}
    ${'a handler without quotes'}  | ${svg('<rect onclick=alert(1) />')}
    ${'a script address'}          | ${svg('<a xlink:href="javascript:alert(1)"><text>x</text></a>')}
    ${'foreign content'}           | ${svg('<foreignObject><body onload="alert(1)"/></foreignObject>')}
    ${'a picture from elsewhere'}  | ${svg('<image href="https://alert.example/x.png"/>')}
    ${'a style from elsewhere'}    | ${svg('<rect style="fill:url(https://alert.example/x)"/>')}
    ${'a style sheet'}             | ${svg('<style>@import "https://alert.example"</style>')}
    ${'a sheet that fetches'}      | ${svg('<style>rect{fill:URL ("https://alert.example")}</style>')}
    ${'a sheet that escapes'}      | ${svg(String.raw`<style>rect{fill:u\72l(https://alert.example)}</style>`)}
    ${'a sheet with entities'}     | ${svg('<style>rect{fill:&#117;rl(https://alert.example)}</style>')}
    ${'a sheet of characters'}     | ${svg('<style><![CDATA[@import "https://alert.example"]]></style>')}
    ${'a sheet by another name'}   | ${svg('<s:style xmlns:s="http://www.w3.org/2000/svg">@import "alert"</s:style>')}
    ${'a sheet that is not whole'} | ${svg('<style>a{}</style><style onload="alert(1)">')}
    ${'a sheet within a sheet'}    | ${svg('<sty<style>a{}</style>le onload="alert(1)">@import "x"</sty<style></style>le>')}
    ${'a sheet with a source'}     | ${svg('<style>rect{fill:image-set("https://alert.example" 1x)}</style>')}
    ${'an animation'}              | ${svg('<animate attributeName="href" to="javascript:alert(1)"/>')}
  `('when it holds $what, then that is taken out', ({ drawing }) => {
    const harmless = harmlessSvg(drawing);
    expect(harmless).toMatch(/^<svg/);
    expect(harmless).not.toMatch(/alert|onload|script/i);
  });

  it.each`
    what                   | text
    ${'declares entities'} | ${`<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`}
    ${'is no drawing'}     | ${'<html><svg/></html>'}
    ${'is nothing'}        | ${''}
  `('when it $what, then there is nothing to keep', ({ text }) => {
    expect(harmlessSvg(text)).toBeNull();
  });
});
