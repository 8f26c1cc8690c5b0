import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../identity/access';
import { People } from '../../../identity/people.service';
import { NotFound } from '../../../kernel/errors';
import { type ProposalView, RuleProposals } from '../../../scope-of-practice/rule-proposals.service';
import { type CalendarEntry, type ProposalState, textOf as textOfRule } from '../../../scope-of-practice/rule-set';
import { ScopeRegister } from '../../../scope-of-practice/scope-register.service';
import { besideFields, type Form, type Refusal, textOf } from '../../forms';
import { Page } from '../../page';
import { presentRule } from '../../scope/rule-presenter';
import { capitalised, counted, unhyphened, Wording } from '../../wording';
import { ruleName } from '../rule-name';
import { registryTabs } from '../tabs';
import { LawDesk } from './law-desk';
import { fieldsOf, typedOf } from './version-form';

const ADDRESS = '/registry/law';
const A_YEAR = 366;
const STYLES = ['css/bank.css'];

const STATES: Readonly<Record<ProposalState, { readonly tone: string; readonly text: string }>> = {
  draft: { tone: 'neutral', text: 'Draft' },
  submitted: { tone: 'careful', text: 'Waits to be compared' },
  verified: { tone: 'good', text: 'Agrees: may be published' },
  refused: { tone: 'bad', text: 'Does not agree' },
  published: { tone: 'good', text: 'Published' },
  withdrawn: { tone: 'neutral', text: 'Withdrawn' },
};

const STEPS: Readonly<Record<Exclude<ProposalState, 'draft'>, string>> = {
  submitted: 'Handed over',
  verified: 'Compared: it agrees',
  refused: 'Compared: it does not agree',
  published: 'Published',
  withdrawn: 'Withdrawn',
};

const HAPPENS: Readonly<Record<CalendarEntry['what'], string>> = {
  begins: 'Begins',
  ends: 'Last day',
  'requirement-begins': 'A requirement begins',
  'review-due': 'To be compared again by',
  expected: 'Expected, not a rule',
  'may-begin': 'May have begun by then',
  'may-end': 'May have ended by then',
};

/** Says which version of which rule is entered. */
const NAMES = ['jurisdiction', 'profession', 'intervention', 'rule', 'edition', 'corrects'] as const;

/** The pages on which versions of rules are written, compared and published. */
@Injectable()
export class ProposalPage {
  constructor(
    private readonly proposals: RuleProposals,
    private readonly desk: LawDesk,
    private readonly scope: ScopeRegister,
    private readonly people: People,
    private readonly wording: Wording,
  ) {}

  async list(actor: PersonActor): Promise<Page> {
    const proposals = await this.proposals.list();
    const names = await this.people.namesOf(proposals.map(({ proposedBy }) => proposedBy));
    const open = proposals.filter(({ state }) => state !== 'published' && state !== 'withdrawn');
    return new Page('registry/law/list', {
      title: 'Changes of the law',
      tabs: registryTabs(ADDRESS, actor.roles),
      mayPropose: actor.roles.includes('registrar'),
      groups: [
        { id: 'open', title: 'Under way', items: open.map((one) => this.line(one, names)) },
        {
          ...{ id: 'ended', title: 'Ended' },
          items: proposals.filter((one) => !open.includes(one)).map((one) => this.line(one, names)),
        },
      ].filter(({ items }) => items.length > 0),
    });
  }

  async calendar(actor: PersonActor): Promise<Page> {
    const entries = await this.scope.calendar(A_YEAR);
    return new Page('registry/law/calendar', {
      title: 'Calendar of the law',
      tabs: registryTabs(ADDRESS, actor.roles),
      entries: entries.map(({ on, what, rule, detail }) => ({
        on: this.wording.day(on),
        what: HAPPENS[what],
        isExpected: what === 'expected',
        detail,
        name: ruleName(rule),
        citation: rule.instrument?.citation,
        address: `/registry/rules/${rule.id}/${rule.version}`,
      })),
    });
  }

  /** What the form begins with: nothing, or a version that is corrected or followed. @throws NotFound */
  async beginning(from: string, isCorrection: boolean): Promise<Form> {
    if (from === '') {
      return { profession: 'physical-therapist', intervention: 'dry-needling', rule: 'authority', 'sources-rows': '1' };
    }
    const [ruleId, version] = from.split('/');
    if (!/^[1-9]\d{0,5}$/.test(version ?? '')) throw new NotFound('That version of the rule');
    const view = await this.scope.version(ruleId, Number(version));
    const { jurisdiction, profession, intervention, rule, edition } = view;
    const text = textOfRule(view);
    const typed = typedOf(isCorrection ? text : { ...text, inForce: { from: null, to: null } });
    const names = { jurisdiction, profession, intervention, rule, from };
    return isCorrection ? { ...typed, ...names, edition, corrects: version } : { ...typed, ...names };
  }

  async form(form: Form, refusal?: Refusal): Promise<Page> {
    const places = await this.scope.jurisdictions();
    const from = textOf(form, 'from');
    const [ruleId, version] = from.split('/');
    const source = from ? await this.scope.version(ruleId, Number(version)) : null;
    const corrects = textOf(form, 'corrects');
    return this.versionPage(form, refusal, {
      title: corrects ? 'Correct a version' : source ? 'A new period of a rule' : 'A new rule',
      crumbs: [{ label: 'Changes of the law', address: ADDRESS }, { label: 'New' }],
      action: `${ADDRESS}/new`,
      lead: corrects
        ? 'What the law said stays what it was: this puts right what we wrote of it.'
        : 'What the law says from another day on. The period before stays as it is, and ends the day before.',
      names: NAMES.map((name) => ({ name, value: textOf(form, name) })),
      isNew: !source,
      edition: corrects ? null : { value: textOf(form, 'edition'), error: refusal?.errors.edition },
      from,
      places: places.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
      values: Object.fromEntries(NAMES.map((name) => [name, textOf(form, name)])),
      source: source && presentRule(source, this.wording),
    });
  }

