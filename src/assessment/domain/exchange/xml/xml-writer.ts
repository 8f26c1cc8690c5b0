/** Text between tags. A carriage return would come back as a line end, so it is written as a reference. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (letter) => REFERENCES[letter]);
}

export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\r\n\t]/g, (letter) => REFERENCES[letter]);
}

const REFERENCES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Marked text in a section of its own, which stays readable; the end of a section within it is divided between two. */
export function cdata(text: string): string {
  if (text.includes('\r')) return escapeText(text);
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element around content that is already XML. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const inside = content.join('');
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** What XML 1.0 has no way to say: most control characters, and halves of surrogate pairs. */
export function isWritable(text: string): boolean {
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text);
}
