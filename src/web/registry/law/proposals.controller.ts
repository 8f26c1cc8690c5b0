import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { pageOfAll } from '../../../kernel/listing';
import { PageQuery } from '../../../kernel/page-query';
import {
  presentProposal,
  ProposalDto,
  ProposalListDto,
  ProposeRuleDto,
  ReviewProposalDto,
  WithdrawProposalDto,
  WordRuleDto,
} from '../../../scope-of-practice/proposal.dto';
import { RuleProposals } from '../../../scope-of-practice/rule-proposals.service';
import { LawDesk } from './law-desk';

class TouchedPersonDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
}

class ConcernedPersonDto extends TouchedPersonDto {
  @ApiProperty({ description: 'Enrolled, so that what is still owed may be another' }) isLearning: boolean;
}

class ConcernedCertificateDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() number: string;
  @ApiProperty({ enum: ['valid', 'suspended'] }) status: string;
  @ApiProperty({ type: TouchedPersonDto }) holder: TouchedPersonDto;
}

class ImpactDto {
  @ApiProperty({ type: [ConcernedCertificateDto], description: 'They stay as they were issued' })
  certificates: readonly ConcernedCertificateDto[];
  @ApiProperty({ type: [ConcernedPersonDto], description: 'Who state that they practise there' })
  people: readonly ConcernedPersonDto[];
}

/** Of the top step, since whom a rule concerns is known in several rooms. */
@ApiTags('Scope of practice')
@ApiBearerAuth()
@Controller('api/v1/scope-of-practice/proposals')
export class ProposalsController {
  constructor(
    private readonly proposals: RuleProposals,
    private readonly desk: LawDesk,
  ) {}

  @Post()
  @Allow('rule:propose')
  @ApiOperation({ summary: 'Write down a new version of a rule: no part of the register before it is published' })
  @ApiCreatedResponse({ type: ProposalDto, description: 'A draft' })
  async propose(@Body() body: ProposeRuleDto, @CurrentActor() actor: PersonActor): Promise<ProposalDto> {
    return presentProposal(await this.proposals.propose(actor, body));
  }

  @Get()
  @Allow('certificate:list')
  @ApiOperation({ summary: 'Versions that were written down, the newest first' })
  @ApiOkResponse({ type: ProposalListDto, description: 'A page of proposals' })
  async list(@Query() page: PageQuery): Promise<ProposalListDto> {
    return pageOfAll((await this.proposals.list()).map(presentProposal), page, ({ id }) => id);
  }

  @Get(':id')
  @Allow('certificate:list')
  @ApiOperation({ summary: 'A version that was written down, and what differs from the one that it replaces' })
  @ApiOkResponse({ type: ProposalDto, description: 'The proposal' })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ProposalDto> {
    return presentProposal(await this.proposals.get(id));
  }

  @Get(':id/impact')
  @Allow('certificate:list')
  @ApiOperation({ summary: 'Whom it concerns: certificates that record the law there, and people who practise there' })
  @ApiOkResponse({ type: ImpactDto, description: 'Certificates and people' })
  async impact(@Param('id', ParseUUIDPipe) id: string): Promise<ImpactDto> {
    const { certificates, people } = await this.desk.impactOf(id);
    return {
      certificates: certificates.map(({ id: certificateId, number, status, holder }) => ({
        ...{ id: certificateId, number, status, holder },
      })),
      people: people.map(({ id: personId, name, isLearning }) => ({ id: personId, name, isLearning })),
    };
  }

  @Post(':id/wordings')
  @Allow('rule:propose')
  @ApiOperation({ summary: 'Word it anew: it is a draft again, whatever was said of it' })
  @ApiCreatedResponse({ type: ProposalDto, description: 'The draft' })
  async reword(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { text }: WordRuleDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<ProposalDto> {
    return presentProposal(await this.proposals.reword(actor, id, text));
  }

  @Post(':id/submission')
  @Allow('rule:propose')
  @ApiOperation({ summary: 'Hand it to another registrar' })
  @ApiCreatedResponse({ type: ProposalDto, description: 'Waits to be compared' })
  async submit(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() actor: PersonActor): Promise<ProposalDto> {
    return presentProposal(await this.proposals.submit(actor, id));
  }

  @Post(':id/review')
  @Allow('rule:review')
  @ApiOperation({
    summary: 'Say that it was compared with the primary text; not by anybody who wrote a part of it',
    description:
      '422 `second-person-required`; 409 `rule-proposal-decided` where it was worded anew or decided meanwhile.',
  })
  @ApiCreatedResponse({ type: ProposalDto, description: 'Verified, or refused' })
  async review(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { digest, ...review }: ReviewProposalDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<ProposalDto> {
    return presentProposal(await this.proposals.review(actor, id, review, digest));
  }

  @Post(':id/publication')
  @Allow('rule:propose')
  @ApiOperation({
    summary: 'Make what was verified a version of the register, and tell those whom it concerns',
    description:
      'A new period ends the one before where that has no end of its own. Certificates stay as they were issued.',
  })
  @ApiCreatedResponse({ type: ProposalDto, description: 'Published' })
  async publish(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() actor: PersonActor): Promise<ProposalDto> {
    return presentProposal(await this.desk.publish(actor, id));
  }

  @Post(':id/withdrawal')
  @Allow('rule:propose')
  @ApiOperation({ summary: 'It comes to nothing, and stays readable' })
  @ApiCreatedResponse({ type: ProposalDto, description: 'Withdrawn' })
  async withdraw(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { note }: WithdrawProposalDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<ProposalDto> {
    return presentProposal(await this.proposals.withdraw(actor, id, note));
  }
}
