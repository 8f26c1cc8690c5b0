import type { Question } from '../question';

/** What becomes of an item whose key, or whose very question, turned out to be wrong. */
export const REGRADE_POLICIES = ['new-key', 'accept-two-keys', 'void-item', 'full-marks', 'never-lower'] as const;
/** `never-lower` is the new key with no score lowered by it. */
export type RegradePolicy = (typeof REGRADE_POLICIES)[number];

/**
 * How one version of a question, as it was asked, is scored in an attempt instead of by its own key.
 *
 * `new-key`: by the corrected one. `accept-two-keys`: by that or the one in force, whichever gives more. `void-item`: it counts neither for
 * the mark nor for the maximum, nor for safety. `full-marks`: everybody to whom it was presented has answered it rightly.
 */
export interface Treatment {
  readonly kind: Exclude<RegradePolicy, 'never-lower'>;
  /** The same question with another key, its parts under the ids that the candidates saw. Only for a key. */
  readonly corrected?: Question;
  /** No item earns less than it did until this regrade, and none is voided, or counted again, that lowers an attempt by it. */
  readonly neverLower: boolean;
  /** How the same version was scored until this regrade. Absent: by its own key. */
  readonly earlier?: Treatment;
}

/** By the id of the question version that was asked. */
export type Treatments = ReadonlyMap<string, Treatment>;

/** Later treatments on top of those in force: each knows what it takes the place of. */
export function stacked(inForce: Treatments, later: Treatments): Treatments {
  const all = new Map(inForce);
  for (const [versionId, treatment] of later) {
    const earlier = inForce.get(versionId);
    all.set(versionId, earlier ? { ...treatment, earlier } : treatment);
  }
  return all;
}

/** Every key by which a version may earn marks under its treatments, the newest first; its own where none was given. */
export function keysInForce(asked: Question, treatment: Treatment | undefined): readonly [Question, ...Question[]] {
  if (!treatment) return [asked];
  const { kind, corrected, earlier } = treatment;
  if (!corrected) return keysInForce(asked, earlier);
  return kind === 'accept-two-keys' ? [corrected, ...keysInForce(asked, earlier)] : [corrected];
}

/** What the evidence of an item says of its treatment. */
export interface TreatmentNote {
  readonly kind: Treatment['kind'];
  /** It earned more by how it was scored before, which was left to it. */
  readonly kept?: true;
}
