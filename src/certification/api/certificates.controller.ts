import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { sha256Hex } from '../../kernel/canonical-json';
import { FormatNotAvailable } from '../certification.errors';
import { Certification } from '../certification.service';
import type { ChangeRequest } from '../issuing.service';
import {
  CertificateDto,
  CertificateListDto,
  NativeCredentialDto,
  presentCertificate,
  presentCredential,
  presentSummary,
} from './certificate.presenter';
import {
  ChangeCertificateDto,
  ConfirmRevocationDto,
  CredentialQuery,
  IssueCertificateDto,
  ListCertificatesQuery,
} from './certificates.dto';

const change = ({ reason, effectiveAt }: ChangeCertificateDto): ChangeRequest => ({
  reason,
  effectiveAt: effectiveAt === undefined ? undefined : new Date(effectiveAt),
});

@ApiTags('Certificates')
@ApiBearerAuth()
@Controller('api/v1/certificates')
export class CertificatesController {
  constructor(private readonly certification: Certification) {}

  @Post()
  @Allow('certificate:issue')
  @ApiOperation({ summary: 'Issue a certificate, or be told everything that is still owed' })
  @ApiCreatedResponse({ type: CertificateDto, description: 'The certificate that was issued' })
  async issue(@Body() body: IssueCertificateDto, @CurrentActor() actor: PersonActor): Promise<CertificateDto> {
    return presentCertificate(await this.certification.issue(body, actor));
  }

  @Get()
  @Allow('certificate:read')
  @ApiOperation({ summary: 'The register, newest first; with ?mine=true one’s own certificates' })
  @ApiOkResponse({ type: CertificateListDto, description: 'Certificates, without their history' })
  async list(
    @Query() { mine, ...page }: ListCertificatesQuery,
    @CurrentActor() actor: PersonActor,
  ): Promise<CertificateListDto> {
    const { items, next } = await this.certification.list(actor, page, { mine: mine === 'true' || mine === '' });
    return { items: items.map(presentSummary), next };
  }

  @Get(':id')
  @Allow('certificate:read')
  @ApiOperation({ summary: 'One certificate: where it stands, and everything that happened to it' })
  @ApiOkResponse({ type: CertificateDto, description: 'The certificate' })
  async get(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() actor: PersonActor): Promise<CertificateDto> {
    return presentCertificate(await this.certification.get(id, actor));
  }

  @Get(':id/pdf')
  @Allow('certificate:read')
  @ApiOperation({ summary: 'The file as it was made on the day of issue, byte for byte' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' }, description: 'The file' })
  async pdf(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() actor: PersonActor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, sha256, fileName } = await this.certification.pdf(id, actor);
    const tag = `"${sha256}"`;
    void reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
    if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(tag)) return void reply.status(304).send();
    void reply
      .headers({ 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${fileName}"` })
      .send(bytes);
  }

  @Get(':id/credential')
  @Allow('certificate:read')
  @ApiOperation({ summary: 'What it says as data, with the signature over it' })
  @ApiOkResponse({
    type: NativeCredentialDto,
    description: 'The signed data, the signature, and the key that verifies it',
  })
  async credential(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { format = 'native' }: CredentialQuery,
    @CurrentActor() actor: PersonActor,
  ): Promise<NativeCredentialDto> {
    const signed = await this.certification.credential(id, actor);
    if (format !== 'native') throw new FormatNotAvailable(format);
    return presentCredential(signed, sha256Hex(signed.bytes));
  }

  @Post(':id/suspension')
  @HttpCode(200)
  @Allow('certificate:change')
  @ApiOperation({ summary: 'Suspend a certificate: nobody is to rely on it until it is reinstated' })
  @ApiOkResponse({ type: CertificateDto, description: 'The certificate, suspended' })
  async suspend(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeCertificateDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<CertificateDto> {
    return presentCertificate(await this.certification.suspend(id, change(body), actor));
  }

  @Post(':id/reinstatement')
  @HttpCode(200)
  @Allow('certificate:change')
  @ApiOperation({ summary: 'End a suspension, or decline a revocation that waits for a second registrar' })
  @ApiOkResponse({ type: CertificateDto, description: 'The certificate, as it stands now' })
  async reinstate(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeCertificateDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<CertificateDto> {
    return presentCertificate(await this.certification.reinstate(id, change(body), actor));
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @Allow('certificate:change')
  @ApiOperation({ summary: 'Ask for a revocation: suspended until a second registrar confirms it' })
  @ApiOkResponse({ type: CertificateDto, description: 'The certificate, suspended until the revocation is confirmed' })
  async revoke(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeCertificateDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<CertificateDto> {
    return presentCertificate(await this.certification.requestRevocation(id, change(body), actor));
  }

  @Post(':id/revocation/confirmation')
  @HttpCode(200)
  @Allow('certificate:change')
  @ApiOperation({ summary: 'Confirm a revocation that another registrar asked for' })
  @ApiOkResponse({ type: CertificateDto, description: 'The certificate, revoked' })
  async confirm(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ConfirmRevocationDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<CertificateDto> {
    return presentCertificate(
      await this.certification.confirmRevocation(id, change(body as ChangeCertificateDto), actor),
    );
  }

  @Post(':id/supersession')
  @Allow('certificate:change')
  @ApiOperation({ summary: 'Issue another certificate in its place, from the record and the law of today' })
  @ApiCreatedResponse({ type: CertificateDto, description: 'The new certificate' })
  async supersede(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeCertificateDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<CertificateDto> {
    return presentCertificate(await this.certification.supersede(id, change(body), actor));
  }
}
