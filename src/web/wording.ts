import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings';
import { Day, dayOf } from '../kernel/day';

/** A moment for a page: as words in the school's zone, and for the machine that shows it in the reader's own. */
export interface MomentInWords {
  readonly iso: string;
  readonly text: string;
}

/** How days, moments and codes are put into words, in the language and the zone of the house. */
@Injectable()
export class Wording {
  private readonly days: Intl.DateTimeFormat;
  private readonly moments: Intl.DateTimeFormat;
  private readonly clockFace: Intl.DateTimeFormat;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    // A day is written out, so that nobody reads the month as the day. Plain "en" would be the American order.
    const language = settings.locale === 'en' ? 'en-GB' : settings.locale;
    this.days = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
    this.moments = new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: settings.timeZone,
      timeZoneName: 'short',
    });
    this.clockFace = new Intl.DateTimeFormat('en-CA', {
      timeZone: settings.timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  day(day: Day): string {
    return this.days.format(new Date(`${day}T00:00:00.000Z`));
  }

  moment(moment: Date): MomentInWords {
    return { iso: moment.toISOString(), text: this.moments.format(moment) };
  }

  /** The day on which a moment falls where the school is. */
  dayOf(moment: Date): Day {
    return dayOf(moment, this.settings.timeZone);
  }

  /** A moment as a form field has it, in the school's zone: `2026-11-22T09:30`. */
  local(moment: Date): string {
    return new Date(moment.getTime() + this.aheadOfUtc(moment)).toISOString().slice(0, 16);
  }

  /** The moment that a form field names in the school's zone; null where it names none. */
  fromLocal(local: string): Date | null {
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return null;
    const asUtc = new Date(`${local.slice(0, 16)}:00.000Z`);
    if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 16) !== local.slice(0, 16)) return null;
    const near = new Date(asUtc.getTime() - this.aheadOfUtc(asUtc));
    return new Date(asUtc.getTime() - this.aheadOfUtc(near));
  }

  private aheadOfUtc(moment: Date): number {
    const parts = Object.fromEntries(
      this.clockFace.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
    );
    const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
    return wall - Math.floor(moment.getTime() / 1000) * 1000;
  }

  dayOfMoment(moment: Date): string {
    return this.day(this.dayOf(moment));
  }
}

/** `physical-therapist` → `physical therapist`. */
export function unhyphened(code: string): string {
  return code.replace(/-/g, ' ');
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A result in a line: with whether its pass mark is one that no panel has set. */
export function resultInWords(result: {
  readonly percentage: number;
  readonly passed: boolean;
  readonly provisional: boolean;
}): string {
  const { percentage, passed, provisional } = result;
  return `${percentage} %, ${passed ? 'passed' : 'not passed'}${provisional ? ' (pass mark provisional)' : ''}`;
}

/** `1 lesson`, `2 lessons`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** 0 to 100, whole; never rounded up to done. */
export function percentOf({ done, total }: { readonly done: number; readonly total: number }): number {
  return total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
}

export function minutesInWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
