/*
 * What each type of question needs of a script: reading its fields as the server's type has it, filling them in again, and
 * what is easier with a script than without (moving steps, clicking on a picture, counting words). Everything also stands
 * in plain fields, so that the form says the same without this file.
 *
 * `quiz.js` saves; it finds these under `filiformQuestions`, because addresses of modules change with every release.
 */
const NUMBER = /^[-+]?\d*[.,]?\d+$/;
const numberIn = (text) => Number(text.replace(',', '.'));

/** An answer that is begun but cannot be saved yet is `undefined`; a blank one is `null`. */
const TYPES = {
  single,
  'true-false': single,
  multiple,
  matching,
  ordering,
  numeric,
  'short-text': text,
  cloze,
  hotspot,
  essay,
};

window.filiformQuestions = {
  /** { read(): response | null | undefined, show(response), certainty(): 1 | 2 | 3 | undefined } */
  of(element) {
    const sure = [...element.querySelectorAll('[data-certainty]')];
    const type = (TYPES[element.dataset.type] ?? text)(element);
    return {
      ...type,
      certainty() {
        const value = sure.find((input) => input.checked)?.value;
        return value === undefined ? undefined : Number(value);
      },
    };
  },
};

/* An author who looks at a question has what a candidate has; nothing is saved. */
for (const element of document.querySelectorAll('.question--preview')) window.filiformQuestions.of(element);

function answers(element) {
  return [...element.querySelectorAll('input[name^="answer-"], select[name^="answer-"], textarea[name^="answer-"]')];
}

