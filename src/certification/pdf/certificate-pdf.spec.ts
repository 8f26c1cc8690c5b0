import { GlyphsMissing } from '../certification.errors';
import { aDocument, aRule, SCOPES } from '../testing/a-certificate';
import { aWorkshop, textOf, Workshop } from '../testing/programs';
import { certificatePdf } from './certificate-pdf';
import { addressInCode } from './qr-code';
import { Wording } from './wording';

const wording = new Wording();
const NO_AUTHORITY = 'confers no legal authority to practise';

let workshop: Workshop;
beforeAll(() => {
  workshop = aWorkshop();
});
afterAll(() => workshop.remove());

async function printed(name: string, given: Parameters<typeof aDocument>[0] = {}): Promise<string> {
  workshop.write(`${name}.pdf`, await certificatePdf(aDocument(given), wording));
  return textOf(workshop, `${name}.pdf`);
}

describe('Given a certificate for Colorado, whose rule was verified', () => {
  let text: string;
  beforeAll(async () => {
    text = await printed('colorado');
  });

  it.each([
    'Maya Sørensen',
    'Dry needling for physiotherapists',
    '22 November 2026',
    '22 November 2028',
    'America/Denver time',
    '7ZK4-0Q2M-9TRX-B3VD-~',
    'Colorado',
    'US-CO',
    'Physical therapist',
    'Filiform Demo School',
    'training.example.org/verify',
    'at least 50 hours',
    'at least 40 hours',
    'at least 30 hours',
    'at most 4 years',
    'at least 2 years',
    'more than 55 percent',
    '4 CCR 732-1, rule 1.5 (dry-needling paragraph), under C.R.S. title 12, article 285',
    '2026-11-20',
    'from 2019-01-01',
    'Formal course of study in dry needling',
    'Asked of the course provider.',
    'One of these',
    'Not met',
    'Recorded as permitted with conditions; verified against the primary text on 2026-11-20.',
    'is provisional: no panel has set it yet',
    'has not been approved by a clinician yet',
  ])('when it is read, then it says "%s"', (words) => {
    expect(text).toContain(words);
  });

  it('when only the first page is read, then it says in plain sight that it confers no authority', () => {
    expect(textOf(workshop, 'colorado.pdf', '-l', '1')).toContain(NO_AUTHORITY);
    expect(textOf(workshop, 'colorado.pdf', '-f', '2')).toContain(NO_AUTHORITY);
  });

  it('when it is made again, then it has the same bytes, whatever was made in between', async () => {
    const document = aDocument();
    const before = await certificatePdf(document, wording);
    await certificatePdf(
      aDocument({ holder: { name: 'Ἀθηνᾶ ﬁ µ Ω', profession: 'physical-therapist', licence: null } }),
      wording,
    );
    expect((await certificatePdf(document, wording)).equals(before)).toBe(true);
  });

  it('when programs of others look at it, then it is sound, tagged, and every font is inside', () => {
    expect(workshop.run('qpdf', '--check', 'colorado.pdf')).toContain('No syntax or stream encoding errors');
    const fonts = workshop.run('pdffonts', 'colorado.pdf').split('\n').slice(2).filter(Boolean);
    expect(fonts.length).toBeGreaterThan(3);
    // emb, sub, uni: embedded, only what is used, and readable back.
    for (const font of fonts) expect(font).toMatch(/ yes yes yes /);
    const info = workshop.run('pdfinfo', 'colorado.pdf');
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toMatch(/Page size: +841.89 x 595.28 pts \(A4\)/);
    expect(info).toMatch(/JavaScript: +no/);
    const structure = workshop.run('pdfinfo', '-struct', 'colorado.pdf');
    for (const element of ['Document', 'H1', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Link'])
      expect(structure).toContain(element);
    const metadata = workshop.run('pdfinfo', '-meta', 'colorado.pdf');
    expect(metadata).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  it('when the code is photographed at 150 dots per inch, then it opens the check with its secret', () => {
    workshop.run('pdftoppm', '-r', '150', '-l', '1', '-png', 'colorado.pdf', 'colorado');
    const [image] = workshop
      .run('ls')
      .split('\n')
      .filter((name) => /^colorado-\d+\.png$/.test(name));
    expect(workshop.run('zbarimg', '--quiet', '--raw', image).trim()).toBe(
      'HTTPS://TRAINING.EXAMPLE.ORG/V/7ZK40Q2M9TRXB3VD%7E/ABCDEFGH01234567',
    );
  });
});

describe('Given rules that may not be printed', () => {
  it('when Maryland was not reviewed, then no figure stands on paper, and the words say why', async () => {
    const text = await printed('maryland', { scopeOfPractice: SCOPES.maryland });
    expect(text).toContain('COMAR 10.38.12.01 to .04');
    expect(text).toContain(
      'Recorded as permitted with conditions, not verified against the primary text; ask the regulator before practising.',
    );
    expect(text).toContain('because no second registrar has compared it with the primary text yet');
    expect(text).not.toMatch(/\b(80|2 years|two years|hours?|12 of 50|owed)\b/i);
    expect(text).not.toMatch(/\b(Not met|does not meet|did not meet)\b/);
    expect(text).toContain(NO_AUTHORITY);
  });

  it('when New Jersey was compared and is known to be incomplete, then no figure stands on paper either, in no words', async () => {
    const text = await printed('new-jersey', { scopeOfPractice: SCOPES.newJersey });
    expect(text).toContain(
      'Recorded as permitted with conditions, known to be incomplete; ask the regulator before practising.',
    );
    expect(text).not.toMatch(/forty|\b(50|40) hours/i);
  });

  it('when one of two rules was not reviewed, then only the other is printed, and the first page promises neither', async () => {
    const { colorado, maryland } = SCOPES;
    const both = {
      ...colorado,
      printable: false,
      review: 'unverified' as const,
      rules: [aRule({ requirements: [] }), ...maryland.rules],
    };
    const text = await printed('both', { scopeOfPractice: both });
    expect(text).toContain('4 CCR 732-1');
    expect(text).not.toMatch(/\b80\b/);
    expect(textOf(workshop, 'both.pdf', '-l', '1')).toContain(
      'not verified against the primary text; ask the regulator before practising.',
    );
  });
});

describe('Given a place where the practice is recorded as prohibited', () => {
  it.each`
    name            | verified | words
    ${'california'} | ${'not'} | ${'Recorded as prohibited, not verified against the primary text; ask the regulator before practising. Nothing in this certificate permits it.'}
    ${'newYork'}    | ${''}    | ${'Recorded as prohibited; verified against the primary text on 2026-11-20. Nothing in this certificate permits it.'}
  `('when $name was $verified verified, then it says so and cannot be read as permission', async ({ name, words }) => {
    const text = await printed(name, { scopeOfPractice: SCOPES[name as 'california' | 'newYork'] });
    expect(textOf(workshop, `${name}.pdf`, '-l', '1')).toContain(words);
    expect(text).not.toMatch(/permitted|allowed|may practise in/);
    expect(text).toContain(NO_AUTHORITY);
  });
});

describe('Given a place without rules', () => {
  it('when a certificate names it, then the law is unknown, which is no permission', async () => {
    const text = await printed('nowhere', { scopeOfPractice: SCOPES.nowhere });
    expect(text).toContain(
      'Unknown: no rule is recorded for this place and profession. That is not a permission: ask the regulator before practising.',
    );
    expect(text).toContain('Regulator: none is recorded.');
    for (const page of ['1', '2'])
      expect(textOf(workshop, 'nowhere.pdf', '-f', page, '-l', page)).toContain('FICTIONAL');
  });
});

describe('Given the name of a holder', () => {
  const named = (name: string) => ({ holder: { name, profession: 'physical-therapist', licence: null } });

  it.each([
    'Nguyễn Thị Ánh Ngọc',
    'Łukasz Żółć-Gęślą',
    'Ğülşah İnönü',
    'Анна Щербакова',
    'Παναγιώτης Ωραιόπουλος',
    'Kaʻiulani Kealoha',
    'Siân O’Dónaill',
    'Zoe\u0308 Jose\u0301',
  ])('when it is %s, then it is printed letter for letter', async (name) => {
    expect(await printed('name', named(name))).toContain(name.normalize('NFC'));
  });

  it.each([
    ['a script that no font of ours has', '李小龍', ['李', '小', '龍'], 'no-glyph'],
    ['Devanagari', 'अनु', ['अ', 'न', 'ु'], 'no-glyph'],
    ['a script from right to left', 'ليلى', ['ل', 'ي', 'ى'], 'right-to-left'],
    ['Hebrew beside Latin', 'Dana דנה', ['ד', 'נ', 'ה'], 'right-to-left'],
    ['a character that turns the direction', 'Maya \u202EnesneS', ['\u202E'], 'control'],
    ['a character that cannot be seen', 'Ma\u200Bya', ['\u200B'], 'control'],
  ])(
    'when it is written in %s, then it is refused and the characters are named',
    async (_, name, characters, reason) => {
      const refusal = await certificatePdf(aDocument(named(name)), wording).catch((fault: unknown) => fault);
      expect(refusal).toBeInstanceOf(GlyphsMissing);
      const facts = (refusal as GlyphsMissing).facts.characters as { character: string; reason: string }[];
      expect(facts.map((item) => item.character)).toEqual(characters);
      expect(new Set(facts.map((item) => item.reason))).toEqual(new Set([reason]));
    },
  );

  it('when it is very long, then all of it is printed and the first page stays one page', async () => {
    const name = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(6).trim();
    const text = await printed('long', { ...named(name), scopeOfPractice: SCOPES.nowhere });
    expect(text).toContain(name);
    expect(workshop.run('pdfinfo', 'long.pdf')).toMatch(/Pages: +2/);
  });

  it('when it carries markup, then the file stays sound and says it as it is', async () => {
    const name = 'Ann & Co <script>"</rdf:li>';
    expect(await printed('markup', named(name))).toContain(name);
    expect(workshop.run('pdfinfo', '-meta', 'markup.pdf')).toContain(
      'Ann &amp; Co &lt;script&gt;&quot;&lt;/rdf:li&gt;',
    );
  });
});

describe('Given a rule with more requirements than a page holds', () => {
  it('when it is printed, then the headings stand again on every page and no requirement is lost', async () => {
    const [rule] = SCOPES.colorado.rules;
    const many = Array.from({ length: 60 }, (_, index) => ({
      id: `q${index}`,
      kind: 'other' as const,
      stage: 'continuing' as const,
      bearer: 'practitioner' as const,
      detail: `Condition number ${index} of sixty.`,
    }));
    const endless = {
      ...many[0],
      id: 'endless',
      detail: `${'A clause of a law that does not end. '.repeat(120)}It ends.`,
    };
    const text = await printed('many', {
      scopeOfPractice: { ...SCOPES.colorado, rules: [{ ...rule, requirements: [...many, endless] }] },
    });
    for (const { detail } of many) expect(text).toContain(detail);
    expect(text).toContain('It ends.');
    const pages = Number(/Pages: +(\d+)/.exec(workshop.run('pdfinfo', 'many.pdf'))?.[1]);
    expect(pages).toBeGreaterThan(4);
    for (let page = 2; page < pages; page += 1) {
      expect(textOf(workshop, 'many.pdf', '-f', String(page), '-l', String(page))).toContain('What is asked');
    }
  });
});

describe('Given the address in the code', () => {
  it.each`
    address                                        | inCode
    ${'https://a.example.org/v/AB12~/SECRET'}      | ${'HTTPS://A.EXAMPLE.ORG/V/AB12%7E/SECRET'}
    ${'http://localhost:3000/v/AB12=/SECRET'}      | ${'HTTP://LOCALHOST:3000/V/AB12%3D/SECRET'}
    ${'https://example.org/school/v/AB12*/SECRET'} | ${'https://example.org/school/v/AB12*/SECRET'}
  `('when it is $address, then the code holds $inCode', ({ address, inCode }) => {
    expect(addressInCode(address)).toBe(inCode);
  });
});
