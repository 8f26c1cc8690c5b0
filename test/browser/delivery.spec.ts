import { BrowserContext, chromium, Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, expectAccessible, PASSWORD, School, seen, test } from './school';

/*
 * An examination on a bad day: the network goes away for two minutes, the browser is closed, another device is used. What
 * was answered is there, and every receipt that a page shows is the one that the server keeps.
 */

const TWO_MINUTES = 2 * 60_000;

interface Item {
  readonly slot: number;
  readonly response: unknown;
  readonly receipt: string | null;
  readonly flagged: boolean;
}

/** Somebody new with a confirmed address, enrolled. Returns the address. */
async function aTrainee(school: School): Promise<string> {
  const email = `candidate-${randomBytes(4).toString('hex')}@example.org`;
  const post = async (target: string, body: object, token?: string) => {
    const answer = await fetch(`${school.url}/api/v1/${target}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
    expect(answer.status, target).toBeLessThan(300);
    return answer;
  };
  await post('people', { email, name: 'Zora Quick', password: PASSWORD });
  const mail = path.join(school.dataDir, 'mail');
  const link = () => {
    const letters = readdirSync(mail).map((file) => readFileSync(path.join(mail, file), 'utf8'));
    const letter = letters.find((text) => text.includes(`To: ${email}`));
    return /\/confirm-email\/([\w-]+)/.exec(letter ?? '')?.[1] ?? null;
  };
  await expect.poll(link).not.toBeNull();
  const { token } = (await (await post('sessions', { email, password: PASSWORD })).json()) as { token: string };
  await post('email-confirmations', { token: link() });
  await post('enrolments', { programme: 'dry-needling' }, token);
  return email;
}

async function signIn(page: Page, school: School, email: string): Promise<void> {
  await page.goto(`${school.url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeAttached();
}

/** A program's session of the same person: what the server keeps, asked apart from any page. */
async function asProgram(school: School, email: string) {
  const post = async (target: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${school.url}/api/v1/${target}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const session = (await (await post('sessions', { email, password: PASSWORD })).json()) as {
    token: string;
    person: { id: string };
  };
  const headers = { authorization: `Bearer ${session.token}` };
  return {
    id: session.person.id,
    get: async <Body>(target: string) =>
      (await (await fetch(`${school.url}/api/v1/${target}`, { headers })).json()) as Body,
    post: (target: string, body: object) => post(target, body, headers),
    put: (target: string) => fetch(`${school.url}/api/v1/${target}`, { method: 'PUT', headers }),
  };
}

const questionAt = (page: Page, slot: number) => page.locator(`#question-${slot}`);
const noteOf = (page: Page, slot: number) => questionAt(page, slot).locator('[data-saved]');

/** Answers a question with whatever comes first, whatever its type: which questions are drawn nobody knows. */
async function answer(page: Page, slot: number): Promise<void> {
  const question = questionAt(page, slot);
  const type = await question.getAttribute('data-type');
  const selects = await question.locator('select').all();
  switch (type) {
    case 'numeric':
    case 'short-text':
    case 'cloze':
      for (const field of await question.locator('input[type="text"]').all()) await field.fill('7');
      for (const select of selects) await select.selectOption({ index: 1 });
      return;
    case 'matching':
      for (const select of selects) await select.selectOption({ index: 1 });
      return;
    case 'ordering': {
      const keep = question.locator('[data-keep-order]');
      if (await keep.isVisible()) return keep.click();
      for (const [index, select] of selects.entries()) await select.selectOption({ index: index + 1 });
      return;
    }
    case 'hotspot':
      return question.locator('.hotspot__grid input').first().check();
    default:
      return question.locator('label.choice').first().click();
  }
}

const receiptOf = (page: Page, slot: number) => noteOf(page, slot).getAttribute('data-receipt');

test('Given an examination, when the network is cut for two minutes, the browser closed and another device used, then nothing is lost', async ({
  school,
  browser,
}, info) => {
  const { viewport, isMobile, hasTouch } = info.project.use;
  const device = { viewport, isMobile, hasTouch, locale: 'en-GB', timezoneId: 'UTC' };
  const folder = mkdtempSync(path.join(tmpdir(), 'filiform-profile-'));
  /** The same browser on the same device: what it keeps, it keeps on disk. */
  const open = () => chromium.launchPersistentContext(folder, { ...info.project.use.launchOptions, ...device });
  const email = await aTrainee(school);
  const trainee = await asProgram(school, email);
  const kept = async (attempt: string) =>
    new Map((await trainee.get<{ items: Item[] }>(`attempts/${attempt}`)).items.map((item) => [item.slot, item]));
  let first: BrowserContext = await open();
  let attempt = '';

  try {
    const page = first.pages()[0] ?? (await first.newPage());
    await test.step('the candidate begins and answers three questions', async () => {
      await page.clock.install();
      await signIn(page, school, email);
      await page.goto(`${school.url}/learn`);
      await page.getByRole('link', { name: 'Final examination' }).first().click();
      await page.getByLabel('The answers will be my own').check();
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.locator('form#attempt').waitFor();
      attempt = page.url().split('/').at(-1)!;
      for (const slot of [1, 2, 3]) await answer(page, slot);
      for (const slot of [1, 2, 3]) await expect(noteOf(page, slot)).toHaveText(/^Saved at \d\d:\d\d:\d\d$/);
      await questionAt(page, 2).getByRole('button', { name: /Flag/ }).click();
      await expect.poll(async () => (await kept(attempt)).get(2)?.flagged).toBe(true);
      await expectAccessible(page);
    });

    await test.step('the network goes away for two minutes, and they go on', async () => {
      await first.setOffline(true);
      await answer(page, 4);
      await answer(page, 5);
      await expect(noteOf(page, 4)).toContainText('Kept on this device');
      await expect(page.getByText('No connection', { exact: true })).toBeVisible();
      await expect(page.locator('#announce')).toContainText('No connection');
      await page.clock.fastForward(TWO_MINUTES);
      await answer(page, 6);
      await expect(noteOf(page, 6)).toContainText('Kept on this device');
      await expect(noteOf(page, 4)).toContainText('Kept on this device');
      await seen(page, '20-offline');
      for (const [slot, { receipt }] of await kept(attempt)) expect([slot, receipt === null]).toEqual([slot, slot > 3]);
    });

    await test.step('the network comes back: everything is delivered, in order', async () => {
      await first.setOffline(false);
      for (const slot of [4, 5, 6]) await expect(noteOf(page, slot)).toHaveText(/^Saved at/);
      await expect(page.getByText('No connection', { exact: true })).toBeHidden();
      for (const [slot, { receipt }] of await kept(attempt)) {
        if (slot <= 6) expect([slot, await receiptOf(page, slot)]).toEqual([slot, receipt]);
      }
    });

    await test.step('it goes away again, and the browser is closed with answers that were not delivered', async () => {
      await first.setOffline(true);
      await answer(page, 7);
      await answer(page, 8);
      for (const slot of [7, 8]) await expect(noteOf(page, slot)).toContainText('Kept on this device');
      // The page first: while a browser closes, its network is given back, and a page that lives on would deliver at once.
      await page.close();
      await first.close();
      expect((await kept(attempt)).get(7)).toMatchObject({ response: null, receipt: null });
    });

    const second = await browser.newContext(device);
    const elsewhere = await second.newPage();
    await test.step('on another device everything delivered is there, and the candidate goes on', async () => {
      await signIn(elsewhere, school, email);
      await elsewhere.goto(`${school.url}/learn/attempts/${attempt}`);
      const before = await kept(attempt);
      for (const slot of [1, 2, 3, 4, 5, 6]) {
        expect(await receiptOf(elsewhere, slot)).toBe(before.get(slot)?.receipt);
      }
      await expect(questionAt(elsewhere, 2).getByRole('button', { name: /Flag/ })).toHaveAttribute(
        'aria-pressed',
        'true',
      );
      await answer(elsewhere, 9);
      await answer(elsewhere, 8);
      for (const slot of [8, 9]) await expect(noteOf(elsewhere, slot)).toHaveText(/^Saved at/);
    });

    first = await open();
    await test.step('the first browser is opened again: what it kept is delivered, and what is newer stands', async () => {
      const again = first.pages()[0] ?? (await first.newPage());
      await again.goto(`${school.url}/learn/attempts/${attempt}`);
      await expect(noteOf(again, 7)).toHaveText(/^Saved at/);
      const after = await kept(attempt);
      expect(await receiptOf(again, 7)).toBe(after.get(7)?.receipt);
      expect(after.get(8)?.receipt).toBe(await receiptOf(elsewhere, 8));
      expect([...after.values()].filter(({ receipt }) => receipt !== null).map(({ slot }) => slot)).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9,
      ]);
    });

    await test.step('minutes are added by an instructor, and the page says so at once', async () => {
      const instructor = await asProgram(school, 'instructor@example.org');
      const registrar = await asProgram(school, 'registrar@example.org');
      const cohort = (await (await registrar.post('cohorts', { name: 'Today' })).json()) as { id: string };
      for (const { id } of [trainee, instructor]) await registrar.put(`cohorts/${cohort.id}/members/${id}`);
      const added = await instructor.post(`attempts/${attempt}/added-time`, {
        minutes: 10,
        reason: 'The fire alarm rang.',
      });
      expect(added.status).toBe(201);
      await expect(elsewhere.locator('#announce')).toContainText('10 minutes were added');
    });

    await test.step('before it is handed in, it says what is open; an answer that is lost on its way is asked for again', async () => {
      await elsewhere.getByRole('button', { name: 'Hand in' }).click();
      const dialog = elsewhere.getByRole('dialog', { name: 'Hand in now?' });
      await expect(dialog).toContainText('Question 2: flagged');
      await expect(dialog).toContainText('Question 10: not answered');
      await seen(elsewhere, '21-hand-in');
      let lost = 0;
      await elsewhere.route('**/submission', async (route) => {
        const answered = await route.fetch();
        if (lost > 0) return route.fulfill({ response: answered });
        lost += 1;
        // The server has done it; the browser never hears of it.
        return route.abort('connectionreset');
      });
      await dialog.getByRole('button', { name: 'Hand in all the same' }).click();
      await expect(elsewhere.locator('main')).toContainText('Question by question');
      expect(lost).toBe(1);
      const after = await trainee.get<{ state: string; items: Item[] }>(`attempts/${attempt}`);
      expect(after.state).toBe('graded');
      expect(after.items.filter(({ response }) => response !== null)).toHaveLength(9);
    });
    await second.close();
  } finally {
    await first.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('Given a browser that runs no scripts, when a candidate saves, flags and hands in, then nothing is lost either', async ({
  school,
  browser,
}) => {
  const email = await aTrainee(school);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, school, email);
  await page.goto(`${school.url}/learn`);
  await page.getByRole('link', { name: 'Final examination' }).first().click();
  await page.getByLabel('The answers will be my own').check();
  await page.getByRole('button', { name: 'Begin' }).click();
  await answer(page, 1);
  await answer(page, 2);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('main')).toContainText('Your answers are saved.');
  for (const slot of [1, 2]) await expect(noteOf(page, slot)).toContainText('Saved');
  await answer(page, 3);
  await questionAt(page, 3).getByRole('button', { name: /Flag/ }).click();
  await expect(questionAt(page, 3).getByRole('button', { name: /Flag/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(noteOf(page, 3)).toContainText('Saved');
  const attempt = page.url().split('/').at(-1)!.split(/[?#]/)[0];
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.locator('main')).toContainText('Question by question');
  const { items } = await (await asProgram(school, email)).get<{ items: Item[] }>(`attempts/${attempt}`);
  expect(items.filter(({ response }) => response !== null).map(({ slot }) => slot)).toEqual([1, 2, 3]);
  await context.close();
});
