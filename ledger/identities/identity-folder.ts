/**
 * Keeps authorities and enrolments as PEM files in a data folder, readable by their owner alone. Files are written
 * beside their place and moved there, so that a crash leaves either nothing or the whole.
 */
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { foundAuthority, openAuthority } from './built-in-authority';
import type { Enrolment, IdentityIssuer } from './identity-issuer';
import { keyIdentity } from './key-identity';

const folderMode = 0o700;
const fileMode = 0o600;
const safeName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The authority of an MSP kept in this folder, founded at first use. */
export async function authorityInFolder(
  folder: string,
  mspId: string,
  now: () => number,
): Promise<IdentityIssuer> {
  const place = join(folder, 'authorities', checkedName(mspId));
  const stored = await readPair(place);
  if (stored !== undefined) {
    return openAuthority(
      { mspId, rootCertificatePem: stored.certificatePem, rootKeyPem: stored.privateKeyPem },
      now,
    );
  }
  const founded = await foundAuthority(mspId, now);
  await writePair(place, { certificatePem: founded.rootCertificatePem, privateKeyPem: founded.rootKeyPem });
  return openAuthority(founded, now);
}

/** Keeps an enrolment under a name. */
export async function keepEnrolment(folder: string, name: string, enrolment: Enrolment): Promise<void> {
  const { mspId, certificatePem } = enrolment.identity;
  const place = join(folder, 'enrolments', checkedName(mspId), checkedName(name));
  await writePair(place, { certificatePem, privateKeyPem: enrolment.privateKeyPem });
}

/** The enrolment that was kept under a name; undefined when there is none. */
export async function keptEnrolment(
  folder: string,
  mspId: string,
  name: string,
): Promise<Enrolment | undefined> {
  const pair = await readPair(join(folder, 'enrolments', checkedName(mspId), checkedName(name)));
  if (pair === undefined) return undefined;
  return { identity: keyIdentity({ mspId, ...pair }), privateKeyPem: pair.privateKeyPem };
}

interface PemPair {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

async function readPair(place: string): Promise<PemPair | undefined> {
  try {
    const privateKeyPem = await readFile(join(place, 'key.pem'), 'utf8');
    return { privateKeyPem, certificatePem: await readFile(join(place, 'certificate.pem'), 'utf8') };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The key goes last: a folder with a key is a folder that is complete. */
async function writePair(place: string, pair: PemPair): Promise<void> {
  await mkdir(place, { recursive: true, mode: folderMode });
  await writeDurably(join(place, 'certificate.pem'), pair.certificatePem);
  await writeDurably(join(place, 'key.pem'), pair.privateKeyPem);
}

async function writeDurably(path: string, text: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  const file = await open(unfinished, 'w', fileMode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(unfinished, fileMode);
  await rename(unfinished, path);
}

function checkedName(name: string): string {
  if (safeName.test(name)) return name;
  throw new RangeError(`"${name}" cannot be a file name here: 1 to 64 of A–Z a–z 0–9 . _ -, no dot first.`);
}
