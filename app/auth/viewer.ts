/**
 * Whoever looks at a page: the signed-in user as the rest of the platform knows it, and what such a viewer may read.
 * The contracts check the same again from the certificate; what is decided here only keeps pages from showing more.
 */
import type { Locale } from '../../domain/refusals/refusal';
import type { MspId, Role } from '../../domain/roles';
import { readsEverything } from '../../domain/roles';
import type { Scope } from '../models/scope';

export interface Viewer {
  readonly userId: string;
  /** The person's own name; it stands in the store alone, never on the chain. */
  readonly name: string;
  /** 经办, 复核 …: the user's post as pages show it after the name. */
  readonly post: string;
  /** The pseudonym on the chain. */
  readonly person: string;
  readonly organisationId: string;
  readonly role: Role;
  readonly county: string;
  readonly mspId: MspId;
  readonly language: Locale;
  /** `large` is 关怀版. */
  readonly size: 'normal' | 'large';
}

/** What the viewer may read (domain rules, sections 1 and 13). */
export function scopeOf({ role, county, organisationId }: Viewer): Scope {
  if (readsEverything(role)) return { kind: 'everything' };
  if (role === 'admin') return { kind: 'nothing' };
  return readsItsCounty.includes(role)
    ? { kind: 'county', county }
    : { kind: 'organisation', organisationId };
}

const readsItsCounty: readonly Role[] = ['county-command', 'county-finance', 'county-fund-company'];
