/*
 * What can be printed. A character that no font of ours has would silently come out as an empty box, and a certificate
 * with a box for a name is worth nothing: it is refused instead, and the characters are named.
 */

/** One character that cannot be printed, and why. */
export interface UnprintableCharacter {
  readonly character: string;
  /** `U+0627`. */
  readonly codePoint: string;
  readonly reason: 'no-glyph' | 'right-to-left' | 'control';
}

/** Composed (NFC), with single spaces: the form in which a name is sealed and printed. */
export function printableForm(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Control, format (which turn the direction of text or hide it), private, unassigned: nobody's name contains them. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;

/** Scripts written from right to left. The PDF writer has no bidirectional algorithm: it would print them backwards. */
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

/** The characters of a text that cannot be printed, each once. */
export function unprintableCharacters(text: string, hasGlyph: (codePoint: number) => boolean): UnprintableCharacter[] {
  return [...new Set(printableForm(text))].flatMap((character) => {
    const value = character.codePointAt(0) ?? 0;
    const reason: UnprintableCharacter['reason'] | null = CONTROL.test(character)
      ? 'control'
      : RIGHT_TO_LEFT.test(character)
        ? 'right-to-left'
        : hasGlyph(value)
          ? null
          : 'no-glyph';
    return reason ? [{ character, codePoint: `U+${value.toString(16).toUpperCase().padStart(4, '0')}`, reason }] : [];
  });
}
