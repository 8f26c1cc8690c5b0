// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- an ambient module has no import; fontkit brings no types
/// <reference path="./fontkit.d.ts" />
import { create, Font, Run } from 'fontkit';
import { readFileSync } from 'node:fs';
import { printableForm, UnprintableCharacter, unprintableCharacters } from '../domain/printable-text';

/*
 * The typefaces of a certificate, embedded in it: Source Serif 4 and Inter, and DejaVu for whatever these lack. They are
 * opened once: parsing them is most of the cost of a small PDF.
 */

const FACES = {
  serif: [
    '@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
    'dejavu-fonts-ttf/ttf/DejaVuSerif.ttf',
  ],
  'serif-bold': [
    '@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
    'dejavu-fonts-ttf/ttf/DejaVuSerif-Bold.ttf',
  ],
  'serif-italic': [
    '@expo-google-fonts/source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
    'dejavu-fonts-ttf/ttf/DejaVuSerif-Italic.ttf',
  ],
  sans: ['@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf', 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'],
  'sans-bold': [
    '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
    'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf',
  ],
} as const;

export type Face = keyof typeof FACES;

/** Of several characters drawn by one glyph, the one that the glyph is taken to mean. */
const USUAL = new Set([0x20, 0x2d, 0x2018, 0x2019, 0x201d, 0x394, 0x3a9, 0x3bc, 0x3b9, 0x2009, 0x2044]);

export interface ChosenFont {
  readonly name: string;
  readonly font: Font;
}

interface Opened extends ChosenFont {
  /** Characters that share a glyph with a more usual one: drawn with it, they would be read back as the other. */
  readonly twins: ReadonlySet<number>;
}

function twinsIn(font: Font): Set<number> {
  const byGlyph = new Map<number, number[]>();
  for (const codePoint of font.characterSet) {
    const { id } = font.glyphForCodePoint(codePoint);
    byGlyph.set(id, [...(byGlyph.get(id) ?? []), codePoint]);
  }
  return new Set(
    [...byGlyph.values()].flatMap((codePoints) => {
      const usual = codePoints.find((codePoint) => USUAL.has(codePoint)) ?? codePoints[0];
      return codePoints.filter((codePoint) => codePoint !== usual);
    }),
  );
}

/** No ligatures or contextual forms: one character, one glyph, so that what is printed is read back letter for letter. */
const PLAIN = { liga: false, clig: false, calt: false, dlig: false };

/** Words come again on every certificate, and shaping them is most of the work: this many are remembered for each font. */
const REMEMBERED = 4000;

function plain(font: Font): Font {
  const shaped = new Map<string, Run>();
  const layout = (text: string): Run => {
    let run = shaped.get(text);
    if (!run) {
      if (shaped.size >= REMEMBERED) shaped.clear();
      run = font.layout(text, PLAIN);
      shaped.set(text, run);
    }
    // pdfkit scales the positions in place and then asks for the width, so it is given its own, and the sum of those.
    const positions = run.positions.map((position) => ({ ...position }));
    return {
      glyphs: run.glyphs,
      positions,
      get advanceWidth() {
        return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
      },
    };
  };
  return Object.create(font, { layout: { value: layout } }) as Font;
}

const opened = new Map<string, Opened>();

function open(file: string): Opened {
  let face = opened.get(file);
  if (!face) {
    const data = readFileSync(require.resolve(file));
    // A font remembers the first character that asked for a glyph: the one that is searched is not the one that draws.
    face = { name: file, font: plain(create(data)), twins: twinsIn(create(data)) };
    opened.set(file, face);
  }
  return face;
}

const covers = ({ font, twins }: Opened, text: string) =>
  [...text].every((character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return font.hasGlyphForCodePoint(codePoint) && !twins.has(codePoint);
  });

/** The font for a text: the face's own where it has every character, so that a name is never patched together. */
export function fontFor(face: Face, text: string): ChosenFont {
  const [own, fallback] = FACES[face];
  return covers(open(own), text) ? open(own) : open(fallback);
}

/** What of a text no font can draw, each character once. Empty: it can be printed. */
export function undrawable(text: string, face: Face = 'serif'): UnprintableCharacter[] {
  const form = printableForm(text);
  const { font } = fontFor(face, form);
  return unprintableCharacters(form, (codePoint) => font.hasGlyphForCodePoint(codePoint));
}
