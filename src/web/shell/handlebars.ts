import Handlebars from 'handlebars';
import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { assetUrl, TEMPLATES } from './assets';

/** `components/ring.hbs` is used as `{{> components/ring}}`. */
export function partials(): Record<string, string> {
  const folder = path.join(TEMPLATES, 'partials');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));
  return Object.fromEntries(
    files.map((file) => [file.replace(/\.hbs$/, '').split(path.sep).join('/'), path.join('partials', file)]),
  );
}

/** A template may loop, branch and compare; whatever needs thinking was thought before it. */
export function templateEngine(): typeof Handlebars {
  const engine = Handlebars.create();
  engine.registerHelper({
    asset: (name: string) => assetUrl(name),
    eq: (a: unknown, b: unknown) => a === b,
    or: (...values: unknown[]) => values.slice(0, -1).find(Boolean),
    and: (...values: unknown[]) => values.slice(0, -1).every(Boolean),
    not: (value: unknown) => !value,
    includes: (list: unknown, value: unknown) => Array.isArray(list) && list.includes(value),
    join: (list: unknown, separator: unknown) =>
      Array.isArray(list) ? list.join(typeof separator === 'string' ? separator : ', ') : '',
    concat: (...values: unknown[]) => values.slice(0, -1).join(''),
    plural: (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`,
    /** Nothing of a plain value reaches a script except through here: no `</script>` can end it early. */
    json: (value: unknown) => new Handlebars.SafeString(JSON.stringify(value ?? null).replace(/</g, '\\u003c')),
  });
  return engine;
}
