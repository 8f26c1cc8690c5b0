/** A calendar day, `YYYY-MM-DD`. Days compare as strings. */
export type Day = string;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text names a day that exists: 2026-02-29 does not. */
export function isDay(text: unknown): text is Day {
  const match = typeof text === 'string' ? DAY.exec(text) : null;
  if (!match) return false;
  const date = new Date(`${match[0]}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === match[0] && match[1] >= '0001';
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

function partsIn(zone: string, moment: Date): Record<string, string> {
  return Object.fromEntries(
    formatIn(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
}

/** The calendar day on which a moment falls, in a zone (IANA name). */
export function dayOf(moment: Date, zone: string): Day {
  const { year, month, day } = partsIn(zone, moment);
  return `${year.padStart(4, '0')}-${month}-${day}`;
}

/** How far the zone's wall clock is ahead of UTC at a moment, in milliseconds. */
function offsetAt(zone: string, moment: Date): number {
  const p = partsIn(zone, moment);
  const wall = Date.UTC(+p.year, +p.month - 1, +p.day, +p.hour, +p.minute, +p.second);
  return wall - Math.floor(moment.getTime() / 1000) * 1000;
}

/** The moment at which a day begins in a zone. Where midnight is skipped, the first moment of that day. */
export function startOfDay(day: Day, zone: string): Date {
  const asUtc = new Date(`${day}T00:00:00.000Z`).getTime();
  let moment = new Date(asUtc - offsetAt(zone, new Date(asUtc)));
  moment = new Date(asUtc - offsetAt(zone, moment));
  while (dayOf(moment, zone) < day) moment = new Date(moment.getTime() + 15 * 60_000);
  return moment;
}

/** The moment at which a day is over: intervals are half-open, `[start, end)`. */
export function endOfDay(day: Day, zone: string): Date {
  return startOfDay(addDays(day, 1), zone);
}

export function addDays(day: Day, days: number): Day {
  return new Date(new Date(`${day}T00:00:00.000Z`).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day of the month so many months later; where it does not exist, the last day of that month. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

/** Whole years from one day to another; someone licensed on 29 February completes a year on 28 February. */
export function wholeYearsBetween(from: Day, to: Day): number {
  let years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  if (years > 0 && addMonths(from, years * 12) > to) years -= 1;
  return Math.max(years, 0);
}
