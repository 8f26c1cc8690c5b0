import {
  BINDING_WORDS,
  CONFIDENCES,
  KIND_WORDS,
  type RuleText,
  STANDING_WORDS,
  STANDINGS,
} from '../../../scope-of-practice/rule-set';
import {
  BEARERS,
  LAW_KINDS,
  type Requirement,
  type SingleRequirement,
  STAGES,
  UNITS,
} from '../../../training-record/requirement';
import { type Form, textOf } from '../../forms';
import { capitalised, unhyphened } from '../../wording';

/*
 * The text of a rule's version as a plain form has it, and back. What nests lies flat: each requirement is a row that says in
 * which group it stands, and a group is a row too.
 */

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One field, as the templates draw it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'area' | 'day' | 'number' | 'choice' | 'check';
  readonly hint?: string;
  readonly options?: readonly Choice[];
  /** Said first among the options. */
  readonly empty?: string;
  readonly value: string;
  readonly error?: string;
  /** A row that is left empty counts for nothing, whatever in it is needed. */
  readonly optional: boolean;
}

type Definition = Omit<Field, 'value' | 'error' | 'optional'> & {
  /** Seldom needed: folded away. */
  readonly rare?: boolean;
};

const MOST_ROWS = 60;
const words = (values: readonly string[], said: Readonly<Record<string, string>> = {}): Choice[] =>
  values.map((value) => ({ value, label: capitalised(said[value] ?? unhyphened(value)) }));
const line = (name: string, label: string, hint?: string): Definition => ({
  name,
  label,
  kind: 'line',
  ...(hint && { hint }),
});
const area = (name: string, label: string, hint?: string): Definition => ({ ...line(name, label, hint), kind: 'area' });
const day = (name: string, label: string, hint?: string): Definition => ({ ...line(name, label, hint), kind: 'day' });
const rare = (definition: Definition): Definition => ({ ...definition, rare: true });
const choice = (name: string, label: string, options: readonly Choice[], empty = 'Choose'): Definition => ({
  ...{ name, label, kind: 'choice', options, empty },
});

const INSTRUMENTS = [
  'statute',
  'regulation',
  'board-policy',
  'attorney-general-opinion',
  'court-decision',
  'guideline',
];

const SECTIONS: readonly { readonly title: string; readonly hint?: string; readonly fields: readonly Definition[] }[] =
  [
    {
      title: 'What it says',
      fields: [
        choice('standing', 'Standing', words(STANDINGS, STANDING_WORDS)),
        area('standingWhy', 'Why this standing', 'Only where no source states it: what it was read from.'),
        area('summary', 'Summary', 'In your words, for a practitioner. No sentence is taken from anywhere.'),
        line('legalTerm', 'What the law calls it', 'Empty where that was not seen.'),
        line('territory', 'Where in the place', 'Only where it does not apply everywhere.'),
      ],
    },
    {
      title: 'By which instrument',
      fields: [
        choice('instrument.kind', 'Kind', words(INSTRUMENTS), 'None was found'),
        line('instrument.citation', 'Citation'),
        choice('instrument.binding', 'Binding as', words(Object.keys(BINDING_WORDS), BINDING_WORDS)),
        line('instrument.url', 'Address of the text'),
        line('instrument.publisher', 'Who publishes it there'),
        {
          name: 'instrument.official',
          label: 'The address is the legislature’s or the regulator’s own',
          kind: 'check',
        },
      ],
    },
    {
      title: 'When it is in force',
      hint: 'First and last day. Leave a day empty where it is open; where it is not known, say between which days it lies.',
      fields: [
        day('inForce.from', 'From'),
        day('inForce.to', 'To', 'Empty: until a later period begins.'),
        day('inForce.fromBounds.earliest', 'If the first day is not known: not before'),
        day('inForce.fromBounds.latest', 'And not after'),
        line('inForce.fromBounds.why', 'How that is known'),
        day('inForce.toBounds.earliest', 'If the last day is not known: not before'),
        day('inForce.toBounds.latest', 'And not after'),
        line('inForce.toBounds.why', 'How that is known'),
      ],
    },
    {
      title: 'How sure we are',
      fields: [
        choice('confidence', 'Confidence', words(CONFIDENCES)),
        area('confidenceWhy', 'Why'),
        area('doubts', 'Doubts', 'One a line: what a reviewer should look at first.'),
        area(
          'hold',
          'Hold the figures back',
          'Only where the text is known to be incomplete: why nothing of it may be printed.',
        ),
      ],
    },
  ];

