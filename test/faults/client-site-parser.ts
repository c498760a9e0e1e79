/** What a client in a process of its own is told: the ledger, and where its identity is kept. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const siteField = z.object({
  folder: z.string(),
  mspId: z.string(),
  person: z.string(),
  ledger: z.object({
    channel: z.string(),
    chaincode: z.string(),
    endorsers: z.array(z.string()).readonly(),
    peers: z
      .array(z.object({ mspId: z.string(), address: z.string(), rootCertificatePem: z.string() }))
      .readonly(),
  }),
});

export type ClientSite = z.infer<typeof siteField>;

export function readClientSite(file: string): ClientSite {
  return siteField.parse(JSON.parse(readFileSync(file, 'utf8')));
}
