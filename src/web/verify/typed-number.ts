import { formatCertificateNumber, parseCertificateNumber } from '../../certification/certificate';

/** What may stand in a number as people write it; anything else is not repeated. */
const FOREIGN = /[^0-9A-Za-z*~$= -]/g;
const LONGEST = 60;

const IN_CODE = /\/v\/([^/?#\s]+)\/([^/?#\s]+)/i;
const IN_LINK = /\/verify\/([^/?#\s]+)/i;
/** Seventeen characters, in groups or not, wherever they stand in a sentence. */
const CANDIDATE = /(?<![0-9A-Z])(?:[0-9A-Z][\s‐-―-]?){16}[0-9A-Z*~$=]/gi;

/**
 * Where the answer stands to what somebody typed, pasted or scanned into the one field: a number in any case and grouping,
 * the address behind the QR code, or a sentence with a number in it. Null where there is nothing to look up.
 */
export function addressOf(typed: string): string | null {
  const text = typed.slice(0, 2000);
  const [, number, secret] = IN_CODE.exec(text) ?? [];
  if (number && secret) return `/v/${part(decoded(number))}/${part(decoded(secret))}`;
  const found = numberIn(decoded(IN_LINK.exec(text)?.[1] ?? text));
  return found === '' ? null : `/verify/${encodeURIComponent(found)}`;
}

function numberIn(text: string): string {
  for (const candidate of [text, ...(text.match(CANDIDATE) ?? [])]) {
    const number = parseCertificateNumber(candidate.trim());
    if (number) return formatCertificateNumber(number);
  }
  return text.replace(FOREIGN, '').trim().slice(0, LONGEST);
}

function part(text: string): string {
  return encodeURIComponent(text.replace(FOREIGN, '').slice(0, LONGEST) || '-');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
