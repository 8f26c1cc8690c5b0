import { isTag, keptTag, normalTag } from './question-tag';

describe('Given a tag of another program', () => {
  it.each`
    given                     | tag                   | isSame
    ${'chest'}                | ${'chest'}            | ${true}
    ${'  Chest   Wall '}      | ${'chest wall'}       | ${true}
    ${'Head & neck'}          | ${'head & neck'}      | ${true}
    ${'Safety (final)'}       | ${'safety (final)'}   | ${true}
    ${"Travell's points"}     | ${"travell's points"} | ${true}
    ${'Travell’s points'}     | ${'travell’s points'} | ${true}
    ${'C++ #1, 50 %'}         | ${'c++ #1 50 %'}      | ${false}
    ${'chest,neck'}           | ${'chest neck'}       | ${false}
    ${'a;b'}                  | ${'a b'}              | ${false}
    ${'“quoted”'}             | ${'quoted'}           | ${false}
    ${'-dash'}                | ${'dash'}             | ${false}
    ${'=1+1'}                 | ${'1+1'}              | ${false}
    ${'<b>bold</b>'}          | ${'b bold /b'}        | ${false}
    ${'e\u0301tude'}          | ${'\u00e9tude'}       | ${true}
    ${'हिन्दी'}                | ${'हिन्दी'}            | ${true}
    ${'a\u0000b'}             | ${'a b'}              | ${false}
    ${'x'.repeat(61)}         | ${'x'.repeat(60)}     | ${false}
    ${`${'x'.repeat(59)} yz`} | ${'x'.repeat(59)}     | ${false}
    ${'★★'}                   | ${null}               | ${false}
    ${' '}                    | ${null}               | ${false}
  `('when it is “$given”, then “$tag” is kept', ({ given, tag, isSame }) => {
    expect(keptTag(given as string)).toEqual({ tag, isSame });
    if (tag !== null) expect(isTag(tag as string) && normalTag(tag as string) === tag).toBe(true);
  });
});
