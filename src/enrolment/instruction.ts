/** How teaching reached the person. Who attests hours knows how they were held. */
export const DELIVERIES = ['in-person', 'live-online', 'self-paced'] as const;
export type AttestedDelivery = (typeof DELIVERIES)[number];

export const MODES = ['didactic', 'practical'] as const;
export type InstructionMode = (typeof MODES)[number];

/** Minutes on one subject within a day of teaching; late and early minutes count as they were. */
export interface AttendanceItem {
  /** A slug, such as `dry-needling`. */
  readonly subject: string;
  /** `null` where nobody said. */
  readonly mode: InstructionMode | null;
  readonly minutes: number;
}
