import type { CertificateView } from '../../certification/certification.service';
import { pendingRevocation } from '../../certification/certificate';
import type { PersonActor } from '../../identity/access';
import type { Wording } from '../wording';

/** What may befall a certificate, by the last part of its address: said before it is done, and after. */
export const CHANGES = {
  confirmation: {
    does: 'confirmRevocation',
    title: 'Confirm the revocation',
    words:
      'From the moment that was asked for, the certificate is revoked for whoever verifies it. Nothing undoes a revocation.',
    button: 'Revoke the certificate',
    style: 'button--danger',
    done: 'Revoked.',
    takesDate: false,
    reasonIsOptional: true,
  },
  reinstatement: {
    does: 'reinstate',
    title: 'Reinstate',
    words: 'The certificate is in force again for whoever verifies it.',
    button: 'Reinstate it',
    style: '',
    done: 'Reinstated.',
    takesDate: true,
    reasonIsOptional: false,
  },
  declination: {
    does: 'reinstate',
    title: 'Decline the revocation',
    words:
      'The certificate no longer shows as suspended on account of this request. A suspension that somebody else made stays until it is reinstated.',
    button: 'Decline it',
    style: 'button--quiet',
    done: 'Declined.',
    takesDate: false,
    reasonIsOptional: false,
  },
  suspension: {
    does: 'suspend',
    title: 'Suspend',
    words: 'Whoever verifies the certificate reads that it is suspended. It stays so until somebody reinstates it.',
    button: 'Suspend it',
    style: 'button--quiet',
    done: 'Suspended, until somebody reinstates it.',
    takesDate: true,
    reasonIsOptional: false,
  },
  supersession: {
    does: 'supersede',
    title: 'Issue another in its place',
    words:
      'For a changed name, or for the law as it reads today. Another certificate is made from the record of today, with a number of its own; this one says that it was superseded.',
    button: 'Issue another',
    style: 'button--quiet',
    done: 'Issued. This certificate took the place of the other one.',
    takesDate: true,
    reasonIsOptional: false,
  },
  revocation: {
    does: 'requestRevocation',
    title: 'Ask for its revocation',
    words:
      'A revocation takes two registrars. The certificate shows as suspended from now on; once another registrar confirms, it is revoked from the moment that you name here.',
    button: 'Ask for the revocation',
    style: 'button--danger',
    done: 'Asked for. It shows as suspended until another registrar decides.',
    takesDate: true,
    reasonIsOptional: false,
  },
} as const;

export type Change = keyof typeof CHANGES;

export function isChange(text: string): text is Change {
  return Object.hasOwn(CHANGES, text);
}

/** What this person may do about the certificate as it stands, in the order in which it is offered. */
export function changesOpenTo(actor: PersonActor, { events, facts, holder }: CertificateView): Change[] {
  if (!actor.roles.includes('registrar') || holder.id === actor.id) return [];
  const stands = (status: string) => facts.some((fact) => fact.status === status);
  if (stands('revoked')) return [];
  const pending = pendingRevocation(events);
  const isOver = stands('superseded');
  const isSuspended = stands('suspended');
  const open: Record<Change, boolean> = {
    confirmation: pending !== null && pending.actor.id !== actor.id,
    reinstatement: pending === null && isSuspended && !isOver,
    declination: pending !== null,
    suspension:
      !facts.some(({ status, awaitingConfirmation }) => status === 'suspended' && !awaitingConfirmation) && !isOver,
    supersession: !isSuspended && !isOver,
    revocation: pending === null,
  };
  return (Object.keys(CHANGES) as Change[]).filter((change) => open[change]);
}

/** What was typed into the form of one change. */
export interface ChangeValues {
  readonly change: Change;
  readonly reason: string;
  readonly effectiveAt: string;
}

/** The forms of the changes that are open; the one that was refused stands open with what was typed. */
export function changeForms(open: readonly Change[], { values, errors, earliest, now, wording }: FormFrame) {
  return open.map((change) => {
    const { title, words, button, style, takesDate, reasonIsOptional } = CHANGES[change];
    const typed = values?.change === change ? values : null;
    return {
      change,
      title,
      words,
      button,
      style,
      takesDate,
      reasonIsOptional,
      // What the other registrar waits for is not folded away.
      isOpen: change === 'confirmation' || typed !== null,
      isDecision: change === 'confirmation',
      reason: typed?.reason ?? '',
      effectiveAt: typed?.effectiveAt ?? '',
      earliest: wording.local(earliest),
      latest: wording.local(now),
      errors: typed ? errors : {},
    };
  });
}

interface FormFrame {
  readonly values?: ChangeValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly earliest: Date;
  readonly now: Date;
  readonly wording: Wording;
}
