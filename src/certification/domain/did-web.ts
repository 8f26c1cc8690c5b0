import type { CertificateSnapshot } from './snapshot';

/** A public key as JSON (RFC 7517), with its thumbprint as name. */
export interface NamedKey {
  readonly id: string;
  readonly jwk: Readonly<Record<string, string>> | object;
}

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** The issuer's name on the web: `did:web:training.example.org`. Null where the address is a number, which did:web does not take. */
export function didWebOf(publicUrl: CertificateSnapshot['issuer']['url']): string | null {
  const { hostname, port, pathname } = new URL(publicUrl);
  if (IPV4.test(hostname) || hostname.startsWith('[')) return null;
  const path = pathname.split('/').filter(Boolean).map(encodeURIComponent);
  return ['did:web', port ? `${hostname}%3A${port}` : hostname, ...path].join(':');
}

/** The document under that name: every key that ever signed, so that old certificates still verify. */
export function didDocument(did: string, keys: readonly NamedKey[]): object {
  const methods = keys.map(({ id, jwk }) => ({
    id: `${did}#${id}`,
    type: 'JsonWebKey',
    controller: did,
    publicKeyJwk: jwk,
  }));
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id: did,
    verificationMethod: methods,
    assertionMethod: methods.map(({ id }) => id),
  };
}
