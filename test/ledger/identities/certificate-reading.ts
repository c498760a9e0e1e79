/** Reads a certificate as contracts do: the attribute extension, and the caller that domain's parser makes of it. */
import { Buffer } from 'node:buffer';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { z } from 'zod';
import { parseClaims } from '../../../domain/caller';
import type { LedgerIdentity } from '../../../ledger/ledger';

const attributeExtension = '1.2.3.4.5.6.7.8.1';
const content = z.strictObject({ attrs: z.record(z.string(), z.string()) });

/** The attributes that the certificate bears. */
export function attributesIn({ certificatePem }: LedgerIdentity): Readonly<Record<string, string>> {
  const extension = new x509.X509Certificate(certificatePem).getExtension(attributeExtension);
  if (extension === null) throw new Error('The certificate bears no attributes.');
  return content.parse(JSON.parse(Buffer.from(extension.value).toString('utf8'))).attrs;
}

/** Who the rules take the holder for. */
export function callerIn(identity: LedgerIdentity): ReturnType<typeof parseClaims> {
  const attributes = attributesIn(identity);
  const claim = (name: string) => attributes[name] ?? null;
  return parseClaims({
    mspId: identity.mspId,
    role: claim('role'),
    organisation: claim('organisation'),
    county: claim('county'),
    person: claim('person'),
    kind: claim('kind'),
  });
}
