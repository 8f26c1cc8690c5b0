import { canonicalJson, digestOf } from '../../kernel/canonical-json';
import { idOfName } from '../../kernel/ids';
import { RecordedJurisdiction, RecordedRule, RecordedVersion, Register } from './register';
import { EditionFile, JurisdictionFile, jurisdictionTextOf, RuleFile, ruleTextOf } from './register-file';

/** What a package adds to the register. */
export interface Seeding {
  readonly jurisdictions: readonly Omit<RecordedJurisdiction, 'recordedAt'>[];
  readonly rules: readonly RecordedRule[];
  readonly versions: readonly Omit<RecordedVersion, 'id' | 'recordedAt'>[];
}

/** The same rule has the same id in every installation. */
export function ruleIdOf(jurisdiction: string, { profession, intervention, rule }: Omit<RuleFile, 'editions'>): string {
  return idOfName(`scope-of-practice/${jurisdiction}/${profession}/${intervention}/${rule}`);
}

/**
 * What of the files is new to the register. A package corrects what a package recorded, where it reads differently now;
 * what somebody entered on a page it leaves alone, and what it no longer mentions stays.
 */
export function seedingOf(register: Register, files: readonly JurisdictionFile[]): Seeding {
  const rules = files.flatMap((file) => file.rules.map((rule) => ({ file, rule, id: ruleIdOf(file.code, rule) })));
  const known = new Set(register.rules.map(({ id }) => id));
  return {
    jurisdictions: files.flatMap((file) => newJurisdiction(register, file)),
    rules: rules
      .filter(({ id }) => !known.has(id))
      .map(({ file, rule: { profession, intervention, rule }, id }) => ({
        id,
        jurisdiction: file.code,
        profession,
        intervention,
        rule,
      })),
    versions: rules.flatMap(({ rule, id }) => newVersions(register, id, rule.editions)),
  };
}

function newJurisdiction(register: Register, file: JurisdictionFile): Seeding['jurisdictions'] {
  const text = jurisdictionTextOf(file);
  const newest = register.jurisdictions
    .filter(({ code }) => code === file.code)
    .toSorted((a, b) => b.sequence - a.sequence)[0];
  if (newest && (newest.recordedBy !== null || canonicalJson(newest.text) === canonicalJson(text))) return [];
  return [{ code: file.code, sequence: (newest?.sequence ?? 0) + 1, text, recordedBy: null }];
}

function newVersions(register: Register, ruleId: string, editions: readonly EditionFile[]): Seeding['versions'] {
  const recorded = register.versions.filter((version) => version.ruleId === ruleId);
  let sequence = Math.max(0, ...recorded.map((version) => version.sequence));
  return editions.flatMap((file) => {
    const newest = recorded
      .filter(({ edition }) => edition === file.edition)
      .toSorted((a, b) => b.sequence - a.sequence)[0];
    const text = ruleTextOf(file);
    const digest = digestOf(text);
    if (newest && (newest.recordedBy !== null || newest.digest === digest)) return [];
    sequence += 1;
    return [
      { ruleId, sequence, edition: file.edition, corrects: newest?.sequence ?? null, text, digest, recordedBy: null },
    ];
  });
}
