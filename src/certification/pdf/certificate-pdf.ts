import { Day } from '../../kernel/day';
import { KIND_WORDS, STANDING_WORDS } from '../../scope-of-practice/rule-set';
import { GlyphsMissing } from '../certification.errors';
import { PrintedRequirement, PrintedRule, PrintedScope, printedScope } from '../domain/printed-scope';
import { CertificateSnapshot } from '../domain/snapshot';
import { sha256Hex } from '../../kernel/canonical-json';
import { frame, rosette } from './ornament';
import { addressInCode, qrCode } from './qr-code';
import { COPPER, HAIR, HEIGHT, INK, Line, MIST, MUTED, PETROL, Sheet, Style, WIDTH } from './sheet';
import { Cell, drawTable, PAGE_BOTTOM } from './table';
import { Wording } from './wording';

/** Everything that goes onto the paper and into the file. */
export interface CertificateDocument {
  readonly snapshot: CertificateSnapshot;
  /** The bytes that were signed, attached as they are. */
  readonly signedBytes: Buffer;
  /** Ed25519, 64 bytes. */
  readonly signature: Buffer;
  readonly issuerKeyPem: string;
  /** Opens the check with every field, because it carries the secret: only the QR code holds it. */
  readonly verifyUrl: string;
  /** What a person types: `training.example.org/verify`. */
  readonly verifyAddress: string;
  /** Where the issuer's keys are published. */
  readonly keysAddress: string;
}

export const SNAPSHOT_FILE = 'snapshot.json';
export const SIGNATURE_FILE = 'snapshot.json.sig';
export const KEY_FILE = 'issuer-key.pem';

const LEFT = 78;
const SIDE_WIDTH = 150;
const SIDE_LEFT = WIDTH - LEFT - SIDE_WIDTH;
const MAIN_WIDTH = SIDE_LEFT - LEFT - 44;

const style = (face: Style['face'], size: number, leading: number, colour = INK): Style => ({
  face,
  size,
  leading,
  colour,
});
const scaled = (of: Style, by: number): Style => ({ ...of, size: of.size * by, leading: of.leading * by });

const BODY = style('sans', 8.6, 12.2);
const SMALL = style('sans', 7.4, 9.8);
const SMALL_BOLD = style('sans-bold', 7.4, 9.8);
const SMALL_MUTED = style('sans', 7, 9.4, MUTED);

const formats = new Map<string, Intl.DateTimeFormat>();

function inWords(day: Day, locale: string): string {
  // "22 November 2026": where a locale names no country, English is written as most of the world does.
  const format =
    formats.get(locale) ??
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long', timeZone: 'UTC' });
  formats.set(locale, format);
  return format.format(new Date(`${day}T00:00:00.000Z`)).replace(/\s/gu, ' ');
}

/**
 * The certificate on paper: the first page to hang on a wall, then the law as it was recorded. A function from plain data
 * to bytes: the same data and words have the same bytes.
 * @throws GlyphsMissing naming the characters that no typeface of ours has.
 */
export async function certificatePdf(document: CertificateDocument, wording: Wording): Promise<Buffer> {
  const { snapshot } = document;
  const facts = factsOf(document, wording);
  const sheet = new Sheet({
    title: wording.say('certificate/document title', facts),
    subject: wording.say('certificate/document subject', facts),
    author: snapshot.issuer.name,
    locale: snapshot.locale,
    date: new Date(snapshot.issuedAt),
  });
  const scope = printedScope(snapshot.scopeOfPractice);

  firstPage(sheet, document, wording, facts, scope);
  new ScopeRecord(sheet, document, wording, facts, scope).draw();
  if (sheet.missing.size > 0) throw new GlyphsMissing([...sheet.missing.values()]);
  attach(sheet, document);
  const footing = snapshot.scopeOfPractice.jurisdiction.fictional ? 'certificate/foot fictional' : 'certificate/foot';
  return sheet.bytes((page, pages) => {
    const foot = sheet.lines(wording.say(footing, { ...facts, page, pages }), SMALL_MUTED, WIDTH - 2 * LEFT);
    sheet.draw(foot, page === 1 ? LEFT : RECORD_LEFT, HEIGHT - (page === 1 ? 54 : 40));
  });
}

type Facts = Readonly<Record<string, string>>;

