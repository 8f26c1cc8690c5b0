import * as fc from 'fast-check';
import { emailKeyOf } from './email';
import { networkOf } from './network';
import { faultOfPassword } from './password-policy';
import { allowedWithoutSecondFactor, needsSecondFactor, permissionsOf, Role, ROLES } from './permissions';
import { isOnePrintableLine } from './printable';
import { faultsOfProfile, JURISDICTION, NOTHING_STATED, PROFESSION } from './profile';
import { newRecoveryCode, recoveryCodeKey } from './recovery-code';
import { rolesAfter } from './roles';
import { SeededRandomness } from '../../kernel/randomness';

describe('Given a password that somebody chooses', () => {
  const owner = { email: 'Ada.Lovelace@example.org' };

  it.each`
    password                      | fault
    ${'eight ch'}                 | ${null}
    ${'seven c'}                  | ${/at least 8/}
    ${'pässwört mit Umlaut'}      | ${null}
    ${'🪡🪡🧵🧵🩺🩺🩹🩹'}         | ${null}
    ${'🪡🪡🧵🧵'}                 | ${/at least 8/}
    ${'x'.repeat(200)}            | ${/tried first/}
    ${'xy'.repeat(100)}           | ${null}
    ${'xy'.repeat(101)}           | ${/no more than 200/}
    ${'Password123'}              | ${/tried first/}
    ${'dryneedling'}              | ${/tried first/}
    ${'ADA.LOVELACE@example.org'} | ${/e-mail address/}
    ${'ada.lovelace'}             | ${/e-mail address/}
  `('when it is "$password", then what is wrong is $fault', ({ password, fault }) => {
    const found = faultOfPassword(password, owner);
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });
});

describe('Given roles given and taken', () => {
  it('then a role is held exactly when the last word on it was that it was given', () => {
    const change = fc.record({
      role: fc.constantFrom(...ROLES),
      change: fc.constantFrom('given' as const, 'taken' as const),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const history = changes.map((item, index) => ({ ...item, sequence: index + 1 }));
        const expected = ROLES.filter((role) => history.findLast((item) => item.role === role)?.change === 'given');
        expect(rolesAfter([...history].reverse())).toEqual(expected);
      }),
    );
  });
});

describe('Given what a role allows', () => {
  it.each`
    roles                     | demo     | needed
    ${['trainee']}            | ${false} | ${false}
    ${['assessor', 'clinic']} | ${false} | ${false}
    ${['registrar']}          | ${false} | ${true}
    ${['trainee', 'admin']}   | ${false} | ${true}
    ${['registrar', 'admin']} | ${true}  | ${false}
  `('when somebody is $roles (demo: $demo), then a second factor is needed: $needed', ({ roles, demo, needed }) => {
    expect(needsSecondFactor({ roles, demo })).toBe(needed);
  });

  it('then without the second factor nothing is open that is not open to everybody', () => {
    const everybody = permissionsOf([]);
    const open = [...permissionsOf([...ROLES] as Role[])].filter(allowedWithoutSecondFactor);
    expect(open.sort()).toEqual(['me:read', 'second-factor:set-up', 'session:end']);
    expect(open.every((permission) => everybody.has(permission))).toBe(true);
  });
});

describe('Given an address of the network', () => {
  it.each`
    address                    | network
    ${'203.0.113.7'}           | ${'203.0.113.7'}
    ${'::ffff:203.0.113.7'}    | ${'203.0.113.7'}
    ${'2001:db8:1:2:3:4:5:6'}  | ${'2001:db8:1:2::/64'}
    ${'2001:0db8:1:2:ffff::1'} | ${'2001:db8:1:2::/64'}
    ${'2001:db8::1'}           | ${'2001:db8:0:0::/64'}
    ${'::1'}                   | ${'0:0:0:0::/64'}
    ${'::'}                    | ${'0:0:0:0::/64'}
    ${'fe80::1%eth0'}          | ${'fe80:0:0:0::/64'}
    ${'no address'}            | ${'no address'}
  `('when it is $address, then it counts as $network', ({ address, network }) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('Given what people write about themselves', () => {
  it('when an address is written in another case, then it is the same account', () => {
    expect(emailKeyOf(' Ada@Example.ORG ')).toBe(emailKeyOf('ada@example.org'));
  });

  it.each`
    text                   | fits
    ${'Ada Lovelace'}      | ${true}
    ${'Þóra Jónsdóttir'}   | ${true}
    ${'王小明'}            | ${true}
    ${"O'Neil-Smith, Jr."} | ${true}
    ${''}                  | ${false}
    ${'  '}                | ${false}
    ${'two\nlines'}        | ${false}
    ${'null\u0000'}        | ${false}
    ${'\u202Eevil'}        | ${false}
    ${'\ud800'}            | ${false}
  `('when a name is $text, then it fits on one line: $fits', ({ text, fits }) => {
    expect(isOnePrintableLine(text)).toBe(fits);
  });

  it.each`
    code         | fits
    ${'GB'}      | ${true}
    ${'US-CO'}   | ${true}
    ${'GB-ENG'}  | ${true}
    ${'AU-1'}    | ${true}
    ${'us-co'}   | ${false}
    ${'USA'}     | ${false}
    ${'US-'}     | ${false}
    ${'US-COLO'} | ${false}
    ${'US-CO\n'} | ${false}
  `('when a jurisdiction is $code, then it is a code: $fits', ({ code, fits }) => {
    expect(JURISDICTION.test(code)).toBe(fits);
  });

  it.each`
    profession              | fits
    ${'physical-therapist'} | ${true}
    ${'acupuncturist'}      | ${true}
    ${'Physical Therapist'} | ${false}
    ${'-therapist'}         | ${false}
    ${'therapist-'}         | ${false}
  `('when a profession is $profession, then it is a name of the register: $fits', ({ profession, fits }) => {
    expect(PROFESSION.test(profession)).toBe(fits);
  });

  it.each`
    issuedOn        | faults
    ${'2026-11-22'} | ${[]}
    ${'2024-02-29'} | ${[]}
    ${'2026-11-23'} | ${['licence.issuedOn']}
    ${'2023-02-29'} | ${['licence.issuedOn']}
    ${'2023-13-01'} | ${['licence.issuedOn']}
  `('when on 22 November 2026 a licence is said to be of $issuedOn, then $faults is wrong', ({ issuedOn, faults }) => {
    const licence = { number: 'PTL.1', issuedOn, jurisdiction: 'US-CO' };
    expect(faultsOfProfile({ ...NOTHING_STATED, licence }, '2026-11-22').map(({ path }) => path)).toEqual(faults);
  });
});

describe('Given a recovery code', () => {
  it('when it is typed without hyphens, in lower case, with O for 0 and L for 1, then it is the same code', () => {
    const code = newRecoveryCode(new SeededRandomness('recovery'));
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    const typed = code.replace(/-/g, ' ').replace(/0/g, 'o').replace(/1/g, 'l').toLowerCase();
    expect(recoveryCodeKey(typed)).toBe(recoveryCodeKey(code));
  });
});
