import { Body, Controller, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Allow, CurrentActor, type PersonActor } from '../access';
import { Accounts } from '../accounts.service';
import { JURISDICTION, PROFESSION } from '../domain/profile';
import { People } from '../people.service';
import { SecondFactors } from '../second-factors.service';
import { IsOneLine } from '../one-line';
import { ChosenPasswordField, PasswordField } from './fields';
import { PersonDto, presentPerson } from './person.presenter';

const isJurisdiction = { message: 'is an ISO 3166 code such as GB, US-CO or GB-ENG' };

export class LicenceDto {
  @ApiProperty({ example: 'PTL.0018342', maxLength: 60 })
  @IsOneLine(60)
  number: string;

  @ApiProperty({ format: 'date', example: '2021-06-14' })
  @IsString()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'is a day, YYYY-MM-DD' })
  issuedOn: string;

  @ApiProperty({ example: 'US-CO' })
  @IsString()
  @Matches(JURISDICTION, isJurisdiction)
  jurisdiction: string;
}

/** What a practitioner states; what is left out stays, `null` withdraws. */
export class ProfileDto {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200, description: 'The name that certificates bear' })
  @IsOptional()
  @IsOneLine(200)
  legalName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'physical-therapist' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  @Matches(PROFESSION, { message: 'is a profession in lower case with hyphens, such as physical-therapist' })
  profession?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'US-CO',
    description: 'Where they practise: ISO 3166-1 or 3166-2',
  })
  @IsOptional()
  @IsString()
  @Matches(JURISDICTION, isJurisdiction)
  jurisdiction?: string | null;

  @ApiPropertyOptional({ type: LicenceDto, nullable: true })
  @ValidateIf((_, value: unknown) => value !== undefined && value !== null)
  @IsDefined()
  @IsObject({ message: 'is { number, issuedOn, jurisdiction }' })
  @ValidateNested()
  @Type(() => LicenceDto)
  licence?: LicenceDto | null;
}

export class SecondFactorStateDto {
  @ApiProperty()
  setUp: boolean;
}

export class MeDto extends PersonDto {
  @ApiProperty({ type: String, nullable: true })
  legalName: string | null;

  @ApiProperty({ type: String, nullable: true })
  profession: string | null;

  @ApiProperty({ type: String, nullable: true })
  jurisdiction: string | null;

  @ApiProperty({ type: LicenceDto, nullable: true })
  licence: LicenceDto | null;

  @ApiProperty()
  secondFactor: SecondFactorStateDto;
}

export class ChangePasswordDto {
  @PasswordField()
  currentPassword: string;

  @ChosenPasswordField()
  password: string;
}

export class BegunSecondFactorDto {
  @ApiProperty({ description: 'Base32, to type into the app' })
  secret: string;

  @ApiProperty({ description: 'The same as a QR code carries it' })
  otpauthUrl: string;
}

export class CodeDto {
  @ApiProperty({ example: '492039' })
  @IsString()
  @MaxLength(40)
  code: string;
}

export class RecoveryCodesDto {
  @ApiProperty({ type: [String], description: 'Each lets you in once without the app. They are not shown again' })
  recoveryCodes: string[];
}

@ApiTags('Identity')
@ApiBearerAuth()
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly people: People,
    private readonly accounts: Accounts,
    private readonly secondFactors: SecondFactors,
  ) {}

  @Get()
  @Allow('me:read')
  @ApiOperation({ summary: 'Who I am, and what I stated' })
  @ApiOkResponse({ type: MeDto, description: 'Account and profile' })
  async read(@CurrentActor() { id }: PersonActor): Promise<MeDto> {
    const profile = await this.people.profileOf(id);
    return {
      ...presentPerson(await this.people.get(id)),
      legalName: profile?.legalName ?? null,
      profession: profile?.profession ?? null,
      jurisdiction: profile?.jurisdiction ?? null,
      licence: profile?.licence ?? null,
      secondFactor: { setUp: await this.secondFactors.isSetUp(id) },
    };
  }

  @Patch()
  @Allow('me:change')
  @ApiOperation({
    summary: 'State the practitioner profile. Earlier versions are kept: certificates say which one they read',
  })
  @ApiOkResponse({ type: MeDto, description: 'Account and profile, as they stand now' })
  async state(
    @Body() { legalName, profession, jurisdiction, licence }: ProfileDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<MeDto> {
    const plain = licence && { number: licence.number, issuedOn: licence.issuedOn, jurisdiction: licence.jurisdiction };
    await this.people.stateProfile(actor, actor.id, { legalName, profession, jurisdiction, licence: plain });
    return this.read(actor);
  }

  @Put('password')
  @Allow('me:change')
  @HttpCode(204)
  @ApiOperation({ summary: 'Choose another password. Ends every other session' })
  @ApiNoContentResponse({ description: 'The new password counts' })
  async changePassword(@Body() body: ChangePasswordDto, @CurrentActor() actor: PersonActor): Promise<void> {
    await this.accounts.changePassword(actor, { current: body.currentPassword, chosen: body.password });
  }

  @Post('second-factor')
  @Allow('second-factor:set-up')
  @ApiOperation({ summary: 'Begin to set up an authenticator app. Nothing is protected until confirmed' })
  @ApiCreatedResponse({ type: BegunSecondFactorDto, description: 'The secret, to be given to the app' })
  begin(@CurrentActor() actor: PersonActor): Promise<BegunSecondFactorDto> {
    return this.secondFactors.begin(actor);
  }

  @Post('second-factor/confirmation')
  @Allow('second-factor:set-up')
  @ApiOperation({ summary: 'Confirm with a code that the app shows. From now on signing in asks for one' })
  @ApiCreatedResponse({ type: RecoveryCodesDto, description: 'Codes for the day on which the app is lost' })
  confirm(@Body() { code }: CodeDto, @CurrentActor() actor: PersonActor): Promise<RecoveryCodesDto> {
    return this.secondFactors.confirm(actor, code);
  }
}
