import type { AttemptView } from '../../assessment/attempt-view';
import type { Refusal } from '../forms';
import { Page } from '../page';
import type { Wording } from '../wording';
import { presentItems } from './question-view';

/** What a candidate should know who trusts that everything is handed in for them. */
const TIME_OUT_WORDS: Record<AttemptView['timeOut'], string | null> = {
  submit: null,
  grace: 'Hand it in yourself before the time is over: what is not handed in is void.',
  void: 'Hand it in yourself before the time is over: what is not handed in by then is void.',
};

/** Which page a candidate looks at: the one asked for, where it is open. */
function pageOf({ navigation, pages, page }: AttemptView, asked: number): number {
  const least = navigation === 'one-way' ? page : 1;
  return Number.isInteger(asked) && asked >= least && asked <= pages.length ? asked : page;
}

/** An open attempt, ready to be answered: with a script page by page in the browser, without one page by page from here. */
export function attemptPage(attempt: AttemptView, wording: Wording, asked = NaN, refusal?: Refusal): Page {
  const { items, navigation, pages, deadlineAt, addedMinutes, onBreakSince, breakSecondsLeft, serverTime } = attempt;
  const current = pageOf(attempt, asked);
  // What lies behind somebody who may not go back is no longer part of the form.
  const open = pages.flatMap((slots, index) =>
    navigation === 'one-way' && index + 1 < attempt.page ? [] : [{ number: index + 1, slots }],
  );
  return new Page(
    'learn/attempt',
    {
      title: attempt.quiz.title,
      unlisted: true,
      scripts: ['js/question-types.js', 'js/quiz.js'],
      id: attempt.id,
      number: attempt.number,
      navigation,
      paged: navigation !== 'one-page',
      oneWay: navigation === 'one-way',
      page: current,
      clock: JSON.stringify({ deadlineAt, addedMinutes, onBreakSince, breakSecondsLeft, serverTime }),
      deadline: wording.moment(deadlineAt),
      graceSeconds: attempt.graceSeconds,
      timeOut: attempt.timeOut,
      timeOutWords: TIME_OUT_WORDS[attempt.timeOut],
      onBreak: onBreakSince && wording.moment(onBreakSince),
      mayBreak: breakSecondsLeft > 0 && onBreakSince === null,
      breakLeft: minutesAndSeconds(breakSecondsLeft),
      pages: open.map(({ number, slots }) => ({
        number,
        label: navigation === 'one-page' ? null : `Page ${number} of ${pages.length}`,
        isCurrent: number === current,
        items: presentPage(attempt, slots, wording),
      })),
      turns: turnsFrom(attempt, current),
      answered: items.filter(({ response }) => response !== null).length,
      count: items.length,
      refusal,
    },
    refusal?.status ?? 200,
  );
}

/** The questions of one page, numbered through the whole attempt, each with how it was saved last. */
function presentPage({ items, behaviour }: AttemptView, slots: readonly number[], wording: Wording) {
  const asked = items.filter(({ slot }) => slots.includes(slot));
  const first = items.findIndex(({ slot }) => slot === asked[0]?.slot);
  const shown = presentItems(asked, { asksCertainty: behaviour === 'certainty' }, first, items.length);
  return shown.map((question, index) => {
    const { savedAt, receipt, flagged } = asked[index];
    return { ...question, position: first + index + 1, flagged, saved: savedAt && wording.moment(savedAt), receipt };
  });
}

function turnsFrom({ navigation, pages, items }: AttemptView, current: number) {
  const isOneWay = navigation === 'one-way';
  const bySlot = new Map(items.map((item) => [item.slot, item]));
  return {
    previous: isOneWay || current === 1 ? null : `page-${current - 1}`,
    next: current === pages.length ? null : `page-${current + 1}`,
    numbers: isOneWay
      ? null
      : pages.map((slots, index) => ({
          number: index + 1,
          isCurrent: index + 1 === current,
          answered: slots.every((slot) => bySlot.get(slot)?.response !== null),
          flagged: slots.some((slot) => bySlot.get(slot)?.flagged),
        })),
  };
}

function minutesAndSeconds(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return rest === 0 ? `${minutes} minutes` : `${minutes} minutes ${rest} seconds`;
}
