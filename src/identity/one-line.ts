import { applyDecorators } from '@nestjs/common';
import { Transform, TransformFnParams } from 'class-transformer';
import { MaxLength, ValidateBy } from 'class-validator';
import { isOnePrintableLine } from './domain/printable';

/** Without the spaces around it. */
export const trimmed = ({ value }: TransformFnParams): unknown => (typeof value === 'string' ? value.trim() : value);

/** Text on one line without control characters, surrounding spaces taken off. */
export function IsOneLine(max: number) {
  return applyDecorators(
    Transform(trimmed),
    MaxLength(max, { message: `has at most ${max} characters` }),
    ValidateBy({
      name: 'oneLine',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isOnePrintableLine(value),
        defaultMessage: () => 'is text on one line, not empty, without control characters',
      },
    }),
  );
}
