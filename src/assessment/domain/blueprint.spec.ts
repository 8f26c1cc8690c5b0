import { blueprintGrid } from './blueprint';

const cell = (count: number) => ({ topic: 'Pleura', level: 'apply', count }) as const;

describe('Given a blueprint that wants questions on the pleura', () => {
  it.each`
    wanted | asked | available | verdict          | fits
    ${2}   | ${2}  | ${5}      | ${'fits'}        | ${true}
    ${2}   | ${1}  | ${5}      | ${'too-few'}     | ${false}
    ${2}   | ${3}  | ${5}      | ${'too-many'}    | ${false}
    ${2}   | ${1}  | ${1}      | ${'not-in-bank'} | ${false}
    ${0}   | ${0}  | ${9}      | ${undefined}     | ${true}
  `(
    'when $wanted are wanted, $asked asked and $available there, then the cell says $verdict',
    ({ wanted, asked, available, verdict, fits }) => {
      const cells = (count: number) => (count > 0 ? [cell(count)] : []);
      const grid = blueprintGrid(cells(wanted), cells(asked), cells(available));
      expect(grid.rows[0]?.cells.find(({ level }) => level === 'apply')?.verdict).toBe(verdict);
      expect(grid).toMatchObject({ fits, wanted, asked });
    },
  );

  it('when a rule leaves the level open, then nobody can say that it fits', () => {
    const grid = blueprintGrid([cell(2)], [{ topic: 'Pleura', count: 2 }], [cell(5)]);
    expect(grid).toMatchObject({ fits: false, unplaced: 2, asked: 2 });
  });

  it('when something is asked that the blueprint does not know, then it is too many', () => {
    const grid = blueprintGrid([cell(1)], [cell(1), { topic: 'Sharps', level: 'recall', count: 1 }], []);
    expect(grid.rows.map(({ topic }) => topic)).toEqual(['Pleura', 'Sharps']);
    expect(grid.rows[1].cells[0]).toMatchObject({ level: 'recall', verdict: 'too-many' });
    expect(grid.fits).toBe(false);
  });
});
