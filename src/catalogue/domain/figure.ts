import { LineFault } from './yaml-file';

const DANGERS: readonly [pattern: RegExp, message: string, remedy: string][] = [
  [/<script\b/i, 'the figure holds a script', 'Remove it: figures are pictures only.'],
  [/\son[a-z]+\s*=/i, 'the figure reacts to events', 'Remove the on… attribute: figures are pictures only.'],
  [/<foreignObject\b/i, 'the figure holds foreign content', 'Draw it, or turn the text into <text>.'],
  [/<!(DOCTYPE|ENTITY)\b/i, 'the figure declares a document type', 'Remove the declaration: figures need none.'],
  [/javascript:/i, 'the figure holds a script address', 'Remove it: figures are pictures only.'],
  [/\bhref\s*=\s*["'](?!#)/i, 'the figure points outside itself', 'Embed what it shows: figures load nothing.'],
  [
    /url\(\s*["']?(?!#)/i,
    'the figure’s style points outside itself',
    'Refer only to parts of the figure, as in url(#arrow).',
  ],
  [/@import\b/i, 'the figure’s style points outside itself', 'Write the style into the figure.'],
];

/** What keeps an SVG from being shown: figures are still pictures, drawn from their own file alone. */
export function faultsOfFigure(svg: string): LineFault[] {
  const faults = DANGERS.flatMap(([pattern, message, remedy]) => {
    const match = pattern.exec(svg);
    return match ? [{ line: lineAt(svg, match.index), message, remedy }] : [];
  });
  if (!/^\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*<svg\b/.test(svg)) {
    faults.push({
      line: 1,
      message: 'this is not an SVG picture',
      remedy: 'Begin the file with <svg xmlns="http://www.w3.org/2000/svg" …>.',
    });
  }
  if (sizeOfFigure(svg) === null) {
    faults.push({
      line: 1,
      message: 'the figure does not say its size',
      remedy: 'Add viewBox="0 0 width height" to <svg>.',
    });
  }
  return faults;
}

/** Width and height in the figure's own units, from its view box: a page keeps the room free while it loads. */
export function sizeOfFigure(svg: string): { width: number; height: number } | null {
  const box = /<svg\b[^>]*\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']/i.exec(svg);
  if (!box) return null;
  const [width, height] = [Number(box[1]), Number(box[2])];
  return width > 0 && height > 0 ? { width: Math.round(width), height: Math.round(height) } : null;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
