/*
 * What the figures share: a ground of their own, so that they are legible in light, dark and print, and shapes that name
 * their part in the palette instead of a colour.
 */

const WIDTH = 640;
const LIGHT = {
  paper: ['fill', '#fbfaf7', 'stroke', '#d9d6cc'],
  ink: ['fill', '#17211f'],
  soft: ['fill', '#4d5b58'],
  line: ['stroke', '#17211f'],
  faint: ['stroke', '#7d8b87'],
  card: ['fill', '#ffffff', 'stroke', '#d9d6cc'],
  brand: ['fill', '#0f766b'],
  'brand-line': ['stroke', '#0f766b'],
  warn: ['fill', '#b3401d'],
  'warn-line': ['stroke', '#b3401d'],
  'on-brand': ['fill', '#ffffff'],
};
const DARK = `
      .paper { fill: #16201f; stroke: #3a4a48 }
      .ink { fill: #eef4f3 }
      .soft { fill: #b8c8c5 }
      .line { stroke: #eef4f3 }
      .faint { stroke: #6f8582 }
      .card { fill: #1f2c2b; stroke: #3a4a48 }
      .brand { fill: #4fb8a8 }
      .brand-line { stroke: #4fb8a8 }
      .warn { fill: #ff9c7a }
      .warn-line { stroke: #ff9c7a }
      .on-brand { fill: #10201d }`;

const escape = (text) =>
  String(text).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

/** `paint('line', { fill: 'none' })`: the attributes of a part of the palette, and others. */
export function paint(part, others = {}) {
  const own = LIGHT[part] ?? [];
  const attributes = { class: part };
  for (let i = 0; i < own.length; i += 2) attributes[own[i]] = own[i + 1];
  return Object.entries({ ...attributes, ...others })
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
}

/** Lines of at most so many letters. */
export function wrapped(text, letters) {
  const lines = [];
  for (const word of text.split(' ')) {
    const last = lines.length - 1;
    if (last >= 0 && `${lines[last]} ${word}`.length <= letters) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

export function text(x, y, words, { part = 'ink', size, weight, anchor } = {}) {
  const more = {
    x,
    y,
    ...(size && { 'font-size': size }),
    ...(weight && { 'font-weight': weight }),
    ...(anchor && { 'text-anchor': anchor }),
  };
  return `<text${paint(part, more)}>${escape(words)}</text>`;
}

export const block = (x, y, words, letters, style = {}, leading = 23) =>
  wrapped(words, letters)
    .map((line, index) => text(x, y + index * leading, line, style))
    .join('\n  ');

export const shape = (part, d, others = {}) =>
  `<path${paint(part, { fill: 'none', 'stroke-width': 2.5, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', ...others })} d="${d}"/>`;

export const box = (x, y, width, height, others = {}) =>
  `<rect${paint('card', { 'stroke-width': 1.5, x, y, width, height, rx: 10, ...others })}/>`;

export const zone = (d) =>
  `<path fill="url(#zone)"${paint('warn-line', { 'stroke-width': 2, 'stroke-linejoin': 'round' })} d="${d}"/>`;

export const arrowDown = (x, y, length = 16) =>
  shape(
    'brand-line',
    `M${x} ${y} V${y + length} M${x - 7} ${y + length - 7} L${x} ${y + length} L${x + 7} ${y + length - 7}`,
  );

/** A number on a marked place, and the same number before its words in the key. */
export const pin = (x, y, number) =>
  `<circle${paint('brand', { cx: x, cy: y, r: 13 })}/>${text(x, y + 5.5, number, { part: 'on-brand', size: 15, weight: 700, anchor: 'middle' })}`;

export function figure({ title, description, height, body }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc" font-family="Inter, system-ui, -apple-system, 'Segoe UI', sans-serif" font-size="18">
  <title id="title">${escape(title)}</title>
  <desc id="desc">${escape(description)}</desc>
  <style>
    @media (prefers-color-scheme: dark) {${DARK}
    }
  </style>
  <rect${paint('paper', { x: 1, y: 1, width: WIDTH - 2, height: height - 2, rx: 16, 'stroke-width': 1.5 })}/>
  <defs>
    <pattern id="zone" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect${paint('warn', { width: 8, height: 8, opacity: 0.18 })}/>
      <path${paint('warn-line', { 'stroke-width': 2.5, opacity: 0.7 })} d="M0 0 V8"/>
    </pattern>
  </defs>
  ${body.join('\n  ')}
</svg>
`;
}
