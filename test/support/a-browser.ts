import { CSRF_FIELD, csrfTokenOf, SESSION_COOKIE } from '../../src/identity/csrf';
import { Sessions } from '../../src/identity/sessions.service';
import { House } from './a-house';

export interface PageAnswer {
  readonly status: number;
  readonly html: string;
  /** Where a form that was carried out leads. */
  readonly location: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Somebody at a browser: a cookie session, and forms that carry their token. */
export interface Browser {
  open(address: string): Promise<PageAnswer>;
  /** Sends a form; a list is sent as a field that stands there several times. */
  send(address: string, fields?: Readonly<Record<string, string | readonly string[]>>): Promise<PageAnswer>;
}

/** A browser in which somebody is signed in; nobody, unless told. */
export async function aBrowser(house: House, person?: { readonly id: string }): Promise<Browser> {
  const session =
    person &&
    (await house.unitOfWork.run(() => house.get(Sessions).start(person.id, { kind: 'page', secondFactorDone: false })));
  const cookie = session ? { cookie: `${SESSION_COOKIE}=${session.token}` } : {};
  const ask = async (method: 'GET' | 'POST', url: string, payload?: string): Promise<PageAnswer> => {
    const type = payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = { accept: 'text/html', ...cookie, ...type };
    const answer = await house.app.inject({ method, url, headers, payload });
    const location = answer.headers.location;
    return { status: answer.statusCode, html: answer.body, location: location?.toString(), headers: answer.headers };
  };
  return {
    open: (address) => ask('GET', address),
    send(address, fields = {}) {
      const form = new URLSearchParams(session ? { [CSRF_FIELD]: csrfTokenOf(session.token) } : {});
      for (const [name, value] of Object.entries(fields)) for (const item of [value].flat()) form.append(name, item);
      return ask('POST', address, form.toString());
    },
  };
}
