const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * What a stranger who only knows a certificate's number is shown of its holder: `Maya Sørensen` → `M*** S***`. Always
 * three stars, so that the length of a name gives nothing away.
 */
export function maskedName(name: string): string {
  return name
    .trim()
    .split(/\s+/u)
    .map((word) => `${[...graphemes.segment(word)][0]?.segment ?? ''}***`)
    .join(' ');
}
