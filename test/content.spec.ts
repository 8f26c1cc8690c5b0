import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { drawFromPools } from '../src/assessment/domain/pool';
import { contentFaults } from '../src/catalogue/domain/content-lint';
import { readPackage } from '../src/catalogue/domain/package-reader';
import { schemaCheck } from '../src/catalogue/domain/schema-check';
import { lengthOf, lessonsOf } from '../src/catalogue/programme';
import { spellingFaults } from '../src/catalogue/spelling';
import { theSchemas } from '../src/catalogue/testing/a-programme';

/*
 * What an author promises a reader, checked on the files as they lie in `courses/`; and that each promise would be seen to
 * be broken, by file and line.
 */

const COURSES = join(__dirname, '..', 'courses');
const PROGRAMME = join(COURSES, 'dry-needling');

const text = (...path: string[]) => readFileSync(join(...path), 'utf8');
const yaml = (...path: string[]) => parse(text(PROGRAMME, ...path));
const filesIn = (...path: string[]) => readdirSync(join(PROGRAMME, ...path)).sort();

function everyFile(folder: string): [string, string][] {
  return readdirSync(folder).flatMap((name) => {
    const place = join(folder, name);
    if (statSync(place).isDirectory()) return everyFile(place);
    return /\.(ya?ml|md|svg)$/.test(name) ? [[relative(PROGRAMME, place), text(place)]] : [];
  });
}
const FILES = new Map(everyFile(PROGRAMME));
const WORDS = text(PROGRAMME, 'words.txt').split(/\s+/);
const check = schemaCheck(theSchemas());
const { content, faults: faultsOfFiles } = readPackage('dry-needling', FILES, check);
const lessons = lessonsOf(content!);
const bank = content!.bank!.flatMap(({ questions }) => questions);

