const VERIFICATIONS = '/api/v1/verifications/';

/**
 * An address whose escapes cannot be decoded, or hold a NUL (which PostgreSQL does not take), leads nowhere: it is read as
 * one that nothing answers to, so that it is refused like any other, as a page or as a problem, rather than by the router in
 * words of its own.
 */
export function readableAddress(url: string): string {
  const [path] = url.split('?', 1);
  if (isReadable(path)) return url;
  // Whatever is asked to be verified is answered: such a number is as unknown as one that was never given out.
  if (path.startsWith(VERIFICATIONS)) return `${VERIFICATIONS}unreadable`;
  return path.startsWith('/api/') ? '/api/unreadable-address' : '/unreadable-address';
}

function isReadable(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    return !decodeURIComponent(path).includes('\0');
  } catch {
    return false;
  }
}
