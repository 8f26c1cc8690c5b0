import type { SchemeRequirements } from '../../catalogue/programme';
import { requirementsOf } from './scheme-requirements';

const COMPETENCIES = [
  { id: 'C05', minLevel: 4 },
  { id: 'C01', minLevel: null },
];
const signOff = (competency: string, level?: number) =>
  ({
    id: competency,
    kind: 'sign-off',
    stage: 'certification',
    bearer: 'practitioner',
    competency,
    detail: 'Signed off.',
    ...(level ? { level } : {}),
  }) as const;

describe('Given a scheme that asks for sign-offs', () => {
  it.each`
    asked                                          | levels
    ${[signOff('C05')]}                            | ${[4]}
    ${[signOff('C05', 5)]}                         | ${[5]}
    ${[signOff('C01')]}                            | ${[undefined]}
    ${[{ id: 'one', anyOf: [signOff('C05')] }]}    | ${[4]}
    ${[{ id: 'all', allOf: [signOff('C05', 2)] }]} | ${[2]}
  `(
    'when $asked are asked, then their levels are $levels',
    ({ asked, levels }: { asked: SchemeRequirements; levels: unknown[] }) => {
      const found = JSON.stringify(requirementsOf(asked, COMPETENCIES)).match(/"level":(\d)/g) ?? [];
      expect(found).toEqual(levels.filter(Boolean).map((level) => `"level":${String(level)}`));
    },
  );
});
