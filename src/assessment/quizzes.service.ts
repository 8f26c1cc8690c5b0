import { Injectable } from '@nestjs/common';
import type { QuizDefinition } from '../catalogue/programme';
import { AdmissionDesk } from './admission.service';
import { type BehaviourKind, DEFERRED } from './domain/behaviour';
import type { Navigation } from './domain/navigation';
import type { GradeMethod, QuizGrade } from './domain/quiz-grade';
import { GradeBook } from './grade-book.service';

/** What a person is told of a quiz before it begins: everything but its questions. */
export interface QuizView {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** Read before starting. */
  readonly introduction: string | null;
  readonly programme: string;
  readonly kind: QuizDefinition['kind'];
  /** When the candidate learns how they did: after handing in. */
  readonly behaviour: BehaviourKind;
  readonly questions: number;
  readonly maxMark: number;
  readonly timeLimitMinutes: number;
  readonly graceSeconds: number;
  /** What becomes of an attempt whose time is over. */
  readonly timeOut: 'submit' | 'grace' | 'void';
  readonly navigation: Navigation;
  /** When this person may sit it; `null`: without end. */
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** To be agreed to before the start; `null`: none. */
  readonly declaration: string | null;
  /** What is allowed to this person because of a need of theirs: time limit times factor, breaks that stop the clock. */
  readonly allowance: { readonly factor: number; readonly breakMinutes: number };
  readonly gradeMethod: GradeMethod;
  /** This person's grade so far; `null`: none yet. */
  readonly grade: QuizGrade | null;
  /** Per cent of the maximum mark. */
  readonly passMark: number;
  readonly passMarkStatus: QuizDefinition['passMarkStatus'];
  /** The pass mark was not yet set by a panel, and so is whatever rests on it. */
  readonly provisional: boolean;
  /** How many questions fail the attempt when answered wrongly, whatever the total; those drawn at the start apart. */
  readonly safetyCriticalQuestions: number;
  readonly attempts: { readonly allowed: number; readonly used: number; readonly left: number };
  readonly coolDownMinutes: number;
  readonly openAttemptId: string | null;
  /** Why no attempt may begin now; `null`: one may, or the open one may be gone on with. */
  readonly refusal: { readonly code: string; readonly detail: string; readonly retryAfter: string | null } | null;
}

/** Quizzes as they may be looked at. */
@Injectable()
export class Quizzes {
  constructor(
    private readonly desk: AdmissionDesk,
    private readonly grades: GradeBook,
  ) {}

  /** @throws NotFound */
  async get(quizId: string, personId: string): Promise<QuizView> {
    const standing = await this.desk.standingOf(personId, quizId);
    const { edition, openAttempt, attemptsUsed, refusal, window, allowance } = standing;
    const { slug, programme, content, questions } = edition;
    const { title, kind, timeLimitMinutes, graceSeconds, passMark, passMarkStatus, attempts, coolDownMinutes } =
      content;
    const { pools = [] } = content;
    const retryAfter = refusal?.facts.retryAfter;
    return {
      id: quizId,
      slug,
      title,
      introduction: content.introduction ?? null,
      programme,
      kind,
      behaviour: (content.behaviour ?? DEFERRED).kind,
      questions: questions.length + pools.reduce((sum, { count }) => sum + count, 0),
      maxMark:
        questions.reduce((sum, { maxMark }) => sum + maxMark, 0) +
        pools.reduce((sum, { count, mark }) => sum + count * mark, 0),
      timeLimitMinutes,
      graceSeconds,
      timeOut: content.timeOut ?? 'submit',
      navigation: content.navigation ?? 'one-page',
      ...window,
      declaration: content.declaration ?? null,
      allowance: { factor: allowance.factor, breakMinutes: allowance.breakMinutes },
      gradeMethod: content.gradeMethod ?? 'best',
      grade: await this.grades.gradeOf(personId, edition),
      passMark,
      passMarkStatus,
      provisional: passMarkStatus === 'provisional',
      safetyCriticalQuestions: questions.filter(({ question }) => question.safetyCritical).length,
      attempts: { allowed: attempts, used: attemptsUsed, left: Math.max(attempts - attemptsUsed, 0) },
      coolDownMinutes,
      openAttemptId: openAttempt?.id ?? null,
      refusal:
        refusal && !openAttempt
          ? {
              code: refusal.code,
              detail: refusal.message,
              retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
            }
          : null,
    };
  }
}