function factsOf({ snapshot, verifyAddress, keysAddress, signedBytes }: CertificateDocument, wording: Wording): Facts {
  const { scopeOfPractice: scope, scheme, programme, issuer } = snapshot;
  return {
    issuer: issuer.name,
    number: snapshot.number,
    holder: snapshot.holder.name,
    schemeTitle: scheme.title,
    schemeCode: scheme.code,
    schemeVersion: scheme.version,
    programmeTitle: programme.title,
    programmeVersion: programme.version,
    issuedOn: snapshot.issuedOn,
    expiresOn: snapshot.expiresOn,
    timeZone: snapshot.timeZone,
    profession: wording.term('profession', snapshot.holder.profession).toLowerCase(),
    jurisdiction: scope.jurisdiction.name,
    jurisdictionCode: scope.jurisdiction.code,
    place: isNamed(scope.jurisdiction)
      ? `${scope.jurisdiction.name} (${scope.jurisdiction.code})`
      : scope.jurisdiction.code,
    regulator: scope.jurisdiction.regulator?.name ?? wording.say('scope-of-practice/no regulator'),
    asOf: scope.asOf,
    ruleSet: scope.ruleSet.id,
    version: scope.ruleSet.version,
    digest: scope.ruleSet.digest,
    standing: standingWords(scope.standing),
    address: verifyAddress,
    keysAddress,
    keyId: issuer.keyId,
    snapshotDigest: sha256Hex(signedBytes),
  };
}

/** A place of which we hold nothing goes by its code alone. */
const isNamed = ({ name, code }: { readonly name: string; readonly code: string }) => name !== code;

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const standingWords = (standing: string) => (STANDING_WORDS as Record<string, string>)[standing] ?? standing;
const kindWords = (kind: string) =>
  capitalised((KIND_WORDS as Record<string, string>)[kind] ?? kind.replace(/-/g, ' '));

/** The section that says how the law stands; a word that is no permission has a section of its own, where one exists. */
function standingSection(wording: Wording, base: string, standing: string): string {
  return wording.has(`${base} ${standing}`) ? `${base} ${standing}` : base;
}

/* ---- the first page ---- */

interface Block {
  readonly tag: string;
  readonly lines: readonly Line[];
  readonly before: number;
  readonly airy?: boolean;
}

function firstPage(
  sheet: Sheet,
  document: CertificateDocument,
  wording: Wording,
  facts: Facts,
  scope: PrintedScope,
): void {
  const { snapshot } = document;
  sheet.addPage();
  sheet.artifact(() => {
    frame(sheet);
    rosette(sheet, SIDE_LEFT + SIDE_WIDTH / 2, 150, 68);
  });

  const top = 72;
  const bottom = HEIGHT - 62;
  // The largest setting in which everything fits: a long name or title makes the rest smaller, never cut off.
  for (let scale = 1; ; scale -= 0.04) {
    const upper = upperBlocks(sheet, snapshot, wording, facts, scale);
    const lower = lowerPart(sheet, snapshot, wording, facts, scope, scale);
    const height = upper.reduce((sum, block) => sum + block.before + sheet.heightOf(block.lines), 0);
    if (top + height + lower.height > bottom && scale > 0.5) continue;
    if (top + height + lower.height > bottom) throw new Error('The first page holds more than fits on it.');
    // What room is left is given to the name.
    const air = Math.min((bottom - top - height - lower.height) * 0.3, 36);
    let y = top;
    for (const { tag, lines, before, airy } of upper) {
      y += before + (airy ? air : 0);
      const at = y;
      sheet.tagged(sheet.root, tag, () => void sheet.draw(lines, LEFT, at)).end();
      y += sheet.heightOf(lines);
    }
    lower.draw(bottom - lower.height);
    break;
  }
  codeToScan(sheet, document, wording, facts);
}

function upperBlocks(
  sheet: Sheet,
  snapshot: CertificateSnapshot,
  wording: Wording,
  facts: Facts,
  scale: number,
): Block[] {
  const say = (section: string) => wording.say(`certificate/${section}`, facts);
  const set = (text: string, of: Style) => sheet.lines(text, scaled(of, scale), MAIN_WIDTH);
  const block = (tag: string, before: number, lines: readonly Line[]): Block => ({
    tag,
    lines,
    before: before * scale,
  });
  const name = [40, 36, 32, 28, 24, 20]
    .map((size) => set(snapshot.holder.name, style('serif', size, size * 1.16)))
    .find((lines, index) => lines.length === 1 || (lines.length === 2 && index > 1) || index === 5) as Line[];
  // That it confers no authority stands in a place of its own, lower down.
  const said = snapshot.statements
    .filter(({ code }) => code !== 'no-authority')
    .map(({ text }) => text)
    .join(' ');
  return [
    block('P', 0, set(snapshot.issuer.name, style('sans-bold', 10.5, 14, PETROL))),
    block('H1', 12, set(say('title'), style('serif-bold', 25, 30, COPPER))),
    { ...block('P', 12, set(say('lead'), style('serif-italic', 13, 18, MUTED))), airy: true },
    block('P', 3, name),
    block('P', 7, set(say('statement'), style('serif', 12.5, 17.5))),
    ...(snapshot.supersedes
      ? [
          block(
            'P',
            4,
            set(
              wording.say('certificate/supersedes', { supersedes: snapshot.supersedes.number }),
              style('serif', 11, 15),
            ),
          ),
        ]
      : []),
    ...(said ? [block('P', 7, set(said, style('sans', 8.6, 12, COPPER)))] : []),
  ];
}

