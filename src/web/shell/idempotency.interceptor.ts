import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { from, lastValueFrom, Observable } from 'rxjs';
import { LessThan } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { KnownRequest } from '../../identity/access';
import { canonicalJson, sha256Hex } from '../../kernel/canonical-json';
import { Clock } from '../../kernel/clock';
import { Conflict, Invalid } from '../../kernel/errors';
import { Ids } from '../../kernel/ids';
import { Vault } from '../../vault/vault.service';
import { IdempotentReply } from '../data/idempotent-reply.entity';

const KEPT_FOR = 24 * 60 * 60 * 1000;
const WAIT_FOR_TWIN = 5_000;
const LOOK_AGAIN = 50;

/** These hand out secrets that must not be kept, so a repeated request is simply done again. */
const NEVER_REMEMBERED = /^\/api\/v1\/sessions(\/|$)/;

/** Whether a call may bear an `Idempotency-Key`. */
export function isRemembered(method: string, address: string): boolean {
  return method === 'POST' && address.startsWith('/api/') && !NEVER_REMEMBERED.test(address);
}

export const IDEMPOTENCY_KEY = '^[\\x21-\\x7e]{1,200}$';
const KEY = new RegExp(IDEMPOTENCY_KEY);

type Claim = Pick<IdempotentReply, 'id' | 'keyDigest' | 'requestDigest' | 'actorId'>;

/**
 * A POST sent twice with the same `Idempotency-Key` is done once: the second gets the first one's answer. The key is
 * claimed in the very transaction that does the work, so there is never one without the other, and the loser of a race
 * waits for the winner's answer. What was refused is not remembered: mend it and send it again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly vault: Vault,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<KnownRequest>();
    const key = request.headers['idempotency-key'];
    if (key === undefined || !isRemembered(request.method, request.url.split('?', 1)[0])) return next.handle();
    if (typeof key !== 'string' || !KEY.test(key)) {
      throw new Invalid([{ path: 'Idempotency-Key', message: 'is 1 to 200 visible ASCII characters' }]);
    }
    const actorId = request.actor?.id ?? null;
    const claim = {
      id: this.ids.next(),
      keyDigest: sha256Hex(canonicalJson([actorId, key])),
      requestDigest: this.vault.fingerprint('idempotent-request', `${request.url}\n${bodyText(request.body)}`),
      actorId,
    };
    return from(this.once(claim, next, http.getResponse<FastifyReply>()));
  }

  private async once(claim: Claim, next: CallHandler, reply: FastifyReply): Promise<unknown> {
    const earlier = await this.find(claim);
    if (earlier) return this.repeat(earlier, claim, reply);
    let answer: unknown;
    try {
      answer = await this.unitOfWork.accompany(
        () => this.enter(claim),
        () => lastValueFrom(next.handle(), { defaultValue: undefined }),
      );
    } catch (fault) {
      const twin = fault instanceof Conflict ? await this.find(claim) : null;
      if (twin && twin.id !== claim.id) return this.repeat(twin, claim, reply);
      await this.unitOfWork.run(() => this.replies.delete({ id: claim.id }));
      throw fault;
    }
    await this.remember(claim, answer);
    return answer;
  }

  private async repeat(found: IdempotentReply, claim: Claim, reply: FastifyReply): Promise<unknown> {
    if (found.requestDigest !== claim.requestDigest) {
      throw new Conflict(
        'This Idempotency-Key was used for another request. Use a new key for a new request.',
        'idempotency-mismatch',
      );
    }
    let row: IdempotentReply | null = found;
    for (let waited = 0; row && !row.answered && waited < WAIT_FOR_TWIN; waited += LOOK_AGAIN) {
      await pause(LOOK_AGAIN);
      row = await this.find(claim);
    }
    if (!row) throw new Conflict('The first request with this Idempotency-Key was refused. Send it again.');
    if (!row.answered) {
      throw new Conflict(
        'The first request with this Idempotency-Key was carried out, but its answer was lost. Look its result up before sending another.',
        'idempotency-answer-lost',
      );
    }
    void reply.header('idempotency-replayed', 'true');
    return row.answer === null ? undefined : (JSON.parse(this.vault.openForHouse(row.id, row.answer)) as unknown);
  }

  private find({ keyDigest }: Claim): Promise<IdempotentReply | null> {
    return this.replies.findOneBy({ keyDigest });
  }

  /** Runs inside the first action of the request. */
  private async enter(claim: Claim): Promise<void> {
    await this.replies.insert({ ...claim, claimedAt: this.clock.now(), answered: false, answer: null });
  }

  /** A request that changed nothing claimed nothing on its way: there is no row then, and nothing worth remembering. */
  private async remember(claim: Claim, answer: unknown): Promise<void> {
    const sealed = answer === undefined ? null : this.vault.sealForHouse(claim.id, JSON.stringify(answer));
    const kept = { answered: true, answer: sealed };
    await this.unitOfWork.run(() => this.replies.update({ id: claim.id }, kept));
  }

  /** Forgets the answers that were kept for a day; how many there were. */
  async forgetOld(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - KEPT_FOR);
    return (await this.unitOfWork.run(() => this.replies.delete({ claimedAt: LessThan(before) }))).affected ?? 0;
  }

  private get replies() {
    return this.unitOfWork.manager.getRepository(IdempotentReply);
  }
}

function bodyText(body: unknown): string {
  if (Buffer.isBuffer(body)) return sha256Hex(body);
  return canonicalJson(body ?? null);
}
