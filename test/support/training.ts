import { answersFor as answersOf, PresentedItem } from '../../src/demo/answers';
import { idOfName } from '../../src/kernel/ids';
import { Answer, PROGRAMME, School } from './a-school';
import { SignedInPerson, TestPerson } from './people';
import { everyQuestion } from './the-bank';

/*
 * What a trainee and their assessors do, over HTTP, until the trainee meets the scheme `dn-foundation`. Each step stands
 * alone, so that a test can leave one out.
 */

export const SCHEME = 'dn-foundation';
export const FINAL_QUIZ = idOfName(`${PROGRAMME}/quiz/final`);

export type { PresentedItem };

/** As many as the scheme asks for. */
const SESSIONS = 5;

/** The right response to each item of the final examination, by slot. */
export function answersFor(items: readonly PresentedItem[]): Map<number, object> {
  return answersOf(everyQuestion(), items);
}

function must(answer: Answer, status: number): Answer['body'] {
  if (answer.status !== status) throw new Error(`Answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Every lesson of the programme, opened and completed. */
export async function readLessons(school: School, trainee: SignedInPerson): Promise<void> {
  const { courses } = must(await school.get(trainee, `programmes/${PROGRAMME}`), 200);
  const lessons = courses.flatMap((course: { modules: { lessons: { id: string }[] }[] }) =>
    course.modules.flatMap((module) => module.lessons),
  );
  for (const { id } of lessons) {
    must(await school.get(trainee, `lessons/${id}`), 200);
    must(await school.put(trainee, `lessons/${id}/completion`), 204);
  }
}

/** One attempt at the final quiz with every answer right. */
export async function passFinalQuiz(school: School, trainee: SignedInPerson): Promise<Answer['body']> {
  const attempt = must(await school.post(trainee, `quizzes/${FINAL_QUIZ}/attempts`, { declaration: true }), 201);
  for (const [slot, response] of answersFor(attempt.items)) {
    must(await school.put(trainee, `attempts/${attempt.id}/responses/${slot}`, { sequence: 1, response }), 200);
  }
  return must(await school.post(trainee, `attempts/${attempt.id}/submission`), 200);
}

interface PractisedCompetency {
  readonly competency: string;
  readonly level: number;
}

/** The competencies that the scheme asks to be signed off, each at the level that the framework asks for. */
export async function competenciesAsked(school: School): Promise<PractisedCompetency[]> {
  const { schemes, competencies } = must(await school.get(null, `programmes/${PROGRAMME}`), 200);
  const { requirements } = schemes.find(({ code }: { code: string }) => code === SCHEME);
  return requirements
    .filter(({ kind }: { kind: string }) => kind === 'sign-off')
    .map(({ competency, level }: { competency: string; level?: number }) => ({
      competency,
      level: level ?? competencies.find(({ id }: { id: string }) => id === competency).minLevel,
    }));
}

/** The assessor sees the trainee at work, and signs off every competency that the scheme asks for. */
export async function signOffEverything(
  school: School,
  assessor: TestPerson,
  trainee: SignedInPerson,
): Promise<Answer['body'][]> {
  const competencies = await competenciesAsked(school);
  const observedAt = school.house.clock.now().toISOString();
  const common = { personId: trainee.id, regionTier: 2, observedAt, conflictOfInterest: false };
  const comment = 'Calm and exact; asked twice about anticoagulants.';
  const observation = must(
    await school.post(assessor, 'observations', {
      ...common,
      kind: 'workplace',
      competencies,
      criticalFails: [],
      comment,
    }),
    201,
  );
  const signed: Answer['body'][] = [];
  for (const one of competencies) {
    signed.push(
      must(
        await school.post(assessor, 'sign-offs', {
          ...common,
          ...one,
          observations: [observation.id],
          comment,
          reauthentication: { password: assessor.password },
        }),
        201,
      ),
    );
  }
  return signed;
}

/** As many supervised sessions as the scheme asks for, written down and verified. */
export async function keepLogbook(school: School, trainee: SignedInPerson, supervisor: TestPerson): Promise<void> {
  for (let session = 1; session <= SESSIONS; session += 1) {
    const entry = must(await school.post(trainee, 'logbook-entries', aSession(school, supervisor)), 201);
    must(await school.post(supervisor, `logbook-entries/${entry.id}/verification`, { outcome: 'verified' }), 201);
  }
}

/** A supervised session of today, as a trainee writes it down. */
export function aSession(school: School, supervisor: SignedInPerson): object {
  return {
    performedOn: school.house.clock.now().toISOString().slice(0, 10),
    region: 'Lumbar multifidus, left',
    regionTier: 2,
    technique: 'Superficial, stationary',
    minutes: 40,
    needlesIn: 4,
    needlesOut: 4,
    supervisorId: supervisor.id,
    reflection: 'Counted aloud, in and out.',
  };
}

/** All of it: from now on the trainee meets the scheme. */
export async function train(school: School, trainee: SignedInPerson, assessor = school.people.assessor): Promise<void> {
  await readLessons(school, trainee);
  await passFinalQuiz(school, trainee);
  await signOffEverything(school, assessor, trainee);
  await keepLogbook(school, trainee, assessor);
}
