/*
 * Keeps every answer as it is given. Each change becomes a packet with a number that only grows; it waits on this device
 * until the server has given its receipt, so a lost connection or a closed browser loses nothing. Without this script the
 * form does the same on "Save" and "Hand in".
 */
import { face, startClock } from './attempt/clock.js';
import { startPages } from './attempt/pages.js';
import { openQueue } from './attempt/queue.js';
import { startSender } from './attempt/sender.js';

const form = document.getElementById('attempt');
if (form) void keep(form);

async function keep(form) {
  const { attempt, timeOut } = form.dataset;
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const result = `/learn/attempts/${attempt}`;
  const offline = document.getElementById('offline');
  const questions = new Map(
    [...form.querySelectorAll('.question')].map((element) => [element.dataset.slot, asking(element)]),
  );
  const queue = await openQueue(attempt);
  let isOver = false;
  let handsIn = false;

  const pages = startPages({
    form,
    questions,
    onTurn: (page) => deliver('page', { page }),
  });
  const sender = startSender({ queue, token, requestFor, handle, connection });
  const clock = startClock({
    attempt,
    state: JSON.parse(form.dataset.clock),
    show: showTime,
    say,
    onEnd: timeIsOver,
    onChange: () => sender.send().finally(leaveFor(() => location.reload())),
    onClosed: () => closed(),
  });

  // What was left from the last time: shown, and sent. Handing in is asked for anew.
  for (const entry of queue.all()) {
    const asked = questions.get(entry.key.split(':')[1]);
    if (entry.key === 'submission') await queue.remove(entry);
    else if (entry.key.startsWith('response:')) {
      if (!asked || entry.content.sequence <= asked.sequence) {
        await queue.remove(entry);
        continue;
      }
      asked.sequence = entry.content.sequence;
      asked.show(entry.content.response);
      asked.say('waiting', 'Kept on this device, not sent yet');
    } else if (entry.key.startsWith('flag:') && asked) setFlag(asked, entry.content.flagged);
  }
  paint();
  void sender.send();

  form.addEventListener('change', (event) => changed(event.target));
  const typing = new Map();
  form.addEventListener('input', (event) => {
    const { target } = event;
    if (target.type !== 'text' && target.tagName !== 'TEXTAREA') return;
    clearTimeout(typing.get(target));
    typing.set(
      target,
      setTimeout(() => changed(target), 900),
    );
  });
  // What was typed before anybody listened.
  for (const asked of questions.values()) keepAnswer(asked);
  // Whatever no event told of is found within a quarter of a minute; not in all browsers at the same moment.
  (function look() {
    setTimeout(
      () => {
        for (const asked of questions.values()) keepAnswer(asked);
        if (queue.size > 0) void sender.send();
        look();
      },
      15000 + (Math.random() - 0.5) * 6000,
    );
  })();

  function changed(field) {
    const asked = questions.get(field.closest('.question')?.dataset.slot);
    if (asked) keepAnswer(asked);
  }

  function keepAnswer(asked) {
    if (isOver) return;
    const response = asked.read();
    if (response === undefined || asked.said(response) === asked.last) return;
    give(asked, response);
  }

  function give(asked, response) {
    asked.last = asked.said(response);
    asked.sequence += 1;
    asked.say('sending', 'Saving …');
    paint();
    deliver(`response:${asked.slot}`, { sequence: asked.sequence, response, certainty: asked.certainty() });
  }

  function deliver(key, content) {
    void queue.put(key, content);
    void sender.send();
  }

  function requestFor({ key, content }) {
    const [what, slot] = key.split(':');
    const base = `/api/v1/attempts/${attempt}`;
    if (what === 'response') return { method: 'PUT', path: `${base}/responses/${slot}`, body: content };
    if (what === 'flag') return { method: 'PUT', path: `${base}/flags/${slot}`, body: content };
    if (what === 'page') return { method: 'PUT', path: `${base}/page`, body: content };
    return { method: 'POST', path: `${base}/submission` };
  }

  async function handle({ key, content }, answer, body) {
    const [what, slot] = key.split(':');
    const asked = questions.get(slot);
    const tell = (words) => (asked ? asked.say('waiting', words) : say(words));
    if (answer.ok) {
      if (what === 'response') acknowledged(asked, content, body);
      if (what === 'submission') closed();
      return 'done';
    }
    if (body?.code === 'attempt-closed' || body?.code === 'attempt-void') {
      tell('The time was over');
      return closed();
    }
    if (answer.status === 401 || body?.code === 'csrf') {
      tell('Kept on this device. You were signed out: sign in again, and come back to this page.');
      return 'keep';
    }
    if (answer.status === 429 || answer.status >= 500) {
      tell('Kept on this device; the server is busy and will be asked again');
      return 'keep';
    }
    if (body?.code === 'on-break') {
      void clock.refresh();
      return 'keep';
    }
    if (body?.code === 'stale-sequence') return showNewer(asked, content);
    if (body?.code === 'page-passed')
      tell('Not taken: this page was left on another device. What was saved before counts.');
    else tell(body?.errors?.[0] ? `Not saved: ${body.errors[0].message}` : (body?.detail ?? 'Not saved'));
    if (what === 'submission') handsIn = false;
    return 'done';
  }

  function acknowledged(asked, { sequence }, { savedAt, receipt }) {
    if (!asked || asked.sequence !== sequence) return;
    asked.element.querySelector('[data-saved]').dataset.receipt = receipt;
    asked.say('saved', savedWords(savedAt));
  }

  /** Somebody answered later, on another device: that counts, and is shown; the answer of this one may be put back. */
  async function showNewer(asked, { response }) {
    const answer = await fetch(`/api/v1/attempts/${attempt}`, { signal: AbortSignal.timeout(15000) }).catch(() => null);
    if (!answer?.ok) return 'keep';
    const { items } = await answer.json();
    const newer = items.find(({ slot }) => String(slot) === asked.slot);
    asked.sequence = Math.max(asked.sequence, newer.sequence ?? 0);
    if (JSON.stringify(newer.response) === JSON.stringify(response)) {
      acknowledged(Object.assign(asked, { sequence: newer.sequence }), newer, newer);
      return 'done';
    }
    asked.show(newer.response);
    asked.last = asked.said(asked.read());
    asked.say('waiting', 'A newer answer was given on another device, and is shown. ');
    const back = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'link-button',
      textContent: 'Put back the answer of this device',
    });
    back.addEventListener('click', () => {
      asked.show(response);
      give(asked, response);
    });
    asked.element.querySelector('[data-saved]').append(back);
    say('A newer answer was given on another device, and is shown.');
    paint();
    return 'done';
  }

  let isConnected = true;
  function connection(isThere) {
    offline.hidden = isThere;
    if (!isThere) {
      for (const { key } of queue.all()) {
        const asked = key.startsWith('response:') && questions.get(key.split(':')[1]);
        if (asked) asked.say('waiting', 'Kept on this device; will be sent when the connection is back');
      }
    }
    if (isThere !== isConnected)
      say(isThere ? 'The connection is back.' : 'No connection. Your answers are kept here.');
    isConnected = isThere;
  }

  form.addEventListener('click', (event) => {
    const button = event.target.closest('[data-flag]');
    if (!button) return;
    event.preventDefault();
    const asked = questions.get(button.dataset.flag);
    setFlag(asked, !asked.flagged);
    paint();
    deliver(`flag:${asked.slot}`, { flagged: asked.flagged });
  });

  function setFlag(asked, flagged) {
    asked.flagged = flagged;
    asked.element.querySelector('[data-flag]').setAttribute('aria-pressed', String(flagged));
  }

  const dialog = document.getElementById('hand-in');
  form.addEventListener('submit', (event) => {
    const wanted = event.submitter?.value;
    if (wanted === 'resume' || form.dataset.native) return;
    event.preventDefault();
    // The courtesy against pressing twice is for forms that leave the page.
    setTimeout(() => delete form.dataset.sent);
    for (const asked of questions.values()) keepAnswer(asked);
    if (wanted === 'break') void afterSaving(event.submitter, 'the break begins when they are.');
    else if (event.submitter?.name === 'check')
      void afterSaving(event.submitter, 'the answer is checked when they are.');
    else if (wanted === 'submit') askToHandIn();
    else void sender.send();
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'hand-in') handIn();
  });
  dialog.addEventListener('click', (event) => {
    const { goTo } = event.target.dataset;
    if (!goTo) return;
    dialog.close();
    pages.goTo(goTo);
  });

  /** Everything answered and nothing flagged: then there is nothing to ask. */
  function askToHandIn() {
    const open = pages.open();
    if (open.length === 0) return handIn();
    const list = dialog.querySelector('ul');
    list.replaceChildren(
      ...open.map((asked) => {
        const words = `Question ${asked.number}: ${asked.read() === null ? 'not answered' : 'flagged'}`;
        const item = document.createElement('li');
        if (!pages.mayGoTo(asked.slot)) item.textContent = words;
        else {
          const button = Object.assign(document.createElement('button'), { type: 'button', className: 'link-button' });
          button.textContent = words;
          button.dataset.goTo = asked.slot;
          item.append(button);
        }
        return item;
      }),
    );
    dialog.returnValue = '';
    dialog.showModal();
  }

  /** Behind every answer in the queue, again and again until the server has said that it is so. */
  function handIn() {
    if (handsIn) return;
    handsIn = true;
    say('Your answers are being handed in.');
    deliver('submission', {});
  }

  /** What the server does on another page follows once everything is saved. */
  async function afterSaving(button, words) {
    if (!(await sender.send())) return say(`Some answers are not saved yet: ${words}`);
    form.dataset.native = 'yes';
    // While the press that led here is still being told of, the form takes no other.
    setTimeout(() => {
      delete form.dataset.sent;
      form.requestSubmit(button);
    });
  }

  function timeIsOver() {
    for (const asked of questions.values()) keepAnswer(asked);
    const grace = Number(form.dataset.grace);
    if (timeOut === 'submit') {
      say('The time is over. Your answers are handed in.');
      return handIn();
    }
    say(grace > 0 ? `The time is over. Hand in now: you have ${grace} seconds.` : 'The time is over.');
    setTimeout(() => !handsIn && location.reload(), grace * 1000 + 1500);
  }

  function closed() {
    isOver = true;
    sender.stop();
    clock.stop();
    void queue.clear().then(leaveFor(() => location.assign(result)));
    return 'done';
  }

  function leaveFor(go) {
    return () => {
      leaving = true;
      go();
    };
  }
  let leaving = false;
  window.addEventListener('beforeunload', (event) => {
    if (queue.size > 0 && !leaving && !form.dataset.native) event.preventDefault();
  });

  function showTime({ isOnBreak, seconds, breakSeconds }) {
    const strong = Object.assign(document.createElement('strong'), { textContent: face(seconds ?? breakSeconds) });
    document.getElementById('time').replaceChildren(isOnBreak ? 'Break, left of it: ' : 'Time left: ', strong);
  }

  /** For screen readers: the same words twice would be passed over. */
  function say(words) {
    const announce = document.getElementById('announce');
    announce.textContent = announce.textContent === words ? `${words}\u00a0` : words;
  }

  function paint() {
    const all = [...questions.values()];
    const counter = form.querySelector('[data-answered]');
    if (counter && form.dataset.navigation !== 'one-way') {
      counter.textContent = String(all.filter((asked) => asked.read() !== null).length);
    }
    pages.paint();
  }
}

function savedWords(savedAt) {
  return `Saved at ${new Date(savedAt).toLocaleTimeString('en-GB')}`;
}

/** One question with its place on the page. */
function asking(element) {
  const asked = question(element);
  const { slot, number } = element.dataset;
  const note = element.querySelector('[data-saved]');
  const flagged = element.querySelector('[data-flag]').getAttribute('aria-pressed') === 'true';
  if (note.dataset.savedAt) asked.say('saved', savedWords(note.dataset.savedAt));
  return Object.assign(asked, { element, slot, number, flagged });
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
  asked.last = servedIn(element);
  return asked;
}

/** What the page said when it came: something may have been typed before this script ran, and is not kept yet. */
function servedIn(element) {
  const served = element.cloneNode(true);
  for (const field of served.querySelectorAll('input, textarea')) {
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = field.defaultChecked;
    else field.value = field.defaultValue;
  }
  for (const option of served.querySelectorAll('option')) option.selected = option.defaultSelected;
  const type = window.filiformQuestions.of(served);
  const response = type.read();
  return JSON.stringify([response, response === null ? undefined : type.certainty()]);
}
