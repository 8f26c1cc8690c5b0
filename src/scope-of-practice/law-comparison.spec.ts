import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { theJurisdictionFiles } from '../../test/support/a-register';
import { differencesOf, freeTextOf, type RegisterFile, Rereadings, ResearchFile } from './law-comparison';

const RESEARCH = path.join(__dirname, '../../courses/dry-needling/research');
const read = (file: string): unknown => parse(readFileSync(path.join(RESEARCH, file), 'utf8'));
const research = readdirSync(path.join(RESEARCH, 'scope-of-practice'))
  .sort()
  .map((name) => read(`scope-of-practice/${name}`) as ResearchFile);
const rereadings = read('rereadings.yaml') as Rereadings;
/** What is in the register, and what was drafted and waits to be read. */
const written = (): RegisterFile[] => [
  ...theJurisdictionFiles(),
  ...readdirSync(path.join(RESEARCH, 'drafts')).map((name) => read(`drafts/${name}`) as RegisterFile),
];

/* The files as an editor sees them: a plant may break any type. */
/* eslint-disable @typescript-eslint/no-explicit-any */
type Plant = (now: any, rule: any, place: any) => void;

function withPlant(code: string, index: number, plant: Plant): string[] {
  const register = structuredClone(written()) as any[];
  const place = register.find((file) => file.code === code);
  plant(place.rules[index].editions[0], place.rules[index], place);
  return differencesOf(research, register, rereadings);
}

describe('Given the research, the register and what was drafted for it', () => {
  it('then nothing differs but what is named with a reason', () => {
    expect(differencesOf(research, written(), rereadings)).toEqual([]);
    expect(Object.values(rereadings.members).filter(({ reason }) => !reason)).toEqual([]);
  });

  it('then what the language cannot say is listed', () => {
    expect(freeTextOf(written()).length).toBeGreaterThan(0);
  });

  const PLANTS: [string, string, number, Plant][] = [
    ['a figure', 'US-WA', 0, (now) => (now.requirements[2].minimum = 300)],
    ['a unit', 'US-WA', 0, (now) => (now.requirements[2].unit = 'sessions')],
    ['a first day', 'US-WA', 0, (now) => (now.inForce.from = '2023-07-24')],
    ['a last day', 'US-WA', 0, (_, rule) => (rule.editions[1].inForce.to = '2023-07-23')],
    ['a dropped source', 'US-WA', 0, (now) => now.sources.pop()],
    ['the kind of a source', 'US-WA', 0, (now) => (now.sources[1].kind = 'primary')],
    ['an invented requirement', 'US-WA', 0, (now) => now.requirements.push({ ...now.requirements[0], id: 'r99' })],
    ['a dropped requirement', 'US-WA', 0, (now) => now.requirements.pop()],
    ['a detail', 'US-WA', 0, (now) => (now.requirements[0].detail += ' Perhaps.')],
    ['any-of made flat', 'US-TX', 2, (now) => (now.requirements = now.requirements[0].anyOf)],
    [
      'any-of made all-of',
      'US-TX',
      2,
      (now) => (now.requirements = [{ id: 'entry', allOf: now.requirements[0].anyOf }]),
    ],
    [
      'a maximum turned minimum',
      'US-WA',
      0,
      (now) => Object.assign(now.requirements[7], { minimum: 18, maximum: undefined }),
    ],
    ['a confidence raised', 'US-WY', 0, (now) => (now.confidence = 'high')],
    ['an earlier text trusted', 'US-WA', 0, (_, rule) => (rule.editions[1].confidence = 'medium')],
    ['a hold removed', 'US-WY', 0, (now) => delete now.hold],
    ['a watch note made a rule', 'US-IN', 1, (now) => now.requirements.push({ id: 'r1', kind: 'sterile-technique' })],
    ['a watch note dropped', 'US-MA', 0, (now) => (now.watchNotes = [])],
    ['a standing', 'US-MA', 0, (now) => (now.standing = 'permitted')],
    ['an instrument', 'US-WA', 0, (now) => (now.instrument.citation = 'RCW 18.74.201')],
    ['a regulator', 'US-WA', 0, (_, __, place) => (place.regulator.name = 'Another board')],
    ['a profession', 'US-TN', 1, (_, rule) => (rule.profession = 'chiropractor')],
    ['an earlier edition dropped', 'US-WA', 0, (_, rule) => rule.editions.pop()],
    ['a figure in a file read by hand', 'US-CO', 0, (now) => (now.requirements[0].minimum = 51)],
  ];

  it.each(PLANTS)('when %s is changed, then the report says so', (_, code, index, plant) => {
    const lines = withPlant(code, index, plant);
    expect(lines).not.toEqual([]);
    expect(lines.every((line) => line.startsWith(code))).toBe(true);
  });

  it('when a re-reading is no longer needed, then the report says so', () => {
    const members = { ...rereadings.members, 'US-WA/0/standing': { register: 'permitted', reason: 'None.' } };
    expect(differencesOf(research, written(), { ...rereadings, members })).toEqual([
      'US-WA/0/standing: a re-reading without need.',
    ]);
  });
});
