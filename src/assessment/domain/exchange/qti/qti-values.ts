import type { XmlElement } from '../xml/xml-document';
import { childNamed, childrenNamed, textOf } from '../xml/xml-query';

/** A value of QTI: everything is a list of texts, whatever its cardinality; `null` is no value. */
export type Value = readonly string[] | null;

export interface MapEntry {
  readonly key: string;
  readonly value: number;
  readonly caseSensitive: boolean;
}

export interface Area {
  readonly shape: string;
  readonly coords: string;
  readonly value: number;
}

export interface Declaration {
  readonly identifier: string;
  readonly cardinality: string;
  readonly baseType: string;
  /** `null` where the file says none. */
  readonly correct: Value;
  readonly initial: Value;
  readonly mapping?: {
    readonly entries: readonly MapEntry[];
    readonly otherwise: number;
    readonly lower: number;
    readonly upper: number;
  };
  readonly areas?: {
    readonly entries: readonly Area[];
    readonly otherwise: number;
    readonly lower: number;
    readonly upper: number;
  };
  readonly normalMaximum?: number;
  readonly line: number;
}

const numberOr = (text: string | undefined, otherwise: number) => {
  const number = text === undefined || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(number) ? number : otherwise;
};

const valuesOf = (element: XmlElement | undefined): Value => {
  const values = element ? childrenNamed(element, 'value').map((value) => textOf(value).trim()) : [];
  return values.length > 0 ? values : null;
};

/** In a pair, white space between its two may be any. */
export const normalPair = (text: string) => text.trim().replace(/\s+/g, ' ');

export function declarationOf(element: XmlElement): Declaration {
  const { identifier = '', cardinality = 'single', baseType = '', normalMaximum } = element.attributes;
  const mapping = childNamed(element, 'mapping');
  const areas = childNamed(element, 'areaMapping');
  const bounds = ({ attributes }: XmlElement) => ({
    otherwise: numberOr(attributes.defaultValue, 0),
    lower: numberOr(attributes.lowerBound, -Infinity),
    upper: numberOr(attributes.upperBound, Infinity),
  });
  const isPair = /pair$/i.test(baseType);
  const tidy = (value: Value): Value => (isPair ? (value?.map(normalPair) ?? null) : value);
  return {
    identifier,
    cardinality,
    baseType,
    correct: tidy(valuesOf(childNamed(element, 'correctResponse'))),
    initial: valuesOf(childNamed(element, 'defaultValue')),
    ...(mapping && {
      mapping: {
        ...bounds(mapping),
        entries: childrenNamed(mapping, 'mapEntry').map(({ attributes }) => ({
          key: isPair ? normalPair(attributes.mapKey ?? '') : (attributes.mapKey ?? '').trim(),
          value: numberOr(attributes.mappedValue, 0),
          caseSensitive: attributes.caseSensitive !== 'false',
        })),
      },
    }),
    ...(areas && {
      areas: {
        ...bounds(areas),
        entries: childrenNamed(areas, 'areaMapEntry').map(({ attributes }) => ({
          shape: attributes.shape ?? 'default',
          coords: attributes.coords ?? '',
          value: numberOr(attributes.mappedValue, 0),
        })),
      },
    }),
    ...(normalMaximum !== undefined && Number(normalMaximum) > 0 ? { normalMaximum: Number(normalMaximum) } : {}),
    line: element.line,
  };
}

/** What a mapping makes of a response: each different value counts once (QTI 2.1, 8.1 mapResponse). */
export function mapped({ mapping, cardinality }: Declaration, value: Value): number | null {
  if (!mapping) return null;
  const within = (sum: number) => Math.min(Math.max(sum, mapping.lower), mapping.upper);
  if (value === null) return within(cardinality === 'single' ? mapping.otherwise : 0);
  const one = (text: string) =>
    mapping.entries.find(({ key, caseSensitive }) =>
      caseSensitive ? key === text : key.toLowerCase() === text.toLowerCase(),
    )?.value ?? mapping.otherwise;
  return within([...new Set(value)].reduce((sum, text) => sum + one(text), 0));
}
