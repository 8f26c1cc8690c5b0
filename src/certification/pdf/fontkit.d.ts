declare module 'fontkit' {
  export interface Run {
    readonly glyphs: readonly unknown[];
    readonly positions: readonly { readonly xAdvance: number }[];
    readonly advanceWidth: number;
  }

  /** The little of a font that we ask; pdfkit takes the rest. */
  export interface Font {
    readonly characterSet: readonly number[];
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features: Readonly<Record<string, boolean>>): Run;
    glyphForCodePoint(codePoint: number): { readonly id: number };
  }
  export function create(data: Uint8Array): Font;
}
