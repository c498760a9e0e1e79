/** Networks for tests that start none of Fabric's programs. */
import { NetworkLayout } from '../../fabric-network/network-layout';
import type { NetworkDescription } from '../../fabric-network/network-description';
import type { ProcessSpecification } from '../../fabric-network/processes/process-record';
import { describeProfile } from '../../fabric-network/profiles';

export const layout = new NetworkLayout('/srv/relief');

export function networkOf(profile: 'small' | 'province'): NetworkDescription {
  return describeProfile(profile, { portBase: 20_000 });
}

/** A process that does nothing until it is stopped. */
export function idleProcess(name: string, change: Partial<ProcessSpecification> = {}): ProcessSpecification {
  return {
    name,
    kind: 'chaincode',
    organisation: 'province',
    program: process.execPath,
    arguments: ['-e', 'setInterval(() => undefined, 1000)'],
    environment: {},
    workingFolder: '/',
    host: '127.0.0.1',
    ports: [],
    ...change,
  };
}
