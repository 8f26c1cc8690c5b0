/** Pixels of a picture by its own bytes; `undefined` where they do not say. Source: the formats' own specifications. */
export function imageSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sized = (width: number, height: number) => (width > 0 && height > 0 ? { width, height } : undefined);
  if (bytes.length > 24 && view.getUint32(0) === 0x89504e47) return sized(view.getUint32(16), view.getUint32(20));
  if (bytes.length > 10 && view.getUint32(0) === 0x47494638)
    return sized(view.getUint16(6, true), view.getUint16(8, true));
  if (bytes.length > 4 && view.getUint16(0) === 0xffd8) return jpegSize(view, sized);
  const start = Buffer.from(bytes.subarray(0, 4000)).toString('utf8');
  const svg = /<svg\s[^>]*>/i.exec(start)?.[0];
  if (!svg) return undefined;
  const [width, height] = ['width', 'height'].map((name) =>
    Number(new RegExp(`\\s${name}\\s*=\\s*["']([\\d.]+)(px)?["']`).exec(svg)?.[1]),
  );
  if (width > 0 && height > 0) return { width, height };
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(svg);
  return box ? sized(Number(box[1]), Number(box[2])) : undefined;
}

/** The first frame header; segments before it are passed over. */
function jpegSize(
  view: DataView,
  sized: (width: number, height: number) => { width: number; height: number } | undefined,
) {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return sized(view.getUint16(at + 7), view.getUint16(at + 5));
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
