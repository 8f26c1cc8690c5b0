import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Letters } from '../../src/identity/letters';
import { House } from './a-house';

export interface ReceivedLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Every letter that this house has written to an address, oldest first. */
export async function lettersTo(house: House, address: string): Promise<ReceivedLetter[]> {
  await house.get(Letters).settled();
  const folder = path.join(house.settings.dataDir, 'mail');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.txt')) : [];
  const orderOf = (file: string) => Number(/-(\d{6})-[0-9a-f]{8}\.txt$/.exec(file)?.[1]);
  return files
    .sort((a, b) => orderOf(a) - orderOf(b))
    .map((file) => {
      const [head, ...paragraphs] = readFileSync(path.join(folder, file), 'utf8').split('\n\n');
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1] ?? '';
      return { to: field('To'), subject: field('Subject'), text: paragraphs.join('\n\n') };
    })
    .filter(({ to }) => to === address);
}

/** The token at the end of the link in the last letter to an address. */
export async function tokenInLetterTo(house: House, address: string): Promise<string> {
  const letters = await lettersTo(house, address);
  const link = /^https?:\/\/\S+\/([\w-]+)$/m.exec(letters.at(-1)?.text ?? '');
  if (!link) throw new Error(`The last letter to ${address} has no link`);
  return link[1];
}
