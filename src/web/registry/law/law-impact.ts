import { Injectable } from '@nestjs/common';
import { Certification, type CertificateSummary } from '../../../certification/certification.service';
import { Enrolments } from '../../../enrolment/enrolments.service';
import { type Person, People } from '../../../identity/people.service';
import { lineageOf, type RuleView } from '../../../scope-of-practice/rule-set';

/** Whom a rule concerns: by the law that their certificates record, or by where they say that they practise. */
export interface Impact {
  /** In force or suspended. They stay as they were issued. */
  readonly certificates: readonly CertificateSummary[];
  readonly people: readonly (Person & { readonly isLearning: boolean })[];
}

/** Looks up whom a version of a rule would touch: in its place, and in whatever inherits from it. */
@Injectable()
export class LawImpact {
  constructor(
    private readonly certification: Certification,
    private readonly people: People,
    private readonly enrolments: Enrolments,
  ) {}

  async of({ jurisdiction, profession }: Pick<RuleView, 'jurisdiction' | 'profession'>): Promise<Impact> {
    const isPlace = (code: string) => lineageOf(code).includes(jurisdiction);
    const people: Impact['people'][number][] = [];
    for (const person of await this.people.practising(profession, isPlace)) {
      people.push({ ...person, isLearning: (await this.enrolments.ofPerson(person.id)).length > 0 });
    }
    return { certificates: await this.certification.recordingLawOf(profession, isPlace), people };
  }
}