/** Dates and places, and how the law stands: at the foot of the page, above the frame. */
function lowerPart(
  sheet: Sheet,
  snapshot: CertificateSnapshot,
  wording: Wording,
  facts: Facts,
  scope: PrintedScope,
  scale: number,
) {
  const say = (section: string, more: Facts = {}) => wording.say(`certificate/${section}`, { ...facts, ...more });
  const label = scaled(style('sans', 7.6, 11, MUTED), scale);
  const value = scaled(style('serif-bold', 11.5, 15), scale);
  const note = scaled(SMALL_MUTED, scale);
  const gap = 12;
  const column = (MAIN_WIDTH - 3 * gap) / 4;
  const cells = [
    [say('label issued'), inWords(snapshot.issuedOn, snapshot.locale), ''],
    [say('label expires'), inWords(snapshot.expiresOn, snapshot.locale), say('zone')],
    [say('label profession'), wording.term('profession', snapshot.holder.profession), ''],
    [
      say('label jurisdiction'),
      facts.jurisdiction,
      isNamed(snapshot.scopeOfPractice.jurisdiction) ? facts.jurisdictionCode : '',
    ],
  ].map(([heading, words, small]) => [
    ...sheet.lines(heading, label, column),
    ...sheet.lines(words, value, column),
    ...(small ? sheet.lines(small, note, column) : []),
  ]);
  const cellsHeight = Math.max(...cells.map((lines) => sheet.heightOf(lines)));

  const pad = 11;
  const inner = MAIN_WIDTH - 2 * pad - 4;
  const base = scope.unknown ? 'scope unknown' : scope.namedBecause ? 'scope recorded' : 'scope verified';
  const section = standingSection(wording, `certificate/${base}`, scope.standing).replace('certificate/', '');
  const stands = say(section, {
    standing: standingWords(scope.standing),
    verifiedOn: scope.verifiedOn ?? '',
    because: scope.namedBecause ? wording.term('because', scope.namedBecause) : '',
  });
  const heading = sheet.lines(say('scope heading'), scaled(style('sans-bold', 8.8, 12.4, PETROL), scale), inner);
  const standing = sheet.lines(stands, scaled(style('serif', 11, 15), scale), inner);
  const authority = sheet.lines(say('authority'), scaled(style('sans-bold', 8.8, 12.4), scale), inner);
  const boxHeight = 2 * pad + sheet.heightOf([...heading, ...standing, ...authority]) + 6;

  return {
    height: 14 + cellsHeight + 14 + boxHeight,
    draw(y: number) {
      sheet.artifact(() =>
        sheet.doc
          .lineWidth(0.6)
          .strokeColor(HAIR)
          .moveTo(LEFT, y + 4)
          .lineTo(LEFT + MAIN_WIDTH, y + 4)
          .stroke(),
      );
      cells.forEach((lines, index) =>
        sheet.tagged(sheet.root, 'P', () => void sheet.draw(lines, LEFT + index * (column + gap), y + 14)).end(),
      );
      const box = y + 14 + cellsHeight + 14;
      sheet.artifact(() => {
        sheet.doc.rect(LEFT, box, MAIN_WIDTH, boxHeight).fill(MIST);
        sheet.doc.rect(LEFT, box, 3, boxHeight).fill(COPPER);
      });
      let at = box + pad;
      for (const [tag, lines, after] of [
        ['H2', heading, 2],
        ['P', standing, 4],
        ['P', authority, 0],
      ] as const) {
        const here = at;
        sheet.tagged(sheet.root, tag, () => void sheet.draw(lines, LEFT + pad + 4, here)).end();
        at += sheet.heightOf(lines) + after;
      }
    },
  };
}

