/**
 * The network that `npm run test:fabric` plays the scenarios on: a profile in a temporary folder, with a clock tolerance
 * as wide as the stories are long, short blocks, and many chaincode names on one package, so that every chapter has a
 * state of its own.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { mspIds } from '../../domain/roles';
import type { MspId } from '../../domain/roles';
import { deployChaincode } from '../../fabric-network/chaincode/chaincode-deployment';
import { networkIssuer } from '../../fabric-network/network-access';
import type { NetworkPlace } from '../../fabric-network/network-access';
import { profileNames } from '../../fabric-network/network-description';
import type { ProfileName } from '../../fabric-network/network-description';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { bringUp, takeDown } from '../../fabric-network/network-life';
import { describeProfile } from '../../fabric-network/profiles';
import { fabricPrograms } from '../../fabric-network/programs/program-choice';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import { keptIssuer } from '../../ledger/identities/kept-issuer';

const recordFile = 'test-network.json';
const recordField = z.object({ profile: z.enum(profileNames), chaincodes: z.array(z.string()) });
const productModule = 'dist/chaincode/index.js';
/** Apart from an operator's own networks. */
const portBases: Readonly<Record<ProfileName, number>> = { small: 17_000, province: 17_500 };
const clockToleranceMinutes = 20 * 366 * 24 * 60;
/** A scenario's transactions come one after the other: each waits for its block. */
const batch = {
  timeoutMs: 40,
  messagesMax: 100,
  bytesMax: 10 * 1024 * 1024,
  preferredBytesMax: 2 * 1024 * 1024,
};

/** Who reads events and heights: the platform's own service certificate. */
export const readerAttributes = {
  role: 'admin',
  organisation: 'province-admin',
  county: '520000',
  person: 'platform-reader',
  kind: 'service',
} as const;

export class TestNetwork {
  readonly place: NetworkPlace;
  readonly #folder: string;
  readonly #chaincodes: readonly string[];

  constructor(folder: string) {
    const record = recordField.parse(JSON.parse(readFileSync(join(folder, recordFile), 'utf8')));
    this.place = placeOf(record.profile, folder);
    this.#folder = folder;
    this.#chaincodes = record.chaincodes;
  }

  /** A chaincode name that no other chapter, of this process or another, has taken. */
  takeChaincode(): string {
    const taken = this.#chaincodes.find((name) => isTakenNow(join(this.#folder, 'taken', name)));
    if (taken === undefined)
      throw new Error(`all ${String(this.#chaincodes.length)} chaincode names are taken`);
    return taken;
  }

  /**
   * An issuer that enrols each person once for all test processes: the people of the invented province are the same in
   * every chapter, and each enrolment costs the authority a bcrypt or two.
   */
  issuer(mspId: MspId): IdentityIssuer & { close(): void } {
    const issuer = networkIssuer(this.place, mspId);
    const kept = keptIssuer(issuer, this.place.layout.people, Date.now);
    return {
      ...kept,
      close: () => {
        issuer.close();
      },
    };
  }

  async takeDown(): Promise<void> {
    await takeDown(this.place.layout, say);
  }
}

/** Makes the network in an empty folder, with the product's contracts under so many names. */
export async function raiseTestNetwork(
  profile: ProfileName,
  { folder, names }: { readonly folder: string; readonly names: number },
): Promise<TestNetwork> {
  const { network, layout } = placeOf(profile, folder);
  const programs = await fabricPrograms({ say });
  const { processes } = await bringUp(network, layout, { programs, say });
  const chaincodes = Array.from({ length: names }, (_, count) => `relief-${String(count + 1)}`);
  await deployChaincode(network, layout, {
    chaincode: { names: chaincodes, modulePath: productModule },
    ...{ tools: programs, processes },
    // Its lines name every chapter's chaincode.
    say: () => undefined,
  });
  mkdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, recordFile), JSON.stringify({ profile, chaincodes }));
  return new TestNetwork(folder);
}

function placeOf(profile: ProfileName, folder: string): NetworkPlace {
  const network = describeProfile(profile, {
    ...{ portBase: portBases[profile], batch },
    clientClockToleranceMinutes: clockToleranceMinutes,
  });
  return { network, layout: new NetworkLayout(join(folder, 'network')) };
}

/** The issuers of all MSPs. */
export function issuersOf(network: TestNetwork) {
  const [ProvinceMSP, CountyMSP, BankMSP, PartnershipMSP] = mspIds.map((mspId) => network.issuer(mspId));
  if (ProvinceMSP === undefined || CountyMSP === undefined) throw new Error('an issuer for each MSP');
  if (BankMSP === undefined || PartnershipMSP === undefined) throw new Error('an issuer for each MSP');
  return { ProvinceMSP, CountyMSP, BankMSP, PartnershipMSP };
}

/** Making a folder is atomic: one process wins. */
function isTakenNow(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}
