/** The channel as configtxgen is told to make it, read back as data. */
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  channelConfiguration,
  channelProfile,
} from '../../fabric-network/configuration/channel-configuration';
import { layout, networkOf } from './network-fixture';

const policySchema = z.object({ Type: z.string(), Rule: z.string() });
const policiesSchema = z.record(z.string(), policySchema);
const organisationSchema = z.object({
  Name: z.string(),
  MSPDir: z.string(),
  AnchorPeers: z.array(z.object({ Host: z.string(), Port: z.number() })).optional(),
  OrdererEndpoints: z.array(z.string()).optional(),
  Policies: policiesSchema,
});
const channelSchema = z.object({
  Policies: policiesSchema,
  Capabilities: z.record(z.string(), z.boolean()),
  Orderer: z.looseObject({
    OrdererType: z.string(),
    BatchTimeout: z.string(),
    Organizations: z.array(organisationSchema),
    ConsenterMapping: z
      .array(
        z.object({
          ID: z.number(),
          MSPID: z.string(),
          Port: z.number(),
          Identity: z.string(),
          ServerTLSCert: z.string(),
        }),
      )
      .optional(),
    SmartBFT: z.record(z.string(), z.unknown()).optional(),
    EtcdRaft: z
      .object({ Consenters: z.array(z.unknown()), Options: z.record(z.string(), z.unknown()) })
      .optional(),
  }),
  Application: z.object({ Organizations: z.array(organisationSchema), Policies: policiesSchema }),
});

function channelOf(profile: 'small' | 'province'): z.infer<typeof channelSchema> {
  const document: unknown = parse(channelConfiguration(networkOf(profile), layout));
  return z.object({ Profiles: z.object({ [channelProfile]: channelSchema }) }).parse(document).Profiles[
    channelProfile
  ];
}

const everyMember = "OR('ProvinceMSP.member','CountyMSP.member','BankMSP.member','PartnershipMSP.member')";

describe('the channel', () => {
  it('has members of all four organisations in both profiles, whoever runs peers', () => {
    for (const profile of ['small', 'province'] as const) {
      const names = channelOf(profile).Application.Organizations.map(({ Name }) => Name);
      expect(names).to.deep.equal(['ProvinceMSP', 'CountyMSP', 'BankMSP', 'PartnershipMSP']);
    }
  });

  it('lets every member read and write by one signature policy, verified once', () => {
    for (const profile of ['small', 'province'] as const) {
      const { Policies, Application } = channelOf(profile);
      for (const policy of [Policies, Application.Policies].flatMap((each) => [
        each['Readers'],
        each['Writers'],
      ])) {
        expect(policy).to.deep.equal({ Type: 'Signature', Rule: everyMember });
      }
    }
  });

  it('asks more than half of the organisations that have a peer for a chaincode definition, and no others', () => {
    const rule = (profile: 'small' | 'province'): string | undefined =>
      channelOf(profile).Application.Policies['LifecycleEndorsement']?.Rule;
    expect(rule('small')).to.equal("OutOf(2,'ProvinceMSP.peer','BankMSP.peer')");
    expect(rule('province')).to.equal(
      "OutOf(3,'ProvinceMSP.peer','CountyMSP.peer','BankMSP.peer','PartnershipMSP.peer')",
    );
  });

  it('names an anchor peer for exactly the organisations that have one', () => {
    const anchored = channelOf('small').Application.Organizations.filter(
      ({ AnchorPeers }) => AnchorPeers !== undefined,
    );
    expect(anchored.map(({ Name }) => Name)).to.deep.equal(['ProvinceMSP', 'BankMSP']);
  });

  it('gives an organisation one and the same MSP as a member and as one that orders', () => {
    const { Orderer, Application } = channelOf('province');
    const folders = Application.Organizations.map(({ MSPDir }) => MSPDir);
    expect(Orderer.Organizations.map(({ MSPDir }) => MSPDir)).to.deep.equal(folders);
  });

  it('lets only orderers sign blocks', () => {
    for (const { Name, Policies } of channelOf('province').Orderer.Organizations) {
      expect(Policies['Writers']?.Rule).to.equal(`OR('${Name}.orderer')`);
    }
  });

  it('orders by SmartBFT with four consenters in profile province, numbered from 1', () => {
    const { Orderer, Capabilities } = channelOf('province');
    expect(Capabilities).to.deep.equal({ V3_0: true });
    expect(Orderer.OrdererType).to.equal('BFT');
    expect(Orderer.ConsenterMapping?.map(({ ID, MSPID }) => [ID, MSPID])).to.deep.equal([
      [1, 'ProvinceMSP'],
      [2, 'CountyMSP'],
      [3, 'BankMSP'],
      [4, 'PartnershipMSP'],
    ]);
    expect(new Set(Orderer.ConsenterMapping?.map(({ Identity }) => Identity)).size).to.equal(4);
  });

  it('cuts SmartBFT blocks by the described batch: its interval is not BatchTimeout', () => {
    expect(channelOf('province').Orderer.SmartBFT).to.include({
      RequestBatchMaxInterval: '250ms',
      RequestBatchMaxCount: 100,
      LeaderHeartbeatTimeout: '2s',
      ViewChangeTimeout: '2s',
    });
  });

  it('never turns leader rotation on: Fabric would refuse every later update of the channel', () => {
    expect(channelOf('province').Orderer.SmartBFT).to.not.have.any.keys(
      'LeaderRotation',
      'DecisionsPerLeader',
    );
  });

  it('orders by one Raft node of the province alone in profile small, elected within seconds', () => {
    const { Orderer } = channelOf('small');
    expect(Orderer.OrdererType).to.equal('etcdraft');
    expect(Orderer.Organizations.map(({ Name }) => Name)).to.deep.equal(['ProvinceMSP']);
    expect(Orderer.EtcdRaft?.Consenters).to.have.length(1);
    expect(Orderer.EtcdRaft?.Options['TickInterval']).to.equal('100ms');
  });
});
