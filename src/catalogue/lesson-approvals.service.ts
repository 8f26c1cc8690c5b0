import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { SETTINGS, type Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Clock } from '../kernel/clock';
import { type Day, dayOf } from '../kernel/day';
import { Conflict, Invalid, NotFound } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { Vault } from '../vault/vault.service';
import { LessonApprovalWithdrawal } from './data/lesson-approval-withdrawal.entity';
import { LessonApproval } from './data/lesson-approval.entity';
import {
  lessonApproval,
  type LessonApprovalFact,
  lessonDigest,
  type LessonStanding,
  lessonStanding,
  programmeStanding,
  type ProgrammeStanding,
} from './domain/lesson-approval';
import { lessonsOf, type ProgrammeVersion } from './programme';
import { Programmes } from './programmes.service';

export type { LessonApprovalFact, LessonStanding, ProgrammeStanding } from './domain/lesson-approval';

/** What a registrar writes down of somebody who approved a lesson. */
export interface ApprovalToRecord {
  readonly approver: string;
  readonly qualification: string;
  readonly approvedOn: Day;
}

/** One lesson of a version, what it says by its digest, and whether that is approved. */
export interface StandingLesson {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly course: string;
  readonly digest: string;
  readonly standing: LessonStanding;
}

export interface StandingProgramme {
  readonly programme: ProgrammeStanding;
  /** In the order in which they are taught. */
  readonly lessons: readonly StandingLesson[];
}

/** Which lessons somebody who is qualified has approved. Facts are appended; a lesson that says something else stands anew. */
@Injectable()
export class LessonApprovals {
  /** Of versions, which never change. */
  private readonly digests = new WeakMap<ProgrammeVersion, ReadonlyMap<string, string>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly vault: Vault,
    private readonly programmes: Programmes,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async of(version: ProgrammeVersion): Promise<StandingProgramme> {
    const recorded = await this.recorded(version.slug);
    const digests = this.digestsOf(version);
    const lessons = lessonsOf(version.content).map(({ course, lesson: { id, slug, title } }): StandingLesson => {
      const digest = digests.get(id) as string;
      return {
        id,
        slug,
        title,
        course: course.title,
        digest,
        standing: lessonStanding(digest, recorded.get(id) ?? []),
      };
    });
    const programme = programmeStanding(
      version.content.approval,
      lessons.map(({ standing }) => standing),
    );
    return { programme, lessons };
  }

  /** Whether all that a version teaches is approved, in words for whoever rests on it. */
  async ofProgramme(version: ProgrammeVersion): Promise<ProgrammeStanding> {
    return (await this.of(version)).programme;
  }

  /** How one lesson of a version stands, in words for whoever reads it. */
  async ofLesson(version: ProgrammeVersion, lessonId: string): Promise<Pick<ProgrammeStanding, 'status' | 'note'>> {
    const lesson = (await this.of(version)).lessons.find(({ id }) => id === lessonId);
    if (!lesson) throw new NotFound('That lesson');
    return lessonApproval(lesson.standing, version.content.approval);
  }

  /**
   * Lessons of the version that runs, all or none.
   *
   * @param seen by lesson, the digest of what was looked at: only that is approved.
   * @throws NotFound, Invalid; Conflict where a lesson says something else by now, or this person approved it already
   */
  async record(
    actor: PersonActor,
    slug: string,
    seen: ReadonlyMap<string, string | undefined>,
    approval: ApprovalToRecord,
  ): Promise<StandingProgramme> {
    const version = await this.programmes.running(slug);
    this.assertFit(seen, approval);
    await this.unitOfWork.run(async () => {
      await this.unitOfWork.hold(`lesson-approvals/${slug}`);
      const { lessons } = await this.of(version);
      for (const [lessonId, digest] of seen) {
        const lesson = lessons.find(({ id }) => id === lessonId);
        if (!lesson) throw new NotFound('That lesson');
        await this.recordOne(actor, slug, lesson, digest, approval);
      }
    });
    return this.of(version);
  }

