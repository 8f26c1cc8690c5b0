import fc from 'fast-check';
import { Standing, STANDINGS } from './rule';
import { permits, strictestOf } from './standing';

const standing = fc.constantFrom(...STANDINGS);

describe('Given several rules for one profession in one place', () => {
  it.each<[Standing[], Standing]>([
    [['permitted', 'permitted-with-conditions'], 'permitted-with-conditions'],
    [['permitted', 'silent'], 'silent'],
    [['silent', 'unknown'], 'unknown'],
    [['unknown', 'contested'], 'contested'],
    [['contested', 'prohibited', 'permitted'], 'prohibited'],
    [[], 'unknown'],
  ])('when they say %j, then together they say %s', (each, together) => expect(strictestOf(each)).toBe(together));

  it('when one of them does not permit it, then together they never do', () => {
    fc.assert(
      fc.property(fc.array(standing), standing, (others, one) => {
        if (!permits(one)) expect(permits(strictestOf([...others, one]))).toBe(false);
      }),
    );
  });

  it('when they are read in another order, then together they say the same', () => {
    fc.assert(
      fc.property(fc.array(standing), (each) => expect(strictestOf(each.toReversed())).toBe(strictestOf(each))),
    );
  });
});
