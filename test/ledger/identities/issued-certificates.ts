/**
 * What certificates of every issuer must say to those who read them, contracts and the embedded ledger: asked of the
 * double of Fabric CA and of the real program alike.
 */
import { expect } from 'chai';
import { foundAuthority, openAuthority } from '../../../ledger/identities/built-in-authority';
import type { IdentityIssuer } from '../../../ledger/identities/identity-issuer';
import { embeddedFixture, probe } from '../embedded/embedded-fixture';
import { attributesIn, callerIn } from './certificate-reading';

/** An invented clerk. */
export const caller = {
  role: 'county-finance',
  organisation: 'leishan-finance',
  county: '522634',
  person: 'clerk-7',
  kind: 'person',
} as const;

/** The issuer is there once the tests run. */
export function itIssuesWhatOthersRead(issuerOf: () => IdentityIssuer): void {
  it('tells contracts what the built-in authority tells them', async () => {
    const builtIn = await openAuthority(await foundAuthority(issuerOf().mspId, Date.now), Date.now);
    const ours = (await builtIn.enrol(caller)).identity;
    const theirs = (await issuerOf().enrol(caller)).identity;
    expect(Object.keys(attributesIn(theirs))).to.have.members(Object.keys(attributesIn(ours)));
    for (const name of Object.keys(caller)) {
      expect(attributesIn(theirs)[name], name).to.equal(attributesIn(ours)[name]);
    }
    expect(callerIn(theirs)).to.deep.equal(callerIn(ours));
    expect(callerIn(theirs)).to.deep.include({ ok: true });
  });

  it('gives certificates that the embedded ledger takes', async () => {
    const fixture = await embeddedFixture();
    try {
      const { mspId, rootCertificatePem } = issuerOf();
      const { identity } = await issuerOf().enrol(caller);
      const ledger = await fixture.open({
        msps: [{ mspId, rootCertificates: [rootCertificatePem] }],
      });
      const put = await ledger.submit(identity, probe('Put', { key: 'a', value: '1' }));
      expect(put).to.have.property('ok', true);
    } finally {
      await fixture.dispose();
    }
  });
}
