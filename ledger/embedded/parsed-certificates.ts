/**
 * fabric-shim parses the caller's certificate anew for every call, in JavaScript; on Fabric that is an eighth of what a
 * small transaction costs a chaincode process. What a certificate says follows from its bytes alone, so the parsed form
 * of those met last is kept: no call can tell the difference.
 */
import { Certificate } from '@fidm/x509';
import { BoundedCache } from './bounded-cache';

/** Of encoded certificates: some thousand of them, each about twenty times as large when parsed. */
const keptBytesMax = 1024 * 1024;

const kept = new BoundedCache<Certificate>(keptBytesMax, ({ raw }) => raw.length);

/** Lets the parser that fabric-shim uses answer a certificate it has met from memory; again, it changes nothing. */
export function keepParsedCertificates(): void {
  Certificate.fromPEM = parsedOnce;
}

/** The first certificate of a PEM text; throws what the parser throws. */
function parsedOnce(pem: Buffer): Certificate {
  const text = pem.toString();
  const known = kept.get(text);
  if (known !== undefined) return known;
  const [certificate] = Certificate.fromPEMs(pem);
  if (certificate === undefined) throw new TypeError('The PEM text of the caller holds no certificate.');
  kept.set(text, certificate);
  return certificate;
}
