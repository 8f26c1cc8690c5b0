import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Cohorts } from '../identity/cohorts.service';
import { People } from '../identity/people.service';
import { Day } from '../kernel/day';
import { Forbidden, NotFound } from '../kernel/errors';
import { Listing, PageRequest, pageOf } from '../kernel/listing';
import { Assessors } from './assessors.service';
import {
  AlreadyDecided,
  NeedleCountMismatch,
  NothingToCorrect,
  PatientIdentifierFound,
  refuseIfAny,
  SessionDayNotAllowed,
  SupervisorNotQualified,
} from './competency.errors';
import { KnownEntry, LogbookRegister } from './data/logbook-register';
import { identifiersIn, LogbookState, SessionWords, textsOf } from './domain/logbook';
import { selfAssessment } from './domain/refusal';
import { Learning } from './learning.service';

export interface LogbookRequest extends SessionWords {
  readonly performedOn: Day;
  readonly regionTier: number;
  readonly minutes: number;
  readonly needlesIn: number;
  readonly needlesOut: number;
  readonly supervisorId: string;
  /** The returned entry that this one sets right. */
  readonly corrects?: string;
}

export interface LogbookVerdict {
  readonly outcome: 'verified' | 'returned';
  readonly comment?: string;
}

interface Named {
  readonly id: string;
  readonly name: string | null;
}

/** An entry as people read it. Its words are `null` once the trainee has been erased. */
export interface LogbookView {
  readonly id: string;
  readonly person: Named;
  readonly supervisor: Named;
  readonly state: LogbookState;
  readonly performedOn: Day;
  readonly region: string | null;
  readonly regionTier: number;
  readonly technique: string | null;
  readonly minutes: number;
  readonly needlesIn: number;
  readonly needlesOut: number;
  readonly hasAdverseEvent: boolean;
  readonly adverseEvent: SessionWords['adverseEvent'] | null;
  readonly reflection: string | null;
  readonly writtenAt: Date;
  /** The returned entry that this one sets right. */
  readonly corrects: string | null;
  /** The entry that sets this one right. */
  readonly correctedBy: string | null;
  readonly decision: {
    readonly outcome: 'verified' | 'returned';
    readonly comment: string | null;
    readonly decidedAt: Date;
  } | null;
}

