/**
 * Wrong tries of a password or a code, counted for each account before the try is looked at: however many come at once,
 * five are looked at; then one after a minute, two, four … up to an hour (codes: after a quarter of an hour each).
 */
import type { Attempts, UserDocument } from '../models/user-document';
import type { AttemptKind, UserStore } from '../models/user-store';

const freeAttemptsMax = 5;
/** A code has six digits and three are good at a time: 96 tries a day find one in ten years. */
const waits: Readonly<Record<AttemptKind, { readonly firstMs: number; readonly msMax: number }>> = {
  loginAttempts: { firstMs: 60_000, msMax: 3_600_000 },
  codeAttempts: { firstMs: 900_000, msMax: 900_000 },
};
const doublingsMax = 10;
/** A try that lost its place to another one asks again this often. */
const racesMax = 3;

/** How long must be waited after this many wrong tries in a row, in milliseconds. */
export function waitAfter(failed: number, kind: AttemptKind): number {
  if (failed < freeAttemptsMax) return 0;
  const { firstMs, msMax } = waits[kind];
  return Math.min(msMax, firstMs * 2 ** Math.min(failed - freeAttemptsMax, doublingsMax));
}

/** Counts a try as wrong in advance; false when none may be looked at now. A right one clears the count afterwards. */
export async function beginAttempt(
  users: UserStore,
  user: UserDocument,
  { kind, now }: { readonly kind: AttemptKind; readonly now: number },
): Promise<boolean> {
  let seen: Attempts | undefined = user[kind];
  for (let race = 0; race < racesMax && seen !== undefined; race += 1) {
    if (seen.waitUntil !== '' && Date.parse(seen.waitUntil) > now) return false;
    if (await users.countAttempt(user._id, kind, { seen, next: afterFailure(seen, { kind, now }) }))
      return true;
    seen = (await users.byId(user._id))?.[kind];
  }
  return false;
}

function afterFailure({ failed }: Attempts, { kind, now }: { kind: AttemptKind; now: number }): Attempts {
  const waitMs = waitAfter(failed + 1, kind);
  return { failed: failed + 1, waitUntil: waitMs === 0 ? '' : new Date(now + waitMs).toISOString() };
}
