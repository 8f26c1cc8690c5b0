import { Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual, Not } from 'typeorm';
import { type HotList, HotReads } from '../database/hot-reads';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { Ids } from '../kernel/ids';
import { Randomness } from '../kernel/randomness';
import type { PersonActor } from './access';
import { Session } from './data/session.entity';
import { needsSecondFactor, Role } from './domain/permissions';
import { rolesAfter, RoleChange } from './domain/roles';
import { hashOfToken, newToken } from './tokens';

const HOURS = 3_600_000;
/** A working day and the evening after it. */
const LASTS = 12 * HOURS;

/** A session as the guard knows it. */
export interface KnownSession {
  readonly actor: PersonActor & { readonly roles: readonly Role[] };
  /** A registrar or administrator who has still to prove a second factor. */
  readonly secondFactorOwed: boolean;
}

interface Row extends RoleChange {
  readonly sessionId: string;
  readonly personId: string;
  readonly expiresAt: string;
  readonly secondFactorDone: boolean | number;
  readonly demo: boolean | number;
}

/** Sessions are kept by the house, so that ending one has effect at once. */
@Injectable()
export class Sessions {
  private readonly heldBy: HotList<Row>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly randomness: Randomness,
    hotReads: HotReads,
  ) {
    this.heldBy = hotReads.prepareList(
      `SELECT s."id" AS "sessionId", s."personId" AS "personId", s."expiresAt" AS "expiresAt",
              s."secondFactorDone" AS "secondFactorDone", p."demo" AS "demo",
              g."sequence" AS "sequence", g."role" AS "role", g."change" AS "change"
       FROM "session" s
       JOIN "person" p ON p."id" = s."personId"
       LEFT JOIN "role_grant" g ON g."personId" = s."personId"
       WHERE s."tokenHash" = $1 AND s."endedAt" IS NULL`,
    );
  }

  /** Begins a session and forgets the person's that have expired. The token is shown here and never again. */
  async start(
    personId: string,
    { kind, secondFactorDone }: Pick<Session, 'kind' | 'secondFactorDone'>,
  ): Promise<{ id: string; token: string; expiresAt: Date }> {
    const startedAt = this.clock.now();
    const expiresAt = new Date(startedAt.getTime() + LASTS);
    const { token, hash: tokenHash } = newToken(this.randomness);
    const id = this.ids.next();
    await this.sessions.delete({ personId, expiresAt: LessThanOrEqual(startedAt) });
    await this.sessions.insert({
      id,
      personId,
      tokenHash,
      kind,
      startedAt,
      expiresAt,
      endedAt: null,
      secondFactorDone,
    });
    return { id, token, expiresAt };
  }

  /**
   * Who holds this token, with the roles of this moment; null where it is unknown, ended or expired. Every request asks the
   * database anew, so that an ended session and a role that was taken have no effect for even one more.
   */
  async recognise(token: string): Promise<KnownSession | null> {
    const rows = await this.heldBy(hashOfToken(token));
    if (rows.length === 0 || new Date(rows[0].expiresAt) <= this.clock.now()) return null;
    const { sessionId, personId, secondFactorDone, demo } = rows[0];
    const roles = rolesAfter(rows.filter(({ role }) => role !== null));
    return {
      actor: { kind: 'person', id: personId, roles, sessionId },
      secondFactorOwed: !secondFactorDone && needsSecondFactor({ roles, demo: Boolean(demo) }),
    };
  }

  async end(id: string): Promise<void> {
    await this.sessions.update({ id, endedAt: IsNull() }, { endedAt: this.clock.now() });
  }

  /** Ends every session of a person, or all but one. */
  async endAllOf(personId: string, but?: string): Promise<void> {
    const others = but === undefined ? {} : { id: Not(but) };
    await this.sessions.update({ personId, endedAt: IsNull(), ...others }, { endedAt: this.clock.now() });
  }

  async markSecondFactorDone(id: string): Promise<void> {
    await this.sessions.update({ id }, { secondFactorDone: true });
  }

  private get sessions() {
    return this.unitOfWork.manager.getRepository(Session);
  }
}
