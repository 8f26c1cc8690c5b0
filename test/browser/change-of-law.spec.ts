import type { Browser, Page } from '@playwright/test';
import { expect, PASSWORD, School, seen, test } from './school';

/*
 * The law of a place changes next month. A registrar writes down what it says from then on, another compares it with the
 * text, it is published; on its day it is in force, and until then what was holds.
 */

const DAY = 86_400_000;
const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const THE_PLACE = '/scope-of-practice/US-CO?profession=physical-therapist';

async function signIn(browser: Browser, school: School, account: string): Promise<Page> {
  const { viewport, isMobile, hasTouch } = test.info().project.use;
  const page = await (await browser.newContext({ viewport, isMobile, hasTouch })).newPage();
  await page.goto(`${school.url}/sign-in`);
  await page.getByLabel('E-mail').fill(`${account}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeAttached();
  return page;
}

test('the law changes next month: it is written, compared, published, and in force on its day', async ({
  browser,
  school,
}) => {
  const author = await signIn(browser, school, 'registrar');
  const second = await signIn(browser, school, 'registrar2');
  let address = '';

  await test.step('a registrar writes what the law says from next month on', async () => {
    await author.goto(`${school.url}/registry/rules`);
    await author.getByRole('link', { name: 'Colorado: physical therapist' }).click();
    await author.getByRole('link', { name: 'The law changes: write what follows' }).click();
    await author.getByLabel('Name of the period').fill('Next act');
    await author.getByRole('button', { name: 'Keep as a draft' }).click();
    await expect(author.getByRole('alert')).toBeVisible();
    await seen(author, '50-law-refused');
    await author.getByLabel('Name of the period').fill('next-act');
    await author.getByLabel('Summary').fill('From next month on a course has sixty hours.');
    await author.getByLabel('Citation').fill('The next act, section 1');
    await author.getByLabel(/^From/).fill(dayIn(30));
    const hours = author.locator('#requirements details').filter({ hasText: 'Hours of training · at least 50' });
    await hours.locator('summary').first().click();
    await hours.getByLabel('At least').fill('60');
    await author.getByRole('button', { name: 'Keep as a draft' }).click();
    await expect(author.getByText('It is no part of the register yet')).toBeVisible();
    await expect(author.getByText('changed from at least 50 hours', { exact: false })).toBeVisible();
    address = author.url();
    await seen(author, '51-law-draft');
    await author.getByRole('button', { name: 'Have it compared' }).click();
    await expect(author.getByRole('heading', { name: 'Waits for a colleague' })).toBeVisible();
  });

  await test.step('another registrar compares it with the text, sees whom it touches, and publishes it', async () => {
    await second.goto(address);
    await expect(second.getByRole('heading', { name: 'Whom it touches' })).toBeVisible();
    await second.getByLabel('Compared with').fill('The next act as published, section 1');
    await second.getByLabel('It agrees in every line').check();
    await seen(second, '52-law-compare');
    await second.getByRole('button', { name: 'Record my comparison' }).click();
    await second.getByRole('button', { name: 'Publish it' }).click();
    await expect(second.getByText('Published. Those whom it concerns are told.')).toBeVisible();
    await second.goto(`${school.url}/registry/law/calendar`);
    await expect(second.getByRole('row').filter({ hasText: 'The next act, section 1' }).first()).toContainText(
      'Begins',
    );
    await seen(second, '53-law-calendar');
  });

  await test.step('until its day the law is what it was', async () => {
    const anybody = await browser.newPage();
    await anybody.goto(`${school.url}${THE_PLACE}`);
    await expect(anybody.locator('main')).toContainText('At least 50 hours');
    await expect(anybody.getByText('Since a day between', { exact: false }).first()).toBeVisible();
  });

  await test.step('on its day it is in force', async () => {
    await school.later(31 * DAY);
    const anybody = await browser.newPage();
    await anybody.goto(`${school.url}${THE_PLACE}`);
    await expect(anybody.locator('main')).toContainText('The next act, section 1');
    await expect(anybody.locator('main')).toContainText('At least 60 hours');
    await seen(anybody, '54-law-in-force');
  });
});