/** What is to mend in the files with a change: of the loader, or where it loads, of the lint and the speller. */
function mendedFor(files: ReadonlyMap<string, string>): string[] {
  const reading = readPackage('dry-needling', files, check);
  const faults = reading.content
    ? [...contentFaults(files, reading.content), ...spellingFaults(files, WORDS)]
    : reading.faults;
  return faults.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

const programme = yaml('programme.yaml') as { courses: string[]; approval: { status: string; note: string } };
const framework = yaml('competencies.yaml') as {
  domains: { id: string }[];
  levels: unknown[];
  regionTiers: unknown[];
  stations: { competencies: string[] }[];
  competencies: { id: string; domain: string; minLevel: number | null; criticalFail: boolean }[];
};
const competencies = new Map(framework.competencies.map((competency) => [competency.id, competency]));
const quizzes = filesIn('quizzes').map((name) => yaml('quizzes', name) as { slug: string });
const figures = filesIn('figures').filter((name) => name.endsWith('.svg'));
const missing = (cited: readonly string[], known: ReadonlyMap<string, unknown>) => cited.filter((id) => !known.has(id));

describe('Given the programme as it lies in its folder', () => {
  it('when it is read and looked through, then there is nothing to mend', () => {
    expect(faultsOfFiles).toEqual([]);
    expect(mendedFor(FILES)).toEqual([]);
  });

  it('when it is counted, then it is a programme that a school could teach from', () => {
    expect(content!.courses.map(({ slug }) => slug)).toEqual([
      'scope-and-regulation',
      'mechanisms',
      'evidence',
      'safety',
      'sterile-technique',
      'consent-and-communication',
      'session-and-aftercare',
    ]);
    expect(lessons.length).toBeGreaterThanOrEqual(30);
    expect(bank.length).toBeGreaterThanOrEqual(220);
    expect(content!.practicalStations!.length).toBeGreaterThanOrEqual(8);
    const kinds = content!.claims.map(({ kind }) => kind);
    expect(['claim', 'contradiction', 'omission'].map((kind) => kinds.filter((one) => one === kind).length)).toEqual([
      144, 18, 6,
    ]);
  });

  it('when questions are sorted, then there are some of every type but the essay, at each level, on cases too', () => {
    expect([...new Set(bank.map(({ type }) => type))].sort()).toEqual(
      'cloze hotspot matching multiple numeric ordering short-text single true-false'.split(' '),
    );
    for (const level of ['recall', 'apply', 'analyse'])
      expect(bank.filter((one) => one.level === level).length).toBeGreaterThan(40);
    expect(bank.filter((one) => one.case).length).toBeGreaterThanOrEqual(3);
    expect(bank.filter(({ safetyCritical }) => safetyCritical).length).toBeGreaterThanOrEqual(25);
  });

  it('when a key is traced, then it rests on facts marked A, each with its source', () => {
    const facts = new Map(content!.facts.map((fact) => [fact.id, fact]));
    for (const { slug, facts: ids } of bank) {
      expect([slug, ids.length > 0]).toEqual([slug, true]);
      expect(ids.map((id) => `${slug} ${id} ${facts.get(id)?.mark}`)).toEqual(ids.map((id) => `${slug} ${id} A`));
      for (const id of ids) expect(facts.get(id)?.source.length).toBeGreaterThan(3);
    }
  });

  it('when the hours of its courses are added up, then they are those of its lessons', () => {
    const minutes = lessons.reduce((sum, { lesson }) => sum + lesson.minutes, 0);
    const hours = content!.courses.reduce((sum, { contactHours }) => sum + contactHours, 0);
    expect(Math.abs(hours - minutes / 60)).toBeLessThan(0.04);
  });
});

describe('Given a fault that an author might make', () => {
  const RED_FLAGS = 'courses/safety/whom-not-to-needle/red-flags.md';
  const SCOPE = 'questions/scope-and-regulation.yaml';
  it.each`
    fault                                        | file                                               | from                                                                 | to                                                                                             | told
    ${'a member that no schema knows'}           | ${SCOPE}                                           | ${'safetyCritical:'}                                                 | ${'safetyCritica:'}                                                                            | ${/^questions\/scope-and-regulation\.yaml:\d+ .*safetyCritica/}
    ${'a link to a reference that is not there'} | ${RED_FLAGS}                                       | ${'(#ref-kearns-2019)'}                                              | ${'(#ref-kearns-2018)'}                                                                        | ${/red-flags\.md:\d+ .*kearns-2018/}
    ${'a fact that nobody knows'}                | ${RED_FLAGS}                                       | ${'[F2.15]'}                                                         | ${'[F2.55]'}                                                                                   | ${/red-flags\.md:\d+ .*F2\.55/}
    ${'a fact that is cited and not declared'}   | ${RED_FLAGS}                                       | ${'medical'}                                                         | ${'medical [F3.17]'}                                                                           | ${/red-flags\.md:\d+ .*F3\.17/}
    ${'a key that rests on a fact marked B'}     | ${SCOPE}                                           | ${'facts: [F1.09]'}                                                  | ${'facts: [F1.05]'}                                                                            | ${/scope-and-regulation\.yaml:\d+ .*F1\.05, which is marked B/}
    ${'a figure without an alternative'}         | ${'courses/safety/what-can-go-wrong/how-often.md'} | ${/!\[[^\]]*\]/}                                                     | ${'![A chart]'}                                                                                | ${/how-often\.md:\d+ the alternative text/}
    ${'a claim that nobody answers'}             | ${RED_FLAGS}                                       | ${'| S142 |'}                                                        | ${'| 142 |'}                                                                                   | ${/claims\.yaml:\d+ no lesson of safety meets S142/}
    ${'a claim without its verdict'}             | ${RED_FLAGS}                                       | ${'| Wrong |'}                                                       | ${'| Right |'}                                                                                 | ${/red-flags\.md:\d+ S142 is met without its verdict “wrong”/}
    ${'a depth'}                                 | ${RED_FLAGS}                                       | ${'Ring, don’t write'}                                               | ${'Insert 20 mm'}                                                                              | ${/red-flags\.md:\d+ “20 mm” reads like an instruction/}
    ${'skin that is called sterile'}             | ${RED_FLAGS}                                       | ${'Ring, don’t write'}                                               | ${'Lay a sterile field'}                                                                       | ${/red-flags\.md:\d+ “sterile field”/}
    ${'a word that is none'}                     | ${RED_FLAGS}                                       | ${'toilet'}                                                          | ${'toilett'}                                                                                   | ${/red-flags\.md:\d+ “toilett” is in no dictionary/}
    ${'fewer minutes than anybody needs'}        | ${RED_FLAGS}                                       | ${/^minutes: \d+$/m}                                                 | ${'minutes: 2'}                                                                                | ${/red-flags\.md:\d+ it takes 2 minutes/}
    ${'hours that do not add up'}                | ${'courses/safety/course.yaml'}                    | ${/^contactHours: .*$/m}                                             | ${'contactHours: 9'}                                                                           | ${/courses\/safety\/course\.yaml:\d+ it says 9 contact hours/}
    ${'a blueprint that the bank cannot fill'}   | ${'quizzes/final.yaml'}                            | ${/level: apply, count: 1/}                                          | ${'level: apply, count: 90'}                                                                   | ${/quizzes\/final\.yaml:\d+ it draws 90 on/}
    ${'“all of the above”'}                      | ${SCOPE}                                           | ${'text: As an experimental procedure'}                              | ${'text: All of the above'}                                                                    | ${/scope-invasive: an option is “all or none of the above”/}
    ${'a negative that does not stand out'}      | ${SCOPE}                                           | ${'How do the resource papers'}                                      | ${'Which word do the papers not use? How do they'}                                             | ${/scope-invasive: it asks with a negative/}
    ${'an absolute word in a distractor'}        | ${SCOPE}                                           | ${'text: As an experimental procedure'}                              | ${'text: As a procedure that never works'}                                                     | ${/scope-invasive: an absolute word/}
    ${'a key that is much the longest'}          | ${SCOPE}                                           | ${'text: As an invasive, skilled technique'}                         | ${'text: As an invasive, skilled technique that is used where the law of the state allows it'} | ${/scope-invasive: the key is much longer/}
    ${'two options that say the same'}           | ${SCOPE}                                           | ${'text: As an experimental procedure'}                              | ${'text: As a branch of injection-therapy.'}                                                   | ${/scope-invasive: two options say the same/}
    ${'two stems that are nearly one'}           | ${SCOPE}                                           | ${/prompt: Who may issue the continuing education units of IACET\?/} | ${'prompt: What does Florida ask of somebody who supervises the dry needling?'}                | ${/its stem is nearly that of/}
  `('when there is $fault, then it is named, by file and line', ({ file, from, to, told }) => {
    const before = FILES.get(file as string) ?? '';
    const straight = before.replaceAll("Ring, don't write", 'Ring, don’t write');
    const after = straight.replace(from as string | RegExp, to as string);
    expect(after).not.toBe(straight);
    const mended = mendedFor(new Map([...FILES, [file as string, after]]));
    expect(mended.filter((fault) => (told as RegExp).test(fault))).not.toEqual([]);
  });
});

describe('Given the final examination', () => {
  it('when it is drawn 200 times, then each draw is satisfiable, of its length, and asks nothing twice', () => {
    const final = content!.quizzes.find(({ slug }) => slug === 'final')!;
    const pools = final.blueprint!.map(({ topic, level, count }) => ({
      count,
      candidates: bank.filter((one) => one.topic === topic && one.level === level).map(({ slug }) => slug),
    }));
    const seen = new Set<string>();
    for (let seed = 0; seed < 200; seed += 1) {
      const draw = drawFromPools(pools, new Set(), `seed ${seed}`);
      if (draw.outcome === 'short') throw new Error(`Short of ${draw.missing.join(', ')}`);
      const asked = draw.questions.flat();
      expect(asked).toHaveLength(lengthOf(final));
      expect(new Set(asked).size).toBe(asked.length);
      asked.forEach((slug) => seen.add(slug));
    }
    expect(lengthOf(final)).toBe(50);
    expect(seen.size).toBeGreaterThan(100);
  });
});

describe('Given the files of the programme', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats(ajv);
  readdirSync(join(COURSES, 'schemas')).forEach((name) => ajv.addSchema(JSON.parse(text(COURSES, 'schemas', name))));

  const files: [schema: string, file: string, content: unknown][] = [
    ...['programme', 'competencies', 'facts', 'claims'].map((kind): [string, string, unknown] => [
      kind,
      `${kind}.yaml`,
      yaml(`${kind}.yaml`),
    ]),
    ...programme.courses.map((course): [string, string, unknown] => [
      'course',
      course,
      yaml('courses', course, 'course.yaml'),
    ]),
    ...filesIn('schemes').map((name): [string, string, unknown] => ['scheme', name, yaml('schemes', name)]),
    ...filesIn('quizzes').map((name): [string, string, unknown] => ['quiz', name, yaml('quizzes', name)]),
    ...filesIn('questions').map((name): [string, string, unknown] => ['questions', name, yaml('questions', name)]),
    ...filesIn('stations').map((name): [string, string, unknown] => ['station', name, yaml('stations', name)]),
    ...[...FILES]
      .filter(([path]) => path.endsWith('.md'))
      .map(([path, words]): [string, string, unknown] => [
        'lesson-front-matter',
        path,
        parse(words.split(/^---$/m)[1]),
      ]),
  ];

  it.each(files)('when the schema %s reads %s, then it has nothing to say', (schema, _file, content) => {
    const validate = ajv.getSchema(`${schema}.schema.json`)!;
    expect(validate(content) || validate.errors).toBe(true);
  });

  it('when nobody has approved it, then it says so', () => {
    expect(programme.approval).toMatchObject({
      status: 'unapproved',
      note: expect.stringContaining('No clinician has approved'),
    });
  });
});

