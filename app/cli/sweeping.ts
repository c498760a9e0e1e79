/**
 * Starts the sweeper of a running platform: as soon as the register names the leading-group office, whose system's certificate
 * it acts under. On an empty register there is nobody to act for yet.
 */
import type { Logger } from 'pino';
import { provinceCode } from '../../domain/roles';
import type { Platform } from '../platform';
import { Sweeper } from '../sweeper';
import type { PlatformLedger } from './platform-ledger';

const officeAskedMs = 10_000;
const role = 'leading-group-office' as const;

/** Sweeps until it is stopped. */
export function keepSweeping(
  platform: Platform,
  ledger: PlatformLedger,
  logger: Logger,
): { readonly stop: () => Promise<void> } {
  let sweeper: Promise<Sweeper> | undefined;
  const onFailure = (error: unknown): void => {
    logger.error(error, 'A sweep failed; the next one tries again.');
  };
  const begin = (): void => {
    const office = platform.names.provincial(role);
    if (sweeper !== undefined || office === undefined) return;
    const organisation = { organisationId: office, role, county: provinceCode };
    sweeper = ledger.serviceIdentity('ProvinceMSP', organisation).then((identity) => {
      const begun = new Sweeper({ ledger: ledger.ledger, identity, onFailure });
      begun.start();
      return begun;
    });
    sweeper.catch(onFailure);
  };
  begin();
  const waiting = setInterval(begin, officeAskedMs);
  waiting.unref();
  return {
    stop: async () => {
      clearInterval(waiting);
      await sweeper?.then((begun) => begun.stop()).catch(onFailure);
    },
  };
}
