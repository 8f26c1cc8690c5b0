/**
 * Where an address written in one file of a package leads: a path of the package, or `undefined` for what is outside it.
 * Only paths of the package are ever looked at, so an address that leaves it finds nothing.
 */
export function packagePath(from: string, href: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith('//')) return undefined;
  let path = href.replace(/[?#].*$/s, '').replaceAll('\\', '/');
  try {
    path = decodeURIComponent(path);
  } catch {
    // A sign of per cent that begins no escape is itself.
  }
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
