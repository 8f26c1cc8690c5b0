import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { SETTINGS, type Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { digestOf } from '../kernel/canonical-json';
import { Clock } from '../kernel/clock';
import { type Day, dayOf } from '../kernel/day';
import { type Fault, Invalid, NotFound } from '../kernel/errors';
import { Ids } from '../kernel/ids';
import { Vault } from '../vault/vault.service';
import { ProposalShelf, type WholeProposal } from './data/proposal-shelf';
import { RegisterShelf } from './data/register-shelf';
import type { RuleProposal } from './data/rule-proposal.entity';
import type { RuleWording } from './data/rule-wording.entity';
import { changesOfVersions } from './domain/changes';
import { inForceOn } from './domain/in-force';
import { isOpen, mayFollow, type ProposalState, type ProposalStepKind, stateOfProposal } from './domain/proposal';
import { knownAt, type RecordedVersion, type Register } from './domain/register';
import type { RuleText } from './domain/rule';
import { periodIn, type RuleView, viewOf } from './domain/rule-set';
import { ruleIdOf } from './domain/seeding';
import { checkedRuleText } from './rule-text-check';
import { DateNotAllowed, ProposalDecided, SecondPersonRequired } from './scope-of-practice.errors';

/** Which rule a new version is of, and which period of the law it describes. */
export interface ProposedVersion {
  readonly jurisdiction: string;
  readonly profession: string;
  readonly intervention: string;
  readonly rule: string;
  readonly edition: string;
  /** The version that it puts right; absent: it describes another period. */
  readonly corrects?: number;
  /** As in a register file; held against its schema. */
  readonly text: unknown;
}

/** What a second registrar found who held a proposed version against the primary text. */
export interface ProposalReview {
  readonly comparedWith: string;
  readonly comparedOn: Day;
  readonly outcome: 'verified' | 'refused';
  readonly note?: string;
}

export interface ProposalStepView {
  readonly kind: ProposalStepKind;
  readonly wording: number;
  readonly comparedWith: string | null;
  readonly comparedOn: Day | null;
  /** `null`: none, or erased with its writer. */
  readonly note: string | null;
  readonly by: string;
  readonly at: Date;
}

export interface ProposalView {
  readonly id: string;
  readonly state: ProposalState;
  readonly ruleId: string;
  readonly corrects: number | null;
  /** Of the newest wording. */
  readonly wording: number;
  readonly digest: string;
  readonly text: RuleText;
  /** As it would stand in the register; once published, as it stands there. */
  readonly version: RuleView;
  /** What it takes the place of; `null`: nothing. */
  readonly replaces: RuleView | null;
  /** What differs from that, in sentences. */
  readonly changes: readonly string[];
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly enteredBy: readonly string[];
  readonly steps: readonly ProposalStepView[];
}

/** New versions of rules, from the first word to the register: one registrar writes, another compares, then it is published. */
@Injectable()
export class RuleProposals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly vault: Vault,
    private readonly shelf: ProposalShelf,
    private readonly register: RegisterShelf,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws Invalid naming every fault */
  async propose(
    actor: PersonActor,
    { text: given, corrects: corrected, ...names }: ProposedVersion,
  ): Promise<ProposalView> {
    const text = checkedRuleText(given);
    const corrects = corrected ?? null;
    const proposal = await this.unitOfWork.run(async () => {
      const ruleId = ruleIdOf(names.jurisdiction, names);
      const faults = faultsOfPlace(await this.known(), { ...names, ruleId, corrects });
      if (faults.length > 0) throw new Invalid(faults);
      const now = this.clock.now();
      const entered = await this.shelf.enter({ ...names, ruleId, corrects, proposedById: actor.id, proposedAt: now });
      await this.word(actor, entered.id, 1, text);
      return entered;
    });
    return this.get(proposal.id);
  }

  /** Another wording: whatever was said of the one before counts no more. @throws NotFound, Invalid, ProposalDecided */
  async reword(actor: PersonActor, proposalId: string, given: unknown): Promise<ProposalView> {
    const text = checkedRuleText(given);
    await this.unitOfWork.run(async () => {
      const { whole, state } = await this.held(proposalId);
      if (!isOpen(state)) throw new ProposalDecided(state);
      const newest = newestOf(whole);
      if (newest.digest !== digestOf(text)) await this.word(actor, proposalId, newest.number + 1, text);
    });
    return this.get(proposalId);
  }

  /** For a second registrar to compare. @throws NotFound, ProposalDecided */
  async submit(actor: PersonActor, proposalId: string): Promise<ProposalView> {
    await this.unitOfWork.run(async () => this.step(actor, await this.held(proposalId), 'submitted'));
    return this.get(proposalId);
  }

  /**
   * A registrar who wrote none of it has held it against the primary text.
   *
   * @param digest of the wording that was compared; the newest unless told.
   * @throws NotFound, SecondPersonRequired, DateNotAllowed, ProposalDecided
   */
  async review(actor: PersonActor, proposalId: string, review: ProposalReview, digest?: string): Promise<ProposalView> {
    await this.unitOfWork.run(async () => {
      const held = await this.held(proposalId);
      if (held.whole.wordings.some(({ enteredById }) => enteredById === actor.id)) throw new SecondPersonRequired();
      if (digest && newestOf(held.whole).digest !== digest) throw new ProposalDecided('draft');
      if (review.comparedOn > this.today()) {
        throw new DateNotAllowed('The comparison lies in the future: give the day on which it was made.');
      }
      await this.step(actor, held, review.outcome, review);
    });
    return this.get(proposalId);
  }

  /**
   * From now on it is part of the register, verified by whoever compared it.
   *
   * @throws NotFound, ProposalDecided; Invalid where the register has changed so that it no longer fits
   */
  async publish(actor: PersonActor, proposalId: string): Promise<ProposalView> {
    await this.unitOfWork.run(async () => {
      const held = await this.held(proposalId);
      const { proposal, steps } = held.whole;
      await this.unitOfWork.hold(`rule/${proposal.ruleId}`);
      if (!mayFollow(held.state, 'published')) throw new ProposalDecided(held.state);
      const register = await this.known();
      const faults = faultsOfPlace(register, proposal);
      if (faults.length > 0) throw new Invalid(faults);
      const version = await this.enterVersion(register, proposal, newestOf(held.whole));
      const found = steps.findLast(({ kind }) => kind === 'verified');
      await this.register.putReview({
        id: this.ids.next(),
        ruleVersionId: version.id,
        sequence: 1,
        reviewerId: found!.actorId,
        comparedWith: found!.comparedWith!,
        comparedOn: found!.comparedOn!,
        outcome: 'verified',
        noteSealed: found!.noteSealed,
        recordedAt: version.recordedAt,
      });
      await this.step(actor, held, 'published', { version: version.sequence });
    });
    return this.get(proposalId);
  }

  /** It comes to nothing. @throws NotFound, ProposalDecided */
  async withdraw(actor: PersonActor, proposalId: string, note?: string): Promise<ProposalView> {
    await this.unitOfWork.run(async () => this.step(actor, await this.held(proposalId), 'withdrawn', { note }));
    return this.get(proposalId);
  }

  /** @throws NotFound */
  async get(proposalId: string): Promise<ProposalView> {
    return this.view(await this.find(proposalId), await this.register.whole());
  }

  /** Newest first. */
  async list(): Promise<ProposalView[]> {
    const register = await this.register.whole();
    const views: ProposalView[] = [];
    for (const whole of await this.shelf.all()) views.push(await this.view(whole, register));
    return views;
  }

  private async enterVersion(
    register: Register,
    { ruleId: id, jurisdiction, profession, intervention, rule, edition, corrects }: RuleProposal,
    { text, digest, enteredById }: RuleWording,
  ): Promise<RecordedVersion> {
    if (!register.rules.some((one) => one.id === id)) {
      await this.register.putRules([{ id, jurisdiction, profession, intervention, rule }]);
    }
    const own = (await this.register.whole()).versions.filter(({ ruleId }) => ruleId === id);
    const version: RecordedVersion = {
      ...{ id: this.ids.next(), ruleId: id, edition, corrects, text, digest },
      sequence: 1 + Math.max(0, ...own.map(({ sequence }) => sequence)),
      recordedAt: this.clock.now(),
      recordedBy: enteredById,
    };
    await this.register.putVersion(version);
    return version;
  }

  private async word(actor: PersonActor, proposalId: string, number: number, text: RuleText): Promise<void> {
    const digest = digestOf(text);
    await this.shelf.word({ proposalId, number, text, digest, enteredById: actor.id, enteredAt: this.clock.now() });
    await this.audit.record(
      'rule.worded',
      actor,
      { type: 'rule-proposal', id: proposalId },
      { wording: number, digest },
    );
  }

  private async step(
    actor: PersonActor,
    { whole, state }: Held,
    kind: ProposalStepKind,
    { note, ...more }: Partial<ProposalReview> & { version?: number } = {},
  ): Promise<void> {
    if (!mayFollow(state, kind)) throw new ProposalDecided(state);
    const { proposal, steps } = whole;
    const { number: wording, digest } = newestOf(whole);
    await this.shelf.step({
      ...{ proposalId: proposal.id, sequence: steps.length + 1, kind, wording },
      comparedWith: more.comparedWith ?? null,
      comparedOn: more.comparedOn ?? null,
      noteSealed: note?.trim() ? await this.vault.seal(actor.id, note.trim()) : null,
      version: more.version ?? null,
      actorId: actor.id,
      at: this.clock.now(),
    });
    const { ruleId } = proposal;
    const facts = { ruleId, wording, digest, ...(more.version && { version: more.version }) };
    await this.audit.record(`rule.${kind}`, actor, { type: 'rule-proposal', id: proposal.id }, facts);
  }

  /** Belongs inside an action: what is done with one proposal is done one after the other. */
  private async held(proposalId: string): Promise<Held> {
    await this.unitOfWork.hold(`rule-proposal/${proposalId}`);
    const whole = await this.find(proposalId);
    return { whole, state: stateOfProposal(newestOf(whole).number, whole.steps) };
  }

  private async find(proposalId: string): Promise<WholeProposal> {
    const whole = await this.shelf.find(proposalId);
    if (!whole) throw new NotFound('That proposal');
    return whole;
  }

  private async view(whole: WholeProposal, register: Register): Promise<ProposalView> {
    const { proposal, wordings, steps } = whole;
    const { id, ruleId, corrects, edition, proposedById, proposedAt } = proposal;
    const { number, digest, text, enteredById, enteredAt } = newestOf(whole);
    const today = this.today();
    const state = stateOfProposal(number, steps);
    const known = knownAt(register, this.clock.now());
    const published = steps.find(({ kind }) => kind === 'published');
    const recorded: RecordedVersion = known.versions.find(
      (one) => one.ruleId === ruleId && one.sequence === published?.version,
    ) ?? {
      ...{ id, ruleId, edition, corrects, text, digest, recordedBy: enteredById, recordedAt: enteredAt },
      sequence: nextOf(register, ruleId),
    };
    // As the register would be with it.
    const withIt: Register = published ? known : { ...known, versions: [...known.versions, recorded] };
    const seen = (one: RecordedVersion, on: Day) =>
      viewOf({ ...proposal, id: ruleId }, one, inForceOn(periodIn(withIt, one), on), known, today);
    // Of a period that is yet to come it is asked whether it is certain on its first day; of the one before, on its last.
    const { from } = recorded.text.inForce;
    const isToCome = from !== null && from > today;
    const version = seen(recorded, isToCome ? from : today);
    const replaced = replacedBy(register, proposal, recorded);
    const replaces = replaced && seen(replaced, today);
    const stepViews: ProposalStepView[] = [];
    for (const { kind, wording, comparedWith, comparedOn, noteSealed, actorId: by, at } of steps) {
      const note = noteSealed && (await this.vault.open(by, noteSealed));
      stepViews.push({ kind, wording, comparedWith, comparedOn, note, by, at });
    }
    return {
      ...{ id, state, ruleId, corrects, wording: number, digest, text, version, replaces },
      changes: replaces ? changesOfVersions(replaces, version) : [],
      proposedBy: proposedById,
      proposedAt,
      enteredBy: [...new Set(wordings.map((one) => one.enteredById))],
      steps: stepViews,
    };
  }

  private async known(): Promise<Register> {
    return knownAt(await this.register.whole(), this.clock.now());
  }

  private today(): Day {
    return dayOf(this.clock.now(), this.settings.timeZone);
  }
}

