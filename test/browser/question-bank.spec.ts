import { BrowserContext, Page } from '@playwright/test';
import { expect, PASSWORD, School, seen, test } from './school';

/*
 * An examination of forty questions, from the pages alone: most are brought in from another program, some are written, a
 * colleague approves them all, the quiz pins some and draws the rest against a blueprint, and a trainee begins it.
 */

const IMPORTED = 36;
const TOPIC = 'Marking sharps boxes';

async function signIn(context: BrowserContext, school: School, account: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${school.url}/sign-in`);
  await page.getByLabel('E-mail').fill(`${account}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeAttached();
  return page;
}

/** What the file does not say is said here: a rationale, a topic, a level, what it rests on. */
async function complete(page: Page, level: string): Promise<void> {
  await page.getByLabel('Topic', { exact: true }).fill(TOPIC);
  await page.getByLabel('Cognitive level').selectOption(level);
  await page.getByLabel('Why the key is the key').fill('Said by the author of this test, of nothing in particular.');
  await page.getByLabel('Competencies').fill('C11');
  await page.getByLabel('References').fill('A made-up reference');
  await page.getByRole('button', { name: 'Keep as a draft' }).click();
  await page.getByRole('button', { name: 'Hand in for review' }).click();
  await expect(page.getByText('A colleague approves it or returns it')).toBeVisible();
}

