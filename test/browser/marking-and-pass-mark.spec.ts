import { BrowserContext, Page } from '@playwright/test';
import { stringify } from 'yaml';
import type { QuestionDefinition, QuizDefinition } from '../../src/catalogue/programme';
import { idOfName } from '../../src/kernel/ids';
import { expect, PASSWORD, School, seen, test } from './school';

/*
 * An essay is marked by two people who do not know of each other, and whose marks lie apart; then a panel sets the pass mark
 * of its quiz, and a registrar approves it.
 */

const QUIZ_ID = idOfName('dry-needling/quiz/essay');
const base: Omit<QuestionDefinition, 'type' | 'slug' | 'prompt'> = {
  ...{ mark: 4, safetyCritical: false, topic: 'Counting', level: 'analyse', competencies: ['C11'] },
  ...{ facts: ['F3.17'], rationale: 'It is so.' },
};
const QUIZ: QuizDefinition = {
  ...{ slug: 'essay', title: 'An essay', kind: 'course', passMark: 80, passMarkStatus: 'provisional' },
  ...{ attempts: 3, coolDownMinutes: 0, timeLimitMinutes: 30, graceSeconds: 30 },
  questions: [
    {
      ...{ ...base, slug: 'essay-one', type: 'essay', prompt: 'Say how you count.' },
      modelAnswer: 'One after the other, aloud.',
      rubric: ['Order', 'Clarity'].map((title) => ({
        slug: title.toLowerCase(),
        title,
        levels: [0, 1, 2].map((points) => ({ points, description: `${title} at ${points}` })),
      })),
    },
    {
      ...{ ...base, slug: 'essay-two', type: 'true-false', prompt: 'Two follows one.', answer: true },
      feedback: { true: 'So.', false: 'So.' },
    },
  ],
};

test.use({ moreCourses: { 'dry-needling/quizzes/essay.yaml': stringify(QUIZ) } });

async function signIn(context: BrowserContext, school: School, account: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${school.url}/sign-in`);
  await page.getByLabel('E-mail').fill(`${account}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeAttached();
  return page;
}

async function choose(page: Page, order: number, clarity: number): Promise<void> {
  await page.getByRole('group', { name: 'Order' }).getByLabel(`Order at ${order}`).check();
  await page.getByRole('group', { name: 'Clarity' }).getByLabel(`Clarity at ${clarity}`).check();
}

test('an essay is marked twice and decided, and a panel sets the pass mark', async ({ browser, school }) => {
  const open = async (account: string) => signIn(await browser.newContext(), school, account);
  const trainee = await open('trainee');

  await test.step('a trainee hands an essay in, and waits', async () => {
    await trainee.goto(`${school.url}/learn`);
    await trainee.getByRole('button', { name: 'Enrol' }).first().click();
    await trainee.goto(`${school.url}/learn/quizzes/${QUIZ_ID}`);
    await trainee.getByRole('checkbox').check();
    await trainee.getByRole('button', { name: 'Begin' }).click();
    await trainee.getByRole('textbox').fill('One, then two.\n\nAloud.');
    await trainee.getByLabel('True', { exact: true }).check();
    await trainee.getByRole('button', { name: 'Hand in' }).click();
    await expect(trainee.getByRole('heading', { name: 'Waiting to be marked' })).toBeVisible();
  });

  const author = await open('instructor');
  const colleague = await open('instructor2');

  await test.step('two people mark it, without a name, and neither knows of the other', async () => {
    await author.goto(`${school.url}/teach/quizzes/${QUIZ_ID}/marking`);
    await author.getByLabel('Per cent marked twice').fill('100');
    await author.getByRole('button', { name: 'Keep it' }).click();
    await seen(author, 'marking-quiz');
    await author.goto(`${school.url}/teach`);
    await author.getByRole('link', { name: 'Marking: essays that wait' }).click();
    await seen(author, 'marking-queue');
    await author.getByRole('link', { name: 'Say how you count.' }).click();
    await expect(author.getByText('One, then two.')).toBeVisible();
    await seen(author, 'marking-answer');
    await choose(author, 2, 2);
    await author.getByLabel('To the candidate').fill('Well counted.');
    await author.getByRole('button', { name: 'Keep, and on to the next' }).click();
    await expect(author.getByText('with a colleague')).toBeVisible();
    await colleague.goto(`${school.url}/teach/marking`);
    await colleague.getByRole('link', { name: 'Say how you count.' }).click();
    await expect(colleague.getByText('Well counted.')).toHaveCount(0);
    await choose(colleague, 0, 0);
    await colleague.getByRole('button', { name: 'Keep, and on to the next' }).click();
  });

  await test.step('the marks lie apart: somebody decides, and says why', async () => {
    await expect(colleague.getByRole('heading', { name: 'The marks so far' })).toBeVisible();
    await seen(colleague, 'marking-reconciliation');
    await choose(colleague, 1, 2);
    await colleague.getByLabel('Why').fill('It counts aloud, which is clear.');
    await colleague.getByRole('button', { name: 'Decide' }).click();
    await expect(colleague.getByText('Nothing waits to be marked')).toBeVisible();
    await trainee.reload();
    await expect(trainee.getByText('Order at 1')).toBeVisible();
    await seen(trainee, 'marking-result');
  });

  await test.step('a panel judges in two rounds, and a registrar approves what it came to', async () => {
    await author.goto(`${school.url}/teach/quizzes/${QUIZ_ID}/standards`);
    await seen(author, 'standards-list');
    await author.getByRole('link', { name: 'Call a panel' }).click();
    await author.getByLabel('Who is only just good enough').fill('Somebody who can count to ten, slowly.');
    const judges = author.getByRole('group', { name: 'The judges' });
    await judges.getByRole('checkbox').nth(0).check();
    await judges.getByRole('checkbox').nth(1).check();
    await seen(author, 'standards-call');
    await author.getByRole('button', { name: 'Call the panel' }).click();
    const address = author.url();
    for (const [round, first, second] of [
      [1, '60', '40'],
      [2, '50', '50'],
    ]) {
      for (const [judge, percent] of [
        [author, first],
        [colleague, second],
      ] as const) {
        await judge.goto(address);
        for (const field of await judge.getByRole('textbox', { name: /: of a hundred/ }).all())
          await field.fill(String(percent));
        if (round === 1 && judge === author) await seen(judge, 'standards-rating');
        await judge.getByRole('button', { name: 'Keep my ratings' }).click();
        await expect(judge.getByText('Until the chair closes the round')).toBeVisible();
      }
      await author.goto(address);
      await author.getByRole('button', { name: `Close round ${round}` }).click();
      await expect(author.getByRole('heading', { name: `Round ${round}`, exact: true })).toBeVisible();
    }
    await seen(author, 'standards-panel');
    await author.getByRole('button', { name: 'Propose it' }).click();
    await expect(author.getByText('Waits for a second person')).toBeVisible();
    const registrar = await open('registrar');
    await registrar.goto(address);
    await seen(registrar, 'standards-approval');
    await registrar.getByRole('button', { name: 'Approve 50 %' }).click();
    await expect(registrar.getByText('It counts for every attempt that ends from now on.')).toBeVisible();
    await trainee.goto(`${school.url}/learn/quizzes/${QUIZ_ID}`);
    await expect(trainee.getByText('50 %', { exact: true })).toBeVisible();
    await expect(trainee.getByText('no panel has set it yet')).toHaveCount(0);
  });
});
