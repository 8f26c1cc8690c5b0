import { carrying, carryingMore } from '../carried';
import { type Exporter, type ExportedSource, type ExportResult, type MediaFile, Notes } from '../exchange';
import { comparedWithSource } from '../export-report';
import { fileNameOf } from '../moodle/moodle-writer';
import { element, escapeText, isWritable } from '../xml/xml-writer';
import { writeZip } from '../zip/write-zip';
import { DIALECTS, type QtiVersion } from './qti-dialect';
import { QtiItemWriter } from './qti-item-writer';
import { itemOf } from './qti-question-writer';
import { readPackage } from './read-package';

interface Item {
  readonly source: ExportedSource;
  readonly path: string;
  readonly xml: string;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A content package of one item for each question. Each is read back, and the report says what came back otherwise. */
export function qtiExporter(version: QtiVersion): Exporter {
  return { format: 'qti', export: (questions) => exported(questions, version) };
}

function exported(questions: readonly ExportedSource[], version: QtiVersion): ExportResult {
  const items: Item[] = [];
  const taken = new Set<string>();
  const report = questions.map((source) => {
    const notes = new Notes();
    const path = pathFor(source.definition.slug, taken);
    const xml = writable(source) ? itemOf(new QtiItemWriter(source, version, notes)) : '';
    if (xml === '' && !notes.refuses) notes.refuse('not-writable', 'It has a character that no XML can hold.');
    const item = { source, path, xml };
    const back = xml === '' ? undefined : readPackage(filesOf([item], version)).questions[0];
    const line = comparedWithSource(source, back, notes);
    if (line.outcome !== 'refused') items.push(item);
    return line;
  });
  return { bytes: writeZip(filesOf(items, version)), mediaType: 'application/zip', fileName: 'questions.zip', report };
}

function pathFor(slug: string, taken: Set<string>): string {
  let path = `items/${slug}.xml`;
  for (let number = 2; taken.has(path); number += 1) path = `items/${slug}-${number}.xml`;
  taken.add(path);
  return path;
}

function writable(value: unknown): boolean {
  if (typeof value === 'string') return isWritable(value);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return true;
  return Object.values(value).every(writable);
}

function filesOf(items: readonly Item[], version: QtiVersion): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([['imsmanifest.xml', bytesOf(manifestOf(items, version))]]);
  for (const { path, xml } of items) files.set(path, bytesOf(xml));
  for (const file of mediaOf(items)) files.set(`media/${fileNameOf(file)}`, file.bytes);
  return files;
}

function mediaOf(items: readonly Item[]): MediaFile[] {
  return [...new Map(items.flatMap(({ source }) => source.media.map((file) => [file.path, file] as const))).values()];
}

const LOM = 'http://ltsc.ieee.org/xsd/LOM';

function manifestOf(items: readonly Item[], version: QtiVersion): string {
  const { manifestNamespace, schema, schemaVersion, resourceType } = DIALECTS[version];
  const resources = items.map(({ source, path }, index) => {
    const tags = [...carrying(source.definition), ...carryingMore(source.definition), ...source.tags];
    const keywords = tags.map((tag) => element('keyword', {}, element('string', {}, escapeText(tag))));
    const lom = element('lom', { xmlns: LOM }, element('general', {}, ...keywords));
    return element(
      'resource',
      { identifier: `ITEM-${index + 1}`, type: resourceType, href: path },
      element('metadata', {}, lom),
      element('file', { href: path }),
      ...source.media.map((file) => element('dependency', { identifierref: `MEDIA-${fileNameOf(file)}` })),
    );
  });
  const media = mediaOf(items).map((file) => {
    const href = `media/${fileNameOf(file)}`;
    return element(
      'resource',
      { identifier: `MEDIA-${fileNameOf(file)}`, type: 'webcontent', href },
      element('file', { href }),
    );
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'manifest',
    { xmlns: manifestNamespace, identifier: 'MANIFEST' },
    element('metadata', {}, element('schema', {}, schema), element('schemaversion', {}, schemaVersion)),
    element('organizations', {}),
    element('resources', {}, ...resources, ...media),
  )}\n`;
}
