import { certificateNumber } from '../../certification/domain/certificate-number';
import { formatCertificateNumber } from '../../certification/certificate';
import { addressOf } from './typed-number';

const NUMBER = certificateNumber(Buffer.from('00112233445566778899', 'hex'));
const SHOWN = formatCertificateNumber(NUMBER);
const ADDRESS = `/verify/${encodeURIComponent(SHOWN)}`;

describe('Given the one field of the verify page', () => {
  it.each`
    what                            | typed                                                               | address
    ${'the number as printed'}      | ${SHOWN}                                                            | ${ADDRESS}
    ${'small letters, no hyphens'}  | ${NUMBER.toLowerCase()}                                             | ${ADDRESS}
    ${'spaces around and within'}   | ${`  ${SHOWN.replace(/-/g, ' ')} `}                                 | ${ADDRESS}
    ${'dashes of a word processor'} | ${SHOWN.replace(/-/g, '–')}                                         | ${ADDRESS}
    ${'a sentence with it'}         | ${`Certificate no. ${SHOWN}, issued today`}                         | ${ADDRESS}
    ${'the address of its page'}    | ${`https://filiform.example${ADDRESS}`}                             | ${ADDRESS}
    ${'what the QR code holds'}     | ${`HTTPS://X.EXAMPLE/V/${encodeURIComponent(NUMBER)}/ABCD01234567`} | ${`/v/${encodeURIComponent(NUMBER)}/ABCD01234567`}
    ${'half a number'}              | ${'7ZK4-0Q2M'}                                                      | ${'/verify/7ZK4-0Q2M'}
    ${'a stranger’s mark-up'}       | ${'<script>alert(1)</script>'}                                      | ${'/verify/scriptalert1script'}
    ${'a broken escape'}            | ${'%E0%A4%A'}                                                       | ${'/verify/E0A4A'}
    ${'dots'}                       | ${'../..'}                                                          | ${null}
    ${'nothing'}                    | ${'   '}                                                            | ${null}
  `('when $what is typed, then it leads to $address', ({ typed, address }) => {
    expect(addressOf(typed)).toBe(address);
  });

  it('when far too much is pasted, then the address stays short', () => {
    expect(addressOf('A'.repeat(100_000))?.length).toBeLessThan(80);
  });
});
