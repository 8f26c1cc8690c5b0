import { Injectable } from '@nestjs/common';
import { pendingRevocation } from '../../certification/certificate';
import {
  type CertificateEventView,
  Certification,
  type CertificateView,
} from '../../certification/certification.service';
import type { PersonActor } from '../../identity/access';
import { Clock } from '../../kernel/clock';
import { inWords } from '../findings';
import { besideFields, type Refusal } from '../forms';
import { Page } from '../page';
import { reviewInWords, standingInWords } from '../scope/rule-presenter';
import { capitalised, unhyphened, Wording } from '../wording';
import { changeForms, changesOpenTo, type ChangeValues } from './certificate-changes';
import { certificateStatusInWords, eventInWords, statusMeans } from './certificate-words';

/** One certificate at the registrar's desk. */
@Injectable()
export class CertificatePage {
  constructor(
    private readonly clock: Clock,
    private readonly certification: Certification,
    private readonly wording: Wording,
  ) {}

  async of(
    actor: PersonActor,
    certificateId: string,
    { refusal, values }: { refusal?: Refusal; values?: ChangeValues } = {},
  ): Promise<Page> {
    const view = await this.certification.get(certificateId, actor);
    const { snapshot, events } = view;
    const pending = pendingRevocation(events);
    const status = certificateStatusInWords(view.status);
    const open = changesOpenTo(actor, view);
    return new Page(
      'registry/certificate',
      {
        title: `Certificate ${view.number}`,
        unlisted: true,
        crumbs: [{ label: 'Certificates', address: '/registry/certificates' }, { label: view.number }],
        refusal: besideFields(refusal),
        id: view.id,
        number: view.number,
        fictional: snapshot?.scopeOfPractice.jurisdiction.fictional ?? false,
        status: { ...status, means: statusMeans(view.status), ...this.endsOn(view) },
        holder: snapshot?.holder.name ?? view.holder.name ?? 'Somebody who was erased',
        isErased: snapshot === null,
        details: this.details(view),
        law: snapshot && {
          place: snapshot.scopeOfPractice.jurisdiction.name,
          standing: standingInWords(snapshot.scopeOfPractice.standing, snapshot.scopeOfPractice.review),
          review: reviewInWords(snapshot.scopeOfPractice.review),
          version: snapshot.scopeOfPractice.ruleSet.version,
        },
        statements: snapshot?.statements.map(({ text }) => text) ?? [],
        findings: snapshot?.scheme.findings.map(inWords) ?? [],
        verifyUrl: view.verifyUrl,
        pdfSha256: view.pdfSha256,
        snapshotDigest: view.snapshotDigest,
        supersedes: view.supersedes,
        supersededBy: view.supersededBy,
        events: events.toReversed().map((event) => this.eventLine(event)),
        pending: pending && {
          isMine: pending.actor.id === actor.id,
          mayDecide: open.includes('confirmation'),
          by: pending.actor.name ?? 'a registrar',
          on: this.wording.moment(pending.recordedAt),
          from: this.wording.moment(pending.effectiveAt),
          reason: pending.reason,
        },
        isOwn: view.holder.id === actor.id,
        forms: changeForms(open, {
          values,
          errors: refusal?.errors ?? {},
          earliest: view.validFrom,
          now: this.clock.now(),
          wording: this.wording,
        }),
      },
      refusal?.status ?? 200,
    );
  }

  private details({ scheme, profession, issuedOn, expiresOn, snapshot }: CertificateView) {
    return {
      scheme: snapshot?.scheme.title ?? scheme,
      programme: snapshot && `${snapshot.programme.title}, version ${snapshot.programme.version}`,
      profession: capitalised(unhyphened(profession)),
      licence: snapshot?.holder.licence ?? null,
      issuedOn: this.wording.day(issuedOn),
      expiresOn: this.wording.day(expiresOn),
    };
  }

  /** Since when the gravest thing holds against it. */
  private endsOn({ facts, expiresOn }: CertificateView) {
    const [gravest] = facts;
    return gravest ? { since: this.wording.moment(gravest.effectiveAt) } : { until: this.wording.day(expiresOn) };
  }

  private eventLine({ type, effectiveAt, recordedAt, actor, reason }: CertificateEventView) {
    return {
      what: eventInWords(type),
      recorded: this.wording.moment(recordedAt),
      effective: effectiveAt.getTime() === recordedAt.getTime() ? null : this.wording.moment(effectiveAt),
      actor: actor.name ?? 'somebody who was erased',
      reason,
    };
  }
}