/** Supervised sessions, as trainees write them down and supervisors verify them. */
@Injectable()
export class Logbook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cohorts: Cohorts,
    private readonly people: People,
    private readonly learning: Learning,
    private readonly assessors: Assessors,
    private readonly register: LogbookRegister,
    private readonly audit: AuditTrail,
  ) {}

  async write(actor: PersonActor, request: LogbookRequest): Promise<LogbookView> {
    const { performedOn, regionTier, minutes, needlesIn, needlesOut, supervisorId, corrects = null } = request;
    const { region, technique, adverseEvent, reflection } = request;
    refuseIfAny(selfAssessment(actor.id, supervisorId));
    if (needlesIn !== needlesOut) throw new NeedleCountMismatch(needlesIn, needlesOut);
    const words = { region, technique, adverseEvent, reflection };
    refuseIdentifiers(textsOf(words), performedOn);

    const entry = await this.unitOfWork.run(async () => {
      await this.refuseDay(actor.id, performedOn);
      if (!(await this.assessors.couldSupervise(supervisorId, actor.id, regionTier, performedOn))) {
        throw new SupervisorNotQualified(regionTier, performedOn);
      }
      if (corrects) await this.refuseCorrection(actor.id, corrects);
      const entered = await this.register.enter({
        personId: actor.id,
        supervisorId,
        performedOn,
        regionTier,
        minutes,
        needlesIn,
        needlesOut,
        corrects,
        words,
      });
      await this.audit.record(
        'logbook-entry.written',
        actor,
        { type: 'logbook-entry', id: entered.id },
        {
          supervisorId,
          performedOn,
          regionTier,
          minutes,
          corrects,
          hasAdverseEvent: entered.hasAdverseEvent,
        },
      );
      return entered;
    });
    return this.one({ entry, decision: null, correctedBy: null });
  }

  /** The supervisor's one word on an entry: it counts, or it goes back to the trainee. Final either way. */
  async decide(actor: PersonActor, id: string, { outcome, comment }: LogbookVerdict): Promise<LogbookView> {
    const known = await this.unitOfWork.run(async () => {
      const found = await this.visible(actor, id);
      const { entry } = found;
      if (entry.supervisorId !== actor.id)
        throw new Forbidden('Only the supervisor named in an entry verifies or returns it.');
      if (found.decision) throw new AlreadyDecided(found.decision.outcome);
      refuseIdentifiers({ comment }, entry.performedOn);
      const decision = await this.register.decide(entry, outcome, comment ?? null, actor.id);
      await this.audit.record(
        `logbook-entry.${outcome}`,
        actor,
        { type: 'logbook-entry', id },
        {
          personId: entry.personId,
          performedOn: entry.performedOn,
          regionTier: entry.regionTier,
        },
      );
      return { ...found, decision };
    });
    return this.one(known);
  }

  async get(actor: PersonActor, id: string): Promise<LogbookView> {
    return this.one(await this.visible(actor, id));
  }

  /** Newest first: of one person, or all that concern oneself, as a trainee or as a supervisor. */
  async list(
    actor: PersonActor,
    { personId, state }: { personId?: string; state?: LogbookState },
    page: PageRequest,
  ): Promise<Listing<LogbookView>> {
    if (personId) await this.cohorts.assertMaySee(actor, personId);
    const filter = personId ? { writtenBy: personId, state } : { concerning: actor.id, state };
    const { items, next } = pageOf(await this.register.list(filter, page), page, ({ entry }) => entry.id);
    return { items: await this.view(items), next };
  }

  private async refuseDay(personId: string, performedOn: Day): Promise<void> {
    const begunOn = await this.learning.begunOn(personId);
    if (performedOn > this.learning.today()) {
      throw new SessionDayNotAllowed(`${performedOn} has not come yet: write the entry after the session.`);
    }
    if (performedOn < begunOn) {
      throw new SessionDayNotAllowed(`You enrolled on ${begunOn}; a session on ${performedOn} does not count.`);
    }
  }

  private async refuseCorrection(personId: string, corrects: string): Promise<void> {
    const returned = await this.register.find(corrects);
    if (returned?.entry.personId !== personId) throw new NotFound('The entry to correct');
    if (returned.decision?.outcome !== 'returned' || returned.correctedBy) throw new NothingToCorrect();
  }

  /** Its two sides see it for ever; others while they may see the trainee. */
  private async visible(actor: PersonActor, id: string): Promise<KnownEntry> {
    const known = await this.register.find(id);
    if (!known) throw new NotFound('That logbook entry');
    if (known.entry.supervisorId !== actor.id) await this.cohorts.assertMaySee(actor, known.entry.personId);
    return known;
  }

  private async one(known: KnownEntry): Promise<LogbookView> {
    return (await this.view([known]))[0];
  }

  private async view(known: readonly KnownEntry[]): Promise<LogbookView[]> {
    const readable = await this.register.readable(known);
    const names = await this.people.namesOf(known.flatMap(({ entry }) => [entry.personId, entry.supervisorId]));
    const named = (id: string) => ({ id, name: names.get(id) ?? null });
    return readable.map(({ entry, decision, correctedBy, words, comment }) => ({
      id: entry.id,
      person: named(entry.personId),
      supervisor: named(entry.supervisorId),
      state: decision?.outcome ?? 'waiting',
      performedOn: entry.performedOn,
      region: words?.region ?? null,
      regionTier: entry.regionTier,
      technique: words?.technique ?? null,
      minutes: entry.minutes,
      needlesIn: entry.needlesIn,
      needlesOut: entry.needlesOut,
      hasAdverseEvent: entry.hasAdverseEvent,
      adverseEvent: words?.adverseEvent ?? null,
      reflection: words?.reflection ?? null,
      writtenAt: entry.writtenAt,
      corrects: entry.corrects,
      correctedBy,
      decision: decision && { outcome: decision.outcome, comment, decidedAt: decision.decidedAt },
    }));
  }
}

function refuseIdentifiers(texts: Readonly<Record<string, string | undefined>>, performedOn: Day): void {
  const found = identifiersIn(texts, performedOn);
  if (found.length > 0) throw new PatientIdentifierFound(found);
}
