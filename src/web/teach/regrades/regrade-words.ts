import { questionLine } from '../../../catalogue/question-text';
import { counted, resultInWords, Wording } from '../../wording';
import type { RegradeAnswerDto, RegradeSummaryDto } from './regrade.dto';

const POLICIES: Readonly<Record<string, string>> = {
  'new-key': 'Scored by the corrected key',
  'accept-two-keys': 'Both keys accepted',
  'void-item': 'Taken out of the mark',
  'full-marks': 'Full marks for everybody',
  'never-lower': 'Scored by the corrected key, nobody lower',
};

const STATES: Readonly<Record<string, { readonly tone: string; readonly text: string }>> = {
  'dry-run': { tone: 'neutral', text: 'Not proposed yet' },
  proposed: { tone: 'careful', text: 'Waits for a second person' },
  approved: { tone: 'good', text: 'In force' },
  declined: { tone: 'neutral', text: 'Declined' },
  withdrawn: { tone: 'neutral', text: 'Withdrawn' },
};

const CHANGES: Readonly<Record<string, { readonly tone: string; readonly text: string }>> = {
  'loses-pass': { tone: 'bad', text: 'No longer passes' },
  'gains-pass': { tone: 'good', text: 'Now passes' },
  lower: { tone: 'careful', text: 'Lower' },
  higher: { tone: 'good', text: 'Higher' },
  same: { tone: 'neutral', text: 'The same' },
};

/** What stands instead of a verdict where there is none yet. */
const NO_VERDICTS: Readonly<Record<string, string>> = {
  'held-back': 'held back until a panel has set the pass mark',
  'awaiting-marking': 'with parts still to be marked',
};

export const stateInWords = (state: string) => STATES[state];

export function lineOf(
  { id, number, policy, neverLower, state, reason, summary, proposedBy, proposedAt }: RegradeSummaryDto,
  wording: Wording,
) {
  return {
    address: `/teach/regrades/${id}`,
    number,
    policy: policyInWords(policy, neverLower),
    state: STATES[state],
    reason,
    passes: passesInWords(summary),
    by: proposedBy?.name ?? 'somebody erased',
    on: proposedAt && wording.moment(proposedAt),
  };
}

/** Everything of a regrade that its page shows. */
export function regradeInWords(regrade: RegradeAnswerDto) {
  const { policy, neverLower, state, reason, summary, differences, touches, questions } = regrade;
  const changed = differences.flatMap(({ person, number, state, before, after, change }) =>
    person && change !== 'same'
      ? [
          {
            name: person.name ?? 'Erased',
            ...{ number, before: standingInWords(before, state), after: standingInWords(after, state) },
            change: CHANGES[change],
            isPass: change === 'gains-pass' || change === 'loses-pass',
          },
        ]
      : [],
  );
  return {
    policy: policyInWords(policy, neverLower),
    state: STATES[state],
    reason,
    attempts: counted(summary.attempts, 'attempt'),
    summary,
    questions: questions.map(({ slug, version, prompt, keyBefore, keyAfter }) => ({
      name: version > 1 ? `${slug}, version ${version}` : slug,
      prompt: questionLine(prompt),
      keyBefore: keyBefore.map((line) => questionLine(line)),
      keyAfter: keyAfter?.map((line) => questionLine(line)),
    })),
    passes: changed.filter(({ isPass }) => isPass),
    others: changed.filter(({ isPass }) => !isPass),
    unseen: differences.filter(({ person, change }) => !person && change !== 'same').length,
    certificates: touches.certificates,
    enrolments: touches.enrolments.length,
    moreTouched: touches.others,
  };
}

function standingInWords(standing: RegradeAnswerDto['differences'][number]['before'], state: string): string {
  const verdict = NO_VERDICTS[state];
  return verdict ? `${standing.percentage} %, ${verdict}` : resultInWords(standing);
}

function policyInWords(policy: string, neverLower: boolean): string {
  return neverLower && policy !== 'never-lower' ? `${POLICIES[policy]}, nobody lower` : POLICIES[policy];
}

function passesInWords({ passesGained, passesLost }: RegradeSummaryDto['summary']): string {
  return `${passesGained} now pass, ${passesLost} no longer do`;
}
