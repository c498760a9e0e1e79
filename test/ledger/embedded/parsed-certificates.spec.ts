/** The parser that fabric-shim reads callers with, once it keeps what it has parsed. */
import { Certificate } from '@fidm/x509';
import { expect } from 'chai';
import { keepParsedCertificates } from '../../../ledger/embedded/parsed-certificates';
import { foundAuthority, openAuthority } from '../../../ledger/identities/built-in-authority';

/** Where a Fabric CA puts the attributes of an identity. */
const attributesOid = '1.2.3.4.5.6.7.8.1';

const now = (): number => Date.parse('2026-03-02T00:00:00.000Z');

async function certificatesOf(...persons: readonly string[]): Promise<readonly string[]> {
  const authority = await openAuthority(await foundAuthority('CountyMSP', now), now);
  const enrolments = persons.map((person) =>
    authority.enrol({
      ...{ role: 'county-finance', organisation: 'finance', county: '529901' },
      ...{ person, kind: 'person' },
    }),
  );
  return (await Promise.all(enrolments)).map(({ identity }) => identity.certificatePem);
}

/** The attributes that the certificate carries, as the parser reads them. */
function attributesOf(certificatePem: string): string {
  const { extensions } = Certificate.fromPEM(Buffer.from(certificatePem));
  return extensions.find(({ oid }) => oid === attributesOid)?.value.toString() ?? '';
}

describe('parsed certificates', () => {
  before(keepParsedCertificates);

  it('a certificate is parsed once', async () => {
    const [pem = ''] = await certificatesOf('wang');
    expect(Certificate.fromPEM(Buffer.from(pem))).to.equal(Certificate.fromPEM(Buffer.from(pem)));
  });

  it('each caller is still the one of its own certificate', async () => {
    const [wang = '', li = ''] = await certificatesOf('wang', 'li');
    const told = [wang, li, wang, li].map(attributesOf);
    for (const [position, person] of ['wang', 'li', 'wang', 'li'].entries())
      expect(told[position]).to.include(`"person":"${person}"`);
  });

  it('what is no certificate is refused every time', () => {
    const broken = Buffer.from('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    expect(() => Certificate.fromPEM(broken)).to.throw();
    expect(() => Certificate.fromPEM(broken)).to.throw();
  });
});