describe('Given the competency framework', () => {
  it('when it is counted, then nothing was lost on the way here', () => {
    const { domains, levels, regionTiers, stations } = framework;
    expect([framework.competencies, domains, levels, regionTiers, stations].map((list) => list.length)).toEqual([
      40, 8, 5, 3, 8,
    ]);
    expect(framework.competencies.filter((competency) => competency.criticalFail)).toHaveLength(26);
  });

  it('when it is followed, then every domain and competency that it names exists', () => {
    const domains = framework.domains.map((domain) => domain.id);
    expect(framework.competencies.filter((competency) => !domains.includes(competency.domain))).toEqual([]);
    expect(framework.stations.flatMap((station) => missing(station.competencies, competencies))).toEqual([]);
  });
});

describe('Given a certification scheme', () => {
  const requirements = filesIn('schemes').flatMap(
    (name) =>
      yaml('schemes', name).requirements as {
        id: string;
        kind: string;
        competency?: string;
        level?: number;
        quiz?: string;
      }[],
  );

  it('when it asks for a sign-off without a level, then the competency has a minimum level of its own', () => {
    const signOffs = requirements.filter((requirement) => requirement.kind === 'sign-off');
    expect(signOffs.map((requirement) => requirement.competency)).toEqual([
      'C05',
      'C11',
      'C19',
      'C20',
      'C21',
      'C27',
      'C36',
      ...['C02', 'C23', 'C25', 'C27', 'C33', 'C36'],
    ]);
    expect(signOffs.filter(({ level, competency }) => !level && !competencies.get(competency!)?.minLevel)).toEqual([]);
  });

  it('when it asks for a quiz, then there is one', () => {
    const asked = requirements.flatMap((requirement) => requirement.quiz ?? []);
    expect(asked).toEqual(['final']);
    expect(quizzes.map((quiz) => quiz.slug)).toEqual(expect.arrayContaining(asked));
  });
});

describe.each(figures)('Given the figure %s', (name) => {
  const svg = text(PROGRAMME, 'figures', name);

  it('when it cannot be seen, then a title and a description say what it shows', () => {
    expect(svg).toMatch(/<title[^>]*>[^<]{10,}<\/title>/);
    expect(svg).toMatch(/<desc[^>]*>[^<]{80,}<\/desc>/);
  });

  it('when the page is dark, then it is legible: it brings its own ground', () => {
    expect(svg).toMatch(/<rect class="paper"/);
    expect(svg).toContain('prefers-color-scheme: dark');
  });

  it('when the programme is leafed through, then a lesson or a question shows it', () => {
    const shown = lessons.some(({ lesson }) => lesson.markdown.includes(`(figures/${name}`));
    expect(shown || bank.some(({ image }) => image?.src === `figures/${name}`)).toBe(true);
  });
});
