import { openSync, writeSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';

/*
 * Candidates who answer and submit without rest, in a process of their own, and note on a file what the server gave them:
 * one line for each receipt and each result, written before anything else is asked. The server may die under them at any
 * moment; then they wait until it is back and go on.
 *
 * node busy-clients.mjs <address> <notes file> <quiz id> <token> …
 */

const [address, notes, quizId, ...tokens] = process.argv.slice(2);
const file = openSync(notes, 'a');
const note = (line) => writeSync(file, `${JSON.stringify(line)}\n`);

async function call(token, method, path, body) {
  for (;;) {
    try {
      const answer = await fetch(address + path, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        body: body && JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json() };
    } catch {
      // Refused, or cut off in the middle of an answer: the server is down. The same request is sent again, as a browser's queue would.
      await after(20 + Math.random() * 30);
    }
  }
}

/** Some well-formed answer to an item, another one each time. */
function someAnswer(item, sequence) {
  const pick = (options) => options[sequence % options.length].id;
  switch (item.type) {
    case 'multiple':
      return { choices: item.options.slice(0, 1 + (sequence % item.options.length)).map(({ id }) => id) };
    case 'matching':
      return { pairs: Object.fromEntries(item.stems.map(({ id }) => [id, pick(item.options)])) };
    case 'numeric':
      return { number: sequence };
    case 'ordering':
      return { order: item.options.map(({ id }) => id) };
    case 'short-text':
      return { text: `word ${sequence}` };
    case 'cloze':
      return {
        gaps: Object.fromEntries(
          item.gaps.map((gap) => [gap.id, { choice: gap.options[sequence % gap.options.length].id }]),
        ),
      };
    case 'hotspot':
      return { points: [{ x: (sequence % 10) / 10, y: 0.5 }] };
    default:
      return { choice: pick(item.options) };
  }
}

async function candidate(token, rounds) {
  for (;;) {
    const { status, body: attempt } = await call(token, 'POST', `/api/v1/quizzes/${quizId}/attempts`);
    if (status !== 201 && status !== 200) throw new Error(`start: ${status} ${JSON.stringify(attempt)}`);
    const seen = await call(token, 'GET', `/api/v1/attempts/${attempt.id}`);
    let sequence = 1 + Math.max(0, ...seen.body.items.map((item) => item.sequence ?? item.response?.sequence ?? 0));
    let open = seen.body.state === undefined || seen.body.state === 'open' || seen.body.state === 'in-progress';
    for (let answers = 0; open && answers < rounds; answers += 1) {
      const item = attempt.items[Math.floor(Math.random() * attempt.items.length)];
      const response = someAnswer(item, sequence);
      const saved = await call(token, 'PUT', `/api/v1/attempts/${attempt.id}/responses/${item.slot}`, {
        sequence,
        response,
      });
      if (saved.status === 200) note({ attempt: attempt.id, slot: item.slot, sequence, receipt: saved.body.receipt });
      else if (saved.body?.code === 'attempt-closed') open = false;
      else if (saved.body?.code !== 'stale-sequence')
        throw new Error(`save: ${saved.status} ${JSON.stringify(saved.body)}`);
      sequence += 1;
    }
    const submissions = await Promise.all(
      [1, 2].map(() => call(token, 'POST', `/api/v1/attempts/${attempt.id}/submission`)),
    );
    for (const { status: code, body } of submissions) {
      if (code >= 300) throw new Error(`submit: ${code} ${JSON.stringify(body)}`);
      note({ attempt: attempt.id, result: { mark: body.mark, percentage: body.percentage, passed: body.passed } });
    }
  }
}

await Promise.all(tokens.map((token, index) => candidate(token, 12 + (index % 8))));
