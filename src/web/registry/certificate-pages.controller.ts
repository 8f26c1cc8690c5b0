import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { MaxLength, MinLength } from 'class-validator';
import { Programmes } from '../../catalogue/programmes.service';
import { Certification } from '../../certification/certification.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Invalid, NotFound } from '../../kernel/errors';
import { checked, type Form, orShowAgain, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { Wording } from '../wording';
import { CHANGES, type ChangeValues, isChange } from './certificate-changes';
import { CertificatePage } from './certificate-page';
import { certificateStatusInWords } from './certificate-words';
import { registryTabs } from './tabs';

const CERTIFICATES_PER_PAGE = 30;

class ReasonForm {
  @MinLength(3, { message: 'is needed: it is kept for good, with the date and your name' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason: string;
}

/** The register of certificates: each with all that befell it, and what may be done about it. */
@ApiExcludeController()
@Controller('registry/certificates')
export class CertificatePagesController {
  constructor(
    private readonly certification: Certification,
    private readonly certificatePage: CertificatePage,
    private readonly programmes: Programmes,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('certificate:list')
  async list(
    @CurrentActor() actor: PersonActor,
    @Query() query: Readonly<Record<string, string | string[] | undefined>>,
  ): Promise<Page | SeeOther> {
    const number = textOf(query, 'number');
    const found = number ? await this.certification.findByNumber(number, actor) : null;
    if (found) return new SeeOther(`/registry/certificates/${found.id}`);
    const after = textOf(query, 'after');
    const page = { limit: CERTIFICATES_PER_PAGE, cursor: after || undefined };
    const { items, next } = await this.certification.list(actor, page);
    const schemes = (await this.programmes.list()).flatMap(({ content }) => content.schemes);
    const titles = new Map(schemes.map(({ code, title }) => [code, title]));
    return new Page('registry/certificates', {
      title: 'Certificates',
      tabs: registryTabs('/registry/certificates', actor.roles),
      number,
      certificates: items.map((item) => ({
        id: item.id,
        number: item.number,
        holder: item.holder.name ?? 'Somebody who was erased',
        scheme: titles.get(item.scheme) ?? item.scheme,
        place: item.jurisdiction,
        status: certificateStatusInWords(item.status),
        waits: item.facts.some(({ awaitingConfirmation }) => awaitingConfirmation),
        issuedOn: this.wording.day(item.issuedOn),
        expiresOn: this.wording.day(item.expiresOn),
      })),
      first: after ? '/registry/certificates' : null,
      next: next && `/registry/certificates?after=${encodeURIComponent(next)}`,
    });
  }

  @Get(':id')
  @Allow('certificate:list')
  show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    return this.certificatePage.of(actor, id);
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
    const values = { change, reason: textOf(form, 'reason'), effectiveAt: textOf(form, 'effectiveAt') };
    return orShowAgain(
      async () => {
        const { does, done } = CHANGES[change];
        const certificate = await this.certification[does](id, this.requestIn(values), actor);
        return new SeeOther(`/registry/certificates/${certificate.id}`, done);
      },
      (refusal) => this.certificatePage.of(actor, id, { refusal, values }),
    );
  }

  private requestIn({ change, reason, effectiveAt }: ChangeValues) {
    const { takesDate, reasonIsOptional } = CHANGES[change];
    const moment = takesDate && effectiveAt ? this.wording.fromLocal(effectiveAt) : undefined;
    if (moment === null) throw new Invalid([{ path: 'effectiveAt', message: 'is a day of the calendar and a time' }]);
    // Left out where it may be; the certification room keeps no empty reasons.
    const given = reasonIsOptional && reason === '' ? undefined : checked(ReasonForm, { reason }).reason;
    return { reason: given as string, ...(moment ? { effectiveAt: moment } : {}) };
  }
}
