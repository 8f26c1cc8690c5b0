import { anApprovedQuestion } from '../../../../test/support/a-bank';
import { aBrowser, Browser } from '../../../../test/support/a-browser';
import { aHouse, House } from '../../../../test/support/a-house';
import { aProgrammeWith, PROGRAMME } from '../../../../test/support/a-quiz';
import { aPerson } from '../../../../test/support/people';

let house: House;
let browser: Browser;

const REPORT = `/teach/bank/exports/report?programme=${PROGRAMME}`;

beforeAll(async () => {
  house = await aHouse();
  await aProgrammeWith(house);
  const author = await aPerson(house, { roles: ['instructor'] });
  const second = await aPerson(house, { roles: ['instructor'] });
  browser = await aBrowser(house, author);
  await anApprovedQuestion({ house, author, second, programme: PROGRAMME }, 'the <pleura>', {}, ['chest']);
});
afterAll(() => house.close());

describe('Given an author who takes questions to another program', () => {
  it('when they choose to export, then they are led to what the format keeps, not to the file', async () => {
    const { html } = await browser.open('/teach/bank/imports');
    expect(html).toContain('action="/teach/bank/exports/report"');
    expect(html).not.toContain('action="/teach/bank/exports"');
  });

  it('when they look at a format, then it says what it keeps, changes and leaves out before they download', async () => {
    const { status, html } = await browser.open(`${REPORT}&format=aiken`);
    expect(status).toBe(200);
    expect(html).toMatch(/6 questions fit: 0 kept whole, 2 changed, 4 left out/);
    expect(html).toContain('Aiken does not carry its options');
    expect(html).toContain('What is the &lt;pleura&gt;?');
    expect(html).toContain('How long is it?');
    expect(html).toMatch(
      /<form[^>]*action="\/teach\/bank\/exports"[^]*name="format" value="aiken"[^]*Download 2 questions/,
    );
  });

  it('when they narrow it to a tag, then the download is of that tag', async () => {
    const { html } = await browser.open(`${REPORT}&format=csv&tag=Chest`);
    expect(html).toMatch(/1 question fit: 1 kept whole/);
    expect(html).toMatch(/name="tag" value="chest"/);
    const file = await browser.open(`/teach/bank/exports?programme=${PROGRAMME}&format=csv&tag=chest`);
    expect(file.headers['content-disposition']).toMatch(/^attachment/);
  });

  it('when nothing would be in the file, then there is none to download', async () => {
    const { html } = await browser.open(`${REPORT}&format=aiken&topic=Needles`);
    expect(html).toContain('There is no file');
    expect(html).not.toContain('action="/teach/bank/exports"');
  });
});
