/* The pages of an attempt, what on them is answered and flagged, and what is still open before it is handed in. */

export function startPages({ form, questions, onTurn }) {
  const pages = [...form.querySelectorAll('.quizpage')];
  const isOneWay = form.dataset.navigation === 'one-way';
  const buttons = [...form.querySelectorAll('[data-turn]')];
  const field = form.querySelector('input[name="page"]');
  const numberOf = (page) => Number(page.dataset.page);
  let current = pages.findIndex((page) => !page.hidden);

  function show(number, { focus = true } = {}) {
    const index = pages.findIndex((page) => numberOf(page) === number);
    if (index < 0 || index === current || (isOneWay && index < current)) return;
    pages.forEach((page, n) => (page.hidden = n !== index));
    current = index;
    field.value = String(number);
    if (isOneWay) onTurn(number);
    paint();
    if (focus) pages[index].querySelector('.question')?.focus();
    window.scrollTo({ top: form.offsetTop - 20 });
  }

  for (const button of buttons) {
    button.addEventListener('click', (event) => {
      event.preventDefault();
      const { turn } = button.dataset;
      const to = turn === 'next' ? current + 1 : turn === 'previous' ? current - 1 : null;
      show(to === null ? Number(turn) : pages[to] ? numberOf(pages[to]) : -1);
    });
  }

  function paint() {
    for (const button of buttons) {
      const { turn } = button.dataset;
      if (turn === 'next') button.hidden = current === pages.length - 1;
      else if (turn === 'previous') button.hidden = isOneWay || current === 0;
      else paintNumber(button, Number(turn));
    }
    // Where nobody goes back, handing in belongs to the last page.
    const handIn = form.querySelector('button[value="submit"]');
    if (handIn && isOneWay) handIn.hidden = current !== pages.length - 1;
  }

  function paintNumber(button, number) {
    const page = pages.find((one) => numberOf(one) === number);
    const onIt = [...page.querySelectorAll('.question')].map(({ dataset }) => questions.get(dataset.slot));
    const isCurrent = pages[current] === page;
    const answered = onIt.every((asked) => asked.read() !== null);
    const flagged = onIt.some((asked) => asked.flagged);
    button.toggleAttribute('aria-current', isCurrent);
    if (isCurrent) button.setAttribute('aria-current', 'page');
    button.dataset.answered = String(answered);
    button.dataset.flagged = String(flagged);
    button.querySelector('[data-state-words]').textContent =
      `${answered ? ', answered' : ', not answered'}${flagged ? ', flagged' : ''}`;
  }

  return {
    show,
    paint,
    /** Questions that are still open, or flagged, in their order. */
    open() {
      return [...questions.values()].filter((asked) => asked.read() === null || asked.flagged);
    },
    goTo(slot) {
      const question = form.querySelector(`.question[data-slot="${slot}"]`);
      const page = question?.closest('.quizpage');
      if (page) show(numberOf(page), { focus: false });
      question?.focus();
      question?.scrollIntoView({ block: 'center' });
    },
    mayGoTo(slot) {
      const page = form.querySelector(`.question[data-slot="${slot}"]`)?.closest('.quizpage');
      return Boolean(page) && (!isOneWay || pages.indexOf(page) >= current);
    },
  };
}
