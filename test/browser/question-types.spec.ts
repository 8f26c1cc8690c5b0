/// <reference lib="dom" />
import { Locator, Page } from '@playwright/test';
import { stringify } from 'yaml';
import { idOfName } from '../../src/kernel/ids';
import { everyTypeQuiz } from '../support/every-type-quiz';
import { expect, expectAccessible, PASSWORD, School, seen, test } from './school';

/*
 * A candidate with no mouse answers a question of every type, learns at once how one fared, and hands in. What is pressed
 * is Tab, Shift+Tab, the arrows, Space and Enter, and letters.
 */

const QUIZ = everyTypeQuiz(
  { competency: 'C36', fact: 'F3.17', figure: 'figures/needle-path.svg' },
  {
    behaviour: { kind: 'several-tries', tries: 2, penalty: 0.5 },
    reviewMatrix: {
      during: { response: true, marks: false, outcomes: true, feedback: true, key: false, rationale: false },
      after: { response: true, marks: true, outcomes: true, feedback: true, key: true, rationale: true },
      later: { response: true, marks: true, outcomes: true, feedback: true, key: true, rationale: true },
      closed: { response: true, marks: true, outcomes: true, feedback: true, key: true, rationale: true },
    },
  },
);
const ADDRESS = `/learn/quizzes/${idOfName('dry-needling/quiz/every-type')}`;

test.use({ moreCourses: { 'dry-needling/quizzes/every-type.yaml': stringify(QUIZ) } });

async function signIn(page: Page, school: School, account: string): Promise<void> {
  page.on('pageerror', (fault) => {
    throw fault;
  });
  await page.goto(`${school.url}/sign-in`);
  await page.getByLabel('E-mail').fill(`${account}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeAttached();
}

/** Goes to a field as somebody without a mouse does, from wherever the keyboard is. */
async function reach(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 250; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard never reaches ${String(target)}`);
}

/** Chooses one of several: into the group by Tab, along it by the arrows. */
async function choose(page: Page, group: Locator, wanted: Locator): Promise<void> {
  const first = group.getByRole('radio').first();
  await reach(page, first);
  if (await wanted.evaluate((element) => element === document.activeElement)) await page.keyboard.press('Space');
  for (let presses = 0; presses < 12 && !(await wanted.isChecked()); presses += 1)
    await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.type(text);
}

/** Types the beginning of an option, as list boxes take it. */
async function pick(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.type(text);
  await expect(target.locator('option:checked')).toHaveText(text);
}

