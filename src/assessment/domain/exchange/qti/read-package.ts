import { ended, shownName } from '../filling';
import { ImportFault, type ImportedQuestion, type ImportReport, Notes, reportOf } from '../exchange';
import { EXCHANGE_LIMITS } from '../limits';
import { readQti12 } from '../qti12/read-qti12';
import { parseXml, type XmlElement } from '../xml/xml-document';
import { childrenNamed, descendants } from '../xml/xml-query';
import { resourcesOf, type Resource } from './manifest';
import { packagePath } from './package-path';
import { inQti2Names } from './qti-names';
import type { Neighbours } from './qti-item';
import { readItem } from './read-item';

type Files = ReadonlyMap<string, Uint8Array>;

/** Files that may hold questions, by their names; Blackboard calls them `.dat`, Canvas `.xml.qti`. */
const MAY_HOLD_QUESTIONS = /\.(xml|qti|dat)$/i;

/** A content package: its manifest says what belongs to what, its test in which order, and its files are read by what they are. */
export function readPackage(files: Files): ImportReport {
  return new PackageReader(files).report();
}

class PackageReader {
  private readonly documents = new Map<string, XmlElement | ImportFault>();
  private readonly questions: ImportedQuestion[] = [];
  private readonly lowerCase: ReadonlyMap<string, string>;
  private readonly keywords = new Map<string, readonly string[]>();
  private readonly weights = new Map<string, string>();

  constructor(private readonly files: Files) {
    this.lowerCase = new Map([...files.keys()].map((path) => [path.toLowerCase(), path]));
  }

  report(): ImportReport {
    const manifestPath = [...this.files.keys()]
      .filter((path) => /(^|\/)imsmanifest\.xml$/i.test(path))
      .sort((one, other) => one.split('/').length - other.split('/').length)[0];
    const resources = manifestPath === undefined ? [] : this.manifest(manifestPath);
    for (const { path, keywords } of resources) if (path !== undefined) this.keywords.set(path, keywords);
    const listed = resources.flatMap(({ path, paths }) => [...(path === undefined ? [] : [path]), ...paths]);
    const found = [...new Set([...listed, ...[...this.files.keys()].sort()])].filter(
      (path) => path !== manifestPath && MAY_HOLD_QUESTIONS.test(path) && this.files.has(path) && !this.isTwin(path),
    );
    const ordered = new Set<string>();
    for (const path of found) if (this.rootOf(path)?.name === 'assessmentTest') this.inTestOrder(path, ordered, []);
    for (const path of found) ordered.add(path);
    for (const path of ordered) this.read(path, listed.includes(path) || manifestPath === undefined);
    for (const { path } of resources) {
      if (path !== undefined && MAY_HOLD_QUESTIONS.test(path) && !this.files.has(path)) this.missing(path);
    }
    if (this.questions.length === 0) {
      throw new ImportFault(
        'no-questions',
        'The package has no file with questions: no QTI item, test or assessment was found.',
      );
    }
    return reportOf(this.questions);
  }

  private manifest(path: string): Resource[] {
    const root = this.document(path);
    if (root instanceof ImportFault) throw root;
    return resourcesOf(root, path);
  }

  /** Canvas puts a quiz into a cartridge twice: once as Common Cartridge can say it, once whole. The whole one is read. */
  private isTwin(path: string): boolean {
    const folder = /(^|.*\/)([^/]+)\/assessment_qti\.xml$/.exec(path);
    return folder !== null && this.files.has(`${folder[1]}non_cc_assessments/${folder[2]}.xml.qti`);
  }

  private document(path: string): XmlElement | ImportFault {
    const known = this.documents.get(path);
    if (known) return known;
    let document: XmlElement | ImportFault;
    try {
      document = parseXml(this.files.get(path) ?? new Uint8Array());
    } catch (error) {
      if (!(error instanceof ImportFault)) throw error;
      document = error;
    }
    this.documents.set(path, document);
    return document;
  }

