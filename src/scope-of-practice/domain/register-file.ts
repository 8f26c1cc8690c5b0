import type { Requirement } from '../../training-record/requirement';
import { isDay } from '../../kernel/day';
import type { Fault } from '../../kernel/errors';
import type { JurisdictionText } from './register';
import { InForce, RuleText, textOf } from './rule';

/** An edition as a file says it: what may be left out there is `null` in the register. */
export type EditionFile = Omit<RuleText, 'standingWhy' | 'territory' | 'hold'> &
  Partial<RuleText> & { readonly edition: string };

export interface RuleFile {
  readonly rule: string;
  readonly profession: string;
  readonly intervention: string;
  /** The newest first. */
  readonly editions: readonly EditionFile[];
}

/** `jurisdictions/<code>.yaml`, as its schema describes it. */
export interface JurisdictionFile {
  readonly code: string;
  readonly name: string;
  readonly fictional?: boolean;
  readonly regulator: JurisdictionText['regulator'];
  readonly researchedOn: string;
  readonly rules: readonly RuleFile[];
}

export function jurisdictionTextOf({
  name,
  regulator,
  fictional = false,
  researchedOn,
}: JurisdictionFile): JurisdictionText {
  return { name, regulator, fictional, researchedOn };
}

export function ruleTextOf(edition: EditionFile): RuleText {
  return textOf(edition);
}

/** What no schema can say; a sentence per fault, with its place in the file. */
export function faultsOf(file: JurisdictionFile): string[] {
  return [
    ...repeated(file.rules.map(({ profession, intervention, rule }) => `${profession}/${intervention}/${rule}`)).map(
      (name) => `${file.code}: the rule ${name} stands there twice; give one of them another name.`,
    ),
    ...file.rules.flatMap(({ profession, rule, editions }) => {
      const place = `${file.code}/${profession}/${rule}`;
      return [
        ...repeated(editions.map(({ edition }) => edition)).map(
          (name) => `${place}: the edition ${name} stands there twice.`,
        ),
        ...editions.flatMap(({ edition, ...text }) =>
          faultsOfText(text).map(({ message }) => `${place}/${edition}: ${message}`),
        ),
      ];
    }),
  ];
}

/** What no schema can say of the text of one edition, each at its member. */
export function faultsOfText({ inForce, requirements }: Pick<RuleText, 'inForce' | 'requirements'>): Fault[] {
  return [
    ...faultsOfPeriod(inForce).map((message): Fault => ({ path: 'inForce', message })),
    ...repeated(idsOf(requirements)).map((id): Fault => ({
      path: 'requirements',
      message: `the requirement ${id} stands there twice.`,
    })),
  ];
}

function faultsOfPeriod({ from, fromBounds, to, toBounds }: InForce): string[] {
  const days = [from, to, fromBounds?.earliest, fromBounds?.latest, toBounds?.earliest, toBounds?.latest];
  const ordered = (earlier: string | null | undefined, later: string | null | undefined) =>
    !earlier || !later || earlier <= later;
  return [
    ...days.filter((day) => day && !isDay(day)).map((day) => `${day} is not a day of the calendar.`),
    ...(from !== null && fromBounds ? ['"from" is known: leave out "fromBounds".'] : []),
    ...(to !== null && toBounds ? ['"to" is known: leave out "toBounds".'] : []),
    ...(ordered(fromBounds?.earliest, fromBounds?.latest) && ordered(toBounds?.earliest, toBounds?.latest)
      ? []
      : ['"earliest" lies after "latest".']),
    ...(ordered(from ?? fromBounds?.earliest, to ?? toBounds?.latest) ? [] : ['it ends before it begins.']),
  ];
}

function idsOf(requirements: readonly Requirement[]): string[] {
  return requirements.flatMap((item) => [
    item.id,
    ...('anyOf' in item ? idsOf(item.anyOf) : 'allOf' in item ? idsOf(item.allOf) : []),
  ]);
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
