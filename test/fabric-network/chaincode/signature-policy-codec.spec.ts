/** Endorsement policies from Fabric's notation to its bytes, and texts that are none. */
import { msp, peer } from '@hyperledger/fabric-protos';
import type { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { encodeSignaturePolicy } from '../../../fabric-network/chaincode/signature-policy-codec';

/** The bytes as text again: `2 of (0, 1)`, with the principals in their order. */
function decoded(policy: string) {
  const envelope = peer.ApplicationPolicy.deserializeBinary(
    encodeSignaturePolicy(policy),
  ).getSignaturePolicy();
  const principals = envelope?.getIdentitiesList().map((each) => {
    const role = msp.MSPRole.deserializeBinary(each.getPrincipal_asU8());
    return [role.getMspIdentifier(), role.getRole()];
  });
  return { rule: ruleText(envelope?.getRule()), principals };
}

function ruleText(rule: common.SignaturePolicy | undefined): string {
  const gate = rule?.getNOutOf();
  if (gate === undefined) return String(rule?.getSignedBy());
  return `${String(gate.getN())} of (${gate.getRulesList().map(ruleText).join(', ')})`;
}

describe('a signature policy', () => {
  const { PEER, MEMBER } = msp.MSPRole.MSPRoleType;

  it('asks every party of an AND', () => {
    expect(decoded("AND('ProvinceMSP.peer','BankMSP.peer')")).to.deep.equal({
      rule: '2 of (0, 1)',
      principals: [
        ['ProvinceMSP', PEER],
        ['BankMSP', PEER],
      ],
    });
  });

  it('asks one party of an OR, as many as it says of an OutOf, and nests them', () => {
    const policy = "OR('A.member', OutOf(2, 'B.peer', 'C.peer', 'A.member'))";
    expect(decoded(policy)).to.deep.equal({
      rule: '1 of (0, 2 of (1, 2, 0))',
      principals: [
        ['A', MEMBER],
        ['B', PEER],
        ['C', PEER],
      ],
    });
  });

  it('has the bytes that the peer program gives it', () => {
    const bytes = Buffer.from(encodeSignaturePolicy("AND('ProvinceMSP.peer','BankMSP.peer')")).toString(
      'base64',
    );
    expect(bytes).to.equal('CjASDBIKCAISAggAEgIIARoREg8KC1Byb3ZpbmNlTVNQEAMaDRILCgdCYW5rTVNQEAM=');
  });

  const faults = [
    '',
    'AND',
    "AND('A.peer'",
    "AND('A.peer',)",
    "'A.king'",
    "OutOf(3,'A.peer')",
    "OutOf(0,'A.peer')",
  ];
  for (const text of [...faults, "AND('A.peer') OR", "('A.peer')", "OutOf('A.peer')", "NOT('A.peer')"]) {
    it(`is not "${text}"`, () => {
      expect(() => encodeSignaturePolicy(text)).to.throw('is no signature policy');
    });
  }
});
