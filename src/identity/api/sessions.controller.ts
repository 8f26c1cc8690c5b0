import { Body, Controller, Delete, HttpCode, Ip, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Allow, CurrentActor, type PersonActor, Public } from '../access';
import { ROLES, type Role } from '../domain/permissions';
import { SignIn } from '../sign-in.service';
import { EmailField, PasswordField } from './fields';

/** Somebody signs in. */
export class SignInDto {
  @EmailField()
  email: string;

  @PasswordField()
  password: string;

  @ApiPropertyOptional({
    description: 'Code of the authenticator app, or a recovery code, where a second factor is set up',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  code?: string;
}

export class SignedInPersonDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];
}

export class SignedInDto {
  @ApiProperty({ description: 'Send it as `Authorization: Bearer <token>`' })
  token: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: Date;

  @ApiProperty()
  person: SignedInPersonDto;
}

@ApiTags('Identity')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(private readonly signIn: SignIn) {}

  @Post()
  @Public()
  @ApiOperation({ summary: 'Sign in: answers a token for API calls' })
  @ApiCreatedResponse({ type: SignedInDto, description: 'The token, until when it counts, and whose it is' })
  create(@Body() { email, password, code }: SignInDto, @Ip() address: string): Promise<SignedInDto> {
    return this.signIn.signIn({ email, password, code, address, kind: 'api' });
  }

  @Delete('current')
  @Allow('session:end')
  @ApiBearerAuth()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out: the token is worth nothing from now on' })
  @ApiNoContentResponse({ description: 'The session has ended' })
  end(@CurrentActor() actor: PersonActor): Promise<void> {
    return this.signIn.signOut(actor);
  }
}
