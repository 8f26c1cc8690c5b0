import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const SCHEMAS = path.join(__dirname, '..', '..', '..', 'courses', 'schemas');

/** The schemas that the product checks with. */
export function theSchemas(): object[] {
  return readdirSync(SCHEMAS)
    .filter((name) => name.endsWith('.schema.json'))
    .map((name) => JSON.parse(readFileSync(path.join(SCHEMAS, name), 'utf8')) as object);
}

const LESSON = (title: string, minutes: number, body: string) => `---
title: ${title}
minutes: ${minutes}
outcomes:
  - text: Say where a used needle goes
    competencies: [C01]
competencies: [C01]
facts: [F1.01]
references:
  - id: somebody-2020
    text: Somebody, 2020
    doi: 10.1000/182
---

${body}
`;

/** A programme of two short lessons with nothing wrong in it. */
const WHOLE: Readonly<Record<string, string>> = {
  'programme.yaml': `slug: short
title: A short programme
version: 0.1.0
summary: Just enough to be a programme.
approval:
  status: unapproved
  note: Nobody has approved it.
courses: [sharps]
`,
  'courses/sharps/course.yaml': `slug: sharps
title: Sharps
summary: Put needles where they belong.
contactHours: 1.5
modules:
  - slug: basics
    title: Basics
    lessons: [container, recapping]
    quizzes: [final]
`,
  'courses/sharps/basics/container.md': LESSON(
    'The container',
    45,
    'Needles go [there](#ref-somebody-2020) [F1.01].\n\n![A box](figures/box.svg "Within reach")',
  ),
  'courses/sharps/basics/recapping.md': LESSON('Recapping', 45, '## Never\n\n:::danger\nNever recap.\n:::'),
  'figures/box.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30"/></svg>\n',
  'quizzes/final.yaml': `slug: final
title: Final quiz
kind: final
passMark: 80
passMarkStatus: provisional
attempts: 3
coolDownMinutes: 0
timeLimitMinutes: 30
graceSeconds: 30
questions:
  - slug: where
    type: single
    prompt: Where does it go?
    mark: 1
    safetyCritical: true
    topic: Sharps
    level: recall
    competencies: [C01]
    facts: [F1.01]
    rationale: Because.
    options:
      - { slug: container, text: Into the container, correct: true, feedback: "Yes." }
      - { slug: tray, text: Onto a tray, correct: false, feedback: "No." }
      - { slug: pocket, text: Into the pocket, correct: false, feedback: "No." }
`,
  'competencies.yaml': `id: short-competencies
version: 0.1.0
status: proposed
scope: Tests
notFor: People
entrustmentScale: { id: scale, note: A scale, source: Nobody, confidence: C }
levels:
  - { level: 1, label: Observes, meaning: Watches, mayNeedlePatients: false }
  - { level: 2, label: Does, meaning: Does it alone, mayNeedlePatients: true }
assessmentMethods:
  - { id: quiz, what: A quiz, evidenceType: knows, passRule: 80 per cent, source: Nobody, confidence: C }
regionTiers:
  - { tier: 1, regions: Limbs, extraSignOff: false }
domains:
  - { id: D1, title: Sharps }
competencies:
  - id: C01
    domain: D1
    title: Handles sharps
    observable: Puts them away
    criticalFail: false
    criticalFailIf: []
    assessedBy: [quiz]
    minLevel: 2
    lesson: sharps
    facts: [F1.01]
    source: Nobody
    confidence: C
stations: []
`,
  'schemes/short-scheme.yaml': `code: short-scheme
title: A short scheme
version: 0.1.0
status: proposed
validityMonths: 24
qualifies: []
requirements:
  - { id: quiz, kind: quiz-passed, stage: certification, bearer: practitioner, detail: The quiz is passed, quiz: final }
  - { id: c01, kind: sign-off, stage: certification, bearer: practitioner, detail: Signed off, competency: C01 }
`,
  'facts.yaml': `compiledOn: 2026-11-21
facts:
  - { id: F1.01, mark: A, says: Needles go into the container, source: Somebody 2020 }
  - { id: F1.02, mark: B, says: Trays are for tea, source: Somebody else }
`,
};

/** What to change in the whole programme: `[text, replacement]` in a file, another text for it, or `null` to leave it out. */
export type Changes = Readonly<Record<string, string | null | readonly [text: string | RegExp, replacement: string]>>;

export function aPackage(changes: Changes = {}): Map<string, string> {
  const files = new Map(Object.entries(WHOLE));
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) files.delete(name);
    else if (typeof change === 'string') files.set(name, change);
    else {
      const before = files.get(name) ?? '';
      const after = before.replace(change[0], change[1]);
      if (after === before) throw new Error(`${String(change[0])} does not stand in ${name}`);
      files.set(name, after);
    }
  }
  return files;
}

/** A folder for COURSES_DIR in which an author can go on writing. */
export interface Desk {
  readonly dir: string;
  /** Writes the whole programme anew, with these changes. */
  write(changes?: Changes): void;
  clear(): void;
}

export function aDesk(): Desk {
  const dir = mkdtempSync(path.join(tmpdir(), 'filiform-courses-'));
  const write = (changes: Changes = {}) => {
    rmSync(path.join(dir, 'short'), { recursive: true, force: true });
    for (const [name, text] of aPackage(changes)) {
      const file = path.join(dir, 'short', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  };
  write();
  return { dir, write, clear: () => rmSync(dir, { recursive: true, force: true }) };
}
