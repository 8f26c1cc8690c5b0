import Handlebars from 'handlebars';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { digestOf, sha256Hex } from '../../kernel/canonical-json';

/** The same from `src` and from `dist`: both lie one step below the project. */
const TEMPLATES = path.join(__dirname, '..', '..', '..', 'templates', 'certification');

const SECTION = /^\{\{!-- section: (.+?) --\}\}$/m;

type Facts = Readonly<Record<string, string | number>>;

/**
 * The words of a certificate, kept in `templates/certification/*.hbs` and not in code. A file is cut into its sections
 * before anything is filled in, so that no value can open a section of its own.
 */
export class Wording {
  private readonly sections = new Map<string, Handlebars.TemplateDelegate>();
  /** SHA-256 over the names and digests of the files: the version of the words. */
  readonly digest: string;

  constructor(folder = TEMPLATES) {
    const handlebars = Handlebars.create();
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.hbs'))
      .sort();
    const digests: Record<string, string> = {};
    for (const file of files) {
      const source = readFileSync(path.join(folder, file), 'utf8');
      digests[file] = sha256Hex(source);
      const [, ...parts] = source.split(SECTION);
      for (let index = 0; index < parts.length; index += 2) {
        // Not HTML, so nothing is escaped; a value that is missing is a mistake of ours and is thrown.
        const template = handlebars.compile(parts[index + 1].trim(), { noEscape: true, strict: true });
        this.sections.set(`${path.basename(file, '.hbs')}/${parts[index]}`, template);
      }
    }
    this.digest = digestOf(digests);
  }

  has(section: string): boolean {
    return this.sections.has(section);
  }

  /** One paragraph. */
  say(section: string, facts: Facts = {}): string {
    const template = this.sections.get(section);
    if (!template) throw new Error(`templates/certification has no section "${section}"`);
    return template(facts)
      .replace(/\s*\n\s*/g, ' ')
      .trim();
  }

  /** A code in words: the term where the templates have one, else the code itself with spaces. */
  term(family: string, code: string): string {
    if (this.has(`terms/${family} ${code}`)) return this.say(`terms/${family} ${code}`);
    const words = code.replace(/-/g, ' ');
    return family === 'profession' ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  }
}
