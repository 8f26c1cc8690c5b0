/*
 * NIST SP 800-63B, 5.1.1.2: length counts, composition rules do not; what everybody tries first is refused.
 */

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 200;

/** Of those seen most often in breaches, the ones long enough to pass otherwise. */
const COMMON = new Set(
  `12345678 123456789 1234567890 0123456789 987654321 9876543210 11223344 12341234 123123123 1q2w3e4r 1q2w3e4r5t
   1qaz2wsx 1qazxsw2 zaq12wsx q1w2e3r4 qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwertz123 asdfghjkl asdfasdf
   zxcvbnm123 password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword passwort passwort1
   motdepasse contraseña contrasena iloveyou iloveyou1 sunshine princess football football1 baseball basketball superman
   starwars trustno1 whatever welcome1 welcome123 letmein1 letmein123 abcd1234 abc12345 abcdefgh a1b2c3d4 admin123
   admin1234 administrator changeme changeme1 changeit default1 computer internet michelle jennifer jordan23 liverpool
   chelsea1 arsenal1 monkey123 dragon123 master123 shadow123 charlie1 michael1 killer123 freedom1 secret123 pokemon1
   samsung1 google123 access14 corvette midnight mercedes maverick explorer elephant chocolate butterfly
   dryneedling needling1 filiform filiform1 acupuncture physiotherapy`.split(/\s+/),
);

/** What is compared and hashed: the same password typed on two keyboards is one password. */
export function normalisedPassword(password: string): string {
  return password.normalize('NFKC');
}

/** What is wrong with a password that somebody chooses, as a sentence that goes on "The password …", or null. */
export function faultOfPassword(password: string, owner: { readonly email: string }): string | null {
  const normalised = normalisedPassword(password);
  const length = [...normalised].length;
  if (length < PASSWORD_MIN)
    return `must have at least ${PASSWORD_MIN} characters; a few words in a row are easy to remember`;
  if (length > PASSWORD_MAX) return `must have no more than ${PASSWORD_MAX} characters`;
  const plain = normalised.toLowerCase();
  const email = owner.email.trim().toLowerCase();
  if (plain === email || plain === email.split('@')[0]) return 'must not be your e-mail address';
  if (COMMON.has(plain) || /^(.)\1*$/su.test(plain)) return 'is one of those that are tried first; choose another';
  return null;
}
