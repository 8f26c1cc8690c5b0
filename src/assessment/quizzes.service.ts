import { Injectable } from '@nestjs/common';
import type { QuizDefinition } from '../catalogue/programme';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { AdmissionDesk } from './admission.service';
import { QuizBank } from './data/quiz-bank';
import { type BehaviourKind, DEFERRED } from './domain/behaviour';
import type { Navigation } from './domain/navigation';
import type { StandardMethod } from './domain/standard-setting/ratings';
import type { GradeMethod, QuizGrade } from './domain/quiz-grade';
import { QuestionDraw } from './question-draw.service';
import { PassRuleInForce, PassRules } from './pass-rules.service';
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
  /** `after-cut-score`: not before a panel has set what passes. */
  readonly results: 'at-once' | 'after-cut-score';
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
  /** By which method a panel set it, and since when; `null`: none has, or the package says so itself. */
  readonly passMarkSet: { readonly method: StandardMethod; readonly on: Date; readonly judges: number | null } | null;
  /** How many questions fail the attempt when answered wrongly, whatever the total; those drawn at the start apart. */
  readonly safetyCriticalQuestions: number;
  /** Questions that are drawn at the start may be such. */
  readonly drawsSafetyCritical: boolean;
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
    private readonly bank: QuizBank,
    private readonly desk: AdmissionDesk,
    private readonly grades: GradeBook,
    private readonly rules: PassRules,
    private readonly draws: QuestionDraw,
    private readonly clock: Clock,
  ) {}

  /** What passes now. @throws NotFound */
  async passRuleOf(quizId: string): Promise<PassRuleInForce> {
    if (!(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
    return this.rules.at(await this.bank.editionInUse(quizId), this.clock.now());
  }

  /** @throws NotFound */
  async nameOf(quizId: string): Promise<{ id: string; slug: string; title: string; programme: string }> {
    if (!(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
    const { slug, programme, content } = await this.bank.editionInUse(quizId);
    return { id: quizId, slug, title: content.title, programme };
  }

  /** @throws NotFound */
  async get(quizId: string, personId: string): Promise<QuizView> {
    const standing = await this.desk.standingOf(personId, quizId);
    const { edition, openAttempt, attemptsUsed, refusal, window, allowance } = standing;
    const { slug, programme, content, questions } = edition;
    const { title, kind, timeLimitMinutes, graceSeconds, attempts, coolDownMinutes } = content;
    const { pools = [] } = content;
    const { passMark, passMarkStatus, setBy } = await this.rules.at(edition, this.clock.now());
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
      results: content.results ?? 'at-once',
      declaration: content.declaration ?? null,
      allowance: { factor: allowance.factor, breakMinutes: allowance.breakMinutes },
      gradeMethod: content.gradeMethod ?? 'best',
      grade: await this.grades.gradeOf(personId, edition),
      passMark,
      passMarkStatus,
      provisional: passMarkStatus === 'provisional',
      passMarkSet: setBy && { method: setBy.method, on: setBy.since, judges: setBy.cut.judges },
      safetyCriticalQuestions: questions.filter(({ question }) => question.safetyCritical).length,
      drawsSafetyCritical: await this.draws.mayAskOnSafety(edition),
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
