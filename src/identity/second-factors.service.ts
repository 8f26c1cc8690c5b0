import { Inject, Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail';
import { SETTINGS, type Settings } from '../config/settings';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { Ids } from '../kernel/ids';
import { Randomness } from '../kernel/randomness';
import { Vault } from '../vault/vault.service';
import type { PersonActor } from './access';
import { PersonRegister } from './data/person-register';
import { RecoveryCode } from './data/recovery-code.entity';
import { SecondFactor } from './data/second-factor.entity';
import { newRecoveryCode, recoveryCodeKey } from './domain/recovery-code';
import { acceptedStep, otpauthUrl, SECRET_BYTES, secretFrom } from './domain/totp';
import { CodeNotConfirmed, NoSecondFactorBegun, SecondFactorExists } from './identity.errors';
import { Sessions } from './sessions.service';

const RECOVERY_CODES = 10;

/** Proof by something one has: an authenticator app (TOTP), or a recovery code where it is lost. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly randomness: Randomness,
    private readonly vault: Vault,
    private readonly sessions: Sessions,
    private readonly people: PersonRegister,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async isSetUp(personId: string): Promise<boolean> {
    return (await this.find(personId))?.confirmedAt instanceof Date;
  }

  /** A fresh secret for the app. It protects nothing until confirmed; asking again replaces it. */
  begin(actor: PersonActor): Promise<{ secret: string; otpauthUrl: string }> {
    return this.unitOfWork.run(async () => {
      if (await this.isSetUp(actor.id)) throw new SecondFactorExists();
      const secret = secretFrom(this.randomness.bytes(SECRET_BYTES));
      await this.factors.delete({ personId: actor.id });
      await this.factors.insert({
        personId: actor.id,
        sealedSecret: await this.vault.seal(actor.id, secret),
        createdAt: this.clock.now(),
        confirmedAt: null,
        lastStep: null,
      });
      const person = await this.people.find(actor.id);
      return { secret, otpauthUrl: otpauthUrl(secret, this.settings.issuerName, person?.email ?? actor.id) };
    });
  }

  /** From now on the account is protected, this session included. The recovery codes are shown here and never again. */
  confirm(actor: PersonActor, code: string): Promise<{ recoveryCodes: string[] }> {
    return this.unitOfWork.run(async () => {
      const factor = await this.find(actor.id);
      if (!factor) throw new NoSecondFactorBegun();
      if (factor.confirmedAt) throw new SecondFactorExists();
      const lastStep = await this.stepOf(factor, code);
      if (lastStep === null) throw new CodeNotConfirmed();
      const confirmedAt = this.clock.now();
      const { affected } = await this.factors.update(
        { personId: actor.id, confirmedAt: IsNull() },
        { confirmedAt, lastStep },
      );
      if (affected !== 1) throw new SecondFactorExists();
      const recoveryCodes = Array.from({ length: RECOVERY_CODES }, () => newRecoveryCode(this.randomness));
      for (const recoveryCode of recoveryCodes) {
        const codeHash = this.hashOf(recoveryCode);
        await this.codes.insert({ id: this.ids.next(), personId: actor.id, codeHash, usedAt: null });
      }
      await this.sessions.markSecondFactorDone(actor.sessionId);
      await this.audit.record('second-factor.set-up', actor, { type: 'person', id: actor.id });
      return { recoveryCodes };
    });
  }

  /** Takes a code of the app, or a recovery code. Each is good once, also when it is sent twice at the same moment. */
  async take(personId: string, code: string): Promise<boolean> {
    const factor = await this.find(personId);
    if (!factor?.confirmedAt) return false;
    const given = code.replace(/\s/g, '');
    const step = /^\d{6}$/.test(given) ? await this.stepOf(factor, given) : null;
    const { affected } =
      step === null
        ? await this.codes.update(
            { personId, codeHash: this.hashOf(given), usedAt: IsNull() },
            { usedAt: this.clock.now() },
          )
        : await this.factors.update(
            [
              { personId, lastStep: IsNull() },
              { personId, lastStep: LessThan(step) },
            ],
            { lastStep: step },
          );
    return affected === 1;
  }

  private async stepOf(factor: SecondFactor, code: string): Promise<number | null> {
    const secret = await this.vault.open(factor.personId, factor.sealedSecret);
    return secret === null ? null : acceptedStep(secret, code, this.clock.now(), factor.lastStep);
  }

  private hashOf(recoveryCode: string): string {
    return this.vault.fingerprint('recovery-code', recoveryCodeKey(recoveryCode));
  }

  private find(personId: string): Promise<SecondFactor | null> {
    return this.factors.findOneBy({ personId });
  }

  private get factors() {
    return this.unitOfWork.manager.getRepository(SecondFactor);
  }

  private get codes() {
    return this.unitOfWork.manager.getRepository(RecoveryCode);
  }
}