/** Without these nothing is kept; of a row, if it holds anything. */
const NEEDED = new Set(['standing', 'summary', 'confidence', 'confidenceWhy', 'url', 'publisher', 'supports', 'text']);

interface Rows {
  readonly name: 'requirements' | 'sources' | 'watchNotes';
  readonly title: string;
  readonly one: string;
  readonly hint: string;
  readonly fields: readonly Definition[];
}

const ROWS: readonly Rows[] = [
  {
    name: 'requirements',
    title: 'What it asks',
    one: 'Requirement',
    hint: 'All of it is asked. For alternatives, make a row that is a group, and put others inside it by its name.',
    fields: [
      line('id', 'Name', 'Short, for this version: r1, hours.'),
      rare(
        choice(
          'group',
          'Or a group',
          [
            { value: 'anyOf', label: 'One of those inside is enough' },
            { value: 'allOf', label: 'All of those inside together' },
          ],
          'No, one requirement',
        ),
      ),
      rare(line('inside', 'Stands inside the group', 'Its name; empty: asked by itself.')),
      choice('kind', 'Kind', words(LAW_KINDS, KIND_WORDS)),
      choice('stage', 'When', words(STAGES.filter((stage) => stage !== 'certification'))),
      choice('bearer', 'Asked of', words(BEARERS)),
      { name: 'minimum', label: 'At least', kind: 'number' },
      rare({ name: 'exclusiveMinimum', label: 'More than', kind: 'number' }),
      { name: 'maximum', label: 'At most', kind: 'number' },
      choice('unit', 'Unit', words(UNITS.filter((unit) => unit !== 'lessons' && unit !== 'level')), 'None'),
      rare(line('topic', 'Only on this subject')),
      rare(line('jurisdiction', 'Practised or licensed in', 'A code such as US-NJ.')),
      rare(day('heldSince', 'Held without a break since')),
      rare(day('appliesFrom', 'Asked only from')),
      area('detail', 'What the law says', 'In your words.'),
      rare(line('doubt', 'Why it is less sure than the rest')),
    ],
  },
  {
    name: 'sources',
    title: 'Sources',
    one: 'Source',
    hint: 'At least one.',
    fields: [
      line('url', 'Address'),
      line('publisher', 'Publisher'),
      { name: 'official', label: 'The address is its own, official one', kind: 'check' },
      choice('kind', 'Kind', [
        { value: 'primary', label: 'Primary: the law itself' },
        { value: 'secondary', label: 'Secondary: an account of it' },
      ]),
      line('asOf', 'The date it bears'),
      line('supports', 'What rests on it'),
    ],
  },
  {
    name: 'watchNotes',
    title: 'Proposed or expected, not a rule',
    one: 'Note',
    hint: 'A bill, a hearing, a review. Never part of what is asked.',
    fields: [day('expectedOn', 'Expected on'), area('text', 'What is expected'), line('source', 'Address')],
  },
];

/** Everything that the form shows, with what was typed and what is wrong with it. */
export function fieldsOf(form: Form, errors: Readonly<Record<string, string>> = {}) {
  const filled = (definition: Definition, prefix = ''): Field => {
    const name = `${prefix}${definition.name}`;
    return {
      ...definition,
      name,
      value: textOf(form, name),
      ...(errors[name] && { error: errors[name] }),
      optional: !NEEDED.has(definition.name),
    };
  };
  return {
    sections: SECTIONS.map(({ fields, ...section }) => ({ ...section, fields: fields.map((one) => filled(one)) })),
    rows: ROWS.map(({ name, title, one, hint, fields }) => ({
      ...{ name, title, one, hint, error: errors[name], count: rowsOf(form, name) },
      items: Array.from({ length: rowsOf(form, name) }, (_, index) => {
        const all = fields.map((definition) => filled(definition, `${name}.${index}.`));
        const rare = all.filter((_field, at) => fields[at].rare);
        return {
          ...{ number: index + 1, drop: `${name}.${index}.drop`, rare, summary: summaryOf(all) },
          fields: all.filter((_field, at) => !fields[at].rare),
          // What is empty is about to be filled in, and what is wrong to be mended.
          isOpen: all.some(({ error }) => error) || all.every(({ value }) => value === ''),
          isRareOpen: rare.some(({ value, error }) => error !== undefined || value !== ''),
        };
      }),
    })),
  };
}

