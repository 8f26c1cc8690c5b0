import type { INestApplicationContext } from '@nestjs/common';
import { AttemptReader } from '../assessment/attempt-reader.service';
import { Attempts } from '../assessment/attempts.service';
import { Grading } from '../assessment/grading.service';
import { Responses } from '../assessment/responses.service';
import { lessonsOf, type ProgrammePackage, questionsOf } from '../catalogue/programme';
import { Programmes } from '../catalogue/programmes.service';
import { Certification } from '../certification/certification.service';
import { Logbook } from '../competency/logbook.service';
import { Observations } from '../competency/observations.service';
import { SignOffs } from '../competency/sign-offs.service';
import { Attendances } from '../enrolment/attendances.service';
import { Enrolments } from '../enrolment/enrolments.service';
import { Lessons } from '../enrolment/lessons.service';
import type { PersonActor } from '../identity/access';
import { Cohorts } from '../identity/cohorts.service';
import { DemoAccounts, type DemoPerson } from '../identity/demo-accounts';
import { People, type Profile } from '../identity/people.service';
import { FixedClock } from '../kernel/clock';
import { dayOf } from '../kernel/day';
import { idOfName } from '../kernel/ids';
import { ScopeRegister } from '../scope-of-practice/scope-register.service';
import { answersFor } from './answers';

export const PROGRAMME = 'dry-needling';
export const SCHEME = 'dn-foundation';

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;
const PHYSICAL_THERAPIST = 'physical-therapist';

const SESSIONS: readonly (readonly [region: string, tier: number, technique: string, reflection: string])[] = [
  ['Gastrocnemius, right', 1, 'Superficial, stationary', 'Slower than I meant to be; the patient noticed nothing.'],
  ['Lumbar multifidus, left', 2, 'Deep, stationary', 'Counted aloud, in and out. The count was right.'],
  ['Gluteus medius, left', 1, 'Deep, stationary', 'Asked about anticoagulants before and once more at the couch.'],
  ['Infraspinatus, right', 2, 'Superficial, stationary', 'Explained pneumothorax first, in words she could repeat.'],
  ['Soleus, left', 1, 'Deep, stationary', 'Stopped when he said that it was sharp. Rightly so.'],
];

/** What people of the school do, each through the same services as everybody else, on whatever day the clock stands. */
export class DemoSchool {
  private readonly actors = new Map<string, PersonActor>();

  constructor(
    private readonly app: INestApplicationContext,
    private readonly clock: FixedClock,
    private readonly today: Date,
    private readonly timeZone: string,
    private readonly password: string,
  ) {}

  /** The story goes on, at an hour so many days before today. Never back, and never into today, which is real. */
  on(daysAgo: number, hour = 9): void {
    const moment = new Date(Math.floor(this.today.getTime() / DAY) * DAY - daysAgo * DAY + hour * 60 * MINUTE);
    if (daysAgo < 1 || moment < this.clock.now()) throw new Error(`The story cannot go on at ${moment.toISOString()}`);
    this.clock.set(moment);
  }

  /** New accounts, each with a profile as a practitioner where it is a trainee's. */
  async welcome(people: readonly DemoPerson[]): Promise<void> {
    const ids = await this.of(DemoAccounts).addMore(people, this.password);
    for (const [index, { account, name, role }] of people.entries()) {
      this.actors.set(account, { kind: 'person', id: ids[index], roles: [role], sessionId: 'demo' });
      if (role === 'trainee') {
        await this.states(account, {
          legalName: name,
          profession: PHYSICAL_THERAPIST,
          jurisdiction: 'US-CO',
          licence: { number: `DEMO.${String(1000 + this.actors.size)}`, issuedOn: '2021-06-14', jurisdiction: 'US-CO' },
        });
      }
    }
  }

  async states(account: string, profile: Partial<Profile>): Promise<void> {
    const actor = await this.actor(account);
    await this.of(People).stateProfile(actor, actor.id, profile);
  }

  /** A cohort with these people in it, the one who makes it among them. */
  async cohort(by: string, name: string, members: readonly string[]): Promise<void> {
    const actor = await this.actor(by);
    const { id } = await this.of(Cohorts).create(actor, { name, programme: PROGRAMME });
    for (const member of members) await this.of(Cohorts).add(actor, id, (await this.actor(member)).id);
  }

