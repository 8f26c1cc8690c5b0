import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsString, MaxLength } from 'class-validator';
import { PASSWORD_MAX, PASSWORD_MIN } from '../domain/password-policy';
import { IsOneLine, trimmed } from '../one-line';

export function EmailField() {
  return applyDecorators(
    ApiProperty({ format: 'email', maxLength: 254 }),
    Transform(trimmed),
    MaxLength(254),
    IsEmail({}, { message: 'is an e-mail address' }),
  );
}

export function NameField() {
  return applyDecorators(ApiProperty({ maxLength: 200, example: 'Tamsin Okafor' }), IsOneLine(200));
}

/** A password that somebody chooses: the domain says whether it is good enough. */
export function ChosenPasswordField() {
  return applyDecorators(
    ApiProperty({ minLength: PASSWORD_MIN, maxLength: PASSWORD_MAX, format: 'password' }),
    IsString({ message: 'is text' }),
    MaxLength(PASSWORD_MAX, { message: `has at most ${PASSWORD_MAX} characters` }),
  );
}

/** A password that somebody proves themselves with. */
export function PasswordField() {
  return applyDecorators(
    ApiProperty({ maxLength: PASSWORD_MAX, format: 'password' }),
    IsString({ message: 'is text' }),
    MaxLength(PASSWORD_MAX, { message: `has at most ${PASSWORD_MAX} characters` }),
  );
}

/** The secret end of a link in a letter. */
export function LinkTokenField() {
  return applyDecorators(
    ApiProperty({ description: 'The last part of the link in the letter' }),
    IsString(),
    MaxLength(200),
  );
}
