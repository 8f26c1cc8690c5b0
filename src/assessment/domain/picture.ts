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

/** Bytes of one picture; a drawing is text that is looked through. */
export const mostBytes = (type: PictureType) => (type === 'image/svg+xml' ? 1024 * 1024 : 8 * 1024 * 1024);

/** Elements that do something, or bring in what is not drawn here. */
const ACTIVE =
  'script|foreignObject|iframe|object|embed|audio|video|animate|animateMotion|animateTransform|set|handler|link';
/** A style sheet that only says how things look: nothing in it is fetched, escaped or within other elements. */
const MERE_STYLE = /^<style(?: type="text\/css")?>[^<>&\\]*<\/style>$/i;
const FETCHES =
  /url\s*\((?!\s*["']?#)|(?:src|image|image-set|cross-fade)\s*\(|@import|@namespace|@font-face|expression|javascript:/i;
const isMereStyle = (sheet: string) => MERE_STYLE.test(sheet) && !FETCHES.test(sheet);

/**
 * A drawing with everything taken out that is not drawing: scripts, handlers of events, animation, style sheets that do
 * more than style, and whatever points outside of it. `null` for what is no SVG at all, or declares a document type of its own.
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
  return withMereStyles(harmless).replace(/<[^!/][^>]*>/g, harmlessTag);
}

/** Sheets that do more are taken out; where one is not whole, or a tag stands within a tag, all are. */
function withMereStyles(svg: string): string {
  const [open, close] = [/<(?:[\w-]+:)?style\b[^>]*>/gi, /<\/(?:[\w-]+:)?style\b[^>]*>/gi];
  const styled = svg.replace(/<((?:[\w-]+:)?style)\b[^>]*>[^]*?<\/\1\s*>/gi, (sheet) =>
    isMereStyle(sheet) ? sheet : '',
  );
  const sheets = styled.match(/<style\b[^>]*>[^<]*<\/style>/gi)?.filter(isMereStyle).length ?? 0;
  const isWhole =
    !/<[^<>]*</.test(styled) &&
    (styled.match(open)?.length ?? 0) === sheets &&
    (styled.match(close)?.length ?? 0) === sheets;
  if (isWhole) return styled;
  let bare = styled;
  for (let before = ''; before !== bare;) {
    before = bare;
    bare = bare
      .replace(/<((?:[\w-]+:)?style)\b[^>]*>[^]*?<\/\1\s*>/gi, '')
      .replace(open, '')
      .replace(close, '');
  }
  return bare;
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
