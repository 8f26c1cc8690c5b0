import { Injectable } from '@nestjs/common';
import { Programmes } from '../../catalogue/programmes.service';
import { type CertificateSummary, Certification } from '../../certification/certification.service';
import { Enrolments } from '../../enrolment/enrolments.service';
import type { PersonActor } from '../../identity/access';
import type { Person } from '../../identity/people.service';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import { type SchemeStanding, SchemeStandings } from '../learn/scheme-standing';
import { percentOf } from '../wording';
import { certificateStatusInWords } from './certificate-words';

/** While one of these stands, another of the same scheme and place is refused. */
const HELD: readonly CertificateSummary['status'][] = ['valid', 'suspended', 'not-yet-valid'];

/** What whoever issues another has to know of the earlier one. A superseded one has its successor to speak for it. */
const ENDED: readonly CertificateSummary['status'][] = ['revoked', 'expired'];

/** A certificate of somebody, as a line of a list. */
export interface HeldInWords {
  readonly id: string;
  readonly number: string;
  readonly place: string;
  readonly status: { readonly tone: string; readonly text: string };
}

/** How far somebody is towards one scheme, and which certificates of it they hold or held. */
export interface Candidacy extends SchemeStanding {
  readonly held: readonly HeldInWords[];
  /** Revoked or expired. */
  readonly ended: readonly HeldInWords[];
}

export interface CandidateInWords {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly scheme: string;
  /** Everything that the scheme asks for is shown. */
  readonly complete: boolean;
  readonly percent: number;
  readonly inside: string;
  readonly label: string;
  readonly held: readonly HeldInWords[];
  readonly ended: readonly HeldInWords[];
}

/** Who stands where, for those who decide about certificates. */
@Injectable()
export class RegistryDesk {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly programmes: Programmes,
    private readonly standings: SchemeStandings,
    private readonly scope: ScopeRegister,
    private readonly certification: Certification,
  ) {}

  /** One line for each person and each scheme of a programme on which they enrolled. */
  async candidates(people: readonly Person[], actor: PersonActor): Promise<CandidateInWords[]> {
    const learners = people.filter(({ roles }) => roles.includes('trainee'));
    const lines = learners.map(async (person) =>
      (await this.of(person.id, actor)).map((candidacy) => inWords(person, candidacy)),
    );
    return (await Promise.all(lines)).flat();
  }

  /** By the versions on which the person is enrolled; empty for whoever learns nothing. */
  async of(personId: string, actor: PersonActor): Promise<Candidacy[]> {
    const enrolments = await this.enrolments.ofPerson(personId);
    if (enrolments.length === 0) return [];
    const today = this.scope.today();
    const certificates = await this.certification.ofHolder(personId, actor);
    const among = (statuses: typeof HELD, code: string) =>
      certificates
        .filter(({ scheme, status }) => scheme === code && statuses.includes(status))
        .map(({ id, number, jurisdiction, status }) => ({
          id,
          number,
          place: jurisdiction,
          status: certificateStatusInWords(status),
        }));
    const standings = await Promise.all(
      enrolments.map(async ({ programmeVersionId }) =>
        this.standings.of(personId, await this.programmes.version(programmeVersionId), today),
      ),
    );
    return standings.flat().map((standing) => ({
      ...standing,
      held: among(HELD, standing.code),
      ended: among(ENDED, standing.code),
    }));
  }
}

function inWords({ id, name, email }: Person, { title, findings, held, ended }: Candidacy): CandidateInWords {
  const done = findings.filter(({ verdict }) => verdict === 'met').length;
  const total = findings.length;
  return {
    id,
    name,
    email,
    scheme: title,
    complete: done === total,
    percent: percentOf({ done, total }),
    inside: done === total ? 'All' : `${done}/${total}`,
    label: `${done} of ${total} requirements shown`,
    held,
    ended,
  };
}
