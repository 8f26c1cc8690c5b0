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

  it.each`
    what                          | drawing
    ${'a script'}                 | ${svg('<script>alert(1)</script>')}
    ${'a script in pieces'}       | ${svg('<scr<script></script>ipt>harm()</script>')}
    ${'a handler'}                | ${svg('', ' onload="alert(1)"')}
    ${'a handler without quotes'} | ${svg('<rect onclick=alert(1) />')}
    ${'a script address'}         | ${svg('<a xlink:href="javascript:alert(1)"><text>x</text></a>')}
    ${'foreign content'}          | ${svg('<foreignObject><body onload="alert(1)"/></foreignObject>')}
    ${'a picture from elsewhere'} | ${svg('<image href="https://alert.example/x.png"/>')}
    ${'a style from elsewhere'}   | ${svg('<rect style="fill:url(https://alert.example/x)"/>')}
    ${'a style sheet'}            | ${svg('<style>@import "https://alert.example"</style>')}
    ${'an animation'}             | ${svg('<animate attributeName="href" to="javascript:alert(1)"/>')}
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
