/*
 * The time that is left, by the server's clock. Every message that carries the server's time was under way for a while, so
 * the latest moment that any of them proves is nearest the truth; the wall clock of this device is never asked.
 */

/** Seconds before the end at which it is said aloud. */
const WARNINGS = [1800, 600, 300, 60];

export function startClock({ attempt, state, show, say, onEnd, onChange, onClosed }) {
  let current = state;
  let offset = -Infinity;
  let warned = null;
  let isOver = false;
  let timer;

  function learn(serverTime) {
    offset = Math.max(offset, new Date(serverTime).getTime() - performance.now());
  }
  learn(state.serverTime);
  const now = () => performance.now() + offset;
  const secondsLeft = () => Math.max(0, Math.ceil((new Date(current.deadlineAt).getTime() - now()) / 1000));

  function tick() {
    clearTimeout(timer);
    if (current.onBreakSince) {
      const taken = (now() - new Date(current.onBreakSince).getTime()) / 1000;
      const left = Math.max(0, Math.ceil(current.breakAtStart - taken));
      show({ isOnBreak: true, breakSeconds: left });
      // It ends by itself; the server says what the deadline is then.
      if (left === 0) return void refresh();
    } else {
      const left = secondsLeft();
      show({ isOnBreak: false, seconds: left });
      warn(left);
      if (left === 0 && !isOver) {
        isOver = true;
        onEnd();
      }
      if (left > 0) isOver = false;
    }
    timer = setTimeout(tick, 1000 - (now() % 1000));
  }

  /** At each threshold once. Those that lie behind at the start are not caught up on. */
  function warn(left) {
    const due = WARNINGS.filter((seconds) => left <= seconds).at(-1) ?? null;
    if (warned !== undefined && due !== null && due !== warned && left > 0) {
      const minutes = Math.ceil(left / 60);
      say(minutes === 1 ? 'One minute left' : `${minutes} minutes left`);
    }
    warned = due;
  }
  warned = WARNINGS.filter((seconds) => secondsLeft() <= seconds).at(-1) ?? null;

  function told(next) {
    learn(next.serverTime);
    const former = current;
    current = { ...next, breakAtStart: breakAtStart(next, now()) };
    if (next.isClosed) return onClosed();
    const added = next.addedMinutes - former.addedMinutes;
    if (added > 0) {
      const ends = new Date(next.deadlineAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
      say(`${added === 1 ? 'One minute was' : `${added} minutes were`} added. The time now ends at ${ends}.`);
      warned = WARNINGS.filter((seconds) => secondsLeft() <= seconds).at(-1) ?? null;
    }
    if (Boolean(next.onBreakSince) !== Boolean(former.onBreakSince)) onChange(current);
    tick();
  }

  async function refresh() {
    try {
      const answer = await fetch(`/api/v1/attempts/${attempt}`, { signal: AbortSignal.timeout(15000) });
      if (answer.ok) {
        const seen = await answer.json();
        return told({ ...seen, isClosed: seen.state !== 'open' });
      }
    } catch {
      // No connection: the break is over all the same, and is asked about again.
    }
    timer = setTimeout(refresh, 3000);
  }

  current = { ...state, breakAtStart: breakAtStart(state, now()) };
  // The browser opens it again by itself, with everything that changed meanwhile in the first event.
  const source = new EventSource(`/api/v1/attempts/${attempt}/events`);
  source.addEventListener('timing', (event) => told(JSON.parse(event.data)));
  tick();
  return { told, refresh, now: () => new Date(now()), stop: () => (source.close(), clearTimeout(timer)) };
}

/** How long the break that runs could last in all, in seconds: what is left now and what was taken of it already. */
function breakAtStart({ onBreakSince, breakSecondsLeft }, now) {
  return onBreakSince ? breakSecondsLeft + (now - new Date(onBreakSince).getTime()) / 1000 : breakSecondsLeft;
}

export function face(seconds) {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
