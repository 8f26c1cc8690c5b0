import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { SETTINGS, type Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Cohorts } from '../identity/cohorts.service';
import { People } from '../identity/people.service';
import { Clock } from '../kernel/clock';
import { Day, dayOf } from '../kernel/day';
import { Ids } from '../kernel/ids';
import { Vault } from '../vault/vault.service';
import { Attendance } from './data/attendance.entity';
import { EnrolmentBook } from './data/enrolment-book';
import { HeldInFuture, MoreThanADay, OwnAttendance } from './enrolment.errors';
import { AttendanceItem, AttestedDelivery } from './instruction';

const MINUTES_OF_A_DAY = 24 * 60;

export interface AttendanceStatement {
  readonly personId: string;
  readonly heldOn: Day;
  readonly delivery: AttestedDelivery;
  readonly title: string;
  readonly items: readonly AttendanceItem[];
}

/** Teaching that an instructor attests: somebody was there, so long, on these subjects. */
@Injectable()
export class Attendances {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly vault: Vault,
    private readonly people: People,
    private readonly cohorts: Cohorts,
    private readonly book: EnrolmentBook,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * A day before the enrolment may be attested: the law counts teaching, not enrolments.
   * @throws OwnAttendance, HeldInFuture, MoreThanADay; NotFound for people of other cohorts
   */
  attest(actor: PersonActor, statement: AttendanceStatement): Promise<Attendance> {
    const { personId, heldOn, delivery, title, items } = statement;
    return this.unitOfWork.run(async () => {
      if (personId === actor.id) throw new OwnAttendance();
      await this.cohorts.assertMaySee(actor, personId);
      await this.people.get(personId);
      const now = this.clock.now();
      const today = dayOf(now, this.settings.timeZone);
      if (heldOn > today) throw new HeldInFuture(today);
      const minutes = items.reduce((sum, item) => sum + item.minutes, 0);
      if (minutes > MINUTES_OF_A_DAY) throw new MoreThanADay(minutes);
      const attendance = Object.assign(new Attendance(), {
        id: this.ids.next(),
        personId,
        heldOn,
        delivery,
        title: await this.vault.seal(personId, title),
        items: items.map(({ subject, mode, minutes }) => ({ subject, mode, minutes })),
        attestedById: actor.id,
        attestedAt: now,
      });
      await this.book.enter(attendance);
      await this.audit.record(
        'attendance.attested',
        actor,
        { type: 'attendance', id: attendance.id },
        {
          personId,
          heldOn,
          delivery,
          minutes,
        },
      );
      return attendance;
    });
  }
}
