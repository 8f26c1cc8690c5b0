/** How a competency can be shown. */
export type Method = 'quiz' | 'station' | 'logbook' | 'record';

/** What this room asks of one competency of the framework. */
export interface CompetencyRule {
  readonly id: string;
  readonly title: string;
  readonly assessedBy: readonly Method[];
  /** How many different people must have observed or signed; one unless the framework asks for more. */
  readonly observers?: number;
}

export interface Station {
  readonly id: string;
  readonly competencies: readonly string[];
}

export interface Level {
  readonly level: number;
  readonly label: string;
  readonly meaning: string;
}

export interface RegionTier {
  readonly tier: number;
  readonly regions: string;
}

/** The part of a competency framework that observing and signing off rest on. */
export interface Framework {
  readonly id: string;
  readonly version: string;
  readonly levels: readonly Level[];
  readonly regionTiers: readonly RegionTier[];
  readonly stations: readonly Station[];
  readonly competencies: readonly CompetencyRule[];
}

/** From the least risky regions to the most. */
export const REGION_TIERS = [1, 2, 3] as const;

/** The tier of a statement that names none: the least risky regions. */
export const DEFAULT_REGION_TIER = 1;

/** What is shown in practice must have been seen: a station or a logbook competency needs observations, paper does not. */
export function needsObservation({ assessedBy }: Pick<CompetencyRule, 'assessedBy'>): boolean {
  return assessedBy.includes('station') || assessedBy.includes('logbook');
}
