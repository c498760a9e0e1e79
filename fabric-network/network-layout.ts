/**
 * Where everything of a network lies below its data folder. Folders and files are named after what an operator looks
 * for; no other file of the product builds these paths.
 */
import { basename, join } from 'node:path';
import { isUnfinished } from './durable-file';
import type { NetworkOrganisation } from './network-description';

/** What an organisation runs; `client` names the folder of an administrator's certificate. */
export type NodeKind = 'peer' | 'orderer' | 'chaincode';

/** The three files of a TLS folder. */
export function tlsFiles(folder: string): {
  readonly certificate: string;
  readonly key: string;
  readonly roots: string;
} {
  return {
    certificate: join(folder, 'server.crt'),
    key: join(folder, 'server.key'),
    roots: join(folder, 'ca.crt'),
  };
}

/** In an authority's own folder: TLS files of its health port. */
export const authorityOperationsFolder = 'operations-tls';

export class NetworkLayout {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** What the folder was made for: profile, ports, versions. A folder without it is half made. */
  get recordFile(): string {
    return join(this.folder, 'network.json');
  }

  /** Which processes run, with what they were started. */
  get processesFile(): string {
    return join(this.folder, 'processes.json');
  }

  /** There while a command is at work on the folder. */
  get lockFile(): string {
    return join(this.folder, 'lock.json');
  }

  /** Whether a name in the folder is what a crash left of writing a file there. */
  isLeftover(name: string): boolean {
    return [this.recordFile, this.processesFile, this.lockFile].some((file) => isUnfinished(name, file));
  }

  /** Whether a name in the folder is no content: the lock, or a leftover. */
  isNoContent(name: string): boolean {
    return name === basename(this.lockFile) || this.isLeftover(name);
  }

  /** Everything that the network makes in its folder: what goes when it is cleaned away, and nothing else does. */
  get madeEntries(): readonly string[] {
    return [
      this.recordFile,
      this.processesFile,
      join(this.folder, 'logs'),
      join(this.folder, 'certificate-authorities'),
      join(this.folder, 'organisations'),
      this.channelFolder,
      this.chaincodePackages,
      this.people,
    ];
  }

  logFile(processName: string): string {
    return join(this.folder, 'logs', `${processName}.log`);
  }

  certificateAuthority(organisation: NetworkOrganisation): string {
    return join(this.folder, 'certificate-authorities', organisation.name);
  }

  /** TLS files of the authority's health port, whose certificate is its own root. */
  authorityOperationsTls(organisation: NetworkOrganisation): string {
    return join(this.certificateAuthority(organisation), authorityOperationsFolder);
  }

  /** The root certificate by which an organisation's certificates, TLS ones too, are recognised. */
  rootCertificate(organisation: NetworkOrganisation): string {
    return join(this.certificateAuthority(organisation), 'ca-cert.pem');
  }

  organisation(organisation: NetworkOrganisation): string {
    return join(this.folder, 'organisations', organisation.name);
  }

  /** The organisation's MSP as the channel knows it, without keys. */
  channelMsp(organisation: NetworkOrganisation): string {
    return join(this.organisation(organisation), 'msp');
  }

  /** Who registers others at the organisation's CA: certificate.pem and key.pem. */
  registrar(organisation: NetworkOrganisation): string {
    return join(this.organisation(organisation), 'registrar');
  }

  /** The administrator's MSP folder, with the key. */
  adminMsp(organisation: NetworkOrganisation): string {
    return join(this.organisation(organisation), 'admin', 'msp');
  }

  nodeMsp(organisation: NetworkOrganisation, kind: NodeKind): string {
    return join(this.organisation(organisation), kind, 'msp');
  }

  /** server.crt, server.key, ca.crt. */
  nodeTls(organisation: NetworkOrganisation, kind: NodeKind): string {
    return join(this.organisation(organisation), kind, 'tls');
  }

  /** The certificate with which a node signs. */
  nodeCertificate(organisation: NetworkOrganisation, kind: NodeKind): string {
    return join(this.nodeMsp(organisation, kind), 'signcerts', 'cert.pem');
  }

  nodeTlsCertificate(organisation: NetworkOrganisation, kind: NodeKind): string {
    return tlsFiles(this.nodeTls(organisation, kind)).certificate;
  }

  /** The node's ledger, or the orderer's blocks. */
  nodeData(organisation: NetworkOrganisation, kind: NodeKind): string {
    return join(this.organisation(organisation), kind, 'data');
  }

  /** core.yaml or orderer.yaml of one node: FABRIC_CFG_PATH. */
  nodeConfiguration(organisation: NetworkOrganisation, kind: NodeKind): string {
    return join(this.organisation(organisation), kind, 'configuration');
  }

  /** How this organisation's peer reaches its chaincode processes, one file for each package label. */
  chaincodeConnections(organisation: NetworkOrganisation): string {
    return join(this.organisation(organisation), 'chaincode-connections');
  }

  get channelFolder(): string {
    return join(this.folder, 'channel');
  }

  genesisBlock(channel: string): string {
    return join(this.channelFolder, `${channel}.block`);
  }

  /** Packages as they were installed: <label>.tgz. */
  get chaincodePackages(): string {
    return join(this.folder, 'chaincode-packages');
  }

  /** Keys and certificates of people, as ledger/identities/identity-folder keeps them. */
  get people(): string {
    return join(this.folder, 'people');
  }
}
