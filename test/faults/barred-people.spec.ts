/**
 * Who is put out of service: a person disabled on the chain is refused from the next block on, even with what was
 * endorsed before; a certificate that is revoked at its authority is refused once the channel has the list, by every
 * peer and by ordering. Everybody else goes on.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Transaction } from '@hyperledger/fabric-gateway';
import {
  disablePerson,
  foundRegister,
  proposeAccount,
} from '../../domain/transactions/registry-transactions';
import type { MspId } from '../../domain/roles';
import { organisationOf } from '../../fabric-network/network-description';
import { revokeIdentity } from '../../fabric-network/revocation';
import { runProgram } from '../../fabric-network/program-run';
import { validationCodeName } from '../../ledger/gateway/validation-verdict';
import { FabricCaClient } from '../../ledger/identities/fabric-ca-client';
import { enrolmentIdsOf } from '../../ledger/identities/enrolment-id';
import type { ContractCall, LedgerIdentity } from '../../ledger/ledger';
import { ProposalRejectedError } from '../../ledger/ledger-error';
import { conformanceCaller, rejectionOf } from '../ledger/conformance/conformance-session';
import { enrolOfficer, refusalOf } from '../province/officer';
import type { Officer, Seat } from '../province/officer';
import { adminNames, adminSeats, officeSeats } from '../province/province-plan';
import { faultChaincode, faultNetwork } from './fault-network';
import { recordCall } from './operation-calls';

const portBase = 26_400;
const { provincialFinance: finance, bank } = officeSeats;
const { provinceAdmin } = adminSeats;

describe('people put out of service', function () {
  this.timeout(180_000);
  const network = faultNetwork('small', portBase);

  describe('by a transaction that disables a person', () => {
    let admin: Officer;
    let first: Officer;
    let second: Officer;

    before('found a register', async () => {
      const issuer = network().issuer('ProvinceMSP');
      try {
        const enrol = (seat: Seat, person: string): Promise<Officer> =>
          enrolOfficer(seat, person, { issuer, ledger: network().ledger });
        [admin, first, second] = await Promise.all([
          enrol(provinceAdmin, 'province-it-1'),
          enrol(finance, 'finance-1'),
          enrol(finance, 'finance-2'),
        ]);
      } finally {
        issuer.close();
      }
      const named = (seat: Seat, adminPersons: readonly string[]) => ({
        ...{ ...seat, name: `Invented ${seat.organisationId}`, adminPersons: [...adminPersons] },
      });
      const organisations = [
        ...adminNames.map((name) => named(adminSeats[name], [`${adminSeats[name].organisationId}-1`])),
        ...[finance, bank].map((seat) => named(seat, [])),
      ];
      await admin.submits(foundRegister, { requestId: admin.requestId(), organisations });
    });

    it('refuses the person in the next block, and what the person had endorsed before', async () => {
      await proposes(first, 1);
      const held = await endorsed(first.identity, proposal(first, 2));
      await admin.submits(disablePerson, {
        ...{ requestId: admin.requestId(), organisationId: finance.organisationId, person: first.person },
      });
      expect((await refusalOf(proposes(first, 3))).code).to.equal('caller-disabled');
      const { code } = await (await held.submit()).getStatus();
      expect(validationCodeName(code)).to.equal('MVCC_READ_CONFLICT');
      await proposes(second, 4);
    });
  });

  describe('by revoking the certificate', () => {
    let revoked: LedgerIdentity;
    let other: LedgerIdentity;

    before('enrol two persons', async () => {
      const issuer = network().issuer('CountyMSP');
      try {
        const enrol = async (person: string): Promise<LedgerIdentity> =>
          (await issuer.enrol({ ...conformanceCaller, person })).identity;
        [revoked, other] = await Promise.all([enrol('revoked-1'), enrol('unaffected-1')]);
      } finally {
        issuer.close();
      }
    });

    it('changes nothing on the channel while only the authority knows', async () => {
      await revokeAtAuthorityAlone('revoked-1');
      await records(revoked);
    });

    it('refuses it at every peer and at ordering once the channel has the list, and nobody else', async () => {
      const held = await endorsed(revoked, recordCall(randomUUID()));
      const { running, connections } = network();
      const outcome = await revokeIdentity({
        ...{ network: running.network, layout: running.layout, programs: running.programs },
        ...{ run: runProgram, mspId: 'CountyMSP', reason: 'keycompromise', say: () => undefined },
        subject: { kind: 'person', person: 'revoked-1' },
      });
      expect(outcome).to.deep.equal({ isChannelChanged: true, peersBehind: [] });

      const error = await rejectionOf(records(revoked));
      expect(error).to.be.instanceOf(ProposalRejectedError);
      expect(error).to.have.property('fault', 'certificate');
      for (const { mspId } of connections) {
        expect(await refusalOfPeer(mspId, revoked), mspId).to.include('access denied');
        expect(await refusalOfPeer(mspId, other), mspId).to.equal(undefined);
      }
      expect(String(await rejectionOf(held.submit()))).to.include('policy');
      await records(other);
    });
  });

  /** The first of the two steps of which a revocation consists. */
  async function revokeAtAuthorityAlone(revokedPerson: string): Promise<void> {
    const { network: description, layout } = network().running;
    const county = organisationOf(description, 'CountyMSP');
    const pemOf = (file: string): string => readFileSync(join(layout.registrar(county), file), 'utf8');
    const client = new FabricCaClient({
      baseUrl: `https://${description.host}:${String(county.ports.certificateAuthority)}`,
      rootCertificatePem: readFileSync(layout.rootCertificate(county), 'utf8'),
    });
    const registrar = { certificatePem: pemOf('certificate.pem'), privateKeyPem: pemOf('key.pem') };
    const [id = ''] = enrolmentIdsOf(revokedPerson);
    try {
      const { serialNumbers } = await client.revoke(registrar, { id, reason: 'keycompromise' });
      expect(serialNumbers).to.have.length(1);
    } finally {
      client.close();
    }
  }

  /** What an organisation's own peer says to a query; undefined when it answers. */
  async function refusalOfPeer(mspId: string, identity: LedgerIdentity): Promise<string | undefined> {
    const connection = network().connections.find((each) => each.mspId === mspId);
    const contract = connection?.contract(identity, faultChaincode, 'OperationContract');
    try {
      await contract?.evaluate('State', { endorsingOrganizations: [mspId] });
      return undefined;
    } catch (error) {
      return String(error);
    }
  }

  async function records(identity: LedgerIdentity): Promise<void> {
    const answer = await network().ledger.submit(identity, recordCall(randomUUID()));
    expect(answer).to.have.property('ok', true);
  }

  /** Endorsed by whom it takes, and not sent to ordering yet. */
  function endorsed(identity: LedgerIdentity, call: ContractCall): Promise<Transaction> {
    const throughPeerOf: MspId = 'ProvinceMSP';
    return network()
      .connection(throughPeerOf)
      .contract(identity, faultChaincode, call.contract)
      .newProposal(call.transaction, { arguments: [call.request] })
      .endorse();
  }
});

async function proposes(officer: Officer, position: number): Promise<void> {
  await officer.submits(proposeAccount, accountOf(officer, position));
}

function proposal(officer: Officer, position: number): ContractCall {
  const { contract, name } = proposeAccount;
  return { contract, transaction: name, request: JSON.stringify(accountOf(officer, position)) };
}

function accountOf(officer: Officer, position: number) {
  const digits = String(position).padStart(4, '0');
  return {
    ...{ requestId: officer.requestId(), holderKind: 'corporate', kind: 'dedicated' },
    ...{ accountId: `A-00${digits}`, number: `621700000001${digits}` },
    ...{ bank: bank.organisationId, holder: officer.organisationId },
  } as const;
}
