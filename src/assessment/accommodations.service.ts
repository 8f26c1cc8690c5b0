import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { SETTINGS, type Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { People } from '../identity/people.service';
import { Clock } from '../kernel/clock';
import { type Day, dayOf } from '../kernel/day';
import { Conflict, Invalid, NotFound } from '../kernel/errors';
import type { Listing, PageRequest } from '../kernel/listing';
import { Vault } from '../vault/vault.service';
import { OwnAccommodation } from './assessment.errors';
import { AccommodationBook, type AccommodationWithEnd } from './data/accommodation-book';
import { isInForce } from './domain/accommodation';

export interface AccommodationRequest {
  readonly factor: number;
  readonly breakMinutes: number;
  readonly endsOn: Day;
  readonly reason: string;
}

export interface AccommodationView {
  readonly id: string;
  readonly personId: string;
  /** `null`: nobody of that id any more. */
  readonly name: string | null;
  readonly factor: number;
  readonly breakMinutes: number;
  readonly endsOn: Day;
  /** `null`: the person was erased. */
  readonly reason: string | null;
  readonly approvedBy: string | null;
  readonly grantedAt: Date;
  readonly inForce: boolean;
  readonly withdrawn: { readonly at: Date; readonly by: string | null; readonly reason: string | null } | null;
}

/** Who may have more time, or stop the clock, because of a need of theirs. It goes with the person into every quiz. */
@Injectable()
export class Accommodations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly vault: Vault,
    private readonly book: AccommodationBook,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** It counts for attempts that begin from now on. @throws OwnAccommodation: an approver is somebody else. */
  grant(actor: PersonActor, personId: string, request: AccommodationRequest): Promise<AccommodationView> {
    return this.unitOfWork.run(async () => {
      await this.people.get(personId);
      if (personId === actor.id) throw new OwnAccommodation();
      const { factor, breakMinutes, endsOn, reason } = request;
      const now = this.clock.now();
      if (factor === 1 && breakMinutes === 0) {
        throw new Invalid([{ path: 'factor', message: 'allows nothing: give more time, or breaks' }]);
      }
      if (endsOn < dayOf(now, this.settings.timeZone)) {
        throw new Invalid([{ path: 'endsOn', message: 'is today or later' }]);
      }
      const sealedReason = await this.vault.seal(personId, reason);
      const granted = { personId, factor, breakMinutes, endsOn, sealedReason, approvedById: actor.id, grantedAt: now };
      const accommodation = await this.book.enter(granted);
      const subject = { type: 'accommodation', id: accommodation.id };
      await this.audit.record('accommodation.granted', actor, subject, { personId, factor, breakMinutes, endsOn });
      return this.view({ accommodation, withdrawal: null });
    });
  }

  /** Attempts that began with it keep it. */
  withdraw(actor: PersonActor, id: string, reason: string): Promise<AccommodationView> {
    return this.unitOfWork.run(async () => {
      await this.unitOfWork.hold(`accommodation/${id}`);
      const found = await this.book.find(id);
      if (!found) throw new NotFound('That accommodation');
      const { personId } = found.accommodation;
      if (personId === actor.id) throw new OwnAccommodation();
      if (found.withdrawal) throw new Conflict('This accommodation was withdrawn already.', 'already-withdrawn');
      const sealedReason = await this.vault.seal(personId, reason);
      const withdrawnAt = this.clock.now();
      await this.book.withdraw({ accommodationId: id, sealedReason, withdrawnById: actor.id, withdrawnAt });
      await this.audit.record('accommodation.withdrawn', actor, { type: 'accommodation', id }, { personId });
      return this.view((await this.book.find(id)) as AccommodationWithEnd);
    });
  }

  /** Newest first. @throws NotFound */
  async of(personId: string): Promise<AccommodationView[]> {
    await this.people.get(personId);
    return this.views(await this.book.of(personId));
  }

  /** Of everybody, newest first. */
  async list(page: PageRequest): Promise<Listing<AccommodationView>> {
    const { items, next } = await this.book.list(page);
    return { items: await this.views(items), next };
  }

  private async view(found: AccommodationWithEnd): Promise<AccommodationView> {
    return (await this.views([found]))[0];
  }

  private async views(found: readonly AccommodationWithEnd[]): Promise<AccommodationView[]> {
    const now = this.clock.now();
    const names = await this.people.namesOf(
      found.flatMap(({ accommodation: { personId, approvedById }, withdrawal }) => [
        personId,
        approvedById,
        ...(withdrawal ? [withdrawal.withdrawnById] : []),
      ]),
    );
    const reasons = await this.vault.openAll(
      found.flatMap(({ accommodation: { personId: subjectId, sealedReason }, withdrawal }) => [
        { subjectId, sealed: sealedReason },
        { subjectId, sealed: withdrawal?.sealedReason ?? sealedReason },
      ]),
    );
    return found.map(({ accommodation, withdrawal }, index) => {
      const { id, personId, factor, breakMinutes, endsOn, approvedById, grantedAt } = accommodation;
      const withdrawnAt = withdrawal?.withdrawnAt ?? null;
      return {
        id,
        personId,
        name: names.get(personId) ?? null,
        factor,
        breakMinutes,
        endsOn,
        reason: reasons[2 * index],
        approvedBy: names.get(approvedById) ?? null,
        grantedAt,
        inForce: isInForce({ ...accommodation, withdrawnAt }, now, this.settings.timeZone),
        withdrawn: withdrawal && {
          at: withdrawal.withdrawnAt,
          by: names.get(withdrawal.withdrawnById) ?? null,
          reason: reasons[2 * index + 1],
        },
      };
    });
  }
}