  async rewording(proposalId: string, form: Form, refusal?: Refusal): Promise<Page> {
    const { version, replaces } = await this.proposals.get(proposalId);
    return this.versionPage(form, refusal, {
      title: `Word ${ruleName(version)} anew`,
      crumbs: [
        { label: 'Changes of the law', address: ADDRESS },
        { label: ruleName(version), address: `${ADDRESS}/${proposalId}` },
        { label: 'Wording' },
      ],
      action: `${ADDRESS}/${proposalId}/wording`,
      lead: 'It is a draft again afterwards: what was said of the wording before counts no more.',
      source: replaces && presentRule(replaces, this.wording),
    });
  }

  async show(actor: PersonActor, proposalId: string, form: Form = {}, refusal?: Refusal): Promise<Page> {
    const proposal = await this.proposals.get(proposalId);
    const { version, state, replaces, changes, enteredBy, steps, digest, proposedBy } = proposal;
    const { certificates, people } = await this.desk.impactOf(proposalId);
    const names = await this.people.namesOf([proposedBy, ...enteredBy, ...steps.map(({ by }) => by)]);
    const nameOf = (id: string) => (id === actor.id ? 'you' : (names.get(id) ?? 'somebody erased'));
    const isRegistrar = actor.roles.includes('registrar');
    const may = (...states: ProposalState[]) => isRegistrar && states.includes(state);
    const place = (await this.scope.jurisdictions()).find(({ code }) => code === version.jurisdiction);
    const today = this.scope.today();
    return new Page(
      'registry/law/proposal',
      {
        title: ruleName(version),
        crumbs: [{ label: 'Changes of the law', address: ADDRESS }, { label: ruleName(version) }],
        place: place?.name ?? version.jurisdiction,
        fictional: place?.fictional ?? false,
        profession: capitalised(unhyphened(version.profession)),
        what: proposal.corrects ? `A correction of version ${proposal.corrects}` : 'Another period of the law',
        state: STATES[state],
        rule: presentRule(version, this.wording, names),
        replaced: replaces && {
          number: replaces.version,
          address: `/registry/rules/${replaces.id}/${replaces.version}`,
        },
        changes,
        steps: steps.map(({ kind, by, at, comparedWith, comparedOn, note }) => ({
          what: STEPS[kind],
          by: nameOf(by),
          at: this.wording.moment(at),
          comparedWith,
          comparedOn: comparedOn && this.wording.day(comparedOn),
          note,
        })),
        writtenBy: enteredBy.map(nameOf).join(', '),
        impact: {
          certificates: certificates.map(({ id, number, holder, status }) => ({
            id,
            number,
            name: holder.name,
            status,
          })),
          people: people.map(({ name, isLearning }) => ({ name, isLearning })),
          words: `${counted(certificates.length, 'certificate')} and ${counted(people.length, 'person', 'people')}`,
        },
        address: `${ADDRESS}/${proposalId}`,
        mayEdit: may('draft', 'submitted', 'verified', 'refused'),
        maySubmit: may('draft'),
        mayReview: may('submitted') && !enteredBy.includes(actor.id),
        waitsForOther: may('submitted') && enteredBy.includes(actor.id),
        mayPublish: may('verified'),
        published: state === 'published' ? `/registry/rules/${version.id}/${version.version}` : null,
        digest,
        today,
        values: {
          comparedWith: textOf(form, 'comparedWith'),
          comparedOn: textOf(form, 'comparedOn') || today,
          outcome: textOf(form, 'outcome'),
          note: textOf(form, 'note'),
        },
        refusal: besideFields(refusal, ['comparedWith', 'comparedOn', 'outcome', 'note']),
      },
      refusal?.status ?? 200,
    );
  }

  private versionPage(
    form: Form,
    refusal: Refusal | undefined,
    more: Readonly<Record<string, unknown>> & { readonly title: string },
  ): Page {
    return new Page(
      'registry/law/version',
      {
        ...{ styles: STYLES, unlisted: true, ...more, ...fieldsOf(form, refusal?.errors) },
        refusal: besideFields(
          refusal,
          Object.keys(refusal?.errors ?? {}).filter((name) => isShown(name, form)),
        ),
      },
      refusal?.status ?? 200,
    );
  }

  private line(
    { id, state, version, corrects, proposedBy, proposedAt }: ProposalView,
    names: ReadonlyMap<string, string>,
  ) {
    return {
      address: `${ADDRESS}/${id}`,
      name: ruleName(version),
      citation: version.instrument?.citation ?? 'No instrument',
      what: corrects ? `Corrects version ${corrects}` : 'Another period',
      state: STATES[state],
      by: names.get(proposedBy) ?? 'Somebody erased',
      at: this.wording.moment(proposedAt),
    };
  }
}

/** Whether the form has a field of that name, beside which a fault stands. */
function isShown(name: string, form: Form): boolean {
  const { sections, rows } = fieldsOf(form);
  const fields = [
    ...sections.flatMap((section) => section.fields),
    ...rows.flatMap(({ items }) => items.flatMap((item) => item.fields)),
  ];
  return name === 'edition' || fields.some((field) => field.name === name) || rows.some((row) => row.name === name);
}
