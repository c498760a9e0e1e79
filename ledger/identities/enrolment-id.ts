/**
 * Under which ids a person is registered at the organisation's Fabric CA. A person's pseudonym has no dot, an
 * organisation's own identities (`peer`, `orderer`, `admin`, `registrar`) have none either: `person.` keeps the two
 * apart. A revoked identity never enrols again, so each revocation moves the person on to a next id.
 */
import { createHash } from 'node:crypto';

/** Common names and Fabric CA's requests hold no more. */
const enrolmentIdLengthMax = 64;
/** A person whose certificates were revoked this often is a case for a human. */
const generationsMax = 20;
const longestSuffix = `.${String(generationsMax)}`.length;
/** 192 bits: nobody finds two pseudonyms with one digest. */
const digestLength = 48;

/**
 * The ids of a person, first to last: `person.clerk-7`, `person.clerk-7.2`, `person.clerk-7.3` …
 * @throws RangeError when the pseudonym has a dot, and would be taken for somebody's later id
 */
export function* enrolmentIdsOf(person: string): Generator<string, void, undefined> {
  if (person.includes('.')) {
    throw new RangeError(`"${person}" is no pseudonym: it has a dot. Use a–z, 0–9 and - only.`);
  }
  const first = firstEnrolmentIdOf(person);
  yield first;
  for (let generation = 2; generation <= generationsMax; generation += 1) yield `${first}.${generation}`;
}

/** A pseudonym may be as long as a common name: one that leaves no room for the rest is named by its digest. */
function firstEnrolmentIdOf(person: string): string {
  const plain = `person.${person}`;
  if (plain.length + longestSuffix <= enrolmentIdLengthMax) return plain;
  return `long-person.${createHash('sha256').update(person).digest('hex').slice(0, digestLength)}`;
}
