import autocannon from 'autocannon';
import { caller } from './school.mjs';

/*
 * The load, in a process of its own. Each task is sent by the parent and answered with how often it was done, how long
 * all of it took, and how long each took (milliseconds).
 */

const CONNECTIONS = 32;

/** Of the responses saved so far: each comes after every one before it. */
let sequence = 0;

/** As fast as 32 connections can ask, for so many seconds. */
async function flood({ url, seconds }) {
  const result = await autocannon({ url, duration: seconds, connections: CONNECTIONS });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers were not good, ${result.errors} requests failed`);
  }
  const { p50, p99 } = result.latency;
  return { count: result['2xx'], seconds: result.duration, p50, p99 };
}

const TASKS = {
  flood,

  /** Autosaves: every candidate sends new responses to one question after another, each as soon as the last is saved. */
  async autosaves({ address, candidates, seconds }) {
    const call = caller(address);
    const end = performance.now() + seconds * 1000;
    return timed(
      candidates,
      () => performance.now() < end,
      async (places, n) => {
        const { token, attempt, slot, response } = places[n % places.length];
        sequence += 1;
        await call('PUT', `attempts/${attempt}/responses/${slot}`, { token, body: { sequence, response } });
      },
    );
  },

  /** Whole quizzes, one after another for each candidate: start, answer every question, submit. */
  async quizzes({ address, tokens, quizId, answers, rounds }) {
    const call = caller(address);
    const sit = async (token) => {
      const attempt = await call('POST', `quizzes/${quizId}/attempts`, { token });
      for (const { slot } of attempt.items) {
        const body = { sequence: 1, response: answers[slot] };
        await call('PUT', `attempts/${attempt.id}/responses/${slot}`, { token, body });
      }
      await call('POST', `attempts/${attempt.id}/submission`, { token });
    };
    return timed(tokens, (n) => n < rounds, sit);
  },

  /** Certificates, one after another. */
  async certificates({ address, token, requests }) {
    const call = caller(address);
    return timed(
      [token],
      (n) => n < requests.length,
      async (_, n) => {
        await call('POST', 'certificates', { token, body: requests[n] });
      },
    );
  },
};

/** Several workers at once, each doing the work again and again while told to go on. */
async function timed(workers, goOn, work) {
  const durations = [];
  const begun = performance.now();
  await Promise.all(
    workers.map(async (worker) => {
      for (let n = 0; goOn(n); n += 1) {
        const at = performance.now();
        await work(worker, n);
        durations.push(performance.now() - at);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  durations.sort((a, b) => a - b);
  const quantile = (q) => durations[Math.min(durations.length - 1, Math.floor(q * durations.length))];
  return { count: durations.length, seconds, p50: quantile(0.5), p99: quantile(0.99) };
}

process.on('message', async ({ task, ...given }) => {
  try {
    process.send({ result: await TASKS[task](given) });
  } catch (fault) {
    process.send({ fault: fault.stack });
  }
});
