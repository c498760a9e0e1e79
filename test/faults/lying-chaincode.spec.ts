/**
 * One organisation runs other contracts than were approved: nothing of what they make ever becomes valid, neither by the
 * gateway, which compares endorsements, nor when the liar's endorsement is sent to ordering by hand, which the peers'
 * validation sees; and the honest go on afterwards as if nothing had been.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import type { MspId } from '../../domain/roles';
import { organisationOf } from '../../fabric-network/network-description';
import { validationCodeName } from '../../ledger/gateway/validation-verdict';
import { NonDeterminismError } from '../../ledger/ledger-error';
import { rejectionOf } from '../ledger/conformance/conformance-session';
import { faultChaincode, faultNetwork } from './fault-network';
import { FaultTrial } from './fault-trial';
import type { Lie } from './lying-contract';
import { recordCall } from './operation-calls';

const portBase = 26_400;
const lyingProgram = join(__dirname, 'lying-server.js');
const lies: readonly (readonly [MspId, Lie])[] = [
  ['BankMSP', 'writes something more'],
  ['ProvinceMSP', 'writes something more'],
  ['BankMSP', 'gives another answer'],
  ['BankMSP', 'leaves another event'],
];

describe('a chaincode process that lies', function () {
  this.timeout(180_000);
  const network = faultNetwork('small', portBase);
  const trial = new FaultTrial(network);

  for (const [liarsMspId, lie] of lies) {
    describe(`at ${liarsMspId}, and ${lie}`, () => {
      let liar: ChildProcess | undefined;
      const operation = `${lie} at ${liarsMspId}`;

      before('replace the honest process', async () => {
        await network().running.processes.stop(honestProcess(liarsMspId));
        liar = await startInstead(liarsMspId, lie);
      });
      after(restoreHonesty);

      async function restoreHonesty(): Promise<void> {
        await ended(liar);
        liar = undefined;
        await network().start(honestProcess(liarsMspId));
      }

      it('gets nothing through the gateway: the endorsements differ', async () => {
        const { ledger, identity } = network();
        const error = await rejectionOf(ledger.submit(identity, recordCall(operation)));
        expect(error).to.be.instanceOf(NonDeterminismError);
      });

      it('gets nothing through alone: every peer finds that endorsements are missing', async () => {
        const { identity, connections } = network();
        const { transaction, request } = recordCall(operation);
        const alone = network()
          .connection(liarsMspId)
          .contract(identity, faultChaincode, 'OperationContract')
          .newProposal(transaction, { arguments: [request], endorsingOrganizations: [liarsMspId] });
        const submitted = await (await alone.endorse()).submit();
        await submitted.getStatus();
        const verdicts = await Promise.all(
          connections.map((each) => each.commitVerdict(identity, submitted.getTransactionId(), 10_000)),
        );
        for (const { code } of verdicts) {
          expect(validationCodeName(code)).to.equal('ENDORSEMENT_POLICY_FAILURE');
        }
      });

      it('is forgotten once the honest process is back: of the lie nothing is on the ledger', async () => {
        await restoreHonesty();
        const { census } = await trial.survives(() => Promise.resolve());
        expect(census.replay.carriedOut.has(operation)).to.equal(false);
        expect(census.replay.carriedOut.has('forged')).to.equal(false);
      });
    });
  }

  function honestProcess(mspId: MspId): string {
    return network().chaincodeProcess(organisationOf(network().running.network, mspId).name);
  }

  /** Listens where the honest process did, with its certificate and under its package id. */
  async function startInstead(mspId: MspId, lie: Lie): Promise<ChildProcess> {
    const given = network().running.processes.find(honestProcess(mspId))?.arguments ?? [];
    const own = given.slice(given.indexOf('--module'));
    const liar = spawn(process.execPath, [lyingProgram, ...own, '--lie', lie], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(liar.stdout, 'data');
    return liar;
  }
});

async function ended(liar: ChildProcess | undefined): Promise<void> {
  if (liar?.exitCode !== null || liar.signalCode !== null) return;
  const exit = once(liar, 'exit');
  liar.kill('SIGTERM');
  await exit;
}
