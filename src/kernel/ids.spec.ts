import { FixedClock } from './clock';
import { idOfName, Ids, isUuid } from './ids';
import { SeededRandomness, SystemRandomness } from './randomness';

describe('Given a clock and chance', () => {
  it('when ids are made, then they are UUIDs of version 7 that carry the moment', () => {
    const id = new Ids(new FixedClock('2026-11-22T12:00:00.000Z'), new SystemRandomness()).next();
    expect(isUuid(id)).toBe(true);
    expect(id[14]).toBe('7');
    expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-11-22T12:00:00.000Z'));
  });

  it('when time passes, then later ids sort after earlier ones', () => {
    const clock = new FixedClock('2026-11-22T12:00:00.000Z');
    const ids = new Ids(clock, new SystemRandomness());
    const made = Array.from({ length: 50 }, () => {
      clock.advance(1);
      return ids.next();
    });
    expect(made.toSorted()).toEqual(made);
  });

  it('when many are made within a millisecond, then later ones sort later, and each is another', () => {
    const ids = new Ids(new FixedClock('2026-11-22T12:00:00.000Z'), new SystemRandomness());
    const made = Array.from({ length: 2000 }, () => ids.next());
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    expect(made.every(isUuid)).toBe(true);
    expect(made.every((id) => id[14] === '7' && '89ab'.includes(id[19]))).toBe(true);
  });

  it('when chance is seeded, then ids repeat; and a name has one id everywhere', () => {
    const once = () => new Ids(new FixedClock('2026-01-01'), new SeededRandomness('x')).next();
    expect(once()).toBe(once());
    expect(idOfName('dry-needling/quiz/final')).toBe(idOfName('dry-needling/quiz/final'));
    expect(idOfName('a')).not.toBe(idOfName('b'));
    expect(isUuid(idOfName('a'))).toBe(true);
  });
});
