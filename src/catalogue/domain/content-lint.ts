import type { LessonSource, PackageFault, PatientClaim, ProgrammePackage } from '../programme';
import type { QuestionDefinition } from '../question-definition';
import { itemFaults, type PlacedQuestion } from './item-lint';
import type { PackageFiles } from './package-reader';

/*
 * What an author promises a reader, beyond what the loader needs in order to run a programme: lessons worth reading, every
 * statement traceable, every claim of patients met, nothing that tells a hand how deep or at which angle to needle.
 */

/** A lesson's text in words, addresses and ids of facts left out. */
export function wordsOf(markdown: string): string[] {
  return (
    markdown
      .replace(/\]\([^)]*\)/g, ' ')
      .replace(/\[F[\d., F]+\]/g, ' ')
      .match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? []
  );
}

const WORDS = 600;
const MINUTES = [5, 15] as const;
/** Words a minute of somebody who reads in order to learn. */
const PACE = 230;
const ALTERNATIVE = 120;

const DEPTH = /\b\d+(?:\.\d+)?\s?(?:mm|cm|millimetres?|centimetres?|degrees?)\b|\d\s?°/i;
const STERILE = /\bsterile (?:procedure|field|skin preparation)\b/i;

interface PlacedText {
  readonly path: string;
  readonly text: string;
}

/** Where a claim of patients is met, and how: the words of its callout or of its row. */
export interface ClaimMet {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly words: string;
}

/** Every place at which lessons answer what patients have read: a callout, or a row of a table that begins with its id. */
export function claimsMet({ path, text }: PlacedText): ClaimMet[] {
  const callouts = [...text.matchAll(/^:::patient-says(?:\[[^\]]*\])?\{claim=(\w+)\}\n([^]*?)^:::/gm)];
  const rows = [...text.matchAll(/^\|\s*(S\d{1,3})\s*\|(.*)$/gm)];
  return [...callouts, ...rows].map((match) => ({
    id: match[1],
    path,
    line: lineAt(text, match.index),
    words: match[2],
  }));
}

/** Of a programme that loads: what its authors have still to mend, in reading order. */
export function contentFaults(files: PackageFiles, content: ProgrammePackage<LessonSource>): PackageFault[] {
  const faults: PackageFault[] = [];
  const met: (ClaimMet & { readonly course: string })[] = [];
  for (const course of content.courses) {
    let minutes = 0;
    for (const module of course.modules) {
      for (const lesson of module.lessons) {
        minutes += lesson.minutes;
        const path = `courses/${course.slug}/${module.slug}/${lesson.slug}.md`;
        const text = files.get(path) ?? '';
        faults.push(...lessonFaults({ path, text }, lesson));
        met.push(...claimsMet({ path, text }).map((claim) => ({ ...claim, course: course.slug })));
      }
    }
    const path = `courses/${course.slug}/course.yaml`;
    const hours = Math.round((minutes / 60) * 100) / 100;
    if (Math.abs(hours - course.contactHours) > 0.005) {
      faults.push({
        file: path,
        line: lineAt(files.get(path) ?? '', /^contactHours:/m),
        message: `it says ${course.contactHours} contact hours, and its lessons add up to ${hours}`,
        remedy: 'Correct contactHours, or the minutes of its lessons.',
      });
    }
  }
  for (const claim of content.claims) faults.push(...claimFaults(files.get('claims.yaml') ?? '', claim, met));
  faults.push(...itemFaults(placedQuestions(files, content)));
  return faults.sort((one, other) =>
    one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1,
  );
}

