import { Injectable } from '@nestjs/common';
import { Programmes } from '../../catalogue/programmes.service';
import { Assessors } from '../../competency/assessors.service';
import type { PersonActor } from '../../identity/access';
import { People } from '../../identity/people.service';
import { Clock } from '../../kernel/clock';
import { besideFields, type Refusal } from '../forms';
import { Page } from '../page';
import { Wording } from '../wording';
import { appointmentInWords } from './appointment';
import { AuditWords } from './audit-words';
import { ROLE_CHOICES } from './role-words';
import { isAdministrator, tabsFor } from './tabs';

/** What was typed into the appointment form, to be shown again. */
export interface AppointmentValues {
  readonly reach: string;
  readonly competencies: readonly string[];
  readonly regionTiers: readonly string[];
  readonly maySupervise: boolean;
  readonly lastDay: string;
}

const NOTHING_TYPED: AppointmentValues = {
  reach: 'all',
  competencies: [],
  regionTiers: ['1'],
  maySupervise: false,
  lastDay: '',
};

/** One person as an administrator or an auditor sees them: roles, what they may assess, what was done to the account. */
@Injectable()
export class PersonPage {
  constructor(
    private readonly people: People,
    private readonly assessors: Assessors,
    private readonly programmes: Programmes,
    private readonly auditWords: AuditWords,
    private readonly clock: Clock,
    private readonly wording: Wording,
  ) {}

  async of(
    actor: PersonActor,
    personId: string,
    { refusal, values = NOTHING_TYPED }: { refusal?: Refusal; values?: AppointmentValues } = {},
  ): Promise<Page> {
    const { id, name, email, emailConfirmed, roles } = await this.people.get(personId);
    const [held, entries, programmes] = await Promise.all([
      this.assessors.qualificationsOf(id),
      this.auditWords.lastOf(id, 10),
      this.programmes.list(),
    ]);
    const now = this.clock.now();
    const frameworks = programmes.map(({ content }) => content.framework);
    const appointments = held.map((one) => appointmentInWords(one, now, this.wording));
    return new Page(
      'admin/person',
      {
        title: name,
        tabs: tabsFor(actor, '/admin'),
        crumbs: [{ address: '/admin', label: 'People' }, { label: name }],
        person: { id, name, email, emailConfirmed, isSelf: id === actor.id },
        mayManage: isAdministrator(actor),
        roles: ROLE_CHOICES.map((choice) => ({ ...choice, held: roles.includes(choice.role) })),
        appointments,
        lacksRole: appointments.some(({ inForce }) => inForce) && !roles.includes('assessor'),
        mayEnd: appointments.some(({ inForce, founding }) => inForce && founding),
        competencies: frameworks.flatMap(({ competencies }) =>
          competencies.map((one) => ({ id: one.id, title: one.title, chosen: values.competencies.includes(one.id) })),
        ),
        regionTiers: [1, 2, 3].map((tier) => ({
          tier,
          regions: frameworks[0]?.regionTiers?.find((one) => one.tier === tier)?.regions ?? '',
          chosen: values.regionTiers.includes(String(tier)),
        })),
        appointing: refusal !== undefined && values !== NOTHING_TYPED,
        values,
        entries,
        refusal: besideFields(refusal),
      },
      refusal?.status ?? 200,
    );
  }
}
