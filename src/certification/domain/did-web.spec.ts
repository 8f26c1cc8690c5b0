import { didDocument, didWebOf } from './did-web';

describe('Given the address of an issuer', () => {
  it.each`
    address                            | did
    ${'https://training.example.org'}  | ${'did:web:training.example.org'}
    ${'http://localhost:3000'}         | ${'did:web:localhost%3A3000'}
    ${'https://example.org/school/dn'} | ${'did:web:example.org:school:dn'}
    ${'http://127.0.0.1:3000'}         | ${null}
    ${'http://[::1]:3000'}             | ${null}
  `('when it is $address, then it is known as $did', ({ address, did }) => {
    expect(didWebOf(address)).toBe(did);
  });

  it('when its document is asked for, then every key stands in it and may assert', () => {
    expect(
      didDocument('did:web:a.example.org', [
        { id: 'k1', jwk: { kty: 'OKP' } },
        { id: 'k2', jwk: { kty: 'OKP' } },
      ]),
    ).toMatchObject({
      id: 'did:web:a.example.org',
      verificationMethod: [
        {
          id: 'did:web:a.example.org#k1',
          type: 'JsonWebKey',
          controller: 'did:web:a.example.org',
          publicKeyJwk: { kty: 'OKP' },
        },
        {},
      ],
      assertionMethod: ['did:web:a.example.org#k1', 'did:web:a.example.org#k2'],
    });
  });
});
