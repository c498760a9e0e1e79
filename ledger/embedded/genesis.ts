/**
 * Block 0: which channel this is and whose certificates it accepts. It is fixed when the ledger is founded, so a data
 * folder cannot be opened later with other roots of trust than those its transactions were checked against.
 */
import { ByteReader, ByteWriter } from './byte-codec';
import type { MspDefinition } from './certificate-verifier';

const formatVersion = 1;

export interface ChannelConfiguration {
  readonly channel: string;
  readonly msps: readonly MspDefinition[];
}

/** MSPs and roots in a fixed order, so that the order of the caller's lists does not matter. */
export function encodeConfiguration({ channel, msps }: ChannelConfiguration): Buffer {
  const writer = new ByteWriter().byte(formatVersion).text(channel).count(msps.length);
  const ordered = msps.toSorted((first, second) => (first.mspId < second.mspId ? -1 : 1));
  for (const { mspId, rootCertificates } of ordered) {
    const roots = rootCertificates.map((pem) => pem.trim()).toSorted();
    writer.text(mspId).count(roots.length);
    for (const root of roots) writer.text(root);
  }
  return writer.finish();
}

/** @throws MalformedBytesError or RangeError when the bytes are not a configuration */
export function decodeConfiguration(bytes: Uint8Array): ChannelConfiguration {
  const reader = new ByteReader(bytes);
  const version = reader.byte();
  if (version !== formatVersion) throw new RangeError(`Unknown configuration format ${String(version)}.`);
  const channel = reader.text();
  const msps = reader.list(() => ({
    mspId: reader.text(),
    rootCertificates: reader.list(() => reader.text()),
  }));
  reader.end();
  return { channel, msps };
}
