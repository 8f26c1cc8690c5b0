import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { SignOffs } from '../sign-offs.service';
import { QualificationDto } from './assessors.controller';
import {
  CompetencyCode,
  IsLevel,
  IsMoment,
  IsRegionTier,
  NamedPersonDto,
  PersonPageQuery,
  WrittenText,
} from './fields';

/** A signature is made by the person, not by whoever sits at their open session: one of these proves it again. */
export class ReauthenticationDto {
  @ApiPropertyOptional({ format: 'password' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(1024)
  password?: string;

  @ApiPropertyOptional({ description: 'Not taken yet' })
  @IsOptional()
  @IsString({ message: 'is text' })
  @MaxLength(8192)
  passkey?: string;
}

function holdsProof(value: unknown): boolean {
  const { password, passkey } = (value ?? {}) as ReauthenticationDto;
  return Boolean(password ?? passkey);
}

/** The statement that a person holds a competency at a level. */
export class SignOffDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'is the id of a person' })
  personId: string;

  @ApiProperty({ example: 'C19' })
  @CompetencyCode()
  competency: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 5, description: 'Of the entrustment scale' })
  @IsLevel()
  level: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 3, default: 1 })
  @IsOptional()
  @IsRegionTier()
  regionTier?: number;

  @ApiProperty({ format: 'date-time' })
  @IsMoment()
  observedAt: string;

  @ApiPropertyOptional({
    type: [String],
    description: 'Ids of the observations that it rests on; omitted only where the competency needs none',
  })
  @IsOptional()
  @IsArray({ message: 'is a list of ids of observations' })
  @ArrayMaxSize(50)
  @ArrayUnique({ message: 'names each observation once' })
  @IsUUID(undefined, { each: true, message: 'is a list of ids of observations' })
  observations?: string[];

  @ApiPropertyOptional({ maxLength: 4000 })
  @IsOptional()
  @WrittenText(4000)
  comment?: string;

  @ApiProperty({ description: 'Whether the assessor has one: then another has to sign' })
  @IsBoolean({ message: 'is declared: true or false' })
  conflictOfInterest: boolean;

  @ApiProperty({ type: ReauthenticationDto, description: 'One of the two' })
  @IsObject({ message: 'is { password }' })
  @ValidateBy({
    name: 'proof',
    validator: { validate: holdsProof, defaultMessage: () => 'holds the password of whoever signs' },
  })
  @ValidateNested()
  @Type(() => ReauthenticationDto)
  reauthentication: ReauthenticationDto;
}

export class WithdrawSignOffDto {
  @ApiProperty({ maxLength: 2000 })
  @WrittenText(2000)
  reason: string;
}

export class SigningAssessorDto extends NamedPersonDto {
  @ApiProperty({ type: QualificationDto, description: 'The one that held at the moment of signing' })
  qualification: QualificationDto;
}

export class WithdrawalDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: NamedPersonDto })
  by: NamedPersonDto;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;

  @ApiProperty({ format: 'date-time' })
  withdrawnAt: Date;
}

export class SignedOffDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty({ format: 'uuid', description: 'The version of the programme whose framework the code belongs to' })
  programmeVersionId: string;

  @ApiProperty({ example: 'C19' })
  competency: string;

  @ApiProperty({ type: 'integer' })
  level: number;

  @ApiProperty({ type: 'integer' })
  regionTier: number;

  @ApiProperty({ type: [String] })
  observations: readonly string[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Exactly as it was signed; `null` once the trainee has been erased',
  })
  sentence: string | null;

  @ApiProperty({
    description:
      'SHA-256 of the UTF-8 bytes of the sentence, in hexadecimal. The signing code in the sentence keeps it from being guessed',
  })
  sentenceDigest: string;

  @ApiProperty({ type: String, nullable: true })
  comment: string | null;

  @ApiProperty({ enum: ['password'], description: 'How the assessor proved, at that moment, to be who they are' })
  method: 'password';

  @ApiProperty({ type: SigningAssessorDto })
  assessor: SigningAssessorDto;

  @ApiProperty({ format: 'date-time' })
  observedAt: Date;

  @ApiProperty({ format: 'date-time' })
  signedAt: Date;

  @ApiProperty({ type: WithdrawalDto, nullable: true })
  withdrawal: WithdrawalDto | null;
}

export class SignOffListDto {
  @ApiProperty({ type: [SignedOffDto] })
  items: SignedOffDto[];

  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

@ApiTags('Competency')
@ApiBearerAuth()
@Controller('api/v1/sign-offs')
export class SignOffsController {
  constructor(private readonly signOffs: SignOffs) {}

  @Post()
  @Allow('sign-off:make')
  @ApiOperation({
    summary:
      'Sign that somebody holds a competency. Refused with every reason in words, the code being that of the most serious',
  })
  @ApiCreatedResponse({ type: SignedOffDto, description: 'The sign-off, with the sentence as it was signed' })
  sign(@Body() body: SignOffDto, @CurrentActor() actor: PersonActor): Promise<SignedOffDto> {
    return this.signOffs.sign(actor, {
      ...body,
      regionTier: body.regionTier ?? undefined,
      observations: body.observations ?? undefined,
      comment: body.comment ?? undefined,
      observedAt: new Date(body.observedAt),
    });
  }

  @Post(':id/withdrawal')
  @Allow('sign-off:withdraw')
  @ApiOperation({
    summary:
      'Take a sign-off back from now on. The assessor who signed it may, and a registrar; it stays readable as it was signed',
  })
  @ApiCreatedResponse({ type: SignedOffDto, description: 'The sign-off, with its withdrawal' })
  withdraw(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: WithdrawSignOffDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<SignedOffDto> {
    return this.signOffs.withdraw(actor, id, reason);
  }

  @Get(':id')
  @Allow('record:read')
  @ApiOperation({ summary: 'One sign-off: one’s own, or that of somebody of one’s cohorts' })
  @ApiOkResponse({ type: SignedOffDto, description: 'The sign-off' })
  get(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() actor: PersonActor): Promise<SignedOffDto> {
    return this.signOffs.get(actor, id);
  }

  @Get()
  @Allow('record:read')
  @ApiOperation({
    summary: 'One’s own sign-offs, or those of somebody of one’s cohorts; newest first, withdrawn ones among them',
  })
  @ApiOkResponse({ type: SignOffListDto, description: 'Sign-offs' })
  list(@Query() query: PersonPageQuery, @CurrentActor() actor: PersonActor): Promise<SignOffListDto> {
    return this.signOffs.list(actor, query.personId ?? actor.id, query);
  }
}