test('an author makes an examination of 40 questions, a colleague approves it, and a trainee begins it', async ({
  browser,
  school,
}, { project }) => {
  const [authors, colleagues, trainees] = [
    await browser.newContext(),
    await browser.newContext(),
    await browser.newContext(),
  ];
  const tag = `exam-${project.name}`;
  const author = await signIn(authors, school, 'instructor');
  await author.goto(`${school.url}/teach`);
  await author.getByRole('link', { name: /question bank/ }).click();
  await seen(author, 'bank-list');

  // Most come in from another program: looked at first, then imported.
  const gift = Array.from(
    { length: IMPORTED },
    (_, n) => `::${tag} ${n}:: Box ${n} of ${tag} is full at the line. {${n % 2 ? 'T' : 'F'}}`,
  );
  await author.getByRole('link', { name: 'In and out' }).click();
  await seen(author, 'bank-exchange');
  await author.getByLabel('Format', { exact: true }).selectOption('gift');
  await author.getByRole('button', { name: 'Choose these' }).click();
  const file = { name: 'exam.gift', mimeType: 'text/plain', buffer: Buffer.from(gift.join('\n\n')) };
  await author.getByLabel('A file of GIFT').setInputFiles(file);
  await author.getByRole('button', { name: 'See what would become of it' }).click();
  await expect(author.getByText('Nothing was written')).toBeVisible();
  await author.getByLabel('A file of GIFT').setInputFiles(file);
  await author.getByRole('button', { name: 'Import it' }).click();
  await expect(author.getByText(`${IMPORTED} are drafts`)).toBeVisible();
  await seen(author, 'bank-import-report');
  const links = await author
    .locator('section[aria-labelledby="report"] a')
    .evaluateAll((found) => found.map((one) => one.getAttribute('href')));
  expect(links).toHaveLength(IMPORTED);

  const addresses = links.map((href) => `${school.url}${href}`);
  for (const [n, address] of addresses.entries()) {
    await author.goto(`${address}/edit`);
    await complete(author, n < 20 ? 'recall' : 'apply');
    addresses[n] = author.url();
  }

  // Others are written, with the candidate's view beside them.
  for (let n = 0; n < 40 - IMPORTED; n += 1) {
    await author.goto(`${school.url}/teach/bank/new`);
    await author.getByLabel('Type', { exact: true }).selectOption('single');
    await author.getByRole('button', { name: 'Write it' }).click();
    await author.getByLabel('What is asked').fill(`Where does ${tag} box ${n} stand?`);
    await author.getByLabel('Text of Option 1').fill('Within reach');
    await author.getByLabel('Right of Option 1').check();
    await author.getByLabel('Text of Option 2').fill('On the floor');
    await author.getByRole('button', { name: 'Preview' }).last().click();
    await expect(author.getByRole('radio', { name: 'Within reach' })).toBeVisible();
    if (n === 0) await seen(author, 'bank-editor');
    await complete(author, 'analyse');
    addresses.push(author.url());
  }
  await seen(author, 'bank-question-in-review');

  const colleague = await signIn(colleagues, school, 'instructor2');
  for (const address of addresses) {
    await colleague.goto(address);
    await colleague.getByRole('button', { name: 'Approve' }).click();
    await expect(colleague.getByText('quizzes may ask it')).toBeVisible();
  }
  await seen(colleague, 'bank-question-approved');

  // Tags for all of them, so that the pools draw from these alone.
  await author.goto(`${school.url}/teach/bank?topic=${encodeURIComponent(TOPIC)}&text=${tag}`);
  for (const tick of await author.getByRole('checkbox', { name: /^Tick/ }).all()) await tick.check();
  await author.getByLabel('Put on').fill(tag);
  await author.getByRole('button', { name: 'Change the tags' }).click();
  await expect(author.getByText('The tags of 40 questions are changed')).toBeVisible();

  await author.goto(`${school.url}/teach/bank/quizzes`);
  await author.getByRole('link', { name: 'Build a quiz' }).first().click();
  await author.getByLabel('Title').fill(`Examination ${tag}`);
  await author.getByLabel('Topic 1', { exact: true }).fill(TOPIC);
  await author.getByLabel('Recall, topic 1').fill('20');
  await author.getByLabel('Apply, topic 1').fill('16');
  await author.getByLabel('Analyse, topic 1').fill('4');
  for (const [n, [count, level]] of [
    ['20', 'recall'],
    ['16', 'apply'],
  ].entries()) {
    if (n > 0) await author.getByRole('button', { name: 'Add a pool' }).click();
    const pool = author.getByRole('group', { name: `Pool ${n + 1}` });
    await pool.getByLabel('How many').fill(count);
    await pool.getByLabel('On topic').fill(TOPIC);
    await pool.getByLabel('At level').selectOption(level);
    await pool.getByLabel('With tags').fill(tag);
  }
  await author.getByLabel('Find by words').fill(`${tag} where`);
  await author.getByRole('button', { name: 'Find', exact: true }).click();
  for (const fixed of await author.locator('.pick-list input[type="checkbox"]').all()) await fixed.check();
  await author.getByRole('button', { name: 'Check again' }).click();
  await expect(author.getByText('40 questions, 40 marks')).toBeVisible();
  await seen(author, 'bank-builder');
  await author.getByRole('button', { name: 'Keep as a draft' }).click();
  await author.getByRole('link', { name: 'Preview as a candidate' }).click();
  await expect(author.locator('.question--preview')).toHaveCount(40);
  await seen(author, 'bank-quiz-preview');
  await author.goBack();
  await author.getByRole('button', { name: 'Hand in for review' }).click();
  await expect(author.getByText('A second person approves it')).toBeVisible();
  const address = author.url();

  await colleague.goto(address);
  await colleague.getByRole('button', { name: 'Approve' }).click();
  await expect(colleague.getByText('It is sat once it is scheduled')).toBeVisible();
  await author.goto(address);
  await author.getByRole('button', { name: 'Schedule this version' }).click();
  await expect(author.getByText('Version 1 is scheduled')).toBeVisible();
  await seen(author, 'bank-quiz-scheduled');

  const trainee = await signIn(trainees, school, 'trainee');
  await trainee.goto(`${school.url}/learn`);
  const enrol = trainee.getByRole('button', { name: 'Enrol' });
  if (await enrol.isVisible()) await enrol.click();
  await trainee.getByRole('link', { name: `Examination ${tag}` }).click();
  await trainee.getByRole('checkbox').check();
  await trainee.getByRole('button', { name: 'Begin' }).click();
  await expect(trainee.locator('fieldset.question')).toHaveCount(40);
});
