/** What two spellings of one address have in common. Mail providers ignore case, so accounts do. */
export function emailKeyOf(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}
