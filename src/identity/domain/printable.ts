// Control characters, line and paragraph separators, and the marks that reverse the direction of what follows: in a
// name they would forge a line of a letter, of a certificate or of a log.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Whether a text can stand on one line and reads as it is written. */
export function isOnePrintableLine(text: string): boolean {
  return text.isWellFormed() && text.trim() !== '' && !UNPRINTABLE.test(text);
}
