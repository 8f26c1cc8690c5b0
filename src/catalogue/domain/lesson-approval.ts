import { digestOf, sha256Hex } from '../../kernel/canonical-json';
import type { Day } from '../../kernel/day';
import type { LessonSource, ProgrammePackage } from '../programme';

/*
 * Whether somebody who is qualified has approved what a lesson says. An approval is of these very words: another sentence,
 * another fact behind it or another line of a figure, and the lesson is unapproved again.
 */

/** One approval, and whether it was taken back. */
export interface LessonApprovalFact {
  readonly id: string;
  /** Of what was approved. */
  readonly digest: string;
  readonly approver: string;
  /** By which the approver may judge it: profession, registration, post. */
  readonly qualification: string;
  /** The day on which it was approved. */
  readonly approvedOn: Day;
  /** When this house learned of it. */
  readonly recordedAt: Date;
  readonly withdrawnAt: Date | null;
}

/** `changed`: what was approved said something else. */
export type LessonStanding =
  | { readonly state: 'approved'; readonly approvals: readonly LessonApprovalFact[] }
  | { readonly state: 'changed'; readonly approvals: readonly LessonApprovalFact[] }
  | { readonly state: 'unapproved'; readonly approvals: readonly [] };

type WhatIsSaid = Pick<ProgrammePackage<LessonSource>, 'facts' | 'figures'>;

/** Names what a lesson says: its words, what it rests on, and what its figures show. */
export function lessonDigest(lesson: LessonSource, { facts, figures }: WhatIsSaid): string {
  const { title, minutes, outcomes, competencies, references, subject, mode, markdown } = lesson;
  const shown = Object.keys(figures).filter((name) => markdown.includes(`figures/${name}`));
  return digestOf({
    ...{ title, minutes, outcomes, competencies, references, subject, mode, markdown },
    facts: facts
      .filter(({ id }) => lesson.facts.includes(id))
      .map(({ id, mark, says, parts = [], source }) => ({ id, mark, says, parts, source })),
    figures: Object.fromEntries(shown.map((name) => [name, sha256Hex(figures[name])])),
  });
}

/** How a lesson stands by everything that was recorded of it, in the order in which it was. */
export function lessonStanding(digest: string, recorded: readonly LessonApprovalFact[]): LessonStanding {
  const inForce = recorded.filter(({ withdrawnAt }) => withdrawnAt === null);
  const approvals = inForce.filter((approval) => approval.digest === digest);
  if (approvals.length > 0) return { state: 'approved', approvals };
  return inForce.length > 0 ? { state: 'changed', approvals: inForce } : { state: 'unapproved', approvals: [] };
}

/** How a programme stands by its lessons, in words for whoever rests on it. */
export interface ProgrammeStanding {
  readonly status: 'approved' | 'unapproved';
  readonly note: string;
  readonly approved: number;
  readonly total: number;
}

/** What a package says of itself: one that says that it is approved is, and says by whom. */
type Written = Pick<ProgrammeStanding, 'status' | 'note'>;

export function programmeStanding(written: Written, standings: Iterable<LessonStanding>): ProgrammeStanding {
  const all = [...standings];
  const total = all.length;
  const approved = all.filter(({ state }) => state === 'approved').length;
  if (written.status === 'approved') return { status: written.status, note: written.note, approved, total };
  const count = `${approved} of ${total} lessons ${approved === 1 ? 'is' : 'are'} approved.`;
  if (total > 0 && approved === total)
    return { status: 'approved', note: `All ${total} lessons are approved.`, approved, total };
  return { status: 'unapproved', note: approved > 0 ? `${written.note} ${count}` : written.note, approved, total };
}

/** How one lesson stands, in words for whoever reads it. */
export function lessonApproval(standing: LessonStanding, written: Written): Written {
  if (written.status === 'approved') return written;
  const [first] = standing.approvals;
  switch (standing.state) {
    case 'approved':
      return { status: 'approved', note: `Approved by ${standing.approvals.map(inWords).join('; ')}.` };
    case 'changed':
      return {
        status: 'unapproved',
        note: `What ${first.approver} approved on ${first.approvedOn} said something else. ${written.note}`,
      };
    case 'unapproved':
      return written;
  }
}

const inWords = ({ approver, qualification, approvedOn }: LessonApprovalFact) =>
  `${approver}, ${qualification}, on ${approvedOn}`;
