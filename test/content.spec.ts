import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/*
 * What an author promises a reader, checked on the files as they lie in `courses/`: every statement leads to a fact, a
 * graded key rests only on facts whose source was read, and nothing tells a hand how deep or at which angle to needle.
 */

const COURSES = join(__dirname, '..', 'courses');
const PROGRAMME = join(COURSES, 'dry-needling');

interface Question {
  slug: string;
  type: 'single' | 'multiple' | 'true-false' | 'matching' | 'numeric';
  prompt: string;
  safetyCritical: boolean;
  competencies: string[];
  facts: string[];
  rationale: string;
  answer?: boolean | number;
  options?: { slug: string; text: string; correct: boolean; feedback: string }[];
  pairs?: { slug: string; stem: string; match: string; feedback: string }[];
  distractors?: string[];
}

interface FrontMatter {
  title: string;
  outcomes: { text: string; competencies: string[] }[];
  competencies: string[];
  facts: string[];
  references: { id: string; facts?: string[] }[];
}

const text = (...path: string[]) => readFileSync(join(...path), 'utf8');
const yaml = (...path: string[]) => parse(text(PROGRAMME, ...path));
const filesIn = (...path: string[]) => readdirSync(join(PROGRAMME, ...path)).sort();

const programme = yaml('programme.yaml') as { courses: string[]; approval: { status: string; note: string } };
const framework = yaml('competencies.yaml') as {
  domains: { id: string }[];
  levels: unknown[];
  regionTiers: unknown[];
  stations: { competencies: string[] }[];
  competencies: { id: string; domain: string; minLevel: number | null; criticalFail: boolean }[];
};
const facts = new Map((yaml('facts.yaml').facts as { id: string; mark: string }[]).map((fact) => [fact.id, fact]));
const claims = new Map(
  (yaml('claims.yaml').claims as { id: string; facts: string[] }[]).map((claim) => [claim.id, claim]),
);
const competencies = new Map(framework.competencies.map((competency) => [competency.id, competency]));
const figures = filesIn('figures').filter((name) => name.endsWith('.svg'));

const lessons = programme.courses.flatMap((course) => {
  const { modules } = yaml('courses', course, 'course.yaml') as { modules: { slug: string; lessons: string[] }[] };
  return modules.flatMap((module) =>
    module.lessons.map((slug) => {
      const [, head, ...body] = text(PROGRAMME, 'courses', course, module.slug, `${slug}.md`).split(/^---$/m);
      return { course, slug, front: parse(head) as FrontMatter, body: body.join('---') };
    }),
  );
});
const quizzes = filesIn('quizzes').map((name) => yaml('quizzes', name) as { slug: string; questions: Question[] });
const questions = quizzes.flatMap((quiz) => quiz.questions);

const factsIn = (words: string) => [...new Set(words.match(/\bF\d{1,2}\.\d{2}\b/g) ?? [])];
const missing = (cited: readonly string[], known: ReadonlyMap<string, unknown>) => cited.filter((id) => !known.has(id));
/** Words that a reader reads: neither addresses nor marks. */
const wordsOf = (markdown: string) =>
  markdown
    .replace(/\]\([^)]*\)/g, ' ')
    .replace(/\[F[\d., F]+\]/g, ' ')
    .match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? [];

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
    ...lessons.map(({ slug, front }): [string, string, unknown] => ['lesson-front-matter', slug, front]),
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
    ]);
    expect(signOffs.filter(({ level, competency }) => !level && !competencies.get(competency!)?.minLevel)).toEqual([]);
  });

  it('when it asks for a quiz, then there is one', () => {
    const asked = requirements.flatMap((requirement) => requirement.quiz ?? []);
    expect(asked).toEqual(['final']);
    expect(quizzes.map((quiz) => quiz.slug)).toEqual(expect.arrayContaining(asked));
  });
});

