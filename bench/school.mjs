import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { answersFor } from './fixture-courses.mjs';

/*
 * The people whom the benchmark needs, made over HTTP on a fresh database as anybody would make them: from registering
 * to meeting the scheme. None of it is timed.
 */

const PROGRAMME = 'dry-needling';
const SCHEME = 'dn-foundation';
const SESSIONS = 5;

/** A JSON call that either succeeds or says which one did not. */
export function caller(address) {
  return async (method, target, { token, body } = {}) => {
    const answer = await fetch(`${address}/api/v1/${target}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${target} answered ${answer.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
}

export class School {
  #trainees = 0;

  constructor({ address, courses, dataDir, password }) {
    this.call = caller(address);
    this.courses = courses;
    this.mail = path.join(dataDir, 'mail');
    this.password = password;
  }

  /** Signs in one of the demo accounts. */
  async staff(account) {
    return this.#signIn(`${account}@example.org`);
  }

  /** Somebody new, with a confirmed address and a profile, enrolled. */
  async trainee() {
    this.#trainees += 1;
    const email = `candidate-${this.#trainees}@example.org`;
    const name = `Candidate Number ${this.#trainees}`;
    await this.call('POST', 'people', { body: { email, name, password: this.password } });
    const trainee = await this.#signIn(email);
    const { token } = trainee;
    await this.call('POST', 'email-confirmations', { body: { token: await this.#tokenInLetterTo(email) } });
    const profile = { legalName: name, profession: 'physical-therapist', jurisdiction: 'US-CO' };
    await this.call('PATCH', 'me', { token, body: profile });
    await this.call('POST', 'enrolments', { token, body: { programme: PROGRAMME } });
    return trainee;
  }

  async #signIn(email) {
    const { token, person } = await this.call('POST', 'sessions', { body: { email, password: this.password } });
    return { id: person.id, token };
  }

  async #tokenInLetterTo(email) {
    for (let tries = 0; tries < 200; tries += 1) {
      for (const file of readdirSync(this.mail)) {
        const text = readFileSync(path.join(this.mail, file), 'utf8');
        const link = /\/confirm-email\/([\w-]+)/.exec(text);
        if (link && text.includes(`To: ${email}\n`)) return link[1];
      }
      await pause(20);
    }
    throw new Error(`No letter came to ${email}`);
  }

  /** The final quiz of the programme. */
  async finalQuiz() {
    const { courses } = await this.call('GET', `programmes/${PROGRAMME}`);
    return courses
      .flatMap(({ modules }) => modules.flatMap(({ quizzes }) => quizzes))
      .find(({ slug }) => slug === 'final').id;
  }

  /** All that the scheme asks of a trainee: lessons, quiz, sign-offs by somebody who may see them, logbook. */
  async train({ id: personId, token }, assessor) {
    const { courses, competencies, schemes } = await this.call('GET', `programmes/${PROGRAMME}`);
    for (const { id } of courses.flatMap(({ modules }) => modules.flatMap(({ lessons }) => lessons))) {
      await this.call('GET', `lessons/${id}`, { token });
      await this.call('PUT', `lessons/${id}/completion`, { token });
    }
    const attempt = await this.call('POST', `quizzes/${await this.finalQuiz()}/attempts`, { token });
    for (const { slot, response } of answersFor(this.courses, attempt.items)) {
      await this.call('PUT', `attempts/${attempt.id}/responses/${slot}`, { token, body: { sequence: 1, response } });
    }
    await this.call('POST', `attempts/${attempt.id}/submission`, { token });

    const asked = schemes
      .find(({ code }) => code === SCHEME)
      .requirements.filter(({ kind }) => kind === 'sign-off')
      .map(({ competency, level }) => ({
        competency,
        level: level ?? competencies.find(({ id }) => id === competency).minLevel,
      }));
    const seen = { personId, regionTier: 2, observedAt: new Date().toISOString(), conflictOfInterest: false };
    const observation = await this.call('POST', 'observations', {
      token: assessor.token,
      body: { ...seen, kind: 'workplace', competencies: asked, criticalFails: [], comment: 'Calm and exact.' },
    });
    for (const one of asked) {
      await this.call('POST', 'sign-offs', {
        token: assessor.token,
        body: {
          ...seen,
          ...one,
          observations: [observation.id],
          comment: 'Seen at work.',
          reauthentication: { password: this.password },
        },
      });
    }
    for (let session = 0; session < SESSIONS; session += 1) {
      const entry = await this.call('POST', 'logbook-entries', { token, body: aSession(assessor) });
      await this.call('POST', `logbook-entries/${entry.id}/verification`, {
        token: assessor.token,
        body: { outcome: 'verified' },
      });
    }
  }

  /** An assessor sees the people of their cohorts only. */
  async gather(people, admin) {
    const cohort = await this.call('POST', 'cohorts', {
      token: admin.token,
      body: { name: 'Measured', programme: PROGRAMME },
    });
    for (const { id } of people) await this.call('PUT', `cohorts/${cohort.id}/members/${id}`, { token: admin.token });
  }

  /** Every jurisdiction of the register: a holder may have one certificate for each. */
  async jurisdictions() {
    return (await this.call('GET', 'scope-of-practice/jurisdictions')).map(({ code }) => code);
  }
}

function aSession({ id }) {
  return {
    performedOn: new Date().toISOString().slice(0, 10),
    region: 'Lumbar multifidus, left',
    regionTier: 2,
    technique: 'Superficial, stationary',
    minutes: 40,
    needlesIn: 4,
    needlesOut: 4,
    supervisorId: id,
    reflection: 'Counted aloud, in and out.',
  };
}

/** What a registrar sends to issue one certificate. */
export const certificateFor = ({ id }, jurisdiction) => ({ personId: id, scheme: SCHEME, jurisdiction });
