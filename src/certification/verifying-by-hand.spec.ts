import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { aHouse, House } from '../../test/support/a-house';
import { sha256Hex } from '../kernel/canonical-json';
import { IssuerKeys } from './issuer-keys';
import { certificatePdf } from './pdf/certificate-pdf';
import { Wording } from './pdf/wording';
import { signedBytes } from './domain/snapshot';
import { aDocument, aSnapshot } from './testing/a-certificate';
import { aWorkshop, Workshop } from './testing/programs';

const PAGE = path.join(__dirname, '..', '..', 'docs', 'verifying-a-certificate.md');

/** The commands that stand in a section of the page, as it prints them. */
function commandsOf(section: string): string[] {
  const [, rest = ''] = readFileSync(PAGE, 'utf8').split(`\n## ${section}`);
  const commands = [...rest.split('\n## ')[0].matchAll(/```sh\n([\s\S]*?)\n```/g)].map(([, command]) => command);
  if (commands.length === 0) throw new Error(`docs/verifying-a-certificate.md has no command under "${section}"`);
  return commands;
}

const commandOf = (section: string): string => commandsOf(section)[0];

describe('Given a certificate signed with the key of a house, and the page that says how to verify it by hand', () => {
  let house: House;
  let workshop: Workshop;
  let keyId: string;
  const shell = (command: string) => workshop.run('sh', '-c', command);

  beforeAll(async () => {
    house = await aHouse();
    workshop = aWorkshop();
    const keys = house.get(IssuerKeys);
    const key = await keys.current();
    keyId = key.id;
    const snapshot = aSnapshot({ issuer: { name: 'Filiform Demo School', url: house.settings.publicUrl, keyId } });
    const bytes = signedBytes(snapshot);
    const signature = await keys.sign(key.id, bytes);
    const document = { ...aDocument(), snapshot, signedBytes: bytes, signature, issuerKeyPem: key.pem };
    workshop.write('certificate.pdf', await certificatePdf(document, new Wording()));
    shell(commandOf('1. Take the files out'));
  });
  afterAll(async () => {
    workshop.remove();
    await house.close();
  });

  it('when its files are taken out, then they are the snapshot, the signature and the key', () => {
    expect(shell('ls').split('\n').filter(Boolean).sort()).toEqual([
      'certificate.pdf',
      'issuer-key.pem',
      'snapshot.json',
      'snapshot.json.sig',
    ]);
    expect(workshop.read('snapshot.json.sig')).toHaveLength(64);
  });

  it('when the signature is checked, then it fits', () => {
    expect(shell(commandOf('2. Check the signature'))).toContain('Signature Verified Successfully');
  });

  it('when the thumbprint of the key is computed, then it is the one that the house publishes and the data name', () => {
    const thumbprint = shell(commandsOf('3. Ask whose key it is')[1]).trim();
    expect(thumbprint).toBe(keyId);
    expect(JSON.parse(workshop.read('snapshot.json').toString('utf8')).issuer.keyId).toBe(thumbprint);
  });

  it('when the data are read, then they say what the paper says, and their digest is the one printed', () => {
    const [read, digest] = commandsOf('4. Compare the paper with the data');
    const paper = workshop.run('pdftotext', 'certificate.pdf', '-').replace(/\s+/g, ' ');
    const [number, name, scheme] = shell(read).split('\n');
    for (const words of [number, name, scheme, shell(digest).split(' ')[0]]) expect(paper).toContain(words);
    expect(shell(digest)).toContain(sha256Hex(workshop.read('snapshot.json')));
  });

  it('when one byte of the data is changed, then the signature no longer fits', () => {
    const bytes = workshop.read('snapshot.json');
    workshop.write('snapshot.json', Buffer.from(bytes.toString('utf8').replace('Maya', 'Mara')));
    expect(shell(`${commandOf('2. Check the signature')} || echo and ended with an error`)).toMatch(
      /Failure\nand ended with an error/,
    );
    workshop.write('snapshot.json', bytes);
  });

  it('when the key is replaced, then the signature no longer fits', () => {
    const key = workshop.read('issuer-key.pem');
    workshop.write(
      'issuer-key.pem',
      Buffer.from(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })),
    );
    expect(shell(`${commandOf('2. Check the signature')} || echo and ended with an error`)).toMatch(
      /Failure\nand ended with an error/,
    );
    workshop.write('issuer-key.pem', key);
  });

  it('when two instances start at once, then both use one key', async () => {
    const keys = house.get(IssuerKeys);
    await Promise.all([keys.ensure(), keys.ensure(), keys.ensure()]);
    expect((await keys.list()).map(({ id }) => id)).toEqual([keyId]);
  });
});