  /** In the names of QTI 2; `undefined` where the file cannot be read. */
  private rootOf(path: string): { name: string; element: XmlElement } | undefined {
    const document = this.document(path);
    if (document instanceof ImportFault) return undefined;
    return { name: inQti2Names({ ...document, children: [] }).name, element: document };
  }

  private at(from: string, href: string): string | undefined {
    const path = packagePath(from, href);
    if (path === undefined) return undefined;
    return this.files.has(path) ? path : this.lowerCase.get(path.toLowerCase());
  }

  /** The items that a test names, in its order; sections may be files of their own. */
  private inTestOrder(path: string, ordered: Set<string>, way: readonly string[]): void {
    if (way.includes(path)) {
      throw new ImportFault(
        'cyclic-references',
        `The test’s sections name each other in a circle, at “${path.slice(0, 100)}”.`,
      );
    }
    const root = this.rootOf(path);
    if (!root || way.length > EXCHANGE_LIMITS.nesting) return;
    for (const element of descendants(inQti2Names(root.element))) {
      const target = element.attributes.href === undefined ? undefined : this.at(path, element.attributes.href);
      if (element.name === 'assessmentItemRef') {
        if (target === undefined) this.missing(element.attributes.href ?? '');
        else ordered.add(target);
        const weight = childrenNamed(element, 'weight')
          .map(({ attributes }) => attributes.value)
          .find((value) => Number(value) !== 1);
        if (target !== undefined && weight !== undefined) this.weights.set(target, weight);
      } else if (element.name === 'assessmentSectionRef' && target !== undefined) {
        this.inTestOrder(target, ordered, [...way, path]);
      }
    }
  }

  private missing(href: string): void {
    this.refused(href, 'file-missing', `The file “${href.slice(0, 200)}” is named, but is not in the package.`);
  }

  private refused(path: string, code: string, message: string, line?: number): void {
    const notes = new Notes();
    notes.refuse(code, message, line);
    this.questions.push(
      ended({ name: shownName(path, 'A file'), type: 'file', definition: null, media: [], tags: [] }, notes),
    );
  }

  private read(path: string, isListed: boolean): void {
    const root = this.rootOf(path);
    if (!root) {
      const fault = this.document(path);
      if (
        fault instanceof ImportFault &&
        (isListed || /assessmentItem|questestinterop/.test(startOf(this.files.get(path))))
      ) {
        this.refused(
          path,
          fault.code,
          fault.message,
          typeof fault.facts.line === 'number' ? fault.facts.line : undefined,
        );
      }
      return;
    }
    if (this.questions.length >= EXCHANGE_LIMITS.questions) {
      throw new ImportFault(
        'too-many-questions',
        `More than ${EXCHANGE_LIMITS.questions} questions. Divide the package into several.`,
      );
    }
    if (root.name === 'assessmentItem') this.questions.push(this.item(path, root.element));
    else if (root.name === 'questestinterop') this.questions.push(...readQti12(root.element, this.neighbours(path)));
  }

  private item(path: string, element: XmlElement): ImportedQuestion {
    const weight = this.weights.get(path);
    return readItem(element, this.neighbours(path), {
      keywords: this.keywords.get(path) ?? [],
      notes: (notes) => {
        if (weight !== undefined)
          notes.change('test-weight', `The test counted its mark ${weight} times; here it counts once.`);
      },
    });
  }

  private neighbours(from: string): Neighbours {
    const find = (href: string) => {
      const cartridge = /^(\$|%24)IMS[-_]CC[-_]FILEBASE(\$|%24)\/?(.*)$/i.exec(href)?.[3];
      if (cartridge === undefined) return this.at(from, href);
      return this.at('', `web_resources/${cartridge}`) ?? this.at('', cartridge) ?? this.at(from, cartridge);
    };
    return {
      bytesAt: (href) => {
        const path = find(href);
        return path === undefined ? undefined : this.files.get(path);
      },
      stimulusAt: (href) => {
        const path = find(href);
        const document = path === undefined ? undefined : this.document(path);
        return document instanceof ImportFault ? undefined : document;
      },
    };
  }
}

const startOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes?.subarray(0, 2000) ?? []).toString('latin1');
