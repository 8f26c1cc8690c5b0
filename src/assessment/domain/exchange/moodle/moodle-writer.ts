import type { QuestionDefinition } from '../../../../catalogue/question-definition';
import { carrying } from '../carried';
import type { ExportedSource, MediaFile, Notes } from '../exchange';
import { pictureAsMarkdown } from '../markup';
import { cdata, element, escapeText } from '../xml/xml-writer';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'image/bmp': 'bmp',
  'application/pdf': 'pdf',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
};

/** What a medium is called outside: its digest, and what it is. */
export function fileNameOf({ path, mediaType }: MediaFile): string {
  const extension = Object.hasOwn(EXTENSIONS, mediaType) ? EXTENSIONS[mediaType] : 'bin';
  return `${path.replace(/^media\//, '')}.${extension}`;
}

/** One question on its way into Moodle XML. */
export class MoodleWriter {
  constructor(
    readonly source: ExportedSource,
    readonly notes: Notes,
  ) {}

  get definition(): QuestionDefinition {
    return this.source.definition;
  }

  get format(): 'plain_text' | 'markdown' {
    return this.definition.format === 'plain' ? 'plain_text' : 'markdown';
  }

  /** An element with a text in the question's format, and the pictures that the text shows. */
  text(name: string, text: string, attributes: Record<string, string> = {}): string {
    const { inside, files } = this.inside(text);
    return element(name, { ...attributes, format: this.format }, inside, ...files);
  }

  /** `<text>` and the files that it names. */
  inside(text: string): { inside: string; files: string[] } {
    const named = this.source.media.filter(({ path }) => this.format === 'markdown' && text.includes(path));
    const written = named.reduce(
      (result, file) => result.replaceAll(file.path, `@@PLUGINFILE@@/${fileNameOf(file)}`),
      text,
    );
    const files = named.map((file) =>
      element(
        'file',
        { name: fileNameOf(file), path: '/', encoding: 'base64' },
        Buffer.from(file.bytes).toString('base64'),
      ),
    );
    return { inside: element('text', {}, written === '' ? '' : cdata(written)), files };
  }

  /** An element that holds words alone. */
  words(name: string, text: string, attributes: Record<string, string> = {}): string {
    return element(name, attributes, element('text', {}, escapeText(text)));
  }

  /** The prompt with what Moodle has no place of its own for: the case before it, the picture after it. */
  prompt(own = this.definition.prompt): string {
    const { case: vignette, image, type } = this.definition;
    const parts = [own];
    if (vignette) {
      parts.unshift(`${vignette.title}\n\n${vignette.text}`);
      this.notes.change('case', 'Its case stands before its text, and is no longer shared with other questions.');
    }
    if (image && type !== 'hotspot') {
      const file = this.source.media.find(({ path }) => path === image.src);
      if (file && this.format === 'markdown') {
        parts.push(pictureAsMarkdown(image.src, image.alt));
        this.notes.mention('image', 'Its picture stands below its text.');
      } else this.notes.change('image', 'Its picture is not in the file.');
    }
    return parts.join('\n\n');
  }

  /** Everything around what the type says. */
  whole(type: string, prompt: string, ...content: readonly string[]): string {
    const { mark, penalty, rationale, slug, hints = [] } = this.definition;
    return element(
      'question',
      { type },
      `\n${this.words('name', this.source.name)}`,
      this.text('questiontext', prompt),
      this.text('generalfeedback', rationale),
      element('defaultgrade', {}, String(mark)),
      penalty === undefined ? '' : element('penalty', {}, String(penalty)),
      element('hidden', {}, '0'),
      element('idnumber', {}, escapeText(slug)),
      '\n',
      ...content,
      ...hints.map((hint) => this.text('hint', hint)),
      element('tags', {}, ...[...carrying(this.definition), ...this.source.tags].map((tag) => this.words('tag', tag))),
      '\n',
    );
  }
}

/** Per cent that come back as the same fraction. */
export function percent(fraction: number): string {
  for (let digits = 7; digits <= 17; digits += 1) {
    const text = String(Number((fraction * 100).toPrecision(digits)));
    if (Number(text) / 100 === fraction) return text;
  }
  return String(fraction * 100);
}
