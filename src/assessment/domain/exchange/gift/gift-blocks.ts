import { findUnescaped, labelsIn } from './gift-text';

/** The lines of one question, comments blanked out. */
export interface GiftBlock {
  readonly text: string;
  /** Of its first line, counted from 1. */
  readonly line: number;
  readonly category: string;
  readonly id?: string;
  readonly tags: readonly string[];
  /** An answer section begins and never ends. */
  readonly isOpen: boolean;
}

interface Line {
  readonly text: string;
  readonly number: number;
}

const isBlank = (line: string) => line.trim() === '';
const isComment = (line: string) => line.trimStart().startsWith('//');
const isCategory = (line: string) => /^\s*\$CATEGORY:/.test(line);
const isNamed = (line: string) => line.trimStart().startsWith('::');

/**
 * Cuts a file into questions, as Moodle does: at blank lines. Other programs leave blank lines within an answer section,
 * or none between questions: a section goes on over blank lines where it ends before another begins, a line that begins
 * with a name begins a question, and so do the lines behind a section of answers that have another of their own. So a
 * section that never ends costs its own question and no other.
 */
export function giftBlocks(file: string): GiftBlock[] {
  const lines = file.split('\n');
  const ends = sectionEnds(lines);
  const blocks: GiftBlock[] = [];
  let category = '';
  let labels: { id?: string; tags: string[] } = { tags: [] };
  let block: Line[] = [];
  let isOpen = false;
  let isAnswered = false;
  /** Where the section begins: a line of the block, and a place in it. */
  let begun = { line: 0, at: 0 };
  /** How many lines of the block end with its section, where nothing but answers stands in it; else 0. */
  let whole = 0;

  const close = () => {
    if (block.length > 0) {
      const [{ number }] = block;
      blocks.push({ text: block.map(({ text }) => text).join('\n'), line: number, category, isOpen, ...labels });
      labels = { tags: [] };
    }
    block = [];
    isOpen = false;
    isAnswered = false;
    whole = 0;
  };

  for (const [index, line] of lines.entries()) {
    if (isComment(line)) {
      // Behind an answered question, a comment belongs to the next.
      if (isAnswered) close();
      const { id, tags } = labelsIn(line);
      labels = { ...labels, ...(id === undefined ? {} : { id }), tags: [...labels.tags, ...tags] };
      if (block.length > 0) block.push({ text: ' ', number: index + 1 });
      continue;
    }
    if (isOpen ? !ends[index] && (isBlank(line) || isCategory(line) || isNamed(line)) : isBlank(line)) {
      close();
      if (isBlank(line)) continue;
    }
    if (!isOpen && isCategory(line)) {
      close();
      category = line.trim().slice('$CATEGORY:'.length).trim();
      continue;
    }
    if (!isOpen && block.length > 0 && isNamed(line) && !isNameUnclosed(block)) close();
    block.push({ text: line, number: index + 1 });
    for (let at = findUnescaped(line, '{}'); at !== -1; at = findUnescaped(line, '{}', at + 1)) {
      if (line[at] === '{' && !isOpen) {
        if (whole > 0 && block.length > whole) {
          const rest = block.splice(whole);
          close();
          block = rest;
        }
        begun = { line: block.length - 1, at };
      }
      if (line[at] === '}' && isOpen) {
        const section = block.slice(begun.line).map(({ text }) => text);
        section[section.length - 1] = section[section.length - 1].slice(0, at);
        section[0] = section[0].slice(begun.at + 1);
        whole = isBlank(line.slice(at + 1)) && holdsAnswers(section.join('\n').trim()) ? block.length : 0;
      }
      isAnswered = isOpen && line[at] === '}';
      isOpen = line[at] === '{';
    }
  }
  close();
  return blocks;
}

/** Answers, rather than the braces of a formula that nobody escaped. */
const holdsAnswers = (section: string) => /^([=~#>]|$|(T|F|TRUE|FALSE)\s*(#|$))/.test(section);

/** `::a name over` two lines`::` has its end before it. */
function isNameUnclosed(block: readonly Line[]): boolean {
  const [{ text }] = block;
  return block.length === 1 && isNamed(text) && text.trimStart().indexOf('::', 2) === -1;
}

/** Whether, from each line on, an open section ends before another begins, a question is named or a category comes. */
function sectionEnds(lines: readonly string[]): boolean[] {
  const ends: boolean[] = new Array<boolean>(lines.length).fill(false);
  let next = false;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (isComment(line)) {
      ends[index] = next;
      continue;
    }
    const first = isCategory(line) || isNamed(line) ? -1 : findUnescaped(line, '{}');
    if (isCategory(line) || isNamed(line)) next = false;
    else if (first !== -1) next = line[first] === '}';
    ends[index] = next;
  }
  return ends;
}
