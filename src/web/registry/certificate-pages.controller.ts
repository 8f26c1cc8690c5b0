import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { pendingRevocation } from '../../certification/certificate';
import { Certification, type CertificateView } from '../../certification/certification.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Invalid, NotFound } from '../../kernel/errors';
import { type Form, orShowAgain, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { reviewInWords, standingInWords } from '../scope/rule-presenter';
import { unhyphened, Wording } from '../wording';
import { certificateStatusInWords, eventInWords } from './certificate-words';
import { registryTabs } from './tabs';

const REASON_MAX = 2000;

/** What may befall a certificate, by the last part of its address. */
const CHANGES = {
  suspension: { method: 'suspend', done: 'Suspended.' },
  reinstatement: { method: 'reinstate', done: 'Reinstated.' },
  revocation: { method: 'requestRevocation', done: 'Asked for. It shows as suspended until another registrar confirms.' },
  confirmation: { method: 'confirmRevocation', done: 'Revoked.' },
  supersession: { method: 'supersede', done: 'A new certificate took its place; this is it.' },
} as const;

type Change = keyof typeof CHANGES;

/** The register of certificates. */
@ApiExcludeController()
@Controller('registry/certificates')
export class CertificatePagesController {
  constructor(
    private readonly certification: Certification,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('certificate:list')
  async list(@CurrentActor() actor: PersonActor, @Query('after') after?: string) {
    const { items, next } = await this.certification.list(actor, { limit: 50, cursor: after || undefined });
    return new Page('registry/certificates', {
      title: 'Certificates',
      tabs: registryTabs('/registry/certificates'),
      certificates: items.map((item) => ({
        id: item.id,
        number: item.number,
        holder: item.holder.name ?? 'erased',
        scheme: item.scheme,
        place: item.jurisdiction,
        status: certificateStatusInWords(item.status),
        issuedOn: this.wording.day(item.issuedOn),
        expiresOn: this.wording.day(item.expiresOn),
      })),
      next: next && `/registry/certificates?after=${encodeURIComponent(next)}`,
    });
  }

  @Get(':id')
  @Allow('certificate:list')
  async show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    return this.page(actor, await this.certification.get(id, actor));
  }

  @Post(':id/:change')
  @Allow('certificate:change')
  change(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) id: string,
    @Param('change') change: string,
    @Body() form: Form,
  ) {
    if (!isChange(change)) throw new NotFound('That page');
    return orShowAgain(
      async () => {
        const reason = textOf(form, 'reason').slice(0, REASON_MAX);
        if (reason === '' && change !== 'confirmation') throw new Invalid([{ path: 'reason', message: 'is needed: it is kept with the date' }]);
        const { method, done } = CHANGES[change];
        const certificate = await this.certification[method](id, { reason }, actor);
        return new SeeOther(`/registry/certificates/${certificate.id}`, done);
      },
      async (refusal) => this.page(actor, await this.certification.get(id, actor), refusal),
    );
  }

  private page(actor: PersonActor, view: CertificateView, refusal?: Refusal): Page {
    const { snapshot, events } = view;
    const pending = pendingRevocation(events);
    const over = view.facts.some(({ status }) => status === 'revoked' || status === 'superseded');
    const suspended = view.facts.some(({ status }) => status === 'suspended');
    const mayChange = actor.roles.includes('registrar');
    return new Page(
      'registry/certificate',
      {
        title: view.number,
        crumbs: [{ label: 'Certificates', address: '/registry/certificates' }, { label: view.number }],
        refusal,
        id: view.id,
        number: view.number,
        status: certificateStatusInWords(view.status),
        holder: snapshot?.holder.name ?? 'Erased',
        holderId: view.holder.id,
        profession: unhyphened(view.profession),
        scheme: snapshot?.scheme.title ?? view.scheme,
        place: view.jurisdiction,
        law: snapshot && {
          standing: standingInWords(snapshot.scopeOfPractice.standing, snapshot.scopeOfPractice.review),
          review: reviewInWords(snapshot.scopeOfPractice.review),
        },
        issuedOn: this.wording.day(view.issuedOn),
        expiresOn: this.wording.day(view.expiresOn),
        verifyUrl: view.verifyUrl,
        pdfSha256: view.pdfSha256,
        snapshotDigest: view.snapshotDigest,
        supersedes: view.supersedes,
        supersededBy: view.supersededBy,
        events: events.map((event) => ({
          what: eventInWords(event.type),
          recorded: this.wording.moment(event.recordedAt),
          effective: event.effectiveAt.getTime() === event.recordedAt.getTime() ? null : this.wording.moment(event.effectiveAt),
          actor: event.actor.name ?? 'erased',
          reason: event.reason,
        })),
        may: {
          suspend: mayChange && !over && !suspended,
          reinstate: mayChange && !over && suspended,
          revoke: mayChange && !over && !pending,
          confirm: mayChange && pending !== null && pending.actor.id !== actor.id,
          supersede: mayChange && !over && !suspended,
        },
        waits: pending && pending.actor.id === actor.id,
      },
      refusal?.status ?? 200,
    );
  }
}

function isChange(text: string): text is Change {
  return Object.hasOwn(CHANGES, text);
}
