import { aBrowser, Browser } from '../../../test/support/a-browser';
import { aSchool, School } from '../../../test/support/a-school';
import { aPerson } from '../../../test/support/people';
import { SCHEME, train } from '../../../test/support/training';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';

const PROFILE = { legalName: 'Tamsin Ngozi Okafor', profession: 'physical-therapist', jurisdiction: 'US-CO' };

describe('Given the desk of the registrars', () => {
  let school: School;
  let registrar: Browser;
  let registrar2: Browser;
  let auditor: Browser;
  beforeAll(async () => {
    school = await aSchool();
    registrar = await aBrowser(school.house, school.people.registrar);
    registrar2 = await aBrowser(school.house, school.people.registrar2);
    auditor = await aBrowser(school.house, school.people.auditor);
    await school.patch(school.people.trainee, 'me', PROFILE);
  });
  afterAll(() => school.house.close());

  const issueTo = ({ id }: { id: string }) => `/registry/people/${id}/issue`;
  const inColorado = { scheme: SCHEME, jurisdiction: 'US-CO', profession: 'physical-therapist' };

  it.each(['/registry', '/registry/people', '/registry/certificates', '/registry/rules'])(
    'when a trainee or an assessor asks for %s, then it is not for this account, and an auditor may look',
    async (address) => {
      const { house, people } = school;
      expect((await (await aBrowser(house, people.trainee)).open(address)).status).toBe(403);
      expect((await (await aBrowser(house, people.assessor)).open(address)).status).toBe(403);
      expect((await auditor.open(address)).status).toBe(200);
    },
  );

  it('when nobody has shown everything, then the desk says what would stand there', async () => {
    expect((await registrar.open('/registry')).html).toContain('Nobody is waiting');
    expect((await registrar.open('/registry/certificates')).html).toContain('No certificate yet');
  });

  it('when an auditor would issue, then it is not for this account', async () => {
    expect((await auditor.open(issueTo(school.people.trainee))).status).toBe(403);
    expect((await auditor.send(issueTo(school.people.trainee), inColorado)).status).toBe(403);
  });

  it('when a certificate is asked for before anything was shown, then the page lists everything that is owed', async () => {
    const answer = await registrar.send(issueTo(school.people.trainee), inColorado);
    expect(answer.status).toBe(422);
    const refusal = /id="refusal".*?<\/div><\/div>/s.exec(answer.html)?.[0] ?? '';
    expect(refusal).toContain('10 things are owed');
    expect(refusal.match(/<li>/g)).toHaveLength(10);
    expect(refusal).toContain('Every lesson of the programme completed');
    expect(refusal).toContain('supervised sessions in the logbook');
  });

  it('when somebody learns nothing, then the page says so and offers no form', async () => {
    const { html } = await registrar.open(issueTo(await aPerson(school.house)));
    expect(html).toContain('Enrolled on nothing');
    expect(html).not.toContain('Issue the certificate');
  });

  it('when a place is typed that is no code, then the form comes back with what was typed', async () => {
    const answer = await registrar.send(issueTo(school.people.trainee), { ...inColorado, otherPlace: 'Colorado' });
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('value="COLORADO"');
    expect(answer.html).toContain('must be an ISO 3166 code');
  });

  it.each(['/registry/people/nobody/issue', '/registry/certificates/nobody', '/registry/rules/nobody/1'])(
    'when %s is asked for, then nothing is there',
    async (address) => expect((await registrar.open(address)).status).toBe(404),
  );

  it('when a number is sought that is nobody’s, then that is said', async () => {
    expect((await registrar.open('/registry/certificates?number=7ZK4')).html).toContain('No certificate of ours');
  });

  describe('and somebody who has shown everything', () => {
    let certificate: string;
    beforeAll(() => train(school, school.people.trainee), 60_000);

    it('when a registrar looks, then they stand there, ready, with what will be said of the law', async () => {
      expect((await registrar.open('/registry')).html).toContain(issueTo(school.people.trainee));
      const { html } = await registrar.open(issueTo(school.people.trainee));
      expect(html).toContain('Tamsin Ngozi Okafor');
      expect(html).toContain('Everything is shown');
      expect(html).toContain('Permitted with conditions');
      expect(html).toContain('Named only, no figure is printed');
    });

    it('when the place is not in the register, then it is recorded as unknown, which is no permission', async () => {
      const { html } = await registrar.open(`${issueTo(school.people.trainee)}?jurisdiction=US-CO&otherPlace=ie`);
      expect(html).toContain('name="jurisdiction" value="IE"');
      expect(html).toContain('least of all a permission');
    });

    it('when it is issued, then its page says so, it is found by number, and nobody is waiting any more', async () => {
      const answer = await registrar.send(issueTo(school.people.trainee), inColorado);
      expect(answer.status).toBe(303);
      certificate = answer.location!;
      const { html } = await registrar.open(certificate);
      expect(html).toContain('In force');
      const number = /registry-number">([^<]+)</.exec(html)![1];
      const sought = await registrar.open(`/registry/certificates?number=${number.toLowerCase().replace(/-/g, '+')}`);
      expect(sought).toMatchObject({ status: 303, location: certificate });
      expect((await registrar.open('/registry')).html).toContain('Nobody is waiting');
    });

    it('when it is issued again for the same place, then that is refused with what to do', async () => {
      const answer = await registrar.send(issueTo(school.people.trainee), inColorado);
      expect(answer.status).toBe(409);
      expect(answer.html).toContain('Supersede that one');
    });

    it('when a reason is missing or a date lies ahead, then the form comes back open with what was typed', async () => {
      const without = await registrar.send(`${certificate}/suspension`, { reason: '', effectiveAt: '' });
      expect(without.status).toBe(400);
      expect(without.html).toContain('A reason is needed');
      const reason = 'The licence is being looked into.';
      const ahead = await registrar.send(`${certificate}/suspension`, { reason, effectiveAt: '2027-01-01T00:00' });
      expect(ahead.status).toBe(422);
      expect(ahead.html).toContain(reason);
      expect(ahead.html).toContain('never from a moment that lies ahead');
    });

    it('when it is suspended and reinstated, then both stand in its history with their reasons', async () => {
      const suspended = await registrar.send(`${certificate}/suspension`, { reason: 'Looked into.' });
      expect(suspended).toMatchObject({ status: 303, location: certificate });
      expect((await registrar.send(`${certificate}/suspension`, { reason: 'Once more.' })).status).toBe(409);
      expect((await registrar.send(`${certificate}/reinstatement`, { reason: 'Nothing was found.' })).status).toBe(303);
      const { html } = await auditor.open(certificate);
      expect(html).toContain('Looked into.');
      expect(html).toContain('Nothing was found.');
      expect(html).not.toContain('<textarea');
    });

    it('when a revocation is asked for, dated back, then it needs another registrar, and whoever asked cannot confirm', async () => {
      const issuedAt = school.house.clock.now();
      school.house.clock.advance(3_600_000);
      const local = issuedAt.toISOString().slice(0, 16);
      const asked = { reason: 'The attendance sheet was somebody else’s.', effectiveAt: local };
      expect((await registrar.send(`${certificate}/revocation`, asked)).status).toBe(303);
      expect((await registrar.open('/registry')).html).toContain('Needs another registrar');
      expect((await registrar2.open('/registry')).html).toContain(`${certificate}#decide`);
      expect((await registrar.open(certificate)).html).not.toContain('/confirmation');
      const alone = await registrar.send(`${certificate}/confirmation`);
      expect(alone.status).toBe(422);
      expect(alone.html).toContain('somebody else confirms what you asked for');
    });

    it('when another registrar confirms, then it is revoked for good, and the desk is clear', async () => {
      expect((await registrar2.send(`${certificate}/confirmation`, { reason: '' })).status).toBe(303);
      const { html } = await registrar2.open(certificate);
      expect(html).toContain('Nothing undoes that');
      expect(html).not.toContain('<textarea');
      expect((await registrar.open('/registry')).html).not.toContain('Needs another registrar');
    });

    it('when it is revoked and another could be issued, then nobody overlooks what befell the first', async () => {
      for (const address of ['/registry', '/registry/people', issueTo(school.people.trainee)]) {
        const { html } = await registrar.open(address);
        expect(html).toContain(`href="${certificate}"`);
        expect(html).toContain('Revoked</span>');
      }
      expect((await registrar.open(issueTo(school.people.trainee))).html).toContain('Look at what ended before');
    });
  });

  describe('and the rule of a place', () => {
    let address: string;
    beforeAll(async () => {
      const asked = { jurisdiction: 'US-CO', profession: 'physical-therapist', asOf: '2026-11-22' };
      const [rule] = (await school.house.get(ScopeRegister).ruleSet(asked)).rules;
      address = `/registry/rules/${rule.id}/${rule.version}`;
    });
    const review = { comparedWith: '4 CCR 732-1, rule 1.5', comparedOn: '2026-11-22', outcome: 'verified', note: '' };

    it('when nobody has compared it, then it stands among the unverified, in full on its own page', async () => {
      expect((await registrar.open('/registry/rules')).html).toContain(address);
      const { html } = await registrar.open(address);
      expect(html).toContain('nobody has held it against the law yet');
      expect(html).toContain('At least 50 hours');
    });

    it('when an auditor looks, then there is nothing to fill in, and a review of theirs is refused', async () => {
      expect((await auditor.open(address)).html).not.toContain('name="comparedWith"');
      expect((await auditor.send(`${address}/review`, review)).status).toBe(403);
    });

    it('when the form is not whole, then it comes back with what was typed', async () => {
      const answer = await registrar.send(`${address}/review`, {
        ...review,
        comparedWith: 'The rule book',
        outcome: '',
      });
      expect(answer.status).toBe(400);
      expect(answer.html).toContain('value="The rule book"');
      expect(answer.html).toContain('The outcome is that it agrees');
    });

    it('when two registrars compare it, then both stand there with what they noted', async () => {
      expect((await registrar.send(`${address}/review`, { ...review, note: 'Line by line.' })).status).toBe(303);
      expect((await registrar2.send(`${address}/review`, review)).status).toBe(303);
      const { html } = await registrar.open(address);
      expect(html).toContain('Line by line.');
      expect(html).toContain('Rosalind Achterberg');
      expect(html).toContain('Rafael Quintana');
      expect(html).toContain('Verified against the primary text');
    });

    it('when a year is over, then it is due again on the desk', async () => {
      school.house.clock.advance(366 * 24 * 3_600_000);
      const later = await aBrowser(school.house, school.people.registrar);
      const { html } = await later.open('/registry');
      expect(html).toContain('was due by');
      expect(html).toContain(address);
    });
  });
});
