import { Injectable } from '@nestjs/common';
import type { Competency, CompetencyFramework } from '../../catalogue/programme';
import { Programmes } from '../../catalogue/programmes.service';
import { Competencies, SignOffInForce } from '../../competency/competencies.service';
import { Enrolments } from '../../enrolment/enrolments.service';
import type { PersonActor } from '../../identity/access';
import { Cohorts } from '../../identity/cohorts.service';
import { People } from '../../identity/people.service';
import { Clock } from '../../kernel/clock';
import { NotFound } from '../../kernel/errors';
import { isGroup } from '../findings';
import { SchemeStandings } from '../learn/scheme-standing';
import { Wording } from '../wording';

/** A competency as one candidate stands in it. */
export interface CompetencyStanding {
  readonly competency: Competency;
  /** Whether a scheme of the programme asks for it, and at which level. */
  readonly askedAt: number | null;
  readonly isShown: boolean;
  readonly signOffs: readonly SignOffInForce[];
}

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly framework: CompetencyFramework;
  readonly standings: readonly CompetencyStanding[];
}

/** The trainees whom an assessor may see, with what each has still to show in practice. */
@Injectable()
export class Candidates {
  constructor(
    private readonly clock: Clock,
    private readonly people: People,
    private readonly cohorts: Cohorts,
    private readonly enrolments: Enrolments,
    private readonly programmes: Programmes,
    private readonly competencies: Competencies,
    private readonly schemes: SchemeStandings,
    private readonly wording: Wording,
  ) {}

  /** By name. */
  async of(assessor: PersonActor): Promise<Candidate[]> {
    const visible = await this.cohorts.visiblePeople(assessor);
    if (visible === 'everyone') return [];
    const names = await this.people.namesOf(visible.filter((id) => id !== assessor.id));
    const candidates = await Promise.all([...names].map(([id, name]) => this.find(id, name)));
    return candidates.filter((candidate) => candidate !== null).sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  /** @throws NotFound for whom one may not see, and for whoever learns nothing. */
  async get(assessor: PersonActor, personId: string): Promise<Candidate> {
    await this.cohorts.assertMaySee(assessor, personId);
    const { name } = await this.people.get(personId);
    const candidate = await this.find(personId, name);
    if (!candidate || personId === assessor.id) throw new NotFound('That candidate');
    return candidate;
  }

  private async find(id: string, name: string): Promise<Candidate | null> {
    const enrolment = (await this.enrolments.ofPerson(id)).at(-1);
    if (!enrolment) return null;
    const version = await this.programmes.version(enrolment.programmeVersionId);
    const now = this.clock.now();
    const signOffs = await this.competencies.signOffsInForce(id, new Date(now.getTime() + 1));
    const findings = (await this.schemes.of(id, version, this.wording.dayOf(now))).flatMap((scheme) => scheme.findings);
    const { framework } = version.content;
    const standings = framework.competencies.map((competency): CompetencyStanding => {
      const asked = findings.find(
        (item) => !isGroup(item) && item.kind === 'sign-off' && item.competency === competency.id,
      );
      return {
        competency,
        askedAt: asked && !isGroup(asked) ? (asked.level ?? competency.minLevel) : null,
        isShown: asked?.verdict === 'met',
        signOffs: signOffs.filter((one) => one.competency === competency.id),
      };
    });
    return { id, name, framework, standings };
  }
}
