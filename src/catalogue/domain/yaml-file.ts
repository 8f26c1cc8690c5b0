import { Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, YAMLError } from 'yaml';

/** Where a value stands inside a document: keys and positions, outermost first. */
export type ValuePath = readonly (string | number)[];

export interface LineFault {
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}

export interface YamlFile {
  readonly value: unknown;
  readonly faults: readonly LineFault[];
  /** The line of a value, or of the nearest value around it that is there. */
  lineOf(path: ValuePath): number;
}

/** Reads YAML 1.2 and remembers where everything stood. `firstLine` is where the text begins in its file. */
export function readYaml(text: string, firstLine = 1): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  const faults = [...document.errors, ...document.warnings].map((fault) => ({
    line: lineAt(fault.pos[0]),
    message: `this is not YAML: ${fault.message}`,
    remedy: remedyFor(fault),
  }));
  return {
    value: faults.length > 0 ? undefined : valueOf(document, faults),
    faults,
    lineOf: (path) => lineAt(offsetOf(document, path)),
  };
}

function valueOf(document: Document, faults: LineFault[]): unknown {
  try {
    return document.toJS() as unknown;
  } catch (fault) {
    faults.push({
      line: 1,
      message: (fault as Error).message,
      remedy: 'Write the values out instead of repeating aliases.',
    });
    return undefined;
  }
}

function remedyFor({ code }: YAMLError): string {
  if (code === 'DUPLICATE_KEY') return 'Keep one of the two.';
  if (code === 'TAB_AS_INDENT') return 'Indent with spaces.';
  if (code === 'BAD_INDENT') return 'Line it up with its neighbours.';
  return 'Check indentation, quotes and colons; text that holds ": " or begins with a sign needs quotes.';
}

function offsetOf(document: Document, path: ValuePath): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