/** Tells `quiz.js` that an answer changed in a way that fires no event by itself. */
function changed(field) {
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function single(element) {
  const inputs = answers(element);
  return {
    read: () => {
      const choice = inputs.find((input) => input.checked)?.value;
      return choice ? { choice } : null;
    },
    show: (response) => inputs.forEach((input) => (input.checked = input.value === response?.choice)),
  };
}

function multiple(element) {
  const inputs = answers(element);
  return {
    read: () => {
      const choices = inputs.filter((input) => input.checked).map((input) => input.value);
      return choices.length ? { choices } : null;
    },
    show: (response) => inputs.forEach((input) => (input.checked = response?.choices?.includes(input.value) ?? false)),
  };
}

function matching(element) {
  const inputs = answers(element);
  return {
    read: () => {
      const pairs = inputs.filter((input) => input.value).map((input) => [input.dataset.stem, input.value]);
      return pairs.length ? { pairs: Object.fromEntries(pairs) } : null;
    },
    show: (response) => inputs.forEach((input) => (input.value = response?.pairs?.[input.dataset.stem] ?? '')),
  };
}

function numeric(element) {
  const { slot } = element.dataset;
  const field = (name) => element.querySelector(`[name="${name}-${slot}"]`);
  return {
    read: () => {
      const number = field('answer').value.trim();
      const unit = field('unit')?.value.trim();
      if (!number) return null;
      if (!NUMBER.test(number)) return undefined;
      return { number: numberIn(number), ...(unit ? { unit } : {}) };
    },
    show: (response) => {
      field('answer').value = response?.number ?? '';
      if (field('unit')) field('unit').value = response?.unit ?? '';
    },
  };
}

function text(element) {
  const [input] = answers(element);
  return {
    read: () => (input.value.trim() ? { text: input.value.trim() } : null),
    show: (response) => (input.value = response?.text ?? ''),
  };
}

function essay(element) {
  const area = element.querySelector('[data-essay]');
  const says = element.querySelector('[data-words]');
  const count = () => {
    const words = area.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    says.textContent = words === 1 ? '1 word' : `${words} words`;
  };
  area.addEventListener('input', count);
  return {
    read: () => (area.value.trim() ? { text: area.value } : null),
    show: (response) => {
      area.value = response?.text ?? '';
      count();
    },
  };
}

function cloze(element) {
  const inputs = answers(element);
  const gapIn = ({ value, dataset }) => {
    if (dataset.gapType === 'single') return { choice: value };
    if (dataset.gapType === 'short-text') return { text: value.trim() };
    return NUMBER.test(value.trim()) ? { number: numberIn(value.trim()) } : undefined;
  };
  return {
    read: () => {
      const gaps = inputs.filter((input) => input.value.trim()).map((input) => [input.dataset.gap, gapIn(input)]);
      if (gaps.some(([, given]) => given === undefined)) return undefined;
      return gaps.length ? { gaps: Object.fromEntries(gaps) } : null;
    },
    show: (response) =>
      inputs.forEach((input) => {
        const given = response?.gaps?.[input.dataset.gap];
        input.value = given?.choice ?? given?.text ?? given?.number ?? '';
      }),
  };
}

/** Steps are moved by buttons; the fields for their places stay in the form, out of sight, and always agree. */
function ordering(element) {
  const list = element.querySelector('[data-ordering]');
  const keep = element.querySelector('[data-keep]');
  const says = element.querySelector('[data-says]');
  const steps = () => [...list.querySelectorAll('[data-step]')];
  const placeOf = (step) => step.querySelector('[data-place]');

  element.querySelector('[data-without-script]').hidden = true;
  for (const step of steps()) {
    placeOf(step).hidden = true;
    step.querySelector('[data-moves]').hidden = false;
  }
  refresh();

  function isOrdered() {
    return 'ordered' in list.dataset;
  }

  function refresh() {
    keep.hidden = isOrdered();
    steps().forEach((step, index, all) => {
      if (isOrdered()) placeOf(step).value = String(index + 1);
      const [up, down] = step.querySelectorAll('[data-move]');
      // Not disabled: a disabled button would lose the keyboard's place.
      up.setAttribute('aria-disabled', String(index === 0));
      down.setAttribute('aria-disabled', String(index === all.length - 1));
    });
  }

  function settle(step, words) {
    list.dataset.ordered = '';
    refresh();
    says.textContent = words;
    changed(placeOf(step));
  }

  list.addEventListener('click', (event) => {
    const button = event.target.closest('[data-move]');
    if (!button || button.getAttribute('aria-disabled') === 'true') return;
    const step = button.closest('[data-step]');
    if (button.dataset.move === '-1') step.previousElementSibling.before(step);
    else step.nextElementSibling.after(step);
    button.focus();
    const all = steps();
    const name = step.querySelector('.ordering__text').textContent.trim();
    settle(step, `${name}: now ${all.indexOf(step) + 1} of ${all.length}`);
  });
  element.querySelector('[data-keep-order]').addEventListener('click', () => {
    const [first] = steps();
    settle(first, 'This order is kept.');
    first.querySelector('[data-move="1"]').focus();
  });

  return {
    read: () => (isOrdered() ? { order: steps().map((step) => step.dataset.step) } : null),
    show: (response) => {
      const order = response?.order ?? [];
      for (const id of order) {
        const step = steps().find((one) => one.dataset.step === id);
        if (step) list.append(step);
      }
      if (order.length) list.dataset.ordered = '';
      else {
        delete list.dataset.ordered;
        for (const step of steps()) placeOf(step).value = '';
      }
      refresh();
    },
  };
}

/** A click sets a point where it falls, and one on a point takes it away; the grid says the same by cells. */
function hotspot(element) {
  const root = element.querySelector('[data-hotspot]');
  const drawn = root.querySelector('[data-drawn]');
  const marks = root.querySelector('[data-marks]');
  const field = root.querySelector('[data-points]');
  const says = root.querySelector('[data-says]');
  const cells = answers(element);
  const [most, columns, rows] = ['most', 'columns', 'rows'].map((name) => Number(root.dataset[name]));
  const NEAR = 0.03;
  let points = JSON.parse(field.value || '[]');

  root.querySelector('[data-with-script]').hidden = false;
  root.querySelector('[data-without-script]').hidden = true;
  draw();

  function cellOf({ x, y }) {
    const [column, row] = [Math.min(Math.floor(x * columns), columns - 1), Math.min(Math.floor(y * rows), rows - 1)];
    return `${String.fromCharCode(65 + column)}${row + 1}`;
  }

  function middleOf(cell) {
    const [column, row] = [cell.charCodeAt(0) - 65, Number(cell.slice(1)) - 1];
    return { x: (column + 0.5) / columns, y: (row + 0.5) / rows };
  }

  function draw() {
    field.value = JSON.stringify(points);
    const held = new Set(points.map(cellOf));
    for (const cell of cells) cell.checked = cell.value === '' ? points.length === 0 : held.has(cell.value);
    const { width, height } = drawn.viewBox.baseVal;
    marks.replaceChildren(
      ...points.map(({ x, y }) => {
        const mark = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
        mark.setAttribute('cx', String(x * width));
        mark.setAttribute('cy', String(y * height));
        mark.setAttribute('r', String(Math.min(width, height) / 40));
        return mark;
      }),
    );
  }

  function set(next, words) {
    points = next;
    draw();
    says.textContent = words ?? (points.length ? `Set: ${points.map(cellOf).join(', ')}` : 'No point is set.');
    changed(field);
  }

  drawn.addEventListener('click', (event) => {
    if (element.disabled) return;
    const box = drawn.getBoundingClientRect();
    const round = (value) => Math.min(1, Math.max(0, Math.round(value * 1e4) / 1e4));
    const point = {
      x: round((event.clientX - box.left) / box.width),
      y: round((event.clientY - box.top) / box.height),
    };
    const near = points.find(({ x, y }) => Math.hypot(x - point.x, y - point.y) < NEAR);
    if (near) set(points.filter((other) => other !== near));
    else if (most === 1) set([point]);
    else if (points.length < most) set([...points, point]);
    else says.textContent = `At most ${most} points. Click on one to take it away.`;
  });

  // Before `quiz.js` hears of it, so that it reads the points that the cells now say.
  root.addEventListener('change', (event) => {
    const cell = event.target;
    if (cell === field || !cells.includes(cell)) return;
    event.stopPropagation();
    if (most === 1) return set(cell.value === '' ? [] : [middleOf(cell.value)]);
    if (!cell.checked) return set(points.filter((point) => cellOf(point) !== cell.value));
    if (points.length < most) return set([...points, middleOf(cell.value)]);
    draw();
    says.textContent = `At most ${most} points. Clear one first.`;
  });

  return {
    read: () => (points.length ? { points } : null),
    show: (response) => {
      points = response?.points ?? [];
      draw();
    },
  };
}
