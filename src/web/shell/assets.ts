import fastifyStatic from '@fastify/static';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Settings } from '../../config/settings';

/** The project's templates, whether the product runs from `src` (tests) or from `dist`. */
export const TEMPLATES = path.join(__dirname, '..', '..', '..', 'templates');

const OWN_ASSETS = path.join(TEMPLATES, 'assets');

/** Typefaces come with their packages and are served from there: nothing is fetched from elsewhere. */
const FONTS: Readonly<Record<string, string>> = {
  inter: '@fontsource-variable/inter',
  'source-serif-4': '@fontsource-variable/source-serif-4',
};

const folderOf = (packageName: string) => path.dirname(require.resolve(`${packageName}/package.json`));

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function digestOfAssets(): string {
  const hash = createHash('sha256');
  for (const file of filesUnder(OWN_ASSETS)) hash.update(path.relative(OWN_ASSETS, file)).update(readFileSync(file));
  for (const name of Object.values(FONTS)) hash.update(readFileSync(path.join(folderOf(name), 'package.json')));
  return hash.digest('hex').slice(0, 12);
}

let digest: string | undefined;

/** The address of an asset. It carries a digest of them all, so that a browser may keep each for ever. */
export function assetUrl(name: string): string {
  digest ??= digestOfAssets();
  return `/assets/${digest}/${name}`;
}

export async function serveAssets(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const kept = settings.production ? { maxAge: '365d', immutable: true } : { maxAge: 0 };
  const shared = { ...kept, index: false as const, dotfiles: 'ignore' as const };
  await app.register(fastifyStatic, { ...shared, root: OWN_ASSETS, prefix: assetUrl('') });
  for (const [name, packageName] of Object.entries(FONTS)) {
    await app.register(fastifyStatic, {
      ...shared,
      root: path.join(folderOf(packageName), 'files'),
      prefix: assetUrl(`fonts/${name}/`),
      decorateReply: false,
    });
  }
}