function lessonFaults({ path, text }: PlacedText, lesson: LessonSource): PackageFault[] {
  const faults: PackageFault[] = [];
  const body = lesson.markdown;
  const say = (at: string | RegExp | undefined, message: string, remedy: string) =>
    faults.push({ file: path, line: at === undefined ? 1 : lineAt(text, at), message, remedy });

  const words = wordsOf(body).length;
  if (words < WORDS)
    say(undefined, `it has ${words} words`, `Teach: a lesson has ${WORDS} or more, and is no list of facts.`);
  if (lesson.minutes < MINUTES[0] || lesson.minutes > MINUTES[1])
    say(/^minutes:/m, `it takes ${lesson.minutes} minutes`, 'Make it one of 5 to 15, or make two of it.');
  if (words / PACE > lesson.minutes)
    say(
      /^minutes:/m,
      `nobody reads ${words} words in ${lesson.minutes} minutes`,
      `Allow ${Math.ceil(words / PACE)} or more.`,
    );
  for (const fact of new Set(body.match(/\bF\d{1,2}\.\d{2}\b/g) ?? [])) {
    if (!lesson.facts.includes(fact))
      say(`[${fact}`, `it cites ${fact}, which its front matter does not list`, 'Add it to facts.');
  }
  for (const fact of lesson.facts) {
    if (!body.includes(fact))
      say(/^facts:/m, `it lists ${fact} and does not cite it`, 'Cite it where it is taught, or take it off.');
  }
  for (const { id } of lesson.references) {
    if (!body.includes(`(#ref-${id})`))
      say(`id: ${id}`, `nothing points at the reference “${id}”`, `Link to #ref-${id} in the text, or take it off.`);
  }
  for (const { competencies } of lesson.outcomes) {
    for (const id of competencies) {
      if (!lesson.competencies.includes(id))
        say(/^outcomes:/m, `an outcome serves ${id}, which the lesson does not list`, 'Add it to competencies.');
    }
  }
  const checks = body.match(/^:::check\{/gm)?.length ?? 0;
  if (checks < 2) say(undefined, `it has ${checks} check questions`, 'Ask two or more, with feedback on each option.');
  if (!/^!\[|^\|/m.test(body)) say(undefined, 'it has neither figure nor table', 'Show what words explain less well.');
  for (const [figure, alternative] of body.matchAll(/!\[([^\]]*)\]\(figures\/[^)]*\)/g)) {
    if (alternative.length <= ALTERNATIVE)
      say(figure, 'the alternative text of a figure is too short to teach the same', 'Say what the figure shows.');
  }
  const depth = DEPTH.exec(body);
  if (depth) say(depth[0], `“${depth[0]}” reads like an instruction how to needle`, 'Say what lies beneath instead.');
  const sterile = STERILE.exec(body);
  if (sterile)
    say(
      sterile[0],
      `“${sterile[0]}”`,
      'Say aseptic technique with sterile single-use needles: skin cannot be sterile.',
    );
  return faults;
}

function claimFaults(
  file: string,
  { id, claim, verdict, course }: PatientClaim,
  met: readonly (ClaimMet & { readonly course: string })[],
): PackageFault[] {
  const here = met.filter((one) => one.id === id);
  const there = course === undefined ? here : here.filter((one) => one.course === course);
  if (there.length === 0) {
    return [
      {
        file: 'claims.yaml',
        line: lineAt(file, new RegExp(`id: ${id}$`, 'm')),
        message: `no lesson${course ? ` of ${course}` : ''} meets ${id}, “${claim.slice(0, 60)}”`,
        remedy: 'Answer it in a callout patient-says, or in a row of a table that begins with its id.',
      },
    ];
  }
  return here.flatMap(({ path, line, words }) => [
    ...(words.toLowerCase().includes(verdict)
      ? []
      : [
          {
            file: path,
            line,
            message: `${id} is met without its verdict “${verdict}”`,
            remedy: 'Say the verdict as claims.yaml has it.',
          },
        ]),
    ...(/[“"]/.test(words)
      ? []
      : [
          {
            file: path,
            line,
            message: `${id} is met without words for the patient`,
            remedy: 'Add what to say, in quotation marks.',
          },
        ]),
  ]);
}

function placedQuestions(files: PackageFiles, content: ProgrammePackage<LessonSource>): PlacedQuestion[] {
  const bank = new Map((content.bank ?? []).flatMap(({ questions }) => questions.map((one) => [one.slug, one])));
  const pinned = new Map(content.quizzes.flatMap(({ questions }) => questions.map((one) => [one.slug, one])));
  const all = new Map<string, QuestionDefinition>([...bank, ...pinned]);
  return [...files.keys()]
    .filter((path) => /^(questions|quizzes)\/[^/]+\.ya?ml$/.test(path))
    .sort()
    .flatMap((path) => {
      const text = files.get(path) as string;
      return [...text.matchAll(/^ {2}- slug: (\S+)$/gm)].flatMap(({ 1: slug, index }) => {
        const question = all.get(slug);
        return question ? [{ path, line: lineAt(text, index), question }] : [];
      });
    });
}

function lineAt(text: string, at: number | string | RegExp): number {
  const index = typeof at === 'number' ? at : typeof at === 'string' ? text.indexOf(at) : text.search(at);
  return index < 0 ? 1 : text.slice(0, index).split('\n').length;
}