describe.each(lessons)('Given the lesson $slug', ({ front, body }) => {
  it('when it is read, then it is a page and not a note', () => {
    expect(wordsOf(body).length).toBeGreaterThanOrEqual(700);
    expect(body.match(/^:::check\{/gm)?.length).toBeGreaterThanOrEqual(2);
  });

  it('when it cites a fact, then the fact is declared and known', () => {
    expect(missing(front.facts, facts)).toEqual([]);
    expect(factsIn(body).sort()).toEqual([...front.facts].sort());
    expect(front.references.flatMap((reference) => missing(reference.facts ?? [], facts))).toEqual([]);
  });

  it('when it points at a reference, then it is listed, and nothing is listed in vain', () => {
    const used = new Set([...body.matchAll(/\(#ref-([a-z0-9-]+)\)/g)].map((match) => match[1]));
    expect([...used].sort()).toEqual(front.references.map((reference) => reference.id).sort());
  });

  it('when it names outcomes, then their competencies exist and are declared', () => {
    expect(missing(front.competencies, competencies)).toEqual([]);
    const served = front.outcomes.flatMap((outcome) => outcome.competencies);
    expect(served.filter((id) => !front.competencies.includes(id))).toEqual([]);
  });

  it('when it answers a patient, then the claim is known', () => {
    const answered = [...body.matchAll(/:::patient-says(?:\[[^\]]*\])?\{claim=(\w+)\}/g)].map((match) => match[1]);
    expect(answered.length).toBeGreaterThan(0);
    expect(missing(answered, claims)).toEqual([]);
  });

  it('when it shows a figure, then the figure exists and its alternative text teaches the same', () => {
    const shown = [...body.matchAll(/!\[([^\]]*)\]\(figures\/([^ )]+)/g)];
    expect(shown.length).toBeGreaterThan(0);
    for (const [, alternative, name] of shown) {
      expect(existsSync(join(PROGRAMME, 'figures', name))).toBe(true);
      expect(alternative.length).toBeGreaterThan(120);
    }
  });

  it('when a hand might follow it, then it finds no depth and no angle', () => {
    expect(body).not.toMatch(/\b\d+(\.\d+)?\s?(mm|cm|millimetres?|centimetres?|degrees?)\b|\d\s?°/i);
  });

  it('when a check question is answered, then every option has feedback and one is right', () => {
    for (const [, question] of body.matchAll(/^:::check\{[^\n]*\n([\s\S]*?)^:::$/gm)) {
      const options = question.split(/^- (?=\[)/m).slice(1);
      expect(options.length).toBeGreaterThanOrEqual(3);
      expect(options.filter((option) => option.startsWith('[x]'))).toHaveLength(1);
      expect(options.filter((option) => !/\n\n {2}\S/.test(option))).toEqual([]);
    }
  });
});

describe('Given the lessons together', () => {
  it.each(['danger', 'evidence', 'law-differs', 'patient-says'])(
    'when they are leafed through, then there is a callout %s',
    (callout) => {
      expect(lessons.some(({ body }) => body.includes(`:::${callout}`))).toBe(true);
    },
  );

  it('when facts and claims are listed, then each is used and each claim rests on known facts', () => {
    const used = new Set([
      ...lessons.flatMap(({ front }) => front.facts),
      ...questions.flatMap((question) => question.facts),
    ]);
    expect([...facts.keys()].filter((id) => !used.has(id))).toEqual([]);
    expect([...claims.values()].flatMap((claim) => missing(claim.facts, facts))).toEqual([]);
    expect([...claims.keys()].filter((id) => !lessons.some(({ body }) => body.includes(`claim=${id}}`)))).toEqual([]);
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

  it('when lessons are leafed through, then one shows it', () => {
    expect(lessons.some(({ body }) => body.includes(`(figures/${name}`))).toBe(true);
  });
});

describe.each(questions)('Given the question $slug', (question) => {
  const options = question.options ?? [];

  it('when it is graded, then its key rests on facts marked A and on nothing else', () => {
    expect(question.facts).not.toEqual([]);
    expect(question.facts.map((id) => `${id} ${facts.get(id)?.mark}`)).toEqual(question.facts.map((id) => `${id} A`));
    expect(missing(question.competencies, competencies)).toEqual([]);
  });

  it('when its feedback names a fact, then the fact is known', () => {
    expect(missing(factsIn(JSON.stringify(question)), facts)).toEqual([]);
  });

  it('when it is read by somebody who guesses, then the words give nothing away', () => {
    expect(JSON.stringify(options.map((option) => option.text))).not.toMatch(/(all|none|both) of (the above|these)/i);
    const lengths = options.map((option) => option.text.length);
    if (question.type === 'single') expect(Math.max(...lengths)).toBeLessThanOrEqual(1.6 * Math.min(...lengths));
    expect(new Set(options.map((option) => option.text)).size).toBe(options.length);
    expect(new Set([...options, ...(question.pairs ?? [])].map((part) => part.slug)).size).toBe(
      options.length + (question.pairs?.length ?? 0),
    );
    const choices = [...(question.pairs ?? []).map((pair) => pair.match), ...(question.distractors ?? [])];
    expect(new Set(choices).size).toBe(choices.length);
  });

  it('when it asks with a negative, then the negative stands out', () => {
    expect(question.prompt.replace(/\*\*[^*]+\*\*/g, '')).not.toMatch(/\b(not|except|never|least)\b/i);
  });
});

describe('Given the final quiz', () => {
  it('when it is composed, then it has twelve questions of every type, with slugs of their own', () => {
    expect(questions).toHaveLength(12);
    expect(new Set(questions.map((question) => question.slug)).size).toBe(12);
    expect(new Set(questions.map((question) => question.type))).toEqual(
      new Set(['single', 'multiple', 'true-false', 'matching', 'numeric']),
    );
    expect(questions.filter((question) => question.safetyCritical).length).toBeGreaterThanOrEqual(4);
  });

  it('when somebody always picks the same place, then it does not help', () => {
    const places = questions
      .filter((question) => question.type === 'single')
      .map((question) => question.options!.findIndex((option) => option.correct));
    for (const place of places)
      expect(places.filter((other) => other === place).length).toBeLessThanOrEqual(places.length / 2);
    const answers = questions.filter((question) => question.type === 'true-false').map((question) => question.answer);
    expect(new Set(answers)).toEqual(new Set([true, false]));
  });
});