/** By which a folded row is recognised. */
function summaryOf(fields: readonly Field[]): string {
  const said = (name: string) => {
    const field = fields.find((one) => one.name.endsWith(`.${name}`));
    return field?.options?.find(({ value }) => value === field.value)?.label ?? field?.value ?? '';
  };
  const [least, most] = [said('minimum'), said('maximum')];
  const figure = [least && `at least ${least}`, most && `at most ${most}`].filter((part) => part).join(', ');
  const parts = [
    said('id'),
    said('group') || said('kind') || said('text'),
    figure && `${figure} ${said('unit')}`.toLowerCase(),
    said('publisher'),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** What was typed, with one more row of a kind. */
export function withRow(form: Form, name: string): Form {
  const known = ROWS.find((rows) => rows.name === name);
  return known ? { ...form, [`${name}-rows`]: String(Math.min(rowsOf(form, known.name) + 1, MOST_ROWS)) } : form;
}

/** A text as it would have been typed. */
export function typedOf(text: RuleText): Form {
  const { requirements, sources, watchNotes, doubts, ...rest } = text;
  const typed: Record<string, string> = { doubts: doubts.join('\n') };
  put(typed, '', rest);
  const flat = flattened(requirements);
  flat.forEach((row, index) => put(typed, `requirements.${index}.`, row));
  sources.forEach((row, index) => put(typed, `sources.${index}.`, row));
  watchNotes.forEach((row, index) => put(typed, `watchNotes.${index}.`, row));
  return {
    ...typed,
    'requirements-rows': String(flat.length),
    'sources-rows': String(Math.max(1, sources.length)),
    'watchNotes-rows': String(watchNotes.length),
  };
}

export interface Typed {
  /** As the schema of a version has it, with whatever does not fit as it was typed. */
  readonly text: unknown;
  /** The field at which a fault of the text belongs. */
  readonly fieldAt: (path: string) => string;
}

/** What was typed, as a text. */
export function textIn(form: Form): Typed {
  const places: [string, string][] = [];
  const text = {
    ...members(SECTIONS[0].fields, form, ''),
    legalTerm: textOf(form, 'legalTerm') || null,
    instrument: textOf(form, 'instrument.kind') || textOf(form, 'instrument.citation') ? instrumentIn(form) : null,
    inForce: {
      from: textOf(form, 'inForce.from') || null,
      ...boundsIn(form, 'fromBounds'),
      to: textOf(form, 'inForce.to') || null,
      ...boundsIn(form, 'toBounds'),
    },
    requirements: requirementsIn(form, places),
    sources: keptRows(form, 'sources').map((index, at) => {
      places.push([`sources.${at}`, `sources.${index}`]);
      return { asOf: null, ...members(ROWS[1].fields, form, `sources.${index}.`) };
    }),
    ...members(SECTIONS[3].fields, form, ''),
    doubts: textOf(form, 'doubts')
      .split(/\r?\n/)
      .map((doubt) => doubt.trim())
      .filter((doubt) => doubt !== ''),
    watchNotes: keptRows(form, 'watchNotes').map((index, at) => {
      places.push([`watchNotes.${at}`, `watchNotes.${index}`]);
      return { expectedOn: null, source: null, ...members(ROWS[2].fields, form, `watchNotes.${index}.`) };
    }),
  };
  return {
    text,
    fieldAt: (path) => {
      const inside = path.replace(/^text\.?/, '');
      const place = places
        .filter(([at]) => inside === at || inside.startsWith(`${at}.`))
        .toSorted((one, other) => other[0].length - one[0].length)[0];
      if (place) return `${place[1]}${inside.slice(place[0].length)}`;
      return inside.startsWith('doubts') ? 'doubts' : inside;
    },
  };
}

function instrumentIn(form: Form) {
  const prefix = 'instrument.';
  const { official, ...rest } = members(
    SECTIONS[1].fields.map(({ name, ...field }) => ({ ...field, name: name.slice(prefix.length) })),
    form,
    prefix,
  );
  // Where there is no address, nobody asks whose it is.
  return 'url' in rest ? { ...rest, official } : rest;
}

function boundsIn(form: Form, name: 'fromBounds' | 'toBounds') {
  const [earliest, latest, why] = ['earliest', 'latest', 'why'].map((one) => textOf(form, `inForce.${name}.${one}`));
  if (!earliest && !latest && !why) return {};
  return { [name]: { earliest: earliest || null, latest: latest || null, why } };
}

/** A group that nobody closes: rows that stand in each other are kept as they are, where the schema finds them. */
function requirementsIn(form: Form, places: [string, string][]): unknown[] {
  const rows = keptRows(form, 'requirements');
  const prefix = (index: number) => `requirements.${index}.`;
  const taken = new Set<number>();
  const inside = (group: string, at: string): unknown[] =>
    rows
      .filter((index) => !taken.has(index) && textOf(form, `${prefix(index)}inside`) === group)
      .map((index, order) => {
        taken.add(index);
        const place = `${at}${order}`;
        places.push([place, `requirements.${index}`]);
        const kind = textOf(form, `${prefix(index)}group`);
        const { group: _group, inside: _inside, ...own } = members(ROWS[0].fields, form, prefix(index));
        if (kind !== 'anyOf' && kind !== 'allOf') return own;
        const id = textOf(form, `${prefix(index)}id`);
        const { detail } = own;
        return { id, ...(detail !== undefined && { detail }), [kind]: id ? inside(id, `${place}.${kind}.`) : [] };
      });
  const top = inside('', 'requirements.');
  const lost = rows.filter((index) => !taken.has(index));
  return [
    ...top,
    ...lost.map((index, order) => {
      places.push([`requirements.${top.length + order}`, `requirements.${index}`]);
      const { group: _group, ...own } = members(ROWS[0].fields, form, prefix(index));
      return own;
    }),
  ];
}

function members(fields: readonly Definition[], form: Form, prefix: string): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ name, kind }): [string, unknown][] => {
      const value = textOf(form, `${prefix}${name}`);
      if (kind === 'check') return [[name, value === 'yes']];
      if (value === '') return [];
      const number = Number(value.replace(',', '.'));
      return [[name, kind === 'number' && !Number.isNaN(number) ? number : value]];
    }),
  );
}

