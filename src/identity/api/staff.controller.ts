import { Body, Controller, Delete, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional } from 'class-validator';
import { NotFound } from '../../kernel/errors';
import { Allow, CurrentActor, type PersonActor, Public } from '../access';
import { ROLES, type Role } from '../domain/permissions';
import { Staff } from '../staff.service';
import { IsOneLine } from '../one-line';
import { ChosenPasswordField, EmailField, LinkTokenField, NameField } from './fields';
import { SignedInPersonDto } from './sessions.controller';

const isRole = { message: `is one of ${ROLES.join(', ')}` };

export class GiveRoleDto {
  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES, isRole)
  role: Role;
}

export class RolesDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];
}

/** An administrator invites somebody by letter. */
export class InviteDto {
  @EmailField()
  email: string;

  @ApiProperty({ enum: ROLES, isArray: true })
  @IsArray()
  @ArrayNotEmpty({ message: 'names at least one role' })
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { ...isRole, each: true })
  roles: Role[];

  @ApiPropertyOptional({ maxLength: 200 })
  @IsOptional()
  @IsOneLine(200)
  name?: string;
}

export class InvitationDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];

  @ApiProperty({ format: 'date-time' })
  expiresAt: Date;
}

export class AcceptInvitationDto {
  @LinkTokenField()
  token: string;

  @ChosenPasswordField()
  password: string;

  @NameField()
  name: string;
}

@ApiTags('Identity')
@Controller('api/v1')
export class StaffController {
  constructor(private readonly staff: Staff) {}

  @Post('people/:id/roles')
  @Allow('person:manage')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Give a role; it counts from the person’s next request' })
  @ApiCreatedResponse({ type: RolesDto, description: 'The roles that they have now' })
  async give(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { role }: GiveRoleDto,
    @CurrentActor() actor: PersonActor,
  ): Promise<RolesDto> {
    return { id, roles: await this.staff.give(actor, id, role) };
  }

  @Delete('people/:id/roles/:role')
  @Allow('person:manage')
  @ApiBearerAuth()
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a role, and end the person’s sessions' })
  @ApiNoContentResponse({ description: 'They do not have the role any more' })
  take(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('role') role: string,
    @CurrentActor() actor: PersonActor,
  ): Promise<void> {
    if (!ROLES.includes(role as Role)) throw new NotFound('That role');
    return this.staff.take(actor, id, role as Role);
  }

  @Post('invitations')
  @Allow('person:manage')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Invite somebody to join with these roles. The letter’s link works once, for seven days' })
  @ApiCreatedResponse({ type: InvitationDto, description: 'The invitation, its letter on its way' })
  async invite(@Body() body: InviteDto, @CurrentActor() actor: PersonActor): Promise<InvitationDto> {
    const { id, email, roles, expiresAt } = await this.staff.invite(actor, body);
    return { id, email, roles, expiresAt };
  }

  @Post('invitations/acceptance')
  @Public()
  @ApiOperation({ summary: 'Accept an invitation with the token of its letter' })
  @ApiCreatedResponse({ type: SignedInPersonDto, description: 'The account that was made' })
  async accept(@Body() { token, password, name }: AcceptInvitationDto): Promise<SignedInPersonDto> {
    return this.staff.accept(token, { password, name });
  }
}
