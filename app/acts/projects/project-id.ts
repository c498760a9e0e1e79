/** Gives a new project its id: county, year and six characters of base32, the same for every try of one form. */
import { createHash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const tailLength = 6;

/**
 * `P-<county>-<year>-<6 base32>`.
 * @param request unique for the form: the same form leads to the same id, so that sending it twice does one thing
 */
export function projectIdFor(county: string, today: string, request: string): string {
  const bytes = createHash('sha256').update(request).digest().subarray(0, tailLength);
  const tail = [...bytes].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
  return `P-${county}-${today.slice(0, 4)}-${tail}`;
}
