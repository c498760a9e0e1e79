/**
 * How long a session lasts: fifteen minutes without an act for the roles that move money, an hour for the others, and
 * twelve hours for anybody. The same times rule how long an unlocked key stays in memory.
 */
import type { Role } from '../../domain/roles';
import { payerRoles } from '../../domain/roles';

const minuteMs = 60_000;
export const idleMsMaxOfMoneyRoles = 15 * minuteMs;
const idleMsMaxOfOthers = 60 * minuteMs;
export const sessionMsMax = 12 * 60 * minuteMs;
/** How often a session's last act is written down again: not with every request. */
export const seenStepMs = 30_000;
/** An open page tells once a minute that its person is at work, so that what is noted is up to that much too old. */
const tellingMs = 60_000 + seenStepMs;

/** Who pays, and who issues what is paid. */
const moneyRoles: ReadonlySet<Role> = new Set([...payerRoles, 'leading-group-office']);

/** How long somebody of this role may do nothing, in milliseconds. */
export function idleMsMaxOf(role: Role): number {
  return moneyRoles.has(role) ? idleMsMaxOfMoneyRoles : idleMsMaxOfOthers;
}

/** When a session began and when its person last did something, in milliseconds since 1970. */
export interface SessionTimes {
  readonly beganAt: number;
  readonly seenAt: number;
}

/** When a session ends if nothing more is done, in milliseconds since 1970. */
export function endOfSession({ beganAt, seenAt }: SessionTimes, role: Role): number {
  return Math.min(seenAt + idleMsMaxOf(role) + tellingMs, beganAt + sessionMsMax);
}
