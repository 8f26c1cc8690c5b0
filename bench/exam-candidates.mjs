import { openSync, writeSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';

/*
 * A room full of candidates, in a process of its own: they begin within the same second, answer question after question
 * with a while to think, now and then change their mind, and hand in. What the server acknowledges is noted on a file before
 * anything else is asked; a request that is not answered is sent again until it is, as the page's queue does.
 */

const RETRY = 100;
/** Of so many answers one is changed. */
const CHANGED = 5;

process.on('message', async (given) => {
  try {
    process.send({ result: await examination(given) });
  } catch (fault) {
    process.send({ fault: fault.stack });
  }
});

async function examination({ address, quizId, tokens, answers, notes, think }) {
  const file = openSync(notes, 'a');
  const steps = { start: [], save: [], submission: [] };
  const begun = Date.now();
  let saves = 0;
  const ended = [];

  /** Milliseconds from the first try to the answer, and whether it took more than one. */
  async function step(kind, token, method, path, body) {
    const at = performance.now();
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await fetch(`${address}/api/v1/${path}`, {
          method,
          headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
          body: body && JSON.stringify(body),
        });
        const text = await answer.text();
        if (answer.status >= 300)
          throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${text}`), { told: true });
        steps[kind].push({ milliseconds: performance.now() - at, tries, at: Date.now() - begun });
        return JSON.parse(text);
      } catch (fault) {
        if (fault.told) throw fault;
        await after(RETRY * (0.5 + Math.random()));
      }
    }
  }

  /** Exponential, as arrivals are, but nobody thinks for ever. */
  const thinking = () => after(Math.min(4 * think, -Math.log(1 - Math.random()) * think));

  async function candidate(token) {
    await after(Math.random() * 1000);
    const attempt = await step('start', token, 'POST', `quizzes/${quizId}/attempts`);
    let sequence = 0;
    for (const { slot } of attempt.items) {
      const tries = Math.random() * CHANGED < 1 ? 2 : 1;
      for (let n = 1; n <= tries; n += 1) {
        await thinking();
        sequence += 1;
        const response = n < tries ? null : answers[slot];
        const body = { sequence, response };
        const { receipt } = await step('save', token, 'PUT', `attempts/${attempt.id}/responses/${slot}`, body);
        writeSync(file, `${JSON.stringify({ attempt: attempt.id, slot, sequence, receipt })}\n`);
        saves += 1;
        if (saves % 100 === 0) process.send({ saves });
      }
    }
    const { state, percentage } = await step('submission', token, 'POST', `attempts/${attempt.id}/submission`);
    ended.push({ attempt: attempt.id, state, percentage });
  }

  await Promise.all(tokens.map(candidate));
  return { steps, ended, seconds: (Date.now() - begun) / 1000 };
}
