import { idOfName } from '../../kernel/ids';
import { lessonsOf } from '../programme';
import { aPackage, Changes, theSchemas } from '../testing/a-programme';
import { normalised, readPackage } from './package-reader';
import { schemaCheck } from './schema-check';

const check = schemaCheck(theSchemas());
const read = (changes: Changes = {}) => readPackage('short', aPackage(changes), check);

const BANK = 'questions/sharps.yaml';
const A_BANK = `course: sharps
questions:
  - slug: tray
    type: single
    prompt: What is a tray for?
    mark: 1
    safetyCritical: false
    topic: Sharps
    level: apply
    facts: [F1.01]
    competencies: [C01]
    rationale: Because.
    options:
      - { slug: tea, text: Tea, correct: true, feedback: "Yes." }
      - { slug: needles, text: Needles, correct: false, feedback: "No." }
      - { slug: swabs, text: Swabs, correct: false, feedback: "No." }
`;
const STATION = 'stations/counting.yaml';
const A_STATION = `slug: counting
title: Counting
framework: ST1
minutes: { reading: 2, station: 8, feedback: 3 }
competencies: [C01]
facts: [F1.01]
setting: A room.
candidate: { instructions: Count. }
equipment: [A box]
checklist:
  - { id: one, step: Counts in, critical: true }
  - { id: two, step: Says how many, critical: false }
  - { id: three, step: Counts out, critical: false }
  - { id: four, step: Says how many again, critical: false }
  - { id: five, step: Closes the box, critical: false }
globalRating: { anchors: { clear-fail: Loses one, borderline: Slow, pass: Sure, good: Calm } }
assessor: { notes: Watch., stopIf: [A needle is lost] }
debrief: Ask what was hard.
`;

describe('Given a programme with nothing wrong in it', () => {
  const { content, faults } = read();

  it('when it is read, then there are no faults', () => expect(faults).toEqual([]));

  it('then a lesson has the id of its name, and what its front matter leaves out', () => {
    expect(lessonsOf(content!)[0].lesson).toMatchObject({
      id: idOfName('short/lesson/sharps/basics/container'),
      slug: 'container',
      title: 'The container',
      minutes: 45,
      subject: 'dry-needling',
      mode: 'didactic',
    });
  });

  it('then quizzes, framework, schemes, facts and figures come with it', () => {
    expect(content).toMatchObject({
      quizzes: [{ slug: 'final' }],
      framework: { competencies: [{ id: 'C01' }] },
      schemes: [{ code: 'short-scheme' }],
      facts: [{ id: 'F1.01' }, { id: 'F1.02' }],
      jurisdictions: [],
    });
    expect(Object.keys(content!.figures)).toEqual(['box.svg']);
  });

  it('when an editor wrote other line endings, then it is the same', () => {
    expect(normalised('\uFEFFa\r\nb\rc\n')).toBe('a\nb\nc\n');
  });
});

const QUIZ = 'quizzes/final.yaml';
const LESSON = 'courses/sharps/basics/container.md';
const COURSE = 'courses/sharps/course.yaml';
const SCHEME = 'schemes/short-scheme.yaml';
const FRAMEWORK = 'competencies.yaml';