test('every type of question is answered by keyboard alone', async ({ page, school }, info) => {
  test.setTimeout(300_000);
  const question = (slot: number) => page.locator(`#question-${slot}`);
  const saved = (slot: number) => expect(question(slot).locator('[data-saved]')).toContainText('Saved at');

  await test.step('the candidate enrols and begins', async () => {
    await signIn(page, school, 'trainee');
    await page.goto(`${school.url}/learn`);
    await page.getByRole('button', { name: 'Enrol' }).first().click();
    await page.goto(`${school.url}${ADDRESS}`);
    await reach(page, page.getByRole('checkbox'));
    await page.keyboard.press('Space');
    await reach(page, page.getByRole('button', { name: 'Begin' }));
    await page.keyboard.press('Enter');
    await expect(question(10)).toBeVisible();
  });

  await test.step('the page is accessible before anything is answered, and gives no key away', async () => {
    await seen(page, 'types-1-blank');
    expect(await page.content()).not.toContain('KEY');
    await expect(page.getByRole('heading', { name: 'A basket' })).toHaveCount(1);
  });

  await test.step('one answer, checked and found wrong, is given again', async () => {
    await choose(page, question(1), question(1).getByRole('radio', { name: 'Two' }));
    await saved(1);
    await reach(page, question(1).getByRole('button', { name: 'Check question 1' }));
    await page.keyboard.press('Enter');
    await expect(question(1).locator('.checked__result')).toContainText('Not right');
    await expect(question(1).locator('.checked__result')).toContainText('Read the case again');
    await expectAccessible(page);
    await reach(page, question(1).getByRole('radio', { name: 'Two' }));
    await page.keyboard.press('ArrowDown');
    await expect(question(1).getByRole('radio', { name: 'Four' })).toBeChecked();
    await saved(1);
  });

  await test.step('several answers, true or false, matching', async () => {
    for (const name of await question(2).getByRole('checkbox').all()) {
      const label = await name.locator('xpath=..').innerText();
      if (!/Apples|Pears/.test(label)) continue;
      await reach(page, name);
      await page.keyboard.press('Space');
    }
    await saved(2);
    await choose(page, question(3), question(3).getByRole('radio', { name: 'False' }));
    await saved(3);
    for (const select of await question(4).getByRole('combobox').all()) {
      const stem = await question(4)
        .locator(`label[for="${await select.getAttribute('id')}"]`)
        .innerText();
      await pick(page, select, ['One', 'Two', 'Three'][Number(stem) - 1]);
    }
    await saved(4);
  });

  await test.step('steps are put into order by their buttons', async () => {
    const wanted = ['Eleven', 'Twelve', 'Thirteen', 'Fourteen'];
    const texts = async () => question(5).locator('.ordering__text').allInnerTexts();
    const keep = question(5).getByRole('button', { name: 'Keep this order' });
    if ((await texts()).join() === wanted.join()) {
      await reach(page, keep);
      await page.keyboard.press('Enter');
    }
    for (const [place, name] of wanted.entries()) {
      while ((await texts()).indexOf(name) > place) {
        const up = question(5).getByRole('button', { name: `Move up: ${name}`, exact: true });
        if (!(await up.evaluate((element) => element === document.activeElement))) {
          await question(5).locator('[data-move]').first().press('Shift+Tab');
          await reach(page, up);
        }
        await page.keyboard.press('Enter');
      }
    }
    expect(await texts()).toEqual(wanted);
    await saved(5);
  });

  await test.step('a number, a word, gaps in a text', async () => {
    await type(page, question(6).getByRole('textbox', { name: 'Your answer' }), '2,5');
    await saved(6);
    await type(page, question(7).getByRole('textbox', { name: 'Your answer' }), ' Twelve');
    await saved(7);
    await type(page, question(8).getByRole('textbox', { name: 'Gap 1' }), '12');
    await type(page, question(8).getByRole('textbox', { name: 'Gap 2' }), 'half a dozen');
    await pick(page, question(8).getByRole('combobox', { name: 'Gap 3' }), 'twelve');
    await saved(8);
  });

  await test.step('a place on a picture is set by its cell, and seen on the picture', async () => {
    await reach(page, question(9).getByRole('checkbox', { name: 'A1' }));
    await page.keyboard.press('Space');
    await expect(question(9).locator('[data-marks] circle')).toHaveCount(1);
    await saved(9);
  });

  await test.step('an essay counts its words', async () => {
    await type(page, question(10).getByRole('textbox'), 'To share fairly.\nAnd to remember.');
    await expect(question(10).locator('[data-words]')).toHaveText('6 words');
    await saved(10);
    await expect(page.locator('[data-answered]')).toHaveText('10');
    await seen(page, 'types-2-answered');
  });

  await test.step('on another load everything stands as it was given', async () => {
    await page.reload();
    await expect(question(1).getByRole('radio', { name: 'Four' })).toBeChecked();
    expect(await question(5).locator('.ordering__text').allInnerTexts()).toEqual(['Eleven', 'Twelve', 'Thirteen', 'Fourteen']); // prettier-ignore
    await expect(question(8).getByRole('textbox', { name: 'Gap 2' })).toHaveValue('half a dozen');
    await expect(question(9).getByRole('checkbox', { name: 'A1' })).toBeChecked();
    await expect(question(10).getByRole('textbox')).toHaveValue('To share fairly.\nAnd to remember.');
  });

  await test.step('with a mouse, a click sets a point where it falls, and one on it takes it away', async () => {
    const drawn = question(9).locator('[data-drawn]');
    const box = (await drawn.boundingBox())!;
    const at = { x: box.width * 0.95, y: box.height * 0.95 };
    await drawn.click({ position: at });
    await expect(question(9).getByRole('checkbox', { name: 'D3' })).toBeChecked();
    await drawn.click({ position: at });
    await expect(question(9).getByRole('checkbox', { name: 'D3' })).not.toBeChecked();
    await expect(question(9).locator('[data-marks] circle')).toHaveCount(1);
  });

  await test.step('handed in, it waits for people, and says of each question how it went and why', async () => {
    await reach(page, page.getByRole('button', { name: 'Hand in' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Waiting to be marked');
    // Eight and a half marks: the first question was right at the second try.
    await expect(page.locator('main')).toContainText('8.5 of 10 marks');
    await expect(page.locator('main')).toContainText('Not marked yet');
    await expect(page.locator('main')).toContainText('KEY Top left');
    await seen(page, 'types-3-result');
  });

  await test.step('those who teach see the key of every type', async () => {
    await page.context().clearCookies();
    await signIn(page, school, 'instructor');
    await page.goto(`${school.url}/teach/programmes/dry-needling/quizzes/every-type`);
    for (const text of ['KEY Top left', '“a doz*”, 50 %', 'One that holds', '2.5, give or take 0.1', 'Fourteen']) {
      await expect(page.locator('main')).toContainText(text);
    }
    await seen(page, 'types-4-key');
  });
  expect(info.errors).toEqual([]);
});
