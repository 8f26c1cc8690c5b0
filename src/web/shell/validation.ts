import { ValidationError, ValidationPipe } from '@nestjs/common';
import { Fault, Invalid } from '../../kernel/errors';

export function faultsOf(errors: readonly ValidationError[], parent = ''): Fault[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = parent ? `${parent}.${property}` : property;
    return [
      ...Object.values(constraints).map((message) => ({ path, message })),
      ...faultsOf(children, path),
    ];
  });
}

/** Guards every door: unknown fields are refused, and all faults are named at once. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => new Invalid(faultsOf(errors)),
  });
}
