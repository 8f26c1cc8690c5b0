import { aBrowser, Browser, PageAnswer } from '../../../test/support/a-browser';
import { aSchool, School } from '../../../test/support/a-school';
import { SCHEME, train } from '../../../test/support/training';
import { Programmes } from '../../catalogue/programmes.service';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';

const NAME = 'Tamsin Ngozi Okafor';

describe('Given certificates that were issued, when somebody asks whether one is good', () => {
  let school: School;
  let stranger: Browser;
  let colorado: { id: string; number: string; verifyUrl: string };
  let california: typeof colorado;

  beforeAll(async () => {
    school = await aSchool();
    stranger = await aBrowser(school.house);
    const { trainee, registrar } = school.people;
    for (const version of await school.house.get(Programmes).list())
      await school.house.get(ScopeRegister).adopt(version);
    const licence = { number: 'PTL-0042', issuedOn: '2019-05-01', jurisdiction: 'US-CO' };
    await school.patch(trainee, 'me', {
      legalName: NAME,
      profession: 'physical-therapist',
      jurisdiction: 'US-CO',
      licence,
    });
    await train(school, trainee);
    school.house.clock.advance(3_600_000);
    const issue = async (jurisdiction: string) =>
      (await school.post(registrar, 'certificates', { personId: trainee.id, scheme: SCHEME, jurisdiction })).body;
    colorado = await issue('US-CO');
    california = await issue('US-CA');
  }, 60_000);
  afterAll(() => school.house.close());

  const codeOf = ({ verifyUrl }: typeof colorado) => new URL(verifyUrl).pathname;
  const byNumber = ({ number }: typeof colorado) => `/verify/${encodeURIComponent(number)}`;
  const headline = ({ html }: PageAnswer) => /<h1>([^<]*)<\/h1>/.exec(html)?.[1];

  it('then the one field leads from whatever was typed to the answer', async () => {
    const typed = encodeURIComponent(` ${colorado.number.toLowerCase().replace(/-/g, ' ')} `);
    expect(await stranger.open(`/verify?number=${typed}`)).toMatchObject({ status: 303, location: byNumber(colorado) });
    expect((await stranger.open('/verify?number=%20')).html).toContain('There was no number in that');
  });

  it('then by number alone the verdict is in words, every check has its line, and the name is masked', async () => {
    const answer = await stranger.open(byNumber(colorado));
    expect(headline(answer)).toBe('In force.');
    expect(answer.html).toContain('Not revoked as of');
    expect(answer.html.match(/class="checks__what"/g)).toHaveLength(9);
    expect(answer.html).toContain('T*** N*** O***');
    for (const hidden of [NAME, 'PTL-0042', 'SHA-256 of the file']) expect(answer.html).not.toContain(hidden);
    expect(answer.html).toContain('This is not a licence to practise.');
  });

  it.each(['as printed', 'in capitals'])('then the code on the paper, %s, shows every certified field', async (how) => {
    const code = codeOf(colorado);
    const answer = await stranger.open(how === 'in capitals' ? code.toUpperCase() : code);
    expect(headline(answer)).toBe('In force.');
    for (const shown of [NAME, 'PTL-0042', 'Compare this with the paper']) expect(answer.html).toContain(shown);
  });

  it('then nothing of a page with a secret is listed, kept or passed on', async () => {
    const { headers, html } = await stranger.open(codeOf(colorado));
    expect(headers).toMatchObject({
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(html).not.toContain(codeOf(colorado).split('/').at(-1));
  });

  it('then where the practice is prohibited, that stands right under the verdict', async () => {
    const { html } = await stranger.open(codeOf(california));
    expect(html).toMatch(
      /class="notice notice--bad">.*in California, on the day of issue and today: the practice is recorded as prohibited/,
    );
    expect(html).toContain('Not verified against the primary text.');
    expect(headline({ html } as PageAnswer)).toBe('In force.');
    expect(html).toContain('attests training and permits nothing');
    expect(html).not.toContain('verdict--good');
    expect(html.indexOf('recorded as prohibited.</p>')).toBeLessThan(html.indexOf('This is not a licence'));
    expect(html).toContain('None of this is a way around the prohibition.');
    expect((await stranger.open(codeOf(colorado))).html).toContain('verdict--good');
  });

  it('then a wrong code, an unknown number and no number at all are answered alike', async () => {
    const wrongCode = await stranger.open(`${byNumber(colorado).replace('/verify/', '/v/')}/AAAABBBBCCCCDDDD`);
    const unknown = await stranger.open('/verify/7ZK4-0Q2M-9TRX-B3VD-0');
    const malformed = await stranger.open('/verify/%3Cscript%3Ealert(1)');
    for (const answer of [wrongCode, unknown, malformed]) {
      expect(answer.status).toBe(200);
      expect(headline(answer)).toBe('We do not know this certificate.');
      expect(answer.html).not.toContain('<script>alert');
    }
    expect(wrongCode.html).not.toContain('Okafor');
  });

  it('then a day before it was issued is answered by what was known of that day', async () => {
    const { html } = await stranger.open(`${byNumber(colorado)}?asOf=2026-11-01`);
    expect(html).toContain('on 1 November 2026');
    expect(html).not.toContain('In force.');
  });

  it('then a suspended certificate says so on the next look', async () => {
    const { registrar, registrar2 } = school.people;
    const reason = 'As the committee decided.';
    await school.post(registrar, `certificates/${colorado.id}/revocation`, { reason });
    expect(headline(await stranger.open(byNumber(colorado)))).toBe('Suspended.');
    school.house.clock.advance(60_000);
    await school.post(registrar2, `certificates/${colorado.id}/revocation/confirmation`, { reason });
    expect(headline(await stranger.open(codeOf(colorado)))).toBe('Revoked.');
  });

  it('then the desk of a clinic is for clinics', async () => {
    expect((await (await aBrowser(school.house, school.people.clinic)).open('/clinic')).status).toBe(200);
    expect((await (await aBrowser(school.house, school.people.trainee)).open('/clinic')).status).toBe(403);
    expect((await stranger.open('/clinic')).status).toBe(401);
  });
});