function codeToScan(sheet: Sheet, document: CertificateDocument, wording: Wording, facts: Facts): void {
  const code = qrCode(addressInCode(document.verifyUrl));
  const lines = [
    ...sheet.lines(wording.say('certificate/check', facts), style('sans-bold', 10, 14, PETROL), SIDE_WIDTH),
    ...sheet.lines(wording.say('certificate/check how', facts), style('sans', 7.8, 10.8), SIDE_WIDTH),
    ...sheet.lines(wording.say('certificate/label number', facts), style('sans', 7.6, 14, MUTED), SIDE_WIDTH),
    ...sheet.lines(facts.number, style('sans-bold', 11, 15), SIDE_WIDTH + 20),
  ];
  const size = 132;
  const module = size / code.length;
  const text = HEIGHT - 62 - sheet.heightOf(lines);
  const [x, y] = [SIDE_LEFT - 4 * module, text - size + 2];

  const figure = sheet.tagged(
    sheet.root,
    'Figure',
    () => {
      for (const [row, modules] of code.entries()) {
        for (let column = 0; column < modules.length; column += 1) {
          if (!modules[column]) continue;
          let run = 1;
          while (modules[column + run]) run += 1;
          sheet.doc.rect(x + column * module, y + row * module, run * module, module);
          column += run;
        }
      }
      // Full black, and no gaps between rows, for the sake of poor cameras.
      sheet.doc.fill('#000000');
    },
    { alt: wording.say('certificate/code alternative', facts), bbox: [x, y, x + size, y + size] },
  );
  figure.end();
  sheet.tagged(sheet.root, 'P', () => void sheet.draw(lines, SIDE_LEFT, text)).end();
  const link = sheet.element(sheet.root, 'Link');
  sheet.doc.link(x, y, size, size, document.verifyUrl, {
    structParent: link,
    Contents: new String(wording.say('certificate/link alternative', facts)),
  } as unknown as PDFKit.Mixins.AnnotationOption);
  link.end();
}

/* ---- the pages that follow ---- */

const RECORD_LEFT = 48;
const RECORD_WIDTH = WIDTH - 2 * RECORD_LEFT;
const RECORD_TOP = 46;

/** The law as it was recorded, and how the file can be checked without us. */
class ScopeRecord {
  private y = 0;

  constructor(
    private readonly sheet: Sheet,
    private readonly document: CertificateDocument,
    private readonly wording: Wording,
    private readonly facts: Facts,
    private readonly scope: PrintedScope,
  ) {}

  draw(): void {
    this.newPage();
    this.law();
    this.notes();
  }

  private say(section: string, more: Facts = {}): string {
    return this.wording.say(`scope-of-practice/${section}`, { ...this.facts, ...more });
  }

  private newPage = (): void => {
    this.sheet.addPage();
    this.sheet.artifact(() => this.sheet.doc.rect(0, 0, WIDTH, 5).fill(PETROL));
    this.y = RECORD_TOP;
  };

  private paragraph(tag: string, text: string, of: Style, before: number, keepWith = 0): void {
    const lines = this.sheet.lines(text, of, RECORD_WIDTH);
    if (this.y + before + this.sheet.heightOf(lines) + keepWith > PAGE_BOTTOM) this.newPage();
    else this.y += before;
    const at = this.y;
    this.sheet.tagged(this.sheet.root, tag, () => void this.sheet.draw(lines, RECORD_LEFT, at)).end();
    this.y += this.sheet.heightOf(lines);
  }

  private table(columns: readonly { heading: string; share: number }[], rows: readonly (readonly Cell[])[]): void {
    const total = columns.reduce((sum, { share }) => sum + share, 0);
    this.y = drawTable(
      this.sheet,
      this.sheet.root,
      { left: RECORD_LEFT, top: RECORD_TOP, bottom: PAGE_BOTTOM },
      this.y + 6,
      columns.map(({ heading, share }) => ({ heading, width: (share / total) * RECORD_WIDTH })),
      rows,
      this.newPage,
    );
  }

  private law(): void {
    const { scope } = this;
    this.paragraph('H1', this.say('title'), style('serif-bold', 20, 25, PETROL), 0);
    this.paragraph('P', this.say('about'), BODY, 4);
    this.paragraph('P', this.say('authority'), style('sans-bold', 8.6, 12.2, COPPER), 4);
    if (scope.unknown) return this.paragraph('P', this.say('unknown'), style('serif', 12, 16.5), 10);
    for (const rule of scope.rules) this.rule(rule);
    if (scope.outcome && this.wording.has(`scope-of-practice/outcome ${scope.outcome}`)) {
      this.paragraph('P', this.say(`outcome ${scope.outcome}`), BODY, 8);
    }
  }

