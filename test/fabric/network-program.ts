/**
 * Brings the network of the scenarios up before mocha runs and takes it down afterwards:
 * `network-program.js up|down small|province FOLDER`.
 */
import { profileNames } from '../../fabric-network/network-description';
import type { ProfileName } from '../../fabric-network/network-description';
import { TestNetwork, issuersOf, raiseTestNetwork, readerAttributes } from './test-network';
import { staffPlan } from '../province/founding';

/** More than there are chapters in test/scenarios. */
const namesByProfile: Readonly<Record<ProfileName, number>> = { small: 48, province: 2 };

async function main([command, profileName, folder = '']: readonly string[]): Promise<void> {
  const profile = profileNames.find((name) => name === profileName);
  if (profile === undefined || folder === '') throw new Error('up|down small|province FOLDER');
  if (command === 'down') return new TestNetwork(folder).takeDown();
  const network = await raiseTestNetwork(profile, { folder, names: namesByProfile[profile] });
  const issuers = issuersOf(network);
  // Here and not by the chapters, several of which would ask for the same person at once.
  for (const { seat, person, kind } of staffPlan()) {
    const { role, organisationId: organisation, county, mspId } = seat;
    await issuers[mspId].enrol({ role, organisation, county, person, kind });
  }
  await issuers.ProvinceMSP.enrol(readerAttributes);
  for (const issuer of Object.values(issuers)) issuer.close();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
