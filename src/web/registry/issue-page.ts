import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../identity/access';
import { People, type Profile } from '../../identity/people.service';
import { JURISDICTION_CODE } from '../../scope-of-practice/rule-set';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import type { Finding, Owed } from '../../training-record/requirement';
import { inWords, owed } from '../findings';
import { besideFields, type Refusal } from '../forms';
import { Page } from '../page';
import { capitalised, counted, unhyphened } from '../wording';
import { lawPreview } from './law-preview';
import { type Candidacy, RegistryDesk } from './registry-desk';

/** What was chosen on the form; empty text where nothing was. */
export interface IssueChoice {
  readonly scheme: string;
  readonly jurisdiction: string;
  readonly profession: string;
}

const PROFESSION = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The page on which a registrar looks at what a certificate would say, and issues it. */
@Injectable()
export class IssuePage {
  constructor(
    private readonly people: People,
    private readonly desk: RegistryDesk,
    private readonly scope: ScopeRegister,
  ) {}

  async of(actor: PersonActor, personId: string, asked: Partial<IssueChoice>, refusal?: Refusal): Promise<Page> {
    const person = await this.people.get(personId);
    const profile = await this.people.profileOf(personId);
    const candidacies = await this.desk.of(personId, actor);
    const choice = chosen(asked, profile, candidacies);
    const candidacy = candidacies.find(({ code }) => code === choice.scheme);
    return new Page(
      'registry/issue',
      {
        title: `Issue a certificate to ${person.name}`,
        crumbs: [{ label: 'People', address: '/registry/people' }, { label: person.name }],
        person: { id: person.id, name: person.name, email: person.email, isSelf: person.id === actor.id },
        legalName: profile?.legalName ?? null,
        choice,
        schemes: candidacies.map(({ code, title }) => ({ value: code, label: title })),
        ...(await this.places(choice)),
        standing: candidacy && standingInWords(candidacy, choice),
        law: await this.law(personId, choice),
        ready: candidacy !== undefined && owed(candidacy.findings).length === 0 && Boolean(profile?.legalName),
        owed: owedNow(refusal),
        refusal: besideFields(refusal),
      },
      refusal?.status ?? 200,
    );
  }

  /** The places and professions of the register; what is not among them is typed. */
  private async places({ jurisdiction, profession }: IssueChoice) {
    const known = await this.scope.jurisdictions();
    const professions = new Set(known.flatMap((place) => place.professions.map((item) => item.profession)));
    if (PROFESSION.test(profession)) professions.add(profession);
    return {
      jurisdictions: known
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
        .map(({ code, name, fictional }) => ({
          value: code,
          label: `${name} (${code}${fictional ? ', fictional' : ''})`,
        })),
      otherPlace: known.some(({ code }) => code === jurisdiction) ? '' : jurisdiction,
      professions: [...professions].toSorted().map((value) => ({ value, label: capitalised(unhyphened(value)) })),
    };
  }

  private async law(personId: string, { jurisdiction, profession }: IssueChoice) {
    if (!JURISDICTION_CODE.test(jurisdiction) || !PROFESSION.test(profession)) return null;
    const question = { jurisdiction, profession, asOf: this.scope.today() };
    return lawPreview(await this.scope.ruleSet(question), await this.scope.evaluate(personId, question));
  }
}

/** What is not chosen yet is as the profile states it. */
function chosen(asked: Partial<IssueChoice>, profile: Profile | null, candidacies: readonly Candidacy[]): IssueChoice {
  const complete = candidacies.find(({ findings, held }) => owed(findings).length === 0 && held.length === 0);
  return {
    scheme: asked.scheme || (complete ?? candidacies[0])?.code || '',
    jurisdiction: asked.jurisdiction || profile?.jurisdiction || '',
    profession: asked.profession || profile?.profession || '',
  };
}

function standingInWords({ title, findings, held, ended }: Candidacy, { jurisdiction }: IssueChoice) {
  const open: readonly Finding[] = owed(findings);
  const met = findings.filter((finding) => !open.includes(finding));
  return {
    title,
    shown: `${met.length} of ${findings.length} shown`,
    complete: open.length === 0,
    owed: open.map(inWords),
    owedCount: counted(open.length, 'requirement is owed', 'requirements are owed'),
    met: met.map(inWords),
    held,
    ended,
    heldHere: held.find(({ place }) => place === jurisdiction) ?? null,
  };
}

/** Everything that the refusal of a moment ago named. */
function owedNow(refusal: Refusal | undefined) {
  const things = (refusal?.facts.owed as readonly Owed[] | undefined) ?? [];
  return things.map(({ detail, verdict }) => ({ detail, cannotTell: verdict === 'cannot-tell' }));
}
