import fc from 'fast-check';
import {
  base32Of,
  certificateNumber,
  checkSymbolOf,
  formatCertificateNumber,
  NUMBER_BYTES,
  parseCertificateNumber,
  parseSecret,
} from './certificate-number';

const someBytes = fc.uint8Array({ minLength: NUMBER_BYTES, maxLength: NUMBER_BYTES });
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U';

describe('Given the number of a certificate', () => {
  it('when it is printed and typed in again, then it is the same number', () => {
    fc.assert(
      fc.property(someBytes, (bytes) => {
        const number = certificateNumber(bytes);
        expect(parseCertificateNumber(formatCertificateNumber(number))).toBe(number);
      }),
    );
  });

  it('when it is printed, then it stands in groups of four and the check symbol', () => {
    expect(formatCertificateNumber(certificateNumber(new Uint8Array(10)))).toBe('0000-0000-0000-0000-0');
    expect(formatCertificateNumber(certificateNumber(new Uint8Array(10).fill(255)))).toBe(
      `ZZZZ-ZZZZ-ZZZZ-ZZZZ-${checkSymbolOf('Z'.repeat(16))}`,
    );
  });

  it('when one character is wrong, then it is no number', () => {
    fc.assert(
      fc.property(someBytes, fc.nat(16), fc.nat(ALPHABET.length - 1), (bytes, at, other) => {
        const number = certificateNumber(bytes);
        fc.pre(number[at] !== ALPHABET[other]);
        expect(parseCertificateNumber(number.slice(0, at) + ALPHABET[other] + number.slice(at + 1))).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('when two neighbours are swapped, then it is no number', () => {
    fc.assert(
      fc.property(someBytes, fc.nat(15), (bytes, at) => {
        const number = certificateNumber(bytes);
        fc.pre(number[at] !== number[at + 1]);
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
        expect(parseCertificateNumber(swapped)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  const characters = '01AB'.repeat(4);
  const number = characters + checkSymbolOf(characters);
  it.each`
    typed                                                   | why
    ${number.toLowerCase()}                                 | ${'in lower case'}
    ${number.replace(/0/g, 'O').replace(/1/g, 'I')}         | ${'with letters for digits'}
    ${number.replace(/0/g, 'o').replace(/1/g, 'l')}         | ${'with small letters for digits'}
    ${formatCertificateNumber(number)}                      | ${'with hyphens'}
    ${` ${formatCertificateNumber(number)} `}               | ${'with spaces around it'}
    ${formatCertificateNumber(number).replace(/-/g, ' – ')} | ${'with dashes and spaces'}
  `('when it is typed $why, then it is still read', ({ typed }) => {
    expect(parseCertificateNumber(typed)).toBe(number);
  });

  it.each([
    '',
    '0',
    number.slice(0, 16),
    `${number}0`,
    'Ü'.repeat(17),
    '0'.repeat(5000),
    '../../etc/passwd',
    `${number.slice(0, 15)}U${number[16]}`,
  ])('when it is %j, then it is no number', (typed) => {
    expect(parseCertificateNumber(typed)).toBeNull();
  });
});

describe('Given the secret of a QR code', () => {
  it('when it is read in any case, then it is the same secret', () => {
    fc.assert(
      fc.property(someBytes, (bytes) => {
        const secret = base32Of(bytes);
        expect(secret).toHaveLength(16);
        expect(parseSecret(secret.toLowerCase())).toBe(secret);
      }),
    );
  });

  it('when it is too short, too long or of other characters, then it is none', () => {
    expect(['', 'ABC', 'A'.repeat(17), '~'.repeat(16), 'U'.repeat(16)].map(parseSecret)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
