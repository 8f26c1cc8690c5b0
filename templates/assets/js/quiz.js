/*
 * Keeps every answer as it is given. Each change becomes a packet with a number that only grows; it waits in this
 * browser's storage until the server has given its receipt, so a lost connection or a closed tab loses nothing.
 * Without this script the form below does the same on "Save" and "Hand in".
 */
const form = document.getElementById('attempt');
if (form) keep(form);

function keep(form) {
  const attempt = form.dataset.attempt;
  const storageKey = `filiform:attempt:${attempt}`;
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const announce = document.getElementById('announce');
  const offline = document.getElementById('offline');
  const questions = new Map(
    [...form.querySelectorAll('.question')].map((element) => [element.dataset.slot, question(element)]),
  );

  /** Packets that the server has not acknowledged: slot → { sequence, response }. */
  const waiting = new Map(Object.entries(read(storageKey)));
  let sending = false;
  let ended = false;
  let timeIsOver = false;

  for (const [slot, packet] of waiting) {
    const asked = questions.get(slot);
    if (!asked || packet.sequence <= asked.sequence) waiting.delete(slot);
    else {
      asked.sequence = packet.sequence;
      asked.show(packet.response);
      asked.say('waiting', 'Kept on this device, not sent yet');
    }
  }
  store();

  form.addEventListener('change', (event) => changed(event.target));
  const typing = new Map();
  form.addEventListener('input', (event) => {
    if (!['text', 'textarea'].includes(event.target.type)) return;
    clearTimeout(typing.get(event.target));
    typing.set(
      event.target,
      setTimeout(() => changed(event.target), 900),
    );
  });

  function changed(field) {
    const slot = field.closest('.question')?.dataset.slot;
    const asked = questions.get(slot);
    if (!asked || ended) return;
    const response = asked.read();
    if (response === undefined || asked.said(response) === asked.last) return;
    asked.last = asked.said(response);
    asked.sequence += 1;
    waiting.set(slot, { sequence: asked.sequence, response, certainty: asked.certainty() });
    store();
    asked.say('sending', 'Saving …');
    count();
    void send();
  }

  /** One packet at a time, oldest first, so that nothing overtakes. */
  async function send() {
    if (sending || ended) return;
    sending = true;
    try {
      while (waiting.size > 0 && !ended) {
        const [slot, packet] = waiting.entries().next().value;
        if (!(await deliver(slot, packet))) break;
      }
    } finally {
      sending = false;
    }
  }

  async function deliver(slot, packet) {
    const asked = questions.get(slot);
    let answer;
    try {
      answer = await fetch(`/api/v1/attempts/${attempt}/responses/${slot}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'x-csrf-token': token },
        body: JSON.stringify(packet),
        signal: AbortSignal.timeout(15000),
      });
    } catch {
      disconnected(true);
      asked.say('waiting', 'Kept on this device; will be sent when the connection is back');
      return false;
    }
    disconnected(false);
    if (answer.ok) {
      const { savedAt } = await answer.json();
      if (waiting.get(slot)?.sequence === packet.sequence) {
        waiting.delete(slot);
        asked.say('saved', `Saved at ${new Date(savedAt).toLocaleTimeString('en-GB')}`);
      }
      store();
      return true;
    }
    const problem = await answer.json().catch(() => ({}));
    if (answer.status === 401) {
      asked.say(
        'waiting',
        'Kept on this device. You were signed out: sign in again in another tab, then change any answer here.',
      );
      return false;
    }
    if (answer.status === 429 || answer.status >= 500) {
      asked.say('waiting', 'Kept on this device; the server is busy and will be asked again');
      return false;
    }
    waiting.delete(slot);
    store();
    if (problem.code === 'attempt-closed') {
      ended = true;
      asked.say('waiting', 'The time was over');
      location.reload();
      return false;
    }
    if (problem.code === 'stale-sequence')
      asked.say('waiting', 'A newer answer was given elsewhere. Load the page again to see it.');
    else
      asked.say(
        'waiting',
        problem.errors?.[0] ? `Not saved: ${problem.errors[0].message}` : (problem.detail ?? 'Not saved'),
      );
    return true;
  }

  // What waits is tried again every quarter of a minute, not all browsers at the same moment.
  (function again() {
    setTimeout(
      () => {
        void send();
        again();
      },
      15000 + (Math.random() - 0.5) * 6000,
    );
  })();
  window.addEventListener('online', () => void send());
  window.addEventListener('offline', () => disconnected(true));
  void send();

  function disconnected(isSo) {
    offline.hidden = !isSo;
  }

  // Handing in too early costs an attempt: it is asked once more. When the time is over nothing is asked.
  const dialog = document.getElementById('unanswered');
  const unanswered = () => [...questions].filter(([, asked]) => asked.read() == null).map(([slot]) => slot);
  form.addEventListener('submit', (event) => {
    const isAsked = event.submitter?.value === 'submit' && !dialog.contains(event.submitter);
    const open = unanswered();
    if (!isAsked || handingIn || timeIsOver || open.length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    delete form.dataset.sent;
    dialog.querySelector('[data-unanswered]').textContent =
      `${open.length === 1 ? 'question' : 'questions'} ${open.join(', ')}`;
    dialog.showModal();
  });
  dialog.querySelector('[data-go-on]').addEventListener('click', () => {
    dialog.close();
    document.querySelector(`#question-${unanswered()[0]} :is(input, select)`)?.focus();
  });

  let handingIn = false;
  form.addEventListener('submit', async (event) => {
    if (handingIn || waiting.size === 0) return;
    // Everything in the form travels with it as well: after a moment it goes, whatever the queue says.
    event.preventDefault();
    handingIn = true;
    const submitter = event.submitter;
    await Promise.race([send(), new Promise((resolve) => setTimeout(resolve, 4000))]);
    delete form.dataset.sent;
    form.requestSubmit(submitter ?? undefined);
  });
  window.addEventListener('beforeunload', (event) => {
    if (waiting.size > 0 && !handingIn && !ended) event.preventDefault();
  });

  // The server's clock decides; this one only shows it.
  const skew = Date.now() - new Date(form.dataset.serverTime).getTime();
  const deadline = new Date(form.dataset.deadline).getTime() + skew;
  const time = document.getElementById('time');
  const announceAt = [600, 300, 60];
  (function tick() {
    const seconds = Math.max(0, Math.round((deadline - Date.now()) / 1000));
    time.replaceChildren(
      'Time left: ',
      Object.assign(document.createElement('strong'), { textContent: clock(seconds) }),
    );
    if (announceAt.length && seconds <= announceAt[0]) {
      while (announceAt.length && seconds <= announceAt[0]) announceAt.shift();
      announce.textContent = `${Math.ceil(seconds / 60)} minutes left`;
    }
    if (seconds === 0 && !ended) {
      timeIsOver = true;
      announce.textContent = 'The time is over. Your answers are handed in.';
      form.requestSubmit(form.querySelector('button[value="submit"]'));
      return;
    }
    setTimeout(tick, 1000);
  })();

  function clock(seconds) {
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const two = (value) => String(value).padStart(2, '0');
    return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  }

  function count() {
    const answered = [...questions.values()].filter((asked) => asked.read() !== null).length;
    form.querySelector('[data-answered]').textContent = String(answered);
  }

  function store() {
    try {
      if (waiting.size === 0) localStorage.removeItem(storageKey);
      else localStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(waiting)));
    } catch {
      /* A browser without storage still sends; it only remembers less. */
    }
  }

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key) ?? '{}');
    } catch {
      return {};
    }
  }
}

/** One question: what it says now, and what was said of it last. How its fields are read is `question-types.js`'s matter. */
function question(element) {
  const note = element.querySelector('[data-saved]');
  const type = window.filiformQuestions.of(element);
  const said = (response) => JSON.stringify([response, response === null ? undefined : type.certainty()]);
  const asked = {
    sequence: Math.max(0, Number(element.dataset.sequence)),
    read: type.read,
    certainty: type.certainty,
    said,
    show(response) {
      type.show(response);
      this.last = said(response);
    },
    say(state, words) {
      note.dataset.state = state;
      note.textContent = words;
    },
  };
  asked.last = said(asked.read());
  return asked;
}
