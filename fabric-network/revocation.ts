/**
 * Takes an identity out of service on Fabric: revoked at its organisation's certificate authority, and the
 * authority's revocation list put into the channel's configuration. Only the second step makes peers and orderers
 * refuse; both can be repeated, so that a run that broke off is completed by running it again.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import type { MspId } from '../domain/roles';
import { enrolmentIdsOf } from '../ledger/identities/enrolment-id';
import { FabricCaClient } from '../ledger/identities/fabric-ca-client';
import type { RevocationReason } from '../ledger/identities/fabric-ca-client';
import { FabricCaError } from '../ledger/identities/fabric-ca-error';
import type { ChannelConfiguration } from './channel-configuration-parser';
import { revocationListsOf, withRevocationList } from './channel-configuration-parser';
import { readChannelConfiguration, submitChannelUpdate } from './channel-update';
import type { ChannelAccess, ChannelPrograms, RunProgram } from './channel-update';
import { NetworkError } from './network-error';
import { organisationOf } from './network-description';
import type { NetworkDescription, NetworkOrganisation } from './network-description';
import type { NetworkLayout } from './network-layout';

/** A configuration block reaches every peer within half a second; this is for a machine under load. */
const peersMsMax = 15_000;
const pollMs = 100;
const complaintLengthMax = 500;

export interface RevocationRequest {
  readonly network: NetworkDescription;
  readonly layout: NetworkLayout;
  readonly programs: ChannelPrograms;
  readonly run: RunProgram;
  readonly mspId: MspId;
  /** A person by its pseudonym, with all its ids at the authority, or one enrolment id, as of a node. */
  readonly subject:
    | { readonly kind: 'person'; readonly person: string }
    | { readonly kind: 'node'; readonly enrolmentId: string };
  readonly reason: RevocationReason;
  readonly say: (line: string) => void;
  /** Milliseconds to wait for the peers. */
  readonly peersMs?: number;
}

export interface RevocationOutcome {
  /** False when the channel refused these certificates before. */
  readonly isChannelChanged: boolean;
  /** Organisations whose peer did not show the new configuration in time; it takes it up when it is back. */
  readonly peersBehind: readonly MspId[];
}

/**
 * Revokes an identity and waits until the peers know it.
 * @throws NetworkError when nobody of that name is registered, the authority or the orderers do not do their part
 */
export async function revokeIdentity(request: RevocationRequest): Promise<RevocationOutcome> {
  const { network, layout, programs, run, mspId, say } = request;
  const organisation = organisationOf(network, mspId);
  const crlPem = await revokeAtAuthority(request, organisation);
  say(`${nameOf(request)} is revoked at the certificate authority of ${organisation.name}.`);
  const access: ChannelAccess = { network, layout, programs, run, organisation };
  const isChannelChanged = await tellChannel(access, request, crlPem);
  say(
    isChannelChanged
      ? `The channel ${network.channel} has the new revocation list of ${mspId}.`
      : `The channel ${network.channel} had it in its revocation list before.`,
  );
  const isPeerRevoked = organisation.hasPeer && isNodeListed(layout, organisation, crlPem);
  if (isPeerRevoked) say(`The peer of ${mspId} is itself revoked and gets no more blocks: enrol it anew.`);
  const witnesses = network.organisations.filter(
    (each) => each.hasPeer && !(isPeerRevoked && each === organisation),
  );
  const peersBehind = await peersWithout(access, crlPem, {
    witnesses,
    withinMs: request.peersMs ?? peersMsMax,
  });
  for (const behind of peersBehind) {
    say(
      `The peer of ${behind} does not show it yet: it is down or behind. Run the same command again when it has caught up.`,
    );
  }
  if (peersBehind.length === 0) say('Every peer refuses it from now on.');
  return { isChannelChanged, peersBehind };
}

/** Revokes every id of the subject; answers the authority's whole revocation list. */
async function revokeAtAuthority(
  request: RevocationRequest,
  organisation: NetworkOrganisation,
): Promise<string> {
  const { network, layout, reason } = request;
  const place = layout.registrar(organisation);
  const rootCertificatePem = readIfMade(layout.rootCertificate(organisation), layout);
  const registrar = {
    certificatePem: readIfMade(join(place, 'certificate.pem'), layout),
    privateKeyPem: readIfMade(join(place, 'key.pem'), layout),
  };
  const client = new FabricCaClient({
    baseUrl: `https://${network.host}:${String(organisation.ports.certificateAuthority)}`,
    rootCertificatePem,
  });
  try {
    let crlPem: string | undefined;
    for (const id of idsOf(request)) {
      const revoked = await unlessUnknown(client.revoke(registrar, { id, reason }));
      if (revoked === undefined) break;
      crlPem = revoked.crlPem;
    }
    if (crlPem === undefined) throw unknownIdentity(request, organisation);
    return crlPem;
  } catch (error) {
    if (error instanceof FabricCaError) throw authorityUnavailable(request, error);
    throw error;
  } finally {
    client.close();
  }
}

function readIfMade(file: string, layout: NetworkLayout): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw new NetworkError({
    code: 'not-running',
    message: `There is no whole network in ${layout.folder}: ${file} is missing. Nothing was revoked.`,
    nextStep: 'Name the right folder, or start the network with `npm run fabric:up`.',
  });
}

function idsOf({ subject }: RevocationRequest): Iterable<string> {
  return subject.kind === 'person' ? enrolmentIdsOf(subject.person) : [subject.enrolmentId];
}

async function unlessUnknown<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof FabricCaError && error.code === 'unknown-identity') return undefined;
    throw error;
  }
}

