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