  /** It counts no more, for whatever rests on the lesson from now on. @throws NotFound, Conflict */
  async withdraw(actor: PersonActor, approvalId: string, reason: string): Promise<void> {
    if (!reason.trim()) throw new Invalid([{ path: 'reason', message: 'is needed' }]);
    await this.unitOfWork.run(async () => {
      const approval = await this.manager.getRepository(LessonApproval).findOneBy({ id: approvalId });
      if (!approval) throw new NotFound('That approval');
      await this.unitOfWork.hold(`lesson-approvals/${approval.programme}`);
      const withdrawals = this.manager.getRepository(LessonApprovalWithdrawal);
      if (await withdrawals.existsBy({ approvalId })) {
        throw new Conflict('This approval was withdrawn already.', 'already-withdrawn');
      }
      const sealedReason = await this.vault.seal(actor.id, reason.trim());
      const row = {
        id: this.ids.next(),
        approvalId,
        sealedReason,
        withdrawnById: actor.id,
        withdrawnAt: this.clock.now(),
      };
      await withdrawals.insert(row);
      const subject = { type: 'lesson', id: approval.lessonId };
      await this.audit.record('lesson.approval-withdrawn', actor, subject, { approvalId, digest: approval.digest });
    });
  }

  private assertFit(
    seen: ReadonlyMap<string, unknown>,
    { approver, qualification, approvedOn }: ApprovalToRecord,
  ): void {
    const faults = [
      ...(seen.size === 0 ? [{ path: 'lessons', message: 'are missing: choose one at least' }] : []),
      ...(approver.trim() ? [] : [{ path: 'approver', message: 'is missing: the name of whoever approved it' }]),
      ...(qualification.trim()
        ? []
        : [
            {
              path: 'qualification',
              message: 'is missing: by what they may judge it, such as profession and registration',
            },
          ]),
      ...(approvedOn <= dayOf(this.clock.now(), this.settings.timeZone)
        ? []
        : [{ path: 'approvedOn', message: 'is today or before' }]),
    ];
    if (faults.length > 0) throw new Invalid(faults);
  }

  private async recordOne(
    actor: PersonActor,
    programme: string,
    { id: lessonId, title, digest, standing }: StandingLesson,
    seen: string | undefined,
    { approver, qualification, approvedOn }: ApprovalToRecord,
  ): Promise<void> {
    if (seen !== undefined && seen !== digest) {
      throw new Conflict(`“${title}” says something else by now: have it read again.`, 'lesson-changed');
    }
    const name = approver.trim();
    const isKnown = standing.approvals.some((one) => one.digest === digest && one.approver === name);
    if (isKnown) throw new Conflict(`${name} has approved “${title}” already.`, 'already-approved');
    const approval = {
      ...{ id: this.ids.next(), programme, lessonId, digest, approver: name, approvedOn },
      qualification: qualification.trim(),
      recordedById: actor.id,
      recordedAt: this.clock.now(),
    };
    await this.manager.getRepository(LessonApproval).insert(approval);
    const facts = { approvalId: approval.id, programme, digest, approvedOn };
    await this.audit.record('lesson.approved', actor, { type: 'lesson', id: lessonId }, facts);
  }

  /** By lesson, the first first. */
  private async recorded(programme: string): Promise<Map<string, LessonApprovalFact[]>> {
    const rows = await this.manager.getRepository(LessonApproval).find({ where: { programme }, order: { id: 'ASC' } });
    const facts = new Map<string, LessonApprovalFact[]>();
    if (rows.length === 0) return facts;
    const withdrawals = await this.manager
      .getRepository(LessonApprovalWithdrawal)
      .createQueryBuilder('withdrawal')
      .innerJoin(
        LessonApproval,
        'approval',
        'approval.id = withdrawal.approvalId AND approval.programme = :programme',
        {
          programme,
        },
      )
      .getMany();
    const withdrawnAt = new Map(withdrawals.map((row) => [row.approvalId, row.withdrawnAt]));
    for (const { lessonId, id, digest, approver, qualification, approvedOn, recordedAt } of rows) {
      const fact = {
        id,
        digest,
        approver,
        qualification,
        approvedOn,
        recordedAt,
        withdrawnAt: withdrawnAt.get(id) ?? null,
      };
      facts.set(lessonId, [...(facts.get(lessonId) ?? []), fact]);
    }
    return facts;
  }

  private digestsOf(version: ProgrammeVersion): ReadonlyMap<string, string> {
    let digests = this.digests.get(version);
    if (!digests) {
      const { content } = version;
      digests = new Map(lessonsOf(content).map(({ lesson }) => [lesson.id, lessonDigest(lesson, content)]));
      this.digests.set(version, digests);
    }
    return digests;
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}