  private rule(rule: PrintedRule): void {
    const inFull = rule.namedBecause === null;
    const citation = rule.citation ?? this.say('no instrument');
    this.paragraph('H2', this.say('rule heading', { citation }), style('serif-bold', 11, 14.5), 12, 60);
    const section = standingSection(
      this.wording,
      `scope-of-practice/${inFull ? 'rule verified' : 'rule recorded'}`,
      rule.standing,
    );
    this.paragraph(
      'P',
      this.say(section.replace('scope-of-practice/', ''), {
        standing: standingWords(rule.standing),
        because: rule.namedBecause ? this.wording.term('because', rule.namedBecause) : '',
        why: rule.namedBecause ? this.wording.term('why', rule.namedBecause) : '',
        comparedOn: rule.comparedOn ?? '',
        comparedWith: rule.comparedWith ?? '',
        version: rule.version,
        period: rule.period ?? '',
      }),
      BODY,
      3,
    );
    if (rule.territory) this.paragraph('P', this.say('territory', { territory: rule.territory }), BODY, 2);
    if (!inFull) return;
    if (rule.requirements.length === 0) return this.paragraph('P', this.say('no requirements'), BODY, 3);
    const columns = [
      { heading: this.say('column requirement'), share: 16 },
      { heading: this.say('column figure'), share: 12 },
      { heading: this.say('column detail'), share: 23 },
      { heading: this.say('column citation'), share: 24 },
      { heading: this.say('column force'), share: 11 },
      { heading: this.say('column review'), share: 9 },
      { heading: this.say('column verdict'), share: 18 },
    ];
    this.table(
      columns,
      rule.requirements.map((requirement) => this.row(requirement, rule, citation)),
    );
  }

  private row(requirement: PrintedRequirement, rule: PrintedRule, citation: string): Cell[] {
    const { wording } = this;
    const heading = requirement.kind === 'any-of' || requirement.kind === 'all-of';
    const detail = [
      requirement.detail,
      requirement.bearer && this.say('asked of', { bearer: wording.term('bearer', requirement.bearer) }),
      requirement.appliesFrom && this.say('applies from', { appliesFrom: requirement.appliesFrom }),
    ]
      .filter(Boolean)
      .join(' ');
    const text = (words: string, of = SMALL): Cell => ({ blocks: words ? [{ text: words, style: of }] : [] });
    return [
      {
        indent: 8 * requirement.depth,
        blocks: [
          { text: heading ? wording.term('group', requirement.kind) : kindWords(requirement.kind), style: SMALL_BOLD },
          ...(requirement.stage ? [{ text: wording.term('stage', requirement.stage), style: SMALL_MUTED }] : []),
        ],
      },
      text(heading ? '' : (requirement.figure ?? this.say('no figure')), requirement.figure ? SMALL_BOLD : SMALL_MUTED),
      text(detail),
      text(heading ? '' : citation, SMALL_MUTED),
      text(heading ? '' : (rule.period ?? ''), SMALL_MUTED),
      text(heading ? '' : this.say('reviewed', { comparedOn: rule.comparedOn ?? '' }), SMALL_MUTED),
      {
        blocks: [
          ...(requirement.verdict ? [{ text: wording.term('verdict', requirement.verdict), style: SMALL_BOLD }] : []),
          ...(requirement.explanation ? [{ text: requirement.explanation, style: SMALL_MUTED }] : []),
        ],
      },
    ];
  }

  private notes(): void {
    const { approval } = this.document.snapshot.programme;
    this.paragraph('H2', this.say('notes title'), style('serif-bold', 14, 18, PETROL), 18, 50);
    if (approval.status !== 'approved')
      this.paragraph('P', this.say('approval note', { note: approval.note }), BODY, 3);
    this.paragraph('P', this.say('notes'), BODY, 4);
  }
}

/* ---- the file ---- */

function attach(sheet: Sheet, { snapshot, signedBytes, signature, issuerKeyPem }: CertificateDocument): void {
  const date = new Date(snapshot.issuedAt);
  const file = (name: string, data: Buffer, type: string, relationship: 'Data' | 'Supplement', description: string) =>
    sheet.doc.file(data, {
      name,
      type,
      relationship,
      description,
      creationDate: date,
      modifiedDate: date,
    } as PDFKit.Mixins.PDFAttachmentOptions);
  file(SNAPSHOT_FILE, signedBytes, 'application/json', 'Data', 'The certificate as data: the bytes that were signed');
  file(SIGNATURE_FILE, signature, 'application/octet-stream', 'Supplement', 'Ed25519 signature of snapshot.json');
  file(KEY_FILE, Buffer.from(issuerKeyPem, 'utf8'), 'application/x-pem-file', 'Supplement', 'Public key of the issuer');
}
