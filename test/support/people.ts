import { AuditTrail } from '../../src/audit/audit-trail';
import { systemActor } from '../../src/audit/actor';
import { PersonRegister } from '../../src/identity/data/person-register';
import { DemoAccounts } from '../../src/identity/demo-accounts';
import { Role } from '../../src/identity/domain/permissions';
import { Passwords } from '../../src/identity/passwords';
import { Sessions } from '../../src/identity/sessions.service';
import { House } from './a-house';

/** What everybody in a test signs in with. */
export const PASSWORD = 'seven needles in a drawer';
let hashed: Promise<string> | undefined;

export interface SignedInPerson {
  readonly id: string;
  readonly token: string;
  /** For `house.app.inject`. */
  readonly headers: { readonly authorization: string };
}

export interface TestPerson extends SignedInPerson {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export interface TestPersonOptions {
  readonly roles?: readonly Role[];
  readonly name?: string;
  readonly email?: string;
  readonly emailConfirmed?: boolean;
  /** A demo account needs no second factor; on unless told. */
  readonly demo?: boolean;
}

let count = 0;

/** Signs somebody in who exists, without going through the door. */
export async function signedIn(house: House, email: string): Promise<SignedInPerson> {
  const person = await house.get(PersonRegister).findByEmail(email);
  if (!person) throw new Error(`${email} has no account in this house`);
  const { token } = await house.unitOfWork.run(() =>
    house.get(Sessions).start(person.id, { kind: 'api', secondFactorDone: false }),
  );
  return { id: person.id, token, headers: { authorization: `Bearer ${token}` } };
}

/** Somebody with a confirmed address, a trainee unless told, signed in already. */
export async function aPerson(house: House, options: TestPersonOptions = {}): Promise<TestPerson> {
  count += 1;
  const { roles = ['trainee'], name = `Person ${count}`, email = `person-${count}@example.test` } = options;
  const { emailConfirmed = true, demo = true } = options;
  const passwordHash = await (hashed ??= house.get(Passwords).hash(PASSWORD));
  await house.unitOfWork.run(async () => {
    const { id } = await house
      .get(PersonRegister)
      .add({ email, name, passwordHash, roles, emailConfirmed, demo }, null);
    await house.get(AuditTrail).record('person.registered', systemActor('test'), { type: 'person', id });
  });
  return { ...(await signedIn(house, email)), email, name, password: PASSWORD };
}

export type DemoName =
  | 'trainee'
  | 'instructor'
  | 'instructor2'
  | 'assessor'
  | 'assessor2'
  | 'registrar'
  | 'registrar2'
  | 'clinic'
  | 'auditor'
  | 'admin';

/** The demo school of an empty house, everybody signed in. */
export async function demoPeople(house: House): Promise<Record<DemoName, TestPerson>> {
  const made = await house.get(DemoAccounts).make(house.settings.demoPassword);
  if (!made) throw new Error('The demo school goes into an empty house only');
  const people: [string, TestPerson][] = [];
  for (const { email, password } of made) {
    const person = await house.get(PersonRegister).findByEmail(email);
    people.push([
      email.split('@')[0],
      { ...(await signedIn(house, email)), email, password, name: person?.name ?? '' },
    ]);
  }
  return Object.fromEntries(people) as Record<DemoName, TestPerson>;
}
