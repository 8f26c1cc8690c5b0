import { Injectable } from '@nestjs/common';
import { CertificateRegister } from '../certification/register.service';
import { parseCertificateNumber } from '../certification/certificate';
import { Programmes } from '../catalogue/programmes.service';
import { HotReads, type Mark } from '../database/hot-reads';
import { Clock } from '../kernel/clock';
import { Vault } from '../vault/vault.service';
import { ScopeRegister } from '../scope-of-practice/scope-register.service';
import { Verification } from './verification.service';

interface StandingAnswer {
  /** What the registers held when it was made: it is given again only while they hold the same. */
  readonly basis: string;
  /** Of the database when the basis was last compared. */
  mark?: Mark;
  readonly until: number;
  /** The answer in JSON, up to the moment at which it is given. As bytes, so that nothing is encoded twice. */
  readonly json: Buffer;
}

/** So many certificates are kept at hand; the one asked longest ago makes room. */
const AT_HAND = 10_000;

/**
 * The answer to "is this number good, now?", asked far more often than it changes. What is costly (opening the seal,
 * checking the signature, comparing rules) is done once and kept; but every question first asks the database that all nodes
 * share whether anything was committed since, and if so reads the newest event of the certificate, the revisions of both
 * registers, and whether its seal still opens. So no verdict outlives a change of status or an erasure, on any node, by even
 * one request.
 */
@Injectable()
export class StandingAnswers {
  private readonly kept = new Map<string, StandingAnswer>();

  constructor(
    private readonly verification: Verification,
    private readonly register: CertificateRegister,
    private readonly scope: ScopeRegister,
    private readonly programmes: Programmes,
    private readonly vault: Vault,
    private readonly hotReads: HotReads,
    private readonly clock: Clock,
  ) {}

  /** The answer in JSON, and whether the number is in the register at all. */
  async answer(typed: string): Promise<{ json: Buffer; isKnown: boolean }> {
    const number = parseCertificateNumber(typed);
    // Before anything is read: what is recorded while we read may be missing from the answer.
    const now = this.clock.now();
    const mark = await this.hotReads.mark();
    const standing = number === null ? undefined : this.kept.get(number);
    if (standing && standing.mark === mark && now.getTime() < standing.until) return given(standing, now);
    return this.compare(typed, number, now, mark);
  }

  private async compare(typed: string, number: string | null, now: Date, mark: Mark | undefined) {
    const [head, rules, programmes] = await Promise.all([
      this.register.headOf(number ?? '-'),
      this.scope.revision(),
      this.programmes.revision(),
    ]);
    if (!head || !number) {
      return { json: Buffer.from(JSON.stringify(await this.verification.check(typed))), isKnown: false };
    }
    const readable = await this.vault.canOpen(head.certificateId);
    const basis = `${head.lastEventSequence}/${rules}/${programmes}/${readable}`;
    const standing = this.kept.get(number);
    const isFresh = standing?.basis === basis && now.getTime() < standing.until;
    const answer = isFresh ? standing : await this.make(number, typed, basis);
    answer.mark = mark;
    return given(answer, now);
  }

  private async make(number: string, typed: string, basis: string): Promise<StandingAnswer> {
    const { answer, until } = await this.verification.examine(typed);
    const { statusAsOf: _moment, ...lasting } = answer;
    const made: StandingAnswer = {
      basis,
      until: until.getTime(),
      json: Buffer.from(`${JSON.stringify(lasting).slice(0, -1)},`),
    };
    this.kept.delete(number);
    this.kept.set(number, made);
    const [oldest] = this.kept.keys();
    if (this.kept.size > AT_HAND && oldest !== undefined) this.kept.delete(oldest);
    return made;
  }
}

function given({ json }: StandingAnswer, now: Date): { json: Buffer; isKnown: boolean } {
  return { json: Buffer.concat([json, Buffer.from(`"statusAsOf":"${now.toISOString()}"}`)]), isKnown: true };
}
