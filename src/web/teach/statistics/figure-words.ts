import type { Interval } from '../../../assessment/quiz-statistics';

/** How a figure is written: marks to two decimals, per cent to one. */
export type Unit = 'marks' | 'per cent' | 'share' | 'number';

const NOT_DEFINED = '–';

/** Without a minus before nothing, and with a real one before anything else. */
function decimals(value: number, places: number): string {
  const text = Math.abs(value).toFixed(places);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

export function inWords(value: number | null, unit: Unit): string {
  if (value === null) return NOT_DEFINED;
  switch (unit) {
    case 'marks':
    case 'number':
      return decimals(value, 2);
    case 'per cent':
      return `${decimals(value, 1)} %`;
    case 'share':
      return `${decimals(100 * value, 0)} %`;
  }
}

export function intervalInWords(interval: Interval | null, unit: Unit): string {
  return interval ? `${inWords(interval.low, unit)} to ${inWords(interval.high, unit)}` : NOT_DEFINED;
}

/** 85 s, 2 min 5 s. */
export function secondsInWords(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
