/**
 * Certificates that prove nothing any more although their person may act: after a reset the person has another one. The
 * organisation's record names them by fingerprint until they would expire anyway, so that the read which admits every
 * caller finds them.
 */
import type { CalendarDate } from './calendar';
import type { FileHash } from './identifiers';
import type { OrganisationRecord } from './organisation';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

/** The most disabled certificates of one organisation that have not expired. */
export const disabledCertificatesMax = 500;

/** SHA-256 of a certificate's DER form, as `openssl x509 -fingerprint -sha256` gives it without colons. */
export type Fingerprint = FileHash;

export interface CertificateToDisable {
  readonly fingerprint: Fingerprint;
  /** The certificate's last day. */
  readonly expiresOn: CalendarDate;
}

/** Tells whether callers of this organisation with this certificate are refused. Asked by own property. */
export function isCertificateDisabled(record: OrganisationRecord, fingerprint: Fingerprint): boolean {
  return Object.hasOwn(record.disabledCertificates ?? {}, fingerprint);
}

/**
 * The organisation with one certificate more disabled; those that have expired are forgotten. Refuses the certificate
 * the caller acts with, so that an admin domain keeps an admin who can act, and one too many.
 */
export function withCertificateDisabled(
  record: OrganisationRecord,
  certificate: CertificateToDisable,
  call: { readonly ownFingerprint: Fingerprint; readonly today: CalendarDate },
): Result<OrganisationRecord> {
  const { organisationId } = record;
  if (certificate.fingerprint === call.ownFingerprint) {
    return refused(refusal('own-certificate', { field: 'fingerprint', values: { organisationId } }));
  }
  const lasting = Object.entries(record.disabledCertificates ?? {}).filter(
    ([fingerprint, expiresOn]) => expiresOn >= call.today && fingerprint !== certificate.fingerprint,
  );
  if (lasting.length >= disabledCertificatesMax) {
    const values = { organisationId, maximum: String(disabledCertificatesMax) };
    return refused(refusal('certificates-too-many', { values }));
  }
  const entries = [...lasting, [certificate.fingerprint, certificate.expiresOn] as const];
  const disabledCertificates = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return accepted({ ...record, disabledCertificates });
}
