import { Injectable } from '@nestjs/common';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { systemActor } from '../audit/actor';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import { Clock } from '../kernel/clock';
import { Conflict } from '../kernel/errors';
import { Vault } from '../vault/vault.service';
import { IssuerKey } from './data/issuer-key.entity';

/** A key as anybody may see it. */
export interface PublicIssuerKey {
  /** RFC 7638 thumbprint. */
  readonly id: string;
  /** SubjectPublicKeyInfo. */
  readonly pem: string;
  readonly jwk: { readonly kty: string; readonly crv: string; readonly x: string };
  readonly activeFrom: Date;
}

/** RFC 7638: SHA-256 over the members that an OKP key must have, in this order. */
function thumbprint({ crv, kty, x }: PublicIssuerKey['jwk']): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

function publicPart(row: Pick<IssuerKey, 'id' | 'publicKey' | 'activeFrom'>): PublicIssuerKey {
  const jwk = createPublicKey(row.publicKey).export({ format: 'jwk' }) as PublicIssuerKey['jwk'];
  return { id: row.id, pem: row.publicKey, jwk: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, activeFrom: row.activeFrom };
}

const sealName = (id: string) => `issuer-key/${id}`;

/** The house's signing keys (Ed25519). A private key is never handed out: one asks for a signature. */
@Injectable()
export class IssuerKeys {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly audit: AuditTrail,
  ) {}

  /** Makes the first key where there is none. Of instances that start together one makes it, and all use it. */
  async ensure(): Promise<void> {
    if (await this.findNewest()) return;
    try {
      await this.unitOfWork.run(async () => {
        if (!(await this.findNewest())) await this.make(1);
      });
    } catch (fault) {
      if (!(fault instanceof Conflict) || !(await this.findNewest())) throw fault;
    }
  }

  /** The key that signs now. */
  async current(): Promise<PublicIssuerKey> {
    await this.ensure();
    return publicPart((await this.findNewest()) as IssuerKey);
  }

  /** A signature over these bytes with a key of ours. */
  async sign(keyId: string, bytes: Buffer): Promise<Buffer> {
    const row = await this.keys.findOneByOrFail({ id: keyId });
    return sign(null, bytes, createPrivateKey(this.vault.openForHouse(sealName(row.id), row.privateKey)));
  }

  /** Every key there ever was, oldest first. */
  async list(): Promise<PublicIssuerKey[]> {
    return (await this.keys.find({ order: { sequence: 'ASC' } })).map(publicPart);
  }

  async find(id: string): Promise<PublicIssuerKey | null> {
    const row = await this.keys.findOneBy({ id });
    return row && publicPart(row);
  }

  private get keys() {
    return this.unitOfWork.manager.getRepository(IssuerKey);
  }

  private async findNewest(): Promise<IssuerKey | null> {
    const [newest] = await this.keys.find({ order: { sequence: 'DESC' }, take: 1 });
    return newest ?? null;
  }

  private async make(sequence: number): Promise<void> {
    const pair = generateKeyPairSync('ed25519');
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }) as string;
    const id = thumbprint(pair.publicKey.export({ format: 'jwk' }) as PublicIssuerKey['jwk']);
    const privateKey = this.vault.sealForHouse(
      sealName(id),
      pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    );
    await this.keys.insert({ id, sequence, publicKey, privateKey, activeFrom: this.clock.now() });
    await this.audit.record('issuer-key.made', systemActor('certification'), { type: 'issuer-key', id }, { sequence });
  }
}
