/**
 * The administration and operations interfaces of the network's nodes, spoken over TLS. A node is known by a root
 * certificate; whoever wants more of it than its health shows the node's own TLS certificate, which is all that these
 * interfaces let in: certificates of people come from the same root and must not do.
 */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { NetworkDescription, NetworkOrganisation } from './network-description';
import { tlsFiles } from './network-layout';
import type { NetworkLayout } from './network-layout';

const answerMsMax = 2_000;

/** By what the node is recognised and, where it asks for that, the asker; all PEM, named as node:tls names them. */
export interface NodeTrust {
  readonly ca: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface NodeCall {
  readonly trust: NodeTrust;
  readonly withinMs: number;
  /** What is posted; the call is a GET without it. */
  readonly posted?: { readonly contentType: string; readonly body: Buffer };
}

/** The trust by which a node's own interfaces let one in, read from the node's TLS folder. */
export function ownTrust(
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
  kind: 'peer' | 'orderer',
): Required<NodeTrust> {
  const files = tlsFiles(layout.nodeTls(organisation, kind));
  return {
    ca: readFileSync(files.roots, 'utf8'),
    cert: readFileSync(files.certificate, 'utf8'),
    key: readFileSync(files.key, 'utf8'),
  };
}

/** Asks a node; rejects with what hindered it when there is no whole answer in time. */
export function nodeAnswer(address: string, { trust, withinMs, posted }: NodeCall): Promise<HttpAnswer> {
  const { ca, cert, key } = trust;
  return new Promise((resolve, reject) => {
    const options = {
      ...{ ca, cert, key, agent: false, signal: AbortSignal.timeout(withinMs) },
      method: posted === undefined ? 'GET' : 'POST',
      headers:
        posted === undefined
          ? {}
          : { 'content-type': posted.contentType, 'content-length': posted.body.byteLength },
    };
    const sent = request(address, options, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => (body += piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(posted?.body);
  });
}

/** What is answered at an address; undefined when nobody trusted answers in time. */
export function answerOf(address: string, trust: NodeTrust): Promise<HttpAnswer | undefined> {
  return nodeAnswer(address, { trust, withinMs: answerMsMax }).catch(() => undefined);
}

/** An orderer's figures, as Prometheus reads them; empty while it does not answer. */
export async function ordererMetrics(
  network: NetworkDescription,
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
): Promise<string> {
  const address = `https://${network.host}:${String(organisation.ports.ordererOperations)}/metrics`;
  return (await answerOf(address, ownTrust(layout, organisation, 'orderer')))?.body ?? '';
}
