import { ImportFault } from '../exchange';
import type { XmlElement } from '../xml/xml-document';
import { childNamed, childrenNamed, descendants, textOf } from '../xml/xml-query';
import { packagePath } from './package-path';

/** One resource of a content package (IMS Content Packaging 1.1 to 1.2, Common Cartridge). */
export interface Resource {
  readonly identifier: string;
  readonly type: string;
  /** The path that it begins with. */
  readonly path: string | undefined;
  readonly paths: readonly string[];
  readonly dependencies: readonly string[];
  readonly keywords: readonly string[];
}

/** @throws ImportFault where resources depend on each other in a circle. */
export function resourcesOf(manifest: XmlElement, manifestPath: string): Resource[] {
  const at = (base: string, href: string | undefined) =>
    href === undefined ? undefined : packagePath(manifestPath, base + href);
  const root = childNamed(manifest, 'resources');
  const outer = root?.attributes['xml:base'] ?? '';
  const resources = (root ? childrenNamed(root, 'resource') : []).map((resource): Resource => {
    const { identifier = '', type = '', href } = resource.attributes;
    const base = outer + (resource.attributes['xml:base'] ?? '');
    const paths = childrenNamed(resource, 'file').flatMap((file) => at(base, file.attributes.href) ?? []);
    return {
      identifier,
      type,
      path: at(base, href) ?? paths[0],
      paths,
      dependencies: childrenNamed(resource, 'dependency').flatMap(({ attributes }) => attributes.identifierref ?? []),
      keywords: keywordsOf(childNamed(resource, 'metadata')),
    };
  });
  refuseCircles(resources);
  return resources;
}

function keywordsOf(metadata: XmlElement | undefined): string[] {
  if (!metadata) return [];
  return [...descendants(metadata)]
    .filter(({ name }) => name === 'keyword')
    .flatMap((keyword) => {
      const strings = [...descendants(keyword)].filter(({ name }) => name === 'string' || name === 'langstring');
      return (strings.length > 0 ? strings : [keyword]).map((one) => textOf(one).trim());
    })
    .filter((keyword) => keyword !== '');
}

/** No way through the dependencies may come back to where it began. Walked without calling itself: chains may be long. */
function refuseCircles(resources: readonly Resource[]): void {
  const byId = new Map(resources.map((resource) => [resource.identifier, resource]));
  const done = new Set<string>();
  for (const { identifier } of resources) {
    const way: { id: string; next: number }[] = [{ id: identifier, next: 0 }];
    const open = new Set([identifier]);
    while (way.length > 0) {
      const here = way[way.length - 1];
      const next = done.has(here.id) ? undefined : byId.get(here.id)?.dependencies[here.next];
      here.next += 1;
      if (next === undefined) {
        done.add(here.id);
        open.delete(here.id);
        way.pop();
      } else if (open.has(next) && next !== here.id) {
        throw new ImportFault(
          'cyclic-dependencies',
          `The package’s resources depend on each other in a circle, at “${next.slice(0, 100)}”.`,
        );
      } else if (!done.has(next) && byId.has(next) && next !== here.id) {
        open.add(next);
        way.push({ id: next, next: 0 });
      }
    }
  }
}
