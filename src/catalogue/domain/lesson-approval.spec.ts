import type { Fact, LessonSource } from '../programme';
import {
  type LessonApprovalFact,
  lessonApproval,
  lessonDigest,
  lessonStanding,
  programmeStanding,
} from './lesson-approval';

const LESSON = {
  ...{ id: 'l1', slug: 'sharps', title: 'Sharps', minutes: 10, outcomes: [], competencies: [], facts: ['F1'] },
  ...{
    references: [],
    subject: 'dry-needling',
    mode: 'didactic',
    markdown: 'Into the bin.\n\n![Bin](figures/bin.svg)',
  },
} as unknown as LessonSource;
const fact = (id: string, says: string) => ({ id, mark: 'A', says, source: 'S' }) as unknown as Fact;
const SAID = {
  facts: [fact('F1', 'Bins are yellow.'), fact('F2', 'Other.')],
  figures: { 'bin.svg': '<svg/>', 'x.svg': '' },
};
const DIGEST = lessonDigest(LESSON, SAID);

describe('Given what a lesson says', () => {
  it.each`
    what                          | lesson                                    | said
    ${'a word of it'}             | ${{ ...LESSON, markdown: 'Into a bin.' }} | ${SAID}
    ${'its title'}                | ${{ ...LESSON, title: 'Bins' }}           | ${SAID}
    ${'a fact on which it rests'} | ${LESSON}                                 | ${{ ...SAID, facts: [fact('F1', 'Bins are red.')] }}
    ${'a figure that it shows'}   | ${LESSON}                                 | ${{ ...SAID, figures: { 'bin.svg': '<svg><g/></svg>' } }}
  `('when $what changes, then it says something else', ({ lesson, said }) => {
    expect(lessonDigest(lesson, said)).not.toBe(DIGEST);
  });

  it('when another lesson, fact or figure changes, then it says the same', () => {
    const said = { facts: [SAID.facts[0], fact('F2', 'Another.')], figures: { ...SAID.figures, 'x.svg': 'new' } };
    expect(lessonDigest({ ...LESSON, id: 'elsewhere' }, said)).toBe(DIGEST);
  });
});

const approval = (digest: string, withdrawn = false): LessonApprovalFact => ({
  ...{ id: digest, digest, approver: 'Ada', qualification: 'Physiotherapist', approvedOn: '2026-11-20' },
  recordedAt: new Date('2026-11-21T00:00:00Z'),
  withdrawnAt: withdrawn ? new Date('2026-11-22T00:00:00Z') : null,
});

describe('Given what was recorded of a lesson', () => {
  it.each`
    recorded                                     | state
    ${[]}                                        | ${'unapproved'}
    ${[approval(DIGEST)]}                        | ${'approved'}
    ${[approval('other')]}                       | ${'changed'}
    ${[approval('other'), approval(DIGEST)]}     | ${'approved'}
    ${[approval(DIGEST, true)]}                  | ${'unapproved'}
    ${[approval(DIGEST, true), approval('old')]} | ${'changed'}
  `('when it is $recorded.length, then the lesson is $state', ({ recorded, state }) => {
    expect(lessonStanding(DIGEST, recorded).state).toBe(state);
  });

  it('when it is said in words, then it names who, by what and when, and what changed', () => {
    const written = { status: 'unapproved', note: 'Nobody has read it.' } as const;
    const of = (...recorded: LessonApprovalFact[]) => lessonApproval(lessonStanding(DIGEST, recorded), written);
    expect(of(approval(DIGEST))).toEqual({
      status: 'approved',
      note: 'Approved by Ada, Physiotherapist, on 2026-11-20.',
    });
    expect(of(approval('other')).note).toContain('said something else');
    expect(of()).toEqual(written);
  });

  it('when all lessons of a programme are approved, then it is; else it says how many', () => {
    const written = { status: 'unapproved', note: 'Nobody has read it.' } as const;
    const [yes, no] = [lessonStanding(DIGEST, [approval(DIGEST)]), lessonStanding(DIGEST, [])];
    expect(programmeStanding(written, [yes, yes])).toMatchObject({ status: 'approved', approved: 2, total: 2 });
    expect(programmeStanding(written, [yes, no]).note).toBe('Nobody has read it. 1 of 2 lessons is approved.');
    expect(programmeStanding(written, [])).toMatchObject({ status: 'unapproved', note: 'Nobody has read it.' });
  });
});
