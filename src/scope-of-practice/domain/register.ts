import { RecordedReview } from './review';
import { RuleText } from './rule';

/** What the register says of a jurisdiction itself. */
export interface JurisdictionText {
  readonly name: string;
  readonly regulator: { readonly name: string; readonly url?: string; readonly official?: boolean };
  /** Invented for tests and demonstrations. */
  readonly fictional: boolean;
  readonly researchedOn: string;
}

export interface RecordedJurisdiction {
  readonly code: string;
  readonly sequence: number;
  readonly text: JurisdictionText;
  readonly recordedAt: Date;
  /** Who entered it on a page; `null`: the programme package. */
  readonly recordedBy: string | null;
}

/** One jurisdiction × profession × intervention; `rule` tells several of them apart. */
export interface RecordedRule {
  readonly id: string;
  readonly jurisdiction: string;
  readonly profession: string;
  readonly intervention: string;
  readonly rule: string;
}

/** What was recorded about one edition of a rule at one moment. A correction is another row that names what it corrects. */
export interface RecordedVersion {
  readonly id: string;
  readonly ruleId: string;
  /** 1, 2, 3 … within the rule. */
  readonly sequence: number;
  readonly edition: string;
  /** Sequence of the version that this one puts right. */
  readonly corrects: number | null;
  readonly text: RuleText;
  /** SHA-256 over the canonical JSON of the text. */
  readonly digest: string;
  readonly recordedAt: Date;
  /** Who entered it on a page; `null`: the programme package. */
  readonly recordedBy: string | null;
}

export interface RegisterReview extends RecordedReview {
  readonly versionId: string;
}

/** Everything ever recorded. Small: a few hundred rows, read into memory as one. */
export interface Register {
  readonly jurisdictions: readonly RecordedJurisdiction[];
  readonly rules: readonly RecordedRule[];
  readonly versions: readonly RecordedVersion[];
  readonly reviews: readonly RegisterReview[];
}

/** The register as it stood at a moment: nothing recorded later, and no version that had by then been corrected. */
export function knownAt(register: Register, moment: Date): Register {
  const known = <Row extends { recordedAt: Date }>(rows: readonly Row[]) =>
    rows.filter((row) => row.recordedAt <= moment);
  const versions = known(register.versions);
  const corrected = new Set(versions.map(({ ruleId, corrects }) => `${ruleId}/${corrects}`));
  const newest = new Map<string, RecordedJurisdiction>();
  for (const row of known(register.jurisdictions)) {
    if (row.sequence > (newest.get(row.code)?.sequence ?? 0)) newest.set(row.code, row);
  }
  return {
    jurisdictions: [...newest.values()].toSorted((a, b) => a.code.localeCompare(b.code, 'en')),
    rules: register.rules,
    versions: versions.filter(({ ruleId, sequence }) => !corrected.has(`${ruleId}/${sequence}`)),
    reviews: known(register.reviews),
  };
}
