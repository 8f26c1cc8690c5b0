import { Inject, Injectable } from '@nestjs/common';
import type { ProgrammeVersion, SchemeDefinition } from '../catalogue/programme';
import { LessonApprovals, type ProgrammeStanding } from '../catalogue/lesson-approvals.service';
import { Programmes } from '../catalogue/programmes.service';
import { SETTINGS, type Settings } from '../config/settings';
import { Enrolments } from '../enrolment/enrolments.service';
import { People, type Profile } from '../identity/people.service';
import { digestOf } from '../kernel/canonical-json';
import { Day, dayOf } from '../kernel/day';
import { Invalid } from '../kernel/errors';
import type { RuleSet, ScopeEvaluation } from '../scope-of-practice/rule-set';
import { ScopeRegister } from '../scope-of-practice/scope-register.service';
import { evaluateAll, type Finding, owedIn, type TrainingRecord } from '../training-record/requirement';
import { TrainingRecords } from '../training-record/training-records.service';
import { NotEnrolled, ProfileIncomplete, RequirementsNotMet } from './certification.errors';
import { requirementsOf } from './domain/scheme-requirements';

export interface IssueRequest {
  readonly personId: string;
  /** Code of the scheme: `dn-foundation`. */
  readonly scheme: string;
  /** ISO 3166 code of the place whose law is recorded. */
  readonly jurisdiction: string;
  /** As the profile states, unless told. */
  readonly profession?: string;
}

/** All that a certificate of this person would rest on, if it were issued at this moment. */
export interface Grounds {
  readonly personId: string;
  readonly programme: ProgrammeVersion;
  /** Whether anybody who is qualified has approved what it teaches. */
  readonly approval: ProgrammeStanding;
  readonly scheme: SchemeDefinition;
  readonly profile: Profile & { readonly legalName: string };
  readonly profession: string;
  readonly findings: readonly Finding[];
  /** Passes that the findings rest on. */
  readonly passes: TrainingRecord['quizzes'];
  readonly ruleSet: RuleSet;
  readonly evaluation: ScopeEvaluation;
  readonly issuedAt: Date;
  readonly issuedOn: Day;
}

/** Gathers what a certificate rests on, from the rooms below. The scheme decides; the law is only recorded. */
@Injectable()
export class IssuingGrounds {
  constructor(
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly approvals: LessonApprovals,
    private readonly enrolments: Enrolments,
    private readonly records: TrainingRecords,
    private readonly scope: ScopeRegister,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws RequirementsNotMet naming everything owed; ProfileIncomplete; NotFound */
  async of({ personId, scheme: code, jurisdiction, ...request }: IssueRequest, issuedAt: Date): Promise<Grounds> {
    const person = await this.people.get(personId);
    const issuedOn = dayOf(issuedAt, this.settings.timeZone);
    const { programme, scheme, enrolled } = await this.schemeFor(personId, code);
    const profile = await this.people.profileOf(person.id, issuedAt);
    const record = await this.records.of(personId, issuedOn);
    const findings = evaluateAll(requirementsOf(scheme.requirements, programme.content.framework.competencies), record);
    const owed = owedIn(findings);
    if (owed.length > 0) throw new RequirementsNotMet(owed, missingIn(profile, request.profession));
    if (!enrolled) throw new NotEnrolled(programme.title);

    const profession = request.profession ?? profile?.profession;
    if (!profile?.legalName || !profession) throw new ProfileIncomplete(missingIn(profile, request.profession));
    const question = { jurisdiction, profession, asOf: issuedOn };
    return {
      personId,
      programme,
      approval: await this.approvals.ofProgramme(programme),
      scheme,
      profile: { ...profile, legalName: profile.legalName },
      profession,
      findings,
      passes: passesBehind(findings, record),
      ruleSet: await this.scope.ruleSet({ ...question, knownOn: issuedAt }),
      evaluation: await this.scope.evaluate(personId, question),
      issuedAt,
      issuedOn,
    };
  }

  /** The scheme as the version says on which the person is enrolled; for somebody who is not, as the running one says. */
  private async schemeFor(personId: string, code: string) {
    const enrolments = await this.enrolments.ofPerson(personId);
    const own: ProgrammeVersion[] = [];
    for (const { programmeVersionId } of enrolments) own.push(await this.programmes.version(programmeVersionId));
    for (const [versions, enrolled] of [
      [own, true],
      [await this.programmes.list(), false],
    ] as const) {
      for (const programme of versions) {
        const scheme = programme.content.schemes.find((item) => item.code === code);
        if (scheme) return { programme, scheme, enrolled };
      }
    }
    throw new Invalid([{ path: 'scheme', message: 'is the code of no scheme of ours, such as dn-foundation' }]);
  }
}

function missingIn(profile: Profile | null, profession: string | undefined): string[] {
  return [
    ...(profile?.legalName ? [] : ['legal name']),
    ...((profession ?? profile?.profession) ? [] : ['profession']),
  ];
}

function evidenceIn(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ evidence }) => evidence.map(({ id }) => id));
}

/** A finding on a quiz names the attempt, or the scoring run, as its evidence. */
function passesBehind(findings: readonly Finding[], record: TrainingRecord): TrainingRecord['quizzes'] {
  const evidence = new Set(evidenceIn(findings));
  return record.quizzes.filter(({ attemptId, scoringRunId }) => evidence.has(attemptId) || evidence.has(scoringRunId));
}

/** The same for as long as nothing that a certificate rests on has changed. */
export function fingerprintOf({
  programme,
  approval,
  profile,
  profession,
  findings,
  ruleSet,
  evaluation,
  issuedOn,
}: Grounds): string {
  return digestOf({
    programme: programme.digest,
    approval,
    profile: profile.versionId,
    profession,
    findings,
    ruleSet,
    evaluation,
    issuedOn,
  });
}