interface Held {
  readonly whole: WholeProposal;
  readonly state: ProposalState;
}

function newestOf({ wordings }: WholeProposal): RuleWording {
  return wordings[wordings.length - 1];
}

function nextOf({ versions }: Register, ruleId: string): number {
  return 1 + Math.max(0, ...versions.filter((one) => one.ruleId === ruleId).map(({ sequence }) => sequence));
}

/** Whether there is a place for it in the register as it is known. */
function faultsOfPlace(
  known: Register,
  { jurisdiction, ruleId, edition, corrects }: Pick<RuleProposal, 'jurisdiction' | 'ruleId' | 'edition' | 'corrects'>,
): Fault[] {
  const versions = known.versions.filter((version) => version.ruleId === ruleId);
  const same = versions.find((version) => version.edition === edition);
  if (!known.jurisdictions.some(({ code }) => code === jurisdiction)) {
    return [{ path: 'jurisdiction', message: 'is no place of the register' }];
  }
  if (corrects === null) {
    const message = `stands there already: correct its version ${same?.sequence}, or give the new period another name`;
    return same ? [{ path: 'edition', message }] : [];
  }
  const corrected = versions.find(({ sequence }) => sequence === corrects);
  if (!corrected) return [{ path: 'corrects', message: 'is no version that counts: it may have been corrected since' }];
  return corrected.edition === edition
    ? []
    : [{ path: 'edition', message: `is ${corrected.edition} in the version that it corrects` }];
}

/** The version that it corrects, else that of the latest period that begins before its own. */
function replacedBy(
  register: Register,
  { ruleId, corrects }: RuleProposal,
  recorded: RecordedVersion,
): RecordedVersion | null {
  const own = register.versions.filter((version) => version.ruleId === ruleId && version.id !== recorded.id);
  if (corrects !== null) return own.find(({ sequence }) => sequence === corrects) ?? null;
  const corrected = new Set(own.map((version) => version.corrects));
  const counting = own.filter(({ sequence }) => !corrected.has(sequence));
  const begins = (version: RecordedVersion) =>
    version.text.inForce.from ?? version.text.inForce.fromBounds?.latest ?? '';
  return (
    counting
      .filter((version) => begins(version) < (begins(recorded) || '9999'))
      .toSorted((a, b) => begins(a).localeCompare(begins(b)))
      .at(-1) ?? null
  );
}
