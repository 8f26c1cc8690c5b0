/*
 * Pictures of questions come from anybody's files, and are shown to everybody: their kind is read from their bytes, and a
 * drawing that could do more than be looked at is refused. They are served so that a browser runs nothing of them anyway.
 */

/** What is served, by the kind that a file's own bytes say. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export function isPictureType(type: string | null): type is PictureType {
  return PICTURE_TYPES.some((known) => known === type);
}

/** Elements that do something, or bring in what is not drawn here. */
const ACTIVE =
  'script|foreignObject|iframe|object|embed|audio|video|animate|animateMotion|animateTransform|set|handler|link|style';

/**
 * A drawing with everything taken out that is not drawing: scripts, handlers of events, animation, style sheets, and
 * whatever points outside of it. `null` for what is no SVG at all, or declares a document type of its own.
 */
export function harmlessSvg(svg: string): string | null {
  const text = svg
    .replace(/^\uFEFF/, '')
    .replace(/<!--[^]*?-->/g, '')
    .replace(/<\?[^]*?\?>/g, '')
    .replace(/<!DOCTYPE\s[^[\]>]*>/gi, '')
    .trim();
  if (!/^<svg[\s>]/i.test(text) || /<!/.test(text.replace(/<!\[CDATA\[[^]*?\]\]>/g, ''))) return null;
  let harmless = text;
  for (let before = ''; before !== harmless;) {
    before = harmless;
    harmless = harmless
      .replace(new RegExp(`<(?:[\\w-]+:)?(${ACTIVE})\\b[^>]*?/>`, 'gi'), '')
      .replace(new RegExp(`<((?:[\\w-]+:)?(?:${ACTIVE}))\\b[^>]*>[^]*?</\\1\\s*>`, 'gi'), '')
      .replace(new RegExp(`</?(?:[\\w-]+:)?(?:${ACTIVE})\\b[^>]*>`, 'gi'), '');
  }
  return harmless.replace(/<[^!/][^>]*>/g, harmlessTag);
}

/** Attributes that react, point elsewhere or style by what is fetched are left out. */
function harmlessTag(tag: string): string {
  return tag.replace(/\s([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/g, (attribute, name: string, value: string) => {
    const plain = value.replace(/^["']|["']$/g, '');
    if (/^on/i.test(name)) return '';
    if (/(^|:)(href|src)$/i.test(name))
      return /^\s*(#|data:image\/(png|jpeg|gif|webp);base64,)/i.test(plain) ? attribute : '';
    return /url\(\s*(?!["']?#)|javascript:|expression\(|@import/i.test(plain) ? '' : attribute;
  });
}