/** Changes the channel's configuration unless it lists all of these certificates; tells whether it did. */
async function tellChannel(
  access: ChannelAccess,
  request: RevocationRequest,
  crlPem: string,
): Promise<boolean> {
  const orderers = access.network.organisations.filter(({ hasOrderer }) => hasOrderer);
  const failures: unknown[] = [];
  for (const orderer of orderers) {
    const original = await unlessFailed(failures, () =>
      readChannelConfiguration(access, { kind: 'orderer', organisation: orderer }),
    );
    if (original === undefined) continue;
    if (isListed(original, request.mspId, crlPem)) return false;
    const updated = withRevocationList(original, request.mspId, crlPem);
    const isDone = await unlessFailed(failures, async () => {
      await submitChannelUpdate(access, { original, updated }, orderer);
      return true;
    });
    if (isDone === true) return true;
  }
  throw stillAccepted(request, orderers, failures);
}

/** Another orderer may do what this one could not: a failure is kept, and told when none could. */
async function unlessFailed<T>(failures: unknown[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NetworkError) || error.code !== 'program-failed') throw error;
    failures.push(error);
    return undefined;
  }
}

/** Whether the channel lists all that this list holds, in every group of the MSP. */
function isListed(channel: ChannelConfiguration, mspId: string, crlPem: string): boolean {
  const lists = revocationListsOf(channel, mspId);
  if (lists.length === 0) {
    throw new NetworkError({
      code: 'not-in-channel',
      message: `${mspId} takes no part in this channel, so its certificates are not accepted there.`,
      nextStep: 'Check the profile and the folder of the network.',
    });
  }
  const wanted = serialNumbersIn(crlPem);
  return lists.every((pem) => {
    const listed = new Set(serialNumbersIn(pem));
    return wanted.every((serialNumber) => listed.has(serialNumber));
  });
}

function serialNumbersIn(pem: string): readonly string[] {
  return x509.PemConverter.decode(pem).flatMap((list) =>
    new x509.X509Crl(list).entries.map(({ serialNumber }) => serialNumber.toLowerCase()),
  );
}

/** Whether the organisation's peer itself is revoked: orderers then give it no blocks, so it never shows the list. */
function isNodeListed(layout: NetworkLayout, organisation: NetworkOrganisation, crlPem: string): boolean {
  const file = layout.nodeCertificate(organisation, 'peer');
  if (!existsSync(file)) return false;
  const certificate = new x509.X509Certificate(readFileSync(file, 'utf8'));
  return new x509.X509Crl(crlPem).findRevoked(certificate) !== null;
}

/** Organisations whose peers do not show the list, after waiting for them. */
async function peersWithout(
  access: ChannelAccess,
  crlPem: string,
  { witnesses, withinMs }: { readonly witnesses: readonly NetworkOrganisation[]; readonly withinMs: number },
): Promise<readonly MspId[]> {
  const latest = Date.now() + withinMs;
  const behind = await Promise.all(
    witnesses.map(async (organisation) =>
      (await showsBefore(latest, access, { organisation, crlPem })) ? [] : [organisation.mspId],
    ),
  );
  return behind.flat();
}

async function showsBefore(
  latest: number,
  access: ChannelAccess,
  { organisation, crlPem }: { readonly organisation: NetworkOrganisation; readonly crlPem: string },
): Promise<boolean> {
  for (;;) {
    const failures: unknown[] = [];
    const shown = await unlessFailed(failures, () =>
      readChannelConfiguration(access, { kind: 'peer', organisation }),
    );
    if (shown !== undefined && isListed(shown, access.organisation.mspId, crlPem)) return true;
    if (Date.now() >= latest) return false;
    await delay(pollMs);
  }
}

function nameOf({ subject, mspId }: RevocationRequest): string {
  const name = subject.kind === 'person' ? `person ${subject.person}` : subject.enrolmentId;
  return `${name} of ${mspId}`;
}

/** Fabric's programs warn at length before they say, last, what was wrong. */
function lastLineOf(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, complaintLengthMax) ?? '';
}

function authorityUnavailable(request: RevocationRequest, cause: FabricCaError): NetworkError {
  return new NetworkError({
    code: 'certificate-authority',
    message: `${nameOf(request)} could not be revoked: ${cause.message}`,
    nextStep:
      'If the authority does not run, start the network (`npm run fabric:up`); then run the same command again.',
    cause,
  });
}

function unknownIdentity(request: RevocationRequest, organisation: NetworkOrganisation): NetworkError {
  return new NetworkError({
    code: 'unknown-identity',
    message: `The certificate authority of ${organisation.name} knows no ${nameOf(request)}. Nothing was revoked.`,
    nextStep:
      'Check the organisation and the pseudonym (a node is named by its enrolment id, as node:peer-province).',
  });
}

function stillAccepted(
  request: RevocationRequest,
  orderers: readonly NetworkOrganisation[],
  failures: readonly unknown[],
): NetworkError {
  const last = failures.at(-1);
  const said = lastLineOf(last instanceof Error ? last.message : String(last));
  const isReached = /BAD_REQUEST|FORBIDDEN|INTERNAL_SERVER_ERROR/.test(said);
  return new NetworkError({
    code: isReached ? 'update-refused' : 'orderers-unavailable',
    message: `${nameOf(request)} is revoked at its certificate authority, but peers STILL ACCEPT it: none of ${String(orderers.length)} orderers took the channel's new configuration (${said}).`,
    nextStep: isReached
      ? "See the orderers' logs, then run the same command again."
      : 'Start the orderers (`npm run fabric:up`), then run the same command again.',
    cause: new AggregateError(failures),
  });
}
