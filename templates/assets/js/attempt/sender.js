/*
 * Delivers what the queue holds: one at a time, oldest first, so that nothing overtakes. What the server has not answered
 * is sent again, after a little longer each time; it recognises what it has already.
 */

const SHORTEST = 1000;
const LONGEST = 15000;
const PATIENCE = 15000;

/**
 * `handle(entry, answer, body)` is told of every answer and says what becomes of the entry: `keep` it and try again later,
 * or let it go (anything else). `connection(isThere)` is told whenever that changes.
 */
export function startSender({ queue, token, requestFor, handle, connection }) {
  let sending = null;
  let stopped = false;
  let wait = SHORTEST;
  let timer;

  /** Resolves when the queue is empty, or nothing more can be delivered now: then false. */
  function send() {
    clearTimeout(timer);
    sending ??= drain().finally(() => {
      sending = null;
      if (queue.size > 0 && !stopped) again();
    });
    return sending;
  }

  function again() {
    // Not every browser of a room in the same moment.
    timer = setTimeout(() => void send(), wait * (0.75 + Math.random() / 2));
    wait = Math.min(LONGEST, wait * 2);
  }

  async function drain() {
    while (queue.size > 0 && !stopped) {
      const entry = queue.first();
      if (!(await deliver(entry))) return false;
    }
    return true;
  }

  async function deliver(entry) {
    const { method, path, body } = requestFor(entry);
    let answer;
    let given;
    try {
      answer = await fetch(path, {
        method,
        headers: { 'content-type': 'application/json', 'x-csrf-token': token },
        body: JSON.stringify(body ?? {}),
        signal: AbortSignal.timeout(PATIENCE),
      });
      // An answer that is cut off is no answer.
      const text = await answer.text();
      given = text === '' ? null : JSON.parse(text);
    } catch {
      connection(false);
      return false;
    }
    connection(true);
    if ((await handle(entry, answer, given)) === 'keep') return false;
    wait = SHORTEST;
    await queue.remove(entry);
    return true;
  }

  window.addEventListener('online', () => {
    wait = SHORTEST;
    void send();
  });
  window.addEventListener('offline', () => connection(false));
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && queue.size > 0) void send();
  });

  return {
    send,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
