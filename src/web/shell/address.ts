/**
 * An address whose escapes cannot be decoded, or hold a NUL (which PostgreSQL does not take), leads nowhere: it is read as
 * one that nothing answers to, so that it is refused like any other, as a page or as a problem, rather than by the router in
 * words of its own.
 */
export function readableAddress(url: string): string {
  const [path] = url.split('?', 1);
  if (!path.includes('%')) return url;
  try {
    if (!decodeURIComponent(path).includes('\0')) return url;
  } catch {
    // It cannot be decoded.
  }
  return path.startsWith('/api/') ? '/api/unreadable-address' : '/unreadable-address';
}