  /** Joins the cohort that the demo accounts share. */
  async joinFirstCohort(by: string, members: readonly string[]): Promise<void> {
    const actor = await this.actor(by);
    const [cohort] = (await this.of(Cohorts).list(actor, {})).items;
    for (const member of members) await this.of(Cohorts).add(actor, cohort.id, (await this.actor(member)).id);
  }

  async enrol(...accounts: readonly string[]): Promise<void> {
    for (const account of accounts) await this.of(Enrolments).enrol(await this.actor(account), PROGRAMME);
  }

  /** Reads lessons from the first on; all of them unless told how many. */
  async read(account: string, count = Infinity): Promise<void> {
    const lessons = lessonsOf((await this.content()).content).slice(0, count);
    for (const { lesson } of lessons) {
      await this.of(Lessons).complete(await this.actor(account), lesson.id);
      this.clock.advance(lesson.minutes * MINUTE);
    }
  }

  /** One attempt at the final quiz: every answer right, or the first of the safety-critical ones left out. */
  async sitFinalQuiz(account: string, { passes }: { passes: boolean }): Promise<void> {
    const actor = await this.actor(account);
    const { attemptId } = await this.of(Attempts).start(idOfName(`${PROGRAMME}/quiz/final`), actor, { declared: true });
    const { items } = await this.of(AttemptReader).get(attemptId, actor.id);
    const { content } = await this.content();
    const questions = questionsOf(
      content,
      content.quizzes.find(({ slug }) => slug === 'final')!,
    );
    const answers = answersFor(questions, items);
    const critical = new Set(
      questions.filter(({ safetyCritical }) => safetyCritical).map(({ prompt }) => prompt.trim()),
    );
    const missed = passes ? undefined : items.find(({ prompt }) => critical.has(prompt.trim()))?.slot;
    for (const { slot } of items) {
      this.clock.advance(MINUTE);
      if (slot === missed) continue;
      await this.of(Responses).save(attemptId, slot, { sequence: slot, response: answers.get(slot) }, actor);
    }
    await this.of(Grading).submit(attemptId, actor);
  }

  /** A day of practical teaching. */
  async attends(account: string, by: string): Promise<void> {
    await this.of(Attendances).attest(await this.actor(by), {
      personId: (await this.actor(account)).id,
      heldOn: this.dayNow(),
      delivery: 'in-person',
      title: 'Practical day: set-up, sharps and the low back',
      items: [{ subject: 'dry-needling', mode: 'practical', minutes: 420 }],
    });
  }

  /** The assessor watches a day's work, and signs off the competencies that the scheme asks for; all unless told how many. */
  async signOff(account: string, by: string, count = Infinity): Promise<void> {
    const [assessor, trainee] = [await this.actor(by), await this.actor(account)];
    const competencies = (await this.competenciesAsked()).slice(0, count);
    const seen = { personId: trainee.id, regionTier: 2, observedAt: this.clock.now(), conflictOfInterest: false };
    const { id } = await this.of(Observations).record(assessor, {
      ...seen,
      kind: 'workplace',
      competencies,
      criticalFails: [],
      comment: 'Calm, exact, and asked again whenever an answer was vague.',
    });
    for (const one of competencies) {
      this.clock.advance(2 * MINUTE);
      const reauthentication = { password: this.password };
      await this.of(SignOffs).sign(assessor, { ...seen, ...one, observations: [id], reauthentication });
    }
  }

  /** An observation with a critical fail, from which nothing follows but another one. */
  async fails(account: string, by: string, [competency, criticalFail]: readonly [string, string]): Promise<void> {
    await this.of(Observations).record(await this.actor(by), {
      personId: (await this.actor(account)).id,
      kind: 'workplace',
      competencies: [{ competency, level: 2 }],
      criticalFails: [criticalFail],
      observedAt: this.clock.now(),
      comment: 'Stopped and talked it through. To be repeated with another assessor.',
      conflictOfInterest: false,
    });
  }

