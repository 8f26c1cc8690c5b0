/** The time of an attempt, as fixed at its start on the server's clock. */
export interface Timing {
  readonly deadlineAt: Date;
  /** How late a packet may arrive that left the candidate in time. */
  readonly graceSeconds: number;
}

export function deadlineOf(startedAt: Date, timeLimitMinutes: number): Date {
  return new Date(startedAt.getTime() + timeLimitMinutes * 60_000);
}

/** Whether nothing more is taken: the grace is over. The last moment of the grace still counts. */
export function isOver({ deadlineAt, graceSeconds }: Timing, now: Date): boolean {
  return now.getTime() > deadlineAt.getTime() + graceSeconds * 1000;
}

/** When an attempt counts as ended: when it was handed in, but never after its deadline. */
export function endedAt({ deadlineAt }: Timing, now: Date): Date {
  return now < deadlineAt ? now : deadlineAt;
}
