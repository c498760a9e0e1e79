/**
 * What the platform is opened on: a ledger and a store, the authorities of certificates, the clock, and what the operator set.
 * The composition root hands it over; tests hand over theirs.
 */
import type { Logger } from 'pino';
import type { MspId } from '../domain/roles';
import type { IdentityIssuer } from '../ledger/identities/identity-issuer';
import type { Ledger } from '../ledger/ledger';
import type { SeedableLedger } from './demo/platform-seed';
import type { RateLimits } from './middleware/rate-limits';
import type { Store } from './store/store-connection';

export interface PlatformParts {
  /** The project's folder, in which views, texts, styles and packages lie. */
  readonly root: string;
  readonly ledger: Ledger;
  readonly store: Store;
  readonly issuerOf: (mspId: MspId) => IdentityIssuer | undefined;
  readonly serviceIdentity: SeedableLedger['serviceIdentity'];
  /** A folder of the platform's own, for files on their way. */
  readonly temporaryFolder: string;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly settings: PlatformSettings;
}

export interface PlatformSettings {
  readonly demo: boolean;
  readonly secure: boolean;
  readonly production: boolean;
  readonly publicUrl: string;
  /** Sign session cookies; an older one after the first is still read. */
  readonly secrets: readonly string[];
  /** Stands in the addresses of styles and scripts. */
  readonly assets: string;
  readonly limits?: RateLimits;
}