describe('Given one fault in a programme', () => {
  it.each<[what: string, changes: Changes, file: string, line: number, message: RegExp, remedy: RegExp]>([
    [
      'a file is missing',
      { 'competencies.yaml': null },
      'competencies.yaml',
      1,
      /the file is missing/,
      /Add it; .*competencies\.schema\.json/,
    ],
    ['YAML is broken', { [COURSE]: ['title: Sharps', 'title: Sharps: and needles'] }, COURSE, 2, /not YAML/, /./],
    [
      'a key stands twice',
      { [COURSE]: ['title: Sharps\n', 'title: Sharps\ntitle: Needles\n'] },
      COURSE,
      3,
      /not YAML: Map keys must be unique/,
      /Keep one/,
    ],
    [
      'a key is missing',
      { 'programme.yaml': ['summary: Just enough to be a programme.\n', ''] },
      'programme.yaml',
      1,
      /lacks “summary”/,
      /Add “summary:”/,
    ],
    [
      'a key is misspelt',
      { [COURSE]: ['contactHours', 'contactHuors'] },
      COURSE,
      4,
      /does not know “contactHuors”/,
      /Write “contactHours”/,
    ],
    [
      'a number is too large',
      { [LESSON]: ['minutes: 45', 'minutes: 1000'] },
      LESSON,
      3,
      /minutes is 1000/,
      /It should be/,
    ],
    [
      'text stands for a number',
      { [LESSON]: ['minutes: 45', 'minutes: long'] },
      LESSON,
      3,
      /not a whole number/,
      /Write a whole number/,
    ],
    [
      'a word is not one of those known',
      { [QUIZ]: ['type: single', 'type: singel'] },
      QUIZ,
      12,
      /questions\.0\.type is "singel"/,
      /Choose one of: single, multiple/,
    ],
    [
      'a day does not exist',
      { 'facts.yaml': ['2026-11-21', '2026-02-30'] },
      'facts.yaml',
      1,
      /compiledOn/,
      /calendar day/,
    ],
    [
      'a reference has no address',
      { [LESSON]: ['    doi: 10.1000/182\n', ''] },
      LESSON,
      10,
      /fits none/,
      /doi, pmid, url, document/,
    ],
    [
      'the folder has another name',
      { 'programme.yaml': ['slug: short', 'slug: long'] },
      'programme.yaml',
      1,
      /folder named “short”/,
      /Name the folder long/,
    ],
    [
      'a course has no folder',
      { 'programme.yaml': ['[sharps]', '[sharps, consent]'] },
      'programme.yaml',
      8,
      /“consent” has no courses\/consent\/course\.yaml/,
      /Add the file/,
    ],
    [
      'a lesson has no file',
      { [COURSE]: ['[container, recapping]', '[container, recapping, bins]'] },
      COURSE,
      8,
      /“bins” has no/,
      /Add the file/,
    ],
    [
      'a lesson is listed nowhere',
      { [COURSE]: ['[container, recapping]', '[recapping]'] },
      LESSON,
      1,
      /does not list this lesson/,
      /course\.yaml/,
    ],
    [
      'a lesson has no front matter',
      { [LESSON]: 'Just text.\n' },
      LESSON,
      1,
      /no front matter/,
      /Begin it with a line ---/,
    ],
    [
      'a lesson has no text',
      { [LESSON]: [/\n\nNeedles[\s\S]*$/, '\n'] },
      LESSON,
      1,
      /no text/,
      /below the front matter/,
    ],
    [
      'a lesson names an unknown competency',
      { [LESSON]: ['competencies: [C01]\nfacts', 'competencies: [C01, C99]\nfacts'] },
      LESSON,
      7,
      /“C99”/,
      /competencies\.yaml/,
    ],
    [
      'an outcome names an unknown competency',
      { [LESSON]: ['    competencies: [C01]', '    competencies: [C98]'] },
      LESSON,
      6,
      /“C98”/,
      /competencies\.yaml/,
    ],
    [
      'a lesson names an unknown fact',
      { [LESSON]: ['facts: [F1.01]', 'facts: [F1.01, F9.99]'] },
      LESSON,
      8,
      /“F9.99”/,
      /facts\.yaml/,
    ],
    [
      'a text rests on a fact not listed',
      { [LESSON]: ['[F1.01].', '[F1.02].'] },
      LESSON,
      15,
      /rests on F1.02/,
      /front matter/,
    ],
    [
      'a text points at no reference',
      { [LESSON]: ['#ref-somebody-2020', '#ref-nobody'] },
      LESSON,
      15,
      /no reference has the id “nobody”/,
      /front matter/,
    ],
    ['a figure is missing', { 'figures/box.svg': null }, LESSON, 17, /“figures\/box.svg” is missing/, /Add the file/],
    [
      'a figure holds a script',
      { 'figures/box.svg': ['<rect', '\n<script>alert(1)</script><rect'] },
      'figures/box.svg',
      2,
      /script/,
      /pictures only/,
    ],
    [
      'a figure loads from elsewhere',
      { 'figures/box.svg': ['<rect', '<image href="https://example.org/x.png"/><rect'] },
      'figures/box.svg',
      1,
      /outside itself/,
      /Embed/,
    ],
    [
      'a module names an unknown quiz',
      { [COURSE]: ['quizzes: [final]', 'quizzes: [final, middle]'] },
      COURSE,
      9,
      /“middle”/,
      /Add the file/,
    ],
    [
      'a quiz calls itself otherwise',
      { [QUIZ]: ['slug: final', 'slug: last'] },
      QUIZ,
      1,
      /calls itself “last”/,
      /Name it quizzes\/last\.yaml/,
    ],
    [
      'two options are right',
      { [QUIZ]: ['correct: false', 'correct: true'] },
      QUIZ,
      21,
      /wrong number|options .* are correct/,
      /./,
    ],
    [
      'no option is right',
      { [QUIZ]: ['correct: true', 'correct: false'] },
      QUIZ,
      21,
      /wrong number|options .* are correct/,
      /./,
    ],
    [
      'two options have one slug',
      { [QUIZ]: ['slug: tray', 'slug: container'] },
      QUIZ,
      23,
      /the option “container” stands twice/,
      /Rename/,
    ],
    [
      'a key rests on a fact that is not an A',
      { [QUIZ]: ['facts: [F1.01]', 'facts: [F1.02]'] },
      QUIZ,
      19,
      /F1.02, which is marked B/,
      /marked A/,
    ],
    [
      'a question names an unknown competency',
      { [QUIZ]: ['competencies: [C01]', 'competencies: [C97]'] },
      QUIZ,
      18,
      /“C97”/,
      /./,
    ],
    [
      'a quiz neither asks nor draws',
      { [QUIZ]: [/questions:[^]*$/, ''] },
      QUIZ,
      1,
      /none of the forms/,
      /questions|blueprint/,
    ],
    [
      'a blueprint draws more than the bank has',
      { [QUIZ]: [/questions:[^]*$/, 'blueprint:\n  - { topic: Sharps, level: apply, count: 2 }\n'], [BANK]: A_BANK },
      QUIZ,
      11,
      /draws 2 on “Sharps” \(apply\), and the bank has 1/,
      /Write more/,
    ],
    [
      'a blueprint has a cell twice',
      {
        [QUIZ]: [
          /questions:[^]*$/,
          'blueprint:\n  - { topic: Sharps, level: apply, count: 1 }\n  - { topic: Sharps, level: apply, count: 1 }\n',
        ],
        [BANK]: A_BANK,
      },
      QUIZ,
      12,
      /“Sharps, apply” stands twice/,
      /./,
    ],
    [
      'the bank holds a question of a quiz again',
      { [BANK]: A_BANK.replace('slug: tray', 'slug: where') },
      BANK,
      3,
      /“where” also stands in quizzes\/final.yaml/,
      /slug of its own/,
    ],
    [
      'the bank is of no course',
      { [BANK]: A_BANK.replace('course: sharps', 'course: blunts') },
      BANK,
      1,
      /no course “blunts”/,
      /./,
    ],
    [
      'a key of the bank rests on a fact that is not an A',
      { [BANK]: A_BANK.replace('F1.01', 'F1.02') },
      BANK,
      10,
      /marked B/,
      /./,
    ],
    [
      'a claim is met in no course',
      {
        'claims.yaml':
          'claims:\n  - { id: S1, kind: claim, claim: So they say, verdict: wrong, evidence: None, facts: [], confidence: A, course: blunts }\n',
      },
      'claims.yaml',
      2,
      /no course “blunts”/,
      /./,
    ],
    ['a station samples none of the framework', { [STATION]: A_STATION }, STATION, 3, /no station “ST1”/, /./],
    [
      'a station has no critical step',
      {
        [STATION]: A_STATION.replace('critical: true', 'critical: false'),
        [FRAMEWORK]: ['stations: []', 'stations:\n  - { id: ST1, title: Sharps, minutes: 10, competencies: [C01] }'],
      },
      STATION,
      10,
      /no step is critical/,
      /Mark those/,
    ],
    ['a scheme asks for an unknown quiz', { [SCHEME]: ['quiz: final', 'quiz: middle'] }, SCHEME, 8, /“middle”/, /./],
    [
      'a scheme asks for an unknown competency',
      { [SCHEME]: ['competency: C01', 'competency: C96'] },
      SCHEME,
      9,
      /“C96”/,
      /./,
    ],
    [
      'two requirements have one id',
      { [SCHEME]: ['id: c01', 'id: quiz'] },
      SCHEME,
      9,
      /two requirements are called “quiz”/,
      /Rename/,
    ],
    [
      'a sign-off has no level to ask for',
      { [FRAMEWORK]: ['minLevel: 2', 'minLevel: null'] },
      SCHEME,
      9,
      /C01 has no minimum level/,
      /Add “level:”/,
    ],
    [
      'a competency is in no domain',
      { [FRAMEWORK]: ['domain: D1', 'domain: D2'] },
      FRAMEWORK,
      18,
      /“D2”/,
      /Add it to domains/,
    ],
    [
      'a fact stands twice',
      { 'facts.yaml': ['F1.02, mark: B', 'F1.01, mark: A'] },
      'facts.yaml',
      4,
      /the fact “F1.01” stands twice/,
      /./,
    ],
  ])('when %s, then it names file, line and remedy', (_, changes, file, line, message, remedy) => {
    const { content, faults } = read(changes);
    expect(content).toBeNull();
    expect(faults).toEqual([
      { file, line, message: expect.stringMatching(message), remedy: expect.stringMatching(remedy) },
    ]);
  });
});

describe('Given several faults in several files', () => {
  it('when the programme is read, then all are named at once, and none is followed by echoes', () => {
    const { faults } = read({
      'programme.yaml': ['version: 0.1.0', 'version: one'],
      [COURSE]: ['contactHours: 1.5', 'contactHours: 0'],
      [LESSON]: ['minutes: 45', 'minutes: 0'],
      [FRAMEWORK]: ['minLevel: 2', 'minLevel: 9'],
      [QUIZ]: [/passMark: 80\n|mark: 1\n/, 'mark: -1\n'],
    });
    expect(faults.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'competencies.yaml:24',
      `${LESSON}:3`,
      `${COURSE}:4`,
      'programme.yaml:3',
      'quizzes/final.yaml:1',
      'quizzes/final.yaml:4',
    ]);
  });
});
