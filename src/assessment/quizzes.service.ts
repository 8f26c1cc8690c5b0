import { Injectable } from '@nestjs/common';
import type { QuestionDefinition, QuizDefinition } from '../catalogue/programme';
import { NotFound } from '../kernel/errors';
import { AdmissionDesk } from './admission.service';
import { QuizBank } from './data/quiz-bank';
import { type BehaviourKind, DEFERRED } from './domain/behaviour';

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
  /** Per cent of the maximum mark. */
  readonly passMark: number;
  readonly passMarkStatus: QuizDefinition['passMarkStatus'];
  /** The pass mark was not yet set by a panel, and so is whatever rests on it. */
  readonly provisional: boolean;
  /** How many questions fail the attempt when answered wrongly, whatever the total. */
  readonly safetyCriticalQuestions: number;
  readonly attempts: { readonly allowed: number; readonly used: number; readonly left: number };
  readonly coolDownMinutes: number;
  readonly openAttemptId: string | null;
  /** Why no attempt may begin now; `null`: one may, or the open one may be gone on with. */
  readonly refusal: { readonly code: string; readonly detail: string; readonly retryAfter: string | null } | null;
}

/** A question with all its versions, key included: for those who teach. */
export interface QuestionView {
  readonly id: string;
  readonly slug: string;
  readonly programme: string;
  readonly versions: readonly {
    readonly id: string;
    readonly number: number;
    readonly digest: string;
    readonly recordedAt: Date;
    readonly content: QuestionDefinition;
  }[];
}

/** Quizzes and questions as they may be looked at. */
@Injectable()
export class Quizzes {
  constructor(
    private readonly bank: QuizBank,
    private readonly desk: AdmissionDesk,
  ) {}

  /** @throws NotFound */
  async get(quizId: string, personId: string): Promise<QuizView> {
    const { edition, openAttempt, attemptsUsed, refusal } = await this.desk.standingOf(personId, quizId);
    const { slug, programme, content, questions } = edition;
    const { title, kind, timeLimitMinutes, graceSeconds, passMark, passMarkStatus, attempts, coolDownMinutes } =
      content;
    const retryAfter = refusal?.facts.retryAfter;
    return {
      id: quizId,
      slug,
      title,
      introduction: content.introduction ?? null,
      programme,
      kind,
      behaviour: (content.behaviour ?? DEFERRED).kind,
      questions: questions.length,
      maxMark: questions.reduce((sum, { question }) => sum + question.maxMark, 0),
      timeLimitMinutes,
      graceSeconds,
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

  /** @throws NotFound */
  async question(questionId: string): Promise<QuestionView> {
    const found = await this.bank.findQuestion(questionId);
    if (!found) throw new NotFound('That question');
    const { id, slug, programme } = found.question;
    const versions = found.versions.map(({ id, number, digest, recordedAt, content }) => ({
      id,
      number,
      digest,
      recordedAt,
      content,
    }));
    return { id, slug, programme, versions };
  }
}
