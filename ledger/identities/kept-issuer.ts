/**
 * An issuer that remembers: whoever was enrolled before, by this process or another with the same folder, gets the same
 * key and certificate again, as long as the certificate is good for a while. For trial and tests, where one process acts
 * for everybody; a platform keeps each person's key under that person's password instead.
 */
import { X509Certificate, createHash, createPrivateKey } from 'node:crypto';
import { keepEnrolment, keptEnrolment } from './identity-folder';
import type { CallerAttributes, Enrolment, IdentityIssuer } from './identity-issuer';

/** A certificate that ends sooner is renewed: nobody's story is to break off in its middle. */
const remainingMsMin = 30 * 24 * 3_600_000;
const nameCharacters = 40;

/** The same issuer with its enrolments kept in a folder; `now` in milliseconds since 1970. */
export function keptIssuer(issuer: IdentityIssuer, folder: string, now: () => number): IdentityIssuer {
  return {
    mspId: issuer.mspId,
    rootCertificatePem: issuer.rootCertificatePem,
    enrol: async (attributes): Promise<Enrolment> => {
      const name = nameOf(attributes);
      const kept = await keptEnrolment(folder, issuer.mspId, name);
      if (kept !== undefined && isGood(kept, now())) return kept;
      const enrolment = await issuer.enrol(attributes);
      await keepEnrolment(folder, name, enrolment);
      return enrolment;
    },
  };
}

/** A renewal that was killed between its two files, or two renewals at once, leave a certificate of another key. */
function isGood({ identity, privateKeyPem }: Enrolment, nowMs: number): boolean {
  const certificate = new X509Certificate(identity.certificatePem);
  const remainingMs = certificate.validToDate.getTime() - nowMs;
  return remainingMs > remainingMsMin && certificate.checkPrivateKey(createPrivateKey(privateKeyPem));
}

/** All attributes name the enrolment: a person who changed office is enrolled anew. */
function nameOf({ role, organisation, county, person, kind }: CallerAttributes): string {
  const text = JSON.stringify([role, organisation, county, person, kind]);
  return createHash('sha256').update(text).digest('hex').slice(0, nameCharacters);
}
