import Handlebars from 'handlebars';
import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { assetUrl, TEMPLATES } from './assets';

/** `components/ring.hbs` is used as `{{> components/ring}}`. */
export function partials(): Record<string, string> {
  const folder = path.join(TEMPLATES, 'partials');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));
  return Object.fromEntries(
    files.map((file) => [
      file
        .replace(/\.hbs$/, '')
        .split(path.sep)
        .join('/'),
      path.join('partials', file),
    ]),
  );
}

/** Outlines on a grid of 24, drawn with the colour and size of the words beside them. */
const ICONS: Readonly<Record<string, string>> = {
  check: '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
  cross: '<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>',
  question: '<path d="M9.2 9.2a3 3 0 1 1 4.3 2.7c-1 .5-1.5 1.2-1.5 2.3M12 17.6v.1"/>',
  warning: '<path d="M12 4.2L2.8 19.6h18.4zM12 10v4.4M12 17v.1"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
  barred: '<circle cx="12" cy="12" r="8.5"/><path d="M6 6l12 12"/>',
  dash: '<path d="M5 12h14"/>',
  listed: '<path d="M4 6.5l1.8 1.8L9 5M4 16.5l1.8 1.8L9 15M12.5 7h7.5M12.5 17h7.5"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.4 2"/>',
  circle: '<circle cx="12" cy="12" r="8.5"/>',
  pause: '<path d="M9 6v12M15 6v12"/>',
  arrow: '<path d="M4.5 12h15M13 5.5l6.5 6.5-6.5 6.5"/>',
  file: '<path d="M6.5 3.5h7.5l4 4v13h-11.5zM14 3.5v4h4"/>',
  pen: '<path d="M4.5 19.5l1-4.2L16.2 4.6a2 2 0 0 1 2.8 0l.4.4a2 2 0 0 1 0 2.8L8.7 18.5z"/>',
  scales: '<path d="M12 4v16M7.5 20h9M5 7.5h14M5 7.5l-2.5 6a2.7 2.7 0 0 0 5 0zM19 7.5l-2.5 6a2.7 2.7 0 0 0 5 0z"/>',
};

/** Pictures say nothing that the words do not, so screen readers pass over them. */
function icon(name: string): Handlebars.SafeString {
  return new Handlebars.SafeString(
    `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${ICONS[name] ?? ''}</svg>`,
  );
}

/** The icon that goes with a tone. */
const TONES: Readonly<Record<string, string>> = {
  good: 'check',
  bad: 'cross',
  careful: 'warning',
  plain: 'info',
  neutral: 'circle',
};

/** Authors stress a word in a question as in Markdown. Given and returned as safe HTML. */
function emphasised(safe: string): Handlebars.SafeString {
  return new Handlebars.SafeString(
    safe.replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>').replace(/\*([^*\s][^*]*)\*/g, '<em>$1</em>'),
  );
}

/** A template may loop, branch and compare; whatever needs thinking was thought before it. */
export function templateEngine(): typeof Handlebars {
  const engine = Handlebars.create();
  engine.registerHelper({
    asset: (name: string) => assetUrl(name),
    icon: (name: unknown) => icon(String(name)),
    toneIcon: (tone: unknown) => icon(TONES[String(tone)] ?? 'info'),
    eq: (a: unknown, b: unknown) => a === b,
    or: (...values: unknown[]) => values.slice(0, -1).find(Boolean),
    and: (...values: unknown[]) => values.slice(0, -1).every(Boolean),
    not: (value: unknown) => !value,
    includes: (list: unknown, value: unknown) => Array.isArray(list) && list.includes(value),
    join: (list: unknown, separator: unknown) =>
      Array.isArray(list) ? list.join(typeof separator === 'string' ? separator : ', ') : '',
    concat: (...values: unknown[]) => values.slice(0, -1).join(''),
    plural: (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`,
    emphasis: (text: unknown) => emphasised(engine.escapeExpression(typeof text === 'string' ? text : '')),
    /** Nothing of a plain value reaches a script except through here: no `</script>` can end it early. */
    json: (value: unknown) => new Handlebars.SafeString(JSON.stringify(value ?? null).replace(/</g, '\\u003c')),
  });
  return engine;
}
