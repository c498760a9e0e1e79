/**
 * Opens the ledger that the platform runs on, with whoever issues certificates for it: the embedded one in the data
 * folder, or a Fabric network on this machine that is brought up if it is down. The web process and the commands of mvcb
 * open it here and know no more than what is answered.
 */
import { join } from 'node:path';
import { contracts } from '../../chaincode/index';
import type { MspId, Role } from '../../domain/roles';
import { mspIds, provinceCode } from '../../domain/roles';
import { gatewayAccess, networkIssuer } from '../../fabric-network/network-access';
import type { ProfileName } from '../../fabric-network/network-description';
import { openEmbeddedLedger } from '../../ledger/embedded/embedded-ledger';
import { openGatewayLedger } from '../../ledger/gateway/gateway-ledger';
import { authorityInFolder } from '../../ledger/identities/identity-folder';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import { keptIssuer } from '../../ledger/identities/kept-issuer';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';
import type { ChainReport, LedgerName, StagePart } from '../story/story-stage';
import { chosenNetwork, startNetwork } from './fabric-network-start';

const channel = 'relief-fund';
const chaincode = 'relief-fund';
/** Apart from the networks of `npm run fabric:up` and of stories. */
const platformPortBases: Readonly<Record<ProfileName, number>> = { small: 11_200, province: 11_600 };
const standardProfile: ProfileName = 'small';

export interface PlatformLedgerOptions {
  readonly kind: LedgerName;
  /** Everything that belongs to the ledger is kept here: its file or network, authorities, service certificates. */
  readonly folder: string;
  /** Fabric: `small` unless named, or the one that the folder holds. */
  readonly profile?: string;
  /** Fabric: first of the four hundred ports. */
  readonly portBase?: string;
  /**
   * Embedded: since when the authorities' certificates hold, where they are founded now. A seed that begins in the past
   * needs them to be that old. Milliseconds since 1970; now when absent.
   */
  readonly authoritiesSinceMs?: number;
  /** Takes a line about what was done. */
  readonly say?: (line: string) => void;
  /** Is told of each part of a network when it is begun, and when it is ready with the seconds it took. */
  readonly tell?: (part: StagePart, seconds?: number) => void;
}

/** An organisation whose system acts: it may push its bank's statements, or sweep. */
export interface ServiceOrganisation {
  readonly organisationId: string;
  readonly role: Role;
  readonly county: string;
}

export interface PlatformLedger {
  readonly kind: LedgerName;
  readonly ledger: Ledger;
  readonly issuers: ReadonlyMap<MspId, IdentityIssuer>;
  /** The ledger's time in milliseconds since 1970. */
  readonly now: () => number;
  /** Moves the ledger's clock, never backward once a block is stamped; undefined where time cannot be moved. */
  readonly clock: { moveTo(instant: Date): void } | undefined;
  /** The service certificate of an organisation's system, the same again at every start. */
  serviceIdentity(mspId: MspId, organisation: ServiceOrganisation): Promise<LedgerIdentity>;
  /**
   * Verifies the whole chain again.
   * @throws CorruptLedgerError naming the first block that does not hold
   */
  verify(): Promise<ChainReport>;
  close(): Promise<void>;
}

/**
 * Opens the platform's ledger.
 * @throws LedgerUnavailableError when another process has the folder open, or no peer answers
 * @throws CorruptLedgerError when what is stored is not what was written
 * @throws NetworkError when the network cannot be brought up
 */
export function openPlatformLedger(options: PlatformLedgerOptions): Promise<PlatformLedger> {
  return options.kind === 'embedded' ? openEmbedded(options) : openFabric(options);
}

async function openEmbedded({ folder, authoritiesSinceMs }: PlatformLedgerOptions): Promise<PlatformLedger> {
  let shownMs = (): number => authoritiesSinceMs ?? Date.now();
  const now = (): number => shownMs();
  const issuers = new Map<MspId, IdentityIssuer>();
  for (const mspId of mspIds) issuers.set(mspId, await authorityInFolder(folder, mspId, now));
  const msps = [...issuers.values()].map(({ mspId, rootCertificatePem }) => ({
    mspId,
    rootCertificates: [rootCertificatePem],
  }));
  const ledger = await openEmbeddedLedger({ folder, channel, contracts, msps });
  shownMs = () => ledger.clock.now();
  return {
    ...{ kind: 'embedded', ledger, issuers, now, clock: ledger.clock },
    serviceIdentity: serviceIssuance(issuers, join(folder, 'services'), now),
    verify: () => Promise.resolve({ ...ledger.verify(), witness: 'signatures' }),
    close: () => ledger.close(),
  };
}

async function openFabric(options: PlatformLedgerOptions): Promise<PlatformLedger> {
  const place = chosenNetwork({
    ...{ profile: options.profile ?? standardProfile, portBase: options.portBase },
    ...{ folder: join(options.folder, 'network'), standardPortBases: platformPortBases },
  });
  await startNetwork(place, {
    nameChaincode: () => Promise.resolve(chaincode),
    endsOutdatedProcesses: false,
    say: options.say ?? ((): void => undefined),
    tell: options.tell ?? ((): void => undefined),
  });
  const opened = mspIds.map((mspId) => [mspId, networkIssuer(place, mspId)] as const);
  const issuers = new Map(opened);
  const closeIssuers = (): void => {
    for (const [, issuer] of opened) issuer.close();
  };
  const serviceIdentity = serviceIssuance(issuers, join(options.folder, 'services'), Date.now);
  try {
    const reader = await serviceIdentity('ProvinceMSP', readingService);
    const ledger = await openGatewayLedger({ ...gatewayAccess(place), chaincode, reader });
    return {
      ...{ kind: 'fabric', ledger, issuers, now: Date.now, clock: undefined, serviceIdentity },
      verify: async () => ({ ...(await ledger.verify()), witness: 'peers' }),
      close: () => ledger.close().finally(closeIssuers),
    };
  } catch (error) {
    closeIssuers();
    throw error;
  }
}

/** Reads blocks and events; it stands for no organisation of the register and calls no contract. */
const readingService: ServiceOrganisation = {
  organisationId: 'platform',
  role: 'leading-group-office',
  county: provinceCode,
};

/** Several who ask for the same one at once are given one certificate: an authority registers a name once. */
function serviceIssuance(
  issuers: ReadonlyMap<MspId, IdentityIssuer>,
  folder: string,
  now: () => number,
): PlatformLedger['serviceIdentity'] {
  const given = new Map<string, Promise<LedgerIdentity>>();
  return async (mspId, organisation) => {
    const issuer = issuers.get(mspId);
    if (issuer === undefined) throw new RangeError(`There is no authority for ${mspId}.`);
    const { organisationId } = organisation;
    const known = given.get(organisationId) ?? enrolService(keptIssuer(issuer, folder, now), organisation);
    given.set(organisationId, known);
    try {
      return await known;
    } catch (error) {
      given.delete(organisationId);
      throw error;
    }
  };
}

async function enrolService(
  issuer: Pick<IdentityIssuer, 'enrol'>,
  { organisationId, role, county }: ServiceOrganisation,
): Promise<LedgerIdentity> {
  const person = `${organisationId}-system`;
  const attributes = { role, organisation: organisationId, county, person, kind: 'service' } as const;
  return (await issuer.enrol(attributes)).identity;
}
