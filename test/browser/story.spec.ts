import { BrowserContext, Locator, Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import type { Point } from '../../src/catalogue/programme';
import { isInside, middlesOf } from '../../src/kernel/polygon';
import { everyQuestion } from '../support/the-bank';
import { expect, PASSWORD, School, seen, test } from './school';

/*
 * The promise of the whole product, on a phone and on a desktop, as five people: a trainee, an assessor, two registrars and
 * a clinic. It ends on the verdict that the clinic reaches through the QR code of the PDF.
 */

const COURSES = path.join(__dirname, '..', '..', 'courses', 'dry-needling');

const questions = everyQuestion();
const LESSONS = readdirSync(path.join(COURSES, 'courses'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
).length;

/** Only letters and digits, so that typography does not decide whether two texts are the same. */
const plain = (text: string) =>
  text
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

async function signIn(context: BrowserContext, school: School, account: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (fault) => {
    throw fault;
  });
  await page.goto(`${school.url}/sign-in`);
  await page.getByLabel('E-mail').fill(`${account}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeAttached();
  return page;
}

/** Looked at by axe, and kept as a picture. */
async function answer(page: Page): Promise<void> {
  for (const item of await page.locator('fieldset.question, .question').all()) {
    const text = plain(await item.innerText());
    const question = questions.find(({ prompt }) => text.includes(plain(prompt.split('{{')[0])));
    if (!question) throw new Error(`No key for: ${text.slice(0, 120)}`);
    switch (question.type) {
      case 'single':
      case 'multiple':
        for (const { text: wanted, correct } of question.options) {
          if (!correct) continue;
          for (const label of await item.locator('label.choice').all()) {
            if (plain(await label.innerText()) === plain(wanted)) await label.click();
          }
        }
        break;
      case 'true-false':
        await item.locator(`input[value="${String(question.answer)}"]`).check({ force: true });
        break;
      case 'numeric':
        await item.locator('input').first().fill(String(question.answer));
        break;
      case 'matching':
        for (const { stem, match } of question.pairs) {
          for (const select of await item.locator('select').all()) {
            const label = await item.locator(`label[for="${await select.getAttribute('id')}"]`).innerText();
            if (plain(label) !== plain(stem)) continue;
            const options = await select.locator('option').allInnerTexts();
            await select.selectOption({ index: options.findIndex((option) => plain(option) === plain(match)) });
          }
        }
        break;
      case 'ordering':
        await putInOrder(
          item,
          question.items.map(({ text: step }) => step),
        );
        break;
      case 'short-text':
        await item.getByRole('textbox').fill(question.answers[0].text);
        break;
      case 'cloze':
        for (const [index, gap] of question.gaps.entries()) {
          const right = gap.type === 'single' && gap.options.find(({ correct }) => correct);
          if (!right) throw new Error(`No list in ${question.slug}`);
          await item.getByRole('combobox', { name: `Gap ${index + 1}` }).selectOption({ label: right.text });
        }
        break;
      case 'hotspot':
        for (const { polygon, correct } of question.regions) {
          if (correct) await item.getByLabel(cellIn(polygon, question.grid), { exact: true }).check();
        }
        break;
      case 'essay':
        throw new Error('The examination draws no essay');
    }
  }
}

async function putInOrder(item: Locator, wanted: readonly string[]): Promise<void> {
  const texts = async () => (await item.locator('.ordering__text').allInnerTexts()).map(plain);
  if ((await texts()).join() === wanted.map(plain).join())
    await item.getByRole('button', { name: 'Keep this order' }).click();
  for (const [place, step] of wanted.entries()) {
    while ((await texts()).indexOf(plain(step)) > place) {
      await item.getByRole('button', { name: `Move up: ${step}`, exact: true }).click();
    }
  }
}

/** The name of a cell whose middle lies in a region. */
function cellIn(polygon: readonly Point[], { columns, rows }: { columns: number; rows: number }): string {
  const middle = middlesOf({ columns, rows }).find((point) => isInside(point, polygon));
  if (!middle) throw new Error('No cell lies in the region');
  return `${String.fromCharCode(65 + Math.floor(middle.x * columns))}${Math.floor(middle.y * rows) + 1}`;
}

/** What an assessor does at the couch: everything of one station rated alike. */
async function rateStation(page: Page, station: string): Promise<void> {
  await page.getByRole('link', { name: `Rate this station ${station}` }).click();
  await page
    .getByRole('radio', { name: /^5 · Independent/ })
    .first()
    .waitFor();
  for (const level of await page.getByRole('radio', { name: /^5 · Independent/ }).all()) await level.check();
  await page.getByLabel('Feedback to the candidate').fill('Calm, methodical; names the danger before every step.');
  await declareNoConflict(page);
  if (station === 'ST1') await seen(page, '06-observation');
  await page.getByRole('button', { name: 'Record the observation' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tamsin');
}

async function declareNoConflict(page: Page): Promise<void> {
  await page
    .getByRole('group', { name: /conflict of interest/ })
    .getByLabel('No', { exact: true })
    .check();
}

async function signOff(page: Page, competency: string): Promise<void> {
  await page.getByRole('link', { name: `Sign off ${competency}` }).click();
  await page.locator('input[name="observations"]').first().check();
  await page.getByRole('radio', { name: /^5 · Independent/ }).check();
  await declareNoConflict(page);
  await page.getByLabel('Your password, as your signature').fill(PASSWORD);
  if (competency === 'C11') await seen(page, '07-sign-off');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tamsin');
}

async function keepLogbook(page: Page, school: School, entry: number): Promise<void> {
  await page.goto(`${school.url}/learn/logbook/new`);
  await page.getByLabel('Minutes').fill('30');
  await page.getByLabel('Region', { exact: true }).fill(`gastrocnemius, session ${entry}`);
  await page.getByLabel('Region tier').selectOption({ index: 1 });
  await page.getByLabel('Technique').fill('superficial');
  await page.getByLabel('Needles in').fill('4');
  await page.getByLabel('Needles out').fill('4');
  await page.getByLabel('Supervisor').selectOption({ label: 'Aurelio Santangelo' });
  if (entry === 1) await seen(page, '04-logbook-entry');
  await page.getByRole('button', { name: 'Write it down' }).click();
  await expect(page).toHaveURL(/\/learn\/logbook/);
}

async function reviewColorado(page: Page, school: School, comparedWith: string): Promise<void> {
  await page.goto(`${school.url}/registry/rules`);
  await seen(page, '09-rules');
  await page
    .locator('tr', { hasText: 'US-CO' })
    .filter({ hasText: 'Physical therapist' })
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Colorado');
  await page.getByLabel('Compared with').fill(comparedWith);
  await page.getByLabel('It agrees in every line').check();
  await seen(page, '09-review');
  await page.getByRole('button', { name: 'Record my review' }).click();
  await expect(page.locator('main')).toContainText(comparedWith);
}

/** What a clinic's camera reads off the paper. */
function readQrCode(pdf: string, folder: string): string {
  execFileSync('pdftoppm', ['-r', '150', '-png', '-f', '1', '-l', '1', pdf, path.join(folder, 'page')]);
  const [image] = readdirSync(folder).filter((name) => name.startsWith('page'));
  return execFileSync('zbarimg', ['--quiet', '--raw', path.join(folder, image)], { encoding: 'utf8' }).trim();
}

test('Given a school, when five people do their part, then a clinic reads a verdict it can rely on', async ({
  school,
  browser,
}, info) => {
  const device = info.project.use;
  const someone = () =>
    browser.newContext({
      viewport: device.viewport,
      isMobile: device.isMobile,
      hasTouch: device.hasTouch,
      deviceScaleFactor: 1,
      acceptDownloads: true,
    });

  await test.step('a stranger looks at the front door, and at the law', async () => {
    const page = await (await someone()).newPage();
    await page.goto(school.url);
    await seen(page, '00-home');
    await page.goto(`${school.url}/scope-of-practice`);
    await seen(page, '01-law');
    await page.goto(`${school.url}/scope-of-practice/US-CA`);
    await expect(page.locator('main')).toContainText('Prohibited');
    await seen(page, '01-law-california');
    await page.context().close();
  });

  const trainee = await signIn(await someone(), school, 'trainee');
  await test.step('the trainee enrols, reads every lesson and passes the final quiz', async () => {
    await trainee.goto(`${school.url}/learn`);
    await trainee.getByRole('button', { name: 'Enrol' }).click();
    await seen(trainee, '02-learn');
    await trainee.getByRole('link', { name: 'Begin reading' }).click();
    await seen(trainee, '02-lesson');
    for (let lesson = 0; lesson < LESSONS; lesson += 1) {
      await trainee.getByRole('button', { name: /Mark as read/ }).click();
      await trainee.waitForLoadState();
    }
    await trainee.goto(`${school.url}/learn`);
    await trainee.getByRole('link', { name: 'Final examination' }).first().click();
    await seen(trainee, '03-quiz');
    await trainee.getByLabel('The answers will be my own').check();
    await trainee.getByRole('button', { name: 'Begin' }).click();
    await trainee.locator('form#attempt').waitFor();
    await trainee.getByRole('button', { name: 'Hand in' }).click();
    await expect(trainee.getByRole('dialog')).toContainText('Question 1: not answered');
    await seen(trainee, '03-unanswered');
    await trainee.getByRole('button', { name: 'Go on with the questions' }).click();
    await answer(trainee);
    await expect(trainee.locator('[data-answered]')).toHaveText('50');
    for (const saved of await trainee.locator('[data-saved]').all()) await expect(saved).toContainText(/saved at/i);
    await seen(trainee, '03-attempt');
    await trainee.getByRole('button', { name: 'Hand in' }).click();
    const dialog = trainee.getByRole('dialog').getByRole('button', { name: /Hand in/ });
    if (await dialog.isVisible().catch(() => false)) await dialog.click();
    await expect(trainee.locator('main')).toContainText(/passed/i);
    await expect(trainee.locator('main')).toContainText('100');
    await seen(trainee, '03-result');
  });

  await test.step('the trainee keeps a logbook', async () => {
    for (let entry = 1; entry <= 5; entry += 1) await keepLogbook(trainee, school, entry);
    await trainee.goto(`${school.url}/learn/logbook`);
    await seen(trainee, '04-logbook');
  });

  const assessor = await signIn(await someone(), school, 'assessor');
  await test.step('the assessor verifies the logbook, observes, and signs with a password', async () => {
    await assessor.goto(`${school.url}/assess`);
    await seen(assessor, '05-assess');
    for (let entry = 1; entry <= 5; entry += 1) {
      await assessor.getByRole('button', { name: 'Verify' }).first().click();
      await assessor.waitForLoadState();
    }
    await expect(assessor.getByRole('button', { name: 'Verify' })).toHaveCount(0);
    await assessor
      .getByRole('link', { name: /Tamsin Okafor/ })
      .first()
      .click();
    for (const station of ['ST1', 'ST2', 'ST4', 'ST5']) await rateStation(assessor, station);
    for (const competency of ['C05', 'C11', 'C19', 'C20', 'C21', 'C27', 'C36']) await signOff(assessor, competency);
    await seen(assessor, '07-candidate');
  });

  await test.step('the trainee sees that nothing is owed, and what the law asks', async () => {
    await trainee.goto(`${school.url}/learn/record`);
    await seen(trainee, '08-record');
  });

  const registrar = await signIn(await someone(), school, 'registrar');
  const registrar2 = await signIn(await someone(), school, 'registrar2');
  let pdf = '';
  let certificate = '';
  let scanned = '';
  await test.step('two registrars hold Colorado’s rule against its primary text, and one issues the certificate', async () => {
    await reviewColorado(registrar, school, '4 CCR 732-1, rule 1.5, as published by the Secretary of State');
    await reviewColorado(registrar2, school, '4 CCR 732-1, rule 1.5, read again beside C.R.S. 12-285');
    await registrar.goto(`${school.url}/registry`);
    await seen(registrar, '10-ready');
    await registrar.getByRole('link', { name: /Issue.*Tamsin/ }).click();
    await registrar.getByLabel('Place of the register').selectOption('US-CO');
    await registrar.getByRole('button', { name: 'Look at what it would say' }).click();
    await seen(registrar, '10-issue');
    await registrar.getByRole('button', { name: 'Issue the certificate' }).click();
    await expect(registrar.getByRole('link', { name: 'Download the PDF' })).toBeVisible();
    certificate = registrar.url();
    await seen(registrar, '11-certificate');

    const download = registrar.waitForEvent('download');
    await registrar.getByRole('link', { name: 'Download the PDF' }).click();
    pdf = info.outputPath('certificate.pdf');
    await (await download).saveAs(pdf);
  });

  await test.step('the paper says what was certified, and the law as it was verified', async () => {
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    expect(text).toContain('Tamsin Adaora Okafor');
    expect(text).toContain('Colorado');
    for (const figure of ['50', '40', '30', '4']) expect(text).toMatch(new RegExp(`\\b${figure}\\b`));
    expect(text).toMatch(/no legal authority/i);
  });

  await test.step('a clinic scans the QR code and reads a verdict in plain words', async () => {
    scanned = readQrCode(pdf, path.dirname(pdf));
    const clinic = await (await someone()).newPage();
    await clinic.goto(scanned);
    await expect(clinic.getByRole('heading', { level: 1 })).toContainText(/in force/i);
    await expect(clinic.locator('main')).toContainText('Not revoked');
    await expect(clinic.locator('main')).toContainText('Tamsin Adaora Okafor');
    await seen(clinic, '12-verdict');

    await clinic.goto(`${school.url}/verify`);
    await seen(clinic, '12-verify');
    const number = /\/v\/([^/]+)\//i.exec(scanned)?.[1] ?? '';
    await clinic.getByLabel('Certificate number').fill(decodeURIComponent(number).toLowerCase());
    await clinic.getByRole('button', { name: 'Verify' }).click();
    await expect(clinic.locator('main')).toContainText('T***');
    await expect(clinic.locator('main')).not.toContainText('Okafor');
    await seen(clinic, '13-by-number');
  });

  await test.step('revoked by two registrars, the same paper says so at once', async () => {
    await registrar.goto(certificate);
    await registrar.getByText('Ask for its revocation').click();
    const form = registrar.locator('details[open]');
    await form.getByLabel(/reason/i).fill('The holder asked for it.');
    await form.getByRole('button', { name: 'Ask for the revocation' }).click();
    await expect(registrar.locator('main')).toContainText(/suspended/i);

    await registrar2.goto(certificate);
    await registrar2.getByRole('button', { name: 'Revoke the certificate' }).click();
    await expect(registrar2.locator('main')).toContainText(/revoked/i);
    await seen(registrar2, '14-revoked');

    const clinic = await (await someone()).newPage();
    await clinic.goto(scanned);
    await expect(clinic.getByRole('heading', { level: 1 })).toContainText(/revoked/i);
    await seen(clinic, '14-verdict-revoked');
  });

  await test.step('an administrator reads who did what', async () => {
    const admin = await signIn(await someone(), school, 'admin');
    await admin.goto(`${school.url}/admin/audit`);
    await expect(admin.locator('main')).toContainText(/certificate/i);
    await seen(admin, '15-audit');
  });
});
