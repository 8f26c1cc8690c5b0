import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { DomainError, Fault, Invalid } from '../kernel/errors';
import { Page, SeeOther } from './page';
import { problemOf } from './shell/problem';
import { faultsOf } from './shell/validation';

/** What a form of ours sent: text by field, or a list where a field was sent more than once. */
export type Form = Readonly<Record<string, string | string[] | undefined>>;

/** Text of a field without the spaces around it; `''` where it was not sent. */
export function textOf(form: Form, field: string): string {
  const value = form[field];
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
}

/** Text of a field as it was typed: passwords may end in a space. */
export function rawTextOf(form: Form, field: string): string {
  const value = form[field];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

export function listOf(form: Form, field: string): string[] {
  const value = form[field];
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((item) => item !== '');
}

/** What was sent, as the fields say it must be. @throws Invalid naming every fault at once. */
export function checked<Fields extends object>(fields: new () => Fields, given: object): Fields {
  const instance = plainToInstance(fields, given);
  const faults = faultsOf(validateSync(instance, { whitelist: true }));
  if (faults.length > 0) throw new Invalid(faults);
  return instance;
}

/** Why a form was not carried out, ready to be shown beside its fields. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Message by field, for those that a form shows beside it. */
  readonly errors: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
  readonly facts: Readonly<Record<string, unknown>>;
}

/** These are not about what was typed: they have a page of their own. */
const NOT_ABOUT_THE_FORM = ['not-found', 'csrf', 'forbidden', 'second-factor-required'];

/** Carries a form out; refused, it is shown again with what was typed and what to mend. */
export async function orShowAgain(
  action: () => Promise<Page | SeeOther>,
  show: (refusal: Refusal) => Page | Promise<Page>,
): Promise<Page | SeeOther> {
  try {
    return await action();
  } catch (fault) {
    if (!(fault instanceof DomainError) || NOT_ABOUT_THE_FORM.includes(fault.code)) throw fault;
    return show(refusalOf(fault));
  }
}

export function refusalOf(fault: DomainError): Refusal {
  const { status, code } = problemOf(fault, '');
  const faults = (fault.facts.errors as readonly Fault[] | undefined) ?? [];
  const errors: Record<string, string> = {};
  for (const { path, message } of faults) errors[path] ??= demanded(message);
  return { status, code, detail: fault.message, errors, faults, facts: fault.facts };
}

/** What is said against the value, not asked of it. */
const SAID_AGAINST = 'needed|missing|not|no|that|chosen twice|nested|the code of no';

/** `is a day` tells a program what the field holds; to a person it would read as if what they typed were one. */
function demanded(message: string): string {
  return message.replace(new RegExp(`^is (?!(${SAID_AGAINST})\\b)`), 'must be ').replace(/^has (?=at )/, 'must have ');
}

/** Where a form names its fields otherwise than what it sends: the refusal with each fault at its field. */
export function refusalAt(refusal: Refusal, fieldAt: (path: string) => string): Refusal {
  const faults = refusal.faults.map((fault) => ({ ...fault, path: fieldAt(fault.path) }));
  const errors = Object.fromEntries(Object.entries(refusal.errors).map(([path, message]) => [fieldAt(path), message]));
  return { ...refusal, faults, errors };
}

/**
 * For a form whose faults stand beside their fields: the words above need not say them again.
 * @param shown the fields that have a place for it; all of them, unless told.
 */
export function besideFields(refusal: Refusal | undefined, shown?: readonly string[]): Refusal | undefined {
  return refusal && { ...refusal, faults: shown ? refusal.faults.filter(({ path }) => !shown.includes(path)) : [] };
}
