import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { Register } from '../../src/scope-of-practice/domain/register';
import { EditionFile, JurisdictionFile, RuleFile } from '../../src/scope-of-practice/domain/register-file';
import { seedingOf } from '../../src/scope-of-practice/domain/seeding';

const COURSES = path.join(__dirname, '..', '..', 'courses');
const FOLDER = path.join(COURSES, 'dry-needling', 'jurisdictions');

/** The register files of the programme as they lie in `courses/`. */
export function theJurisdictionFiles(): JurisdictionFile[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => parse(readFileSync(path.join(FOLDER, name), 'utf8')) as JurisdictionFile);
}

/** What their schema says against a file; null where nothing. */
export function faultsBySchema(file: unknown): unknown[] | null {
  const ajv = addFormats(new Ajv2020({ allErrors: true }));
  for (const name of ['common', 'requirement', 'jurisdiction']) {
    ajv.addSchema(JSON.parse(readFileSync(path.join(COURSES, 'schemas', `${name}.schema.json`), 'utf8')) as object);
  }
  const check = ajv.getSchema('jurisdiction.schema.json')!;
  return check(file) ? null : (check.errors ?? []);
}

export const NOTHING_RECORDED: Register = { jurisdictions: [], rules: [], versions: [], reviews: [] };

/** The register after a package was adopted at a moment, on top of what it held. */
export function adopted(
  files: readonly JurisdictionFile[],
  at: string,
  register: Register = NOTHING_RECORDED,
): Register {
  const { jurisdictions, rules, versions } = seedingOf(register, files);
  const recordedAt = new Date(at);
  return {
    jurisdictions: [...register.jurisdictions, ...jurisdictions.map((row) => ({ ...row, recordedAt }))],
    rules: [...register.rules, ...rules],
    versions: [
      ...register.versions,
      ...versions.map((row) => ({ ...row, id: `${row.ruleId}/${row.sequence}`, recordedAt })),
    ],
    reviews: register.reviews,
  };
}

export function anEdition(over: Partial<EditionFile> = {}): EditionFile {
  return {
    edition: 'first',
    standing: 'permitted-with-conditions',
    legalTerm: 'dry needling',
    summary: 'A rule.',
    instrument: { kind: 'statute', citation: 'Act 1', binding: 'law' },
    inForce: { from: '2020-01-01', to: null },
    requirements: [],
    sources: [],
    confidence: 'high',
    confidenceWhy: 'Read.',
    doubts: [],
    watchNotes: [],
    ...over,
  };
}

/** An invented jurisdiction with one rule for physical therapists. */
export function aJurisdiction(
  editions: readonly EditionFile[],
  over: Partial<JurisdictionFile> & { rule?: Partial<RuleFile> } = {},
): JurisdictionFile {
  const { rule, ...file } = over;
  return {
    code: 'XX',
    name: 'Nowhere',
    fictional: true,
    regulator: { name: 'Board of Nowhere' },
    researchedOn: '2026-11-21',
    rules: [{ rule: 'authority', profession: 'physical-therapist', intervention: 'dry-needling', editions, ...rule }],
    ...file,
  };
}
