import type { Finding, Verdict } from '../../training-record/requirement';
import { matrixOf } from './matrix';

const finding = (verdict: Verdict, competency = 'C11'): Finding => ({
  id: competency,
  kind: 'sign-off',
  stage: 'certification',
  bearer: 'practitioner',
  detail: `Signed off in ${competency}.`,
  competency,
  verdict,
  explanation: 'Because.',
  evidence: [],
});

describe('Given a cohort and what a scheme asks of each', () => {
  const learner = (name: string, ...verdicts: Verdict[]) => ({
    id: name,
    name,
    findings: verdicts.map((verdict, index) => finding(verdict, `C0${index + 1}`)),
  });

  it('when nobody is in it, then the matrix is empty', () => {
    expect(matrixOf([])).toEqual({ columns: [], rows: [] });
  });

  it('when some have shown more than others, then those who have most to show come first, and each column counts', () => {
    const { columns, rows } = matrixOf([
      learner('Ada', 'met', 'met'),
      learner('Cyd', 'met', 'not-met'),
      learner('Bo', 'cannot-tell', 'met'),
    ]);
    expect(rows.map(({ name, shown, complete }) => [name, shown, complete])).toEqual([
      ['Bo', 1, false],
      ['Cyd', 1, false],
      ['Ada', 2, true],
    ]);
    expect(columns.map(({ label, shown }) => [label, shown])).toEqual([
      ['C01', 2],
      ['C02', 2],
    ]);
  });

  it('when something cannot be told, then it does not count as shown', () => {
    expect(matrixOf([learner('Bo', 'cannot-tell')]).rows[0]).toMatchObject({
      shown: 0,
      cells: [{ words: 'Cannot be told' }],
    });
  });
});