function rowsOf(form: Form, name: Rows['name']): number {
  const asked = Number(textOf(form, `${name}-rows`));
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST_ROWS) : 0;
}

/** Those that hold anything, and are not to be left out. */
function keptRows(form: Form, name: Rows['name']): number[] {
  const { fields } = ROWS.find((rows) => rows.name === name)!;
  return Array.from({ length: rowsOf(form, name) }, (_, index) => index).filter(
    (index) =>
      textOf(form, `${name}.${index}.drop`) !== 'yes' &&
      fields.some((field) => field.kind !== 'check' && textOf(form, `${name}.${index}.${field.name}`) !== ''),
  );
}

type Row = Partial<SingleRequirement> & { readonly group?: string; readonly inside?: string };

function flattened(requirements: readonly Requirement[], inside = ''): Row[] {
  return requirements.flatMap((one): Row[] => {
    if ('anyOf' in one) {
      return [{ id: one.id, detail: one.detail, group: 'anyOf', inside }, ...flattened(one.anyOf, one.id)];
    }
    if ('allOf' in one) {
      return [{ id: one.id, detail: one.detail, group: 'allOf', inside }, ...flattened(one.allOf, one.id)];
    }
    return [{ ...one, inside }];
  });
}

/** Text by field, nested members by their path. */
function put(typed: Record<string, string>, prefix: string, value: object): void {
  for (const [name, member] of Object.entries(value)) {
    if (member === null || member === undefined) continue;
    if (typeof member === 'object') put(typed, `${prefix}${name}.`, member as object);
    else typed[`${prefix}${name}`] = member === true ? 'yes' : member === false ? '' : String(member);
  }
}