  /** Writes a session down; what the supervisor says of it, if anything yet. */
  async session(account: string, supervisor: string, verdict: 'verified' | 'returned' | null, kind = 0): Promise<void> {
    const [region, regionTier, technique, reflection] = SESSIONS[kind % SESSIONS.length];
    const by = await this.actor(supervisor);
    const { id } = await this.of(Logbook).write(await this.actor(account), {
      performedOn: this.dayNow(),
      region,
      regionTier,
      technique,
      minutes: 40,
      needlesIn: 4,
      needlesOut: 4,
      reflection,
      supervisorId: by.id,
    });
    this.clock.advance(30 * MINUTE);
    if (verdict === null) return;
    const comment = verdict === 'returned' ? 'Say how you screened before needling.' : undefined;
    await this.of(Logbook).decide(by, id, { outcome: verdict, comment });
  }

  /** Every recorded rule of a place is compared with its primary text. */
  async review(by: string, jurisdiction: string, comparedWith: string): Promise<void> {
    const question = { jurisdiction, profession: PHYSICAL_THERAPIST, asOf: this.dayNow() };
    for (const { id, version } of (await this.of(ScopeRegister).ruleSet(question)).rules) {
      const outcome = 'verified';
      const comparison = { comparedWith, comparedOn: this.dayNow(), outcome, note: 'For the demonstration.' } as const;
      await this.of(ScopeRegister).review(await this.actor(by), id, version, comparison);
    }
  }

  /** Takes an invented place into the register. */
  async invent(jurisdiction: object): Promise<void> {
    const running = await this.content();
    const content = { ...running.content, jurisdictions: [jurisdiction] } as ProgrammePackage;
    await this.of(ScopeRegister).adopt({ ...running, slug: 'demo', content });
  }

  /** Issues a certificate and answers its id. */
  async certify(account: string, jurisdiction: string, by = 'registrar'): Promise<string> {
    const request = { personId: (await this.actor(account)).id, scheme: SCHEME, jurisdiction };
    return (await this.of(Certification).issue(request, await this.actor(by))).id;
  }

  async suspend(certificateId: string, reason: string): Promise<void> {
    await this.of(Certification).suspend(certificateId, { reason }, await this.actor('registrar'));
  }

  async askForRevocation(certificateId: string, reason: string): Promise<void> {
    await this.of(Certification).requestRevocation(certificateId, { reason }, await this.actor('registrar'));
  }

  async confirmRevocation(certificateId: string, reason: string): Promise<void> {
    await this.of(Certification).confirmRevocation(certificateId, { reason }, await this.actor('registrar2'));
  }

  async supersede(certificateId: string, reason: string): Promise<void> {
    await this.of(Certification).supersede(certificateId, { reason }, await this.actor('registrar2'));
  }

  private async competenciesAsked(): Promise<{ competency: string; level: number }[]> {
    const { schemes, framework } = (await this.content()).content;
    const scheme = schemes.find(({ code }) => code === SCHEME)!;
    return scheme.requirements.flatMap((requirement) => {
      if (!('kind' in requirement) || requirement.kind !== 'sign-off' || !requirement.competency) return [];
      const { competency, level } = requirement;
      // Without a level of its own the scheme asks for the competency's own.
      const minimum = framework.competencies.find(({ id }) => id === competency)?.minLevel;
      return [{ competency, level: level ?? minimum ?? 5 }];
    });
  }

  private content() {
    return this.of(Programmes).running(PROGRAMME);
  }

  /** By the account's name, as in `account@example.org`. */
  private async actor(account: string): Promise<PersonActor> {
    let actor = this.actors.get(account);
    if (!actor) {
      const filter = { email: `${account}@example.org`, among: 'everyone' } as const;
      const [person] = (await this.of(People).list({ limit: 1 }, filter)).items;
      if (!person) throw new Error(`The demo has no account ${account}`);
      actor = { kind: 'person', id: person.id, roles: person.roles, sessionId: 'demo' };
      this.actors.set(account, actor);
    }
    return actor;
  }

  private dayNow(): string {
    return dayOf(this.clock.now(), this.timeZone);
  }

  private of<Service>(token: abstract new (...args: never[]) => Service): Service {
    return this.app.get<Service>(token, { strict: false });
  }
}
