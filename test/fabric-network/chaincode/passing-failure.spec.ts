/** Which failures of a deployment's steps are tried again, and which end it at once. */
import { Metadata, status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { expect } from 'chai';
import { mayPass } from '../../../fabric-network/chaincode/passing-failure';

function failure(code: status, detail: string): GatewayError {
  const message = 'failed to endorse transaction, see attached details for more info';
  const cause = Object.assign(new Error(message), { code, details: message, metadata: new Metadata() });
  const details = [{ address: '127.0.0.1:7051', mspId: 'ProvinceMSP', message: detail }];
  return new GatewayError({ code, details, cause });
}

describe('a failure of a deployment’s step', () => {
  it('may pass while peers are not reached', () => {
    expect(mayPass(failure(status.ABORTED, 'connection refused'))).to.equal(true);
    expect(mayPass(failure(status.UNAVAILABLE, 'no combination of peers'))).to.equal(true);
  });

  it('stays when the chaincode was asked and said no', () => {
    const refusal =
      "chaincode response 500, failed to invoke backing implementation of 'ApproveChaincodeDefinitionForMyOrg': requested sequence is 3, but new definition must be sequence 2";
    expect(mayPass(failure(status.ABORTED, refusal))).to.equal(false);
  });

  it('stays when it is none of the network’s', () => {
    expect(mayPass(failure(status.PERMISSION_DENIED, 'access denied'))).to.equal(false);
    expect(mayPass(new Error('chaincode response'))).to.equal(false);
  });
});
