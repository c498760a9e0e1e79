/**
 * A certificate authority that answers as Fabric CA does, in this process: it verifies tokens and requests in earnest,
 * keeps identities, issues certificates with the attribute extension and signs revocation lists. What it does not do
 * like the real one, the tests in test/fabric would tell.
 */
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { RegisteredIdentity } from './identity-registry-double';
import { CaRefusal, IdentityRegistryDouble } from './identity-registry-double';
import { CertificateIssuerDouble } from './certificate-issuer-double';

export const registrarSecret = 'registrar-secret';

export interface AuthorityDouble {
  readonly baseUrl: string;
  readonly rootCertificatePem: string;
  readonly registry: IdentityRegistryDouble;
  /** Every request as METHOD path, in the order of arrival. */
  readonly calls: readonly string[];
  /** Answers the next request with this instead; a function is given the request's body. */
  answerNext(answer: PlannedAnswer): void;
  stop(): Promise<void>;
}

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

type PlannedAnswer = RawAnswer | ((body: string) => Promise<RawAnswer>);

/** Starts a double for an MSP on a free port of 127.0.0.1. */
export async function startAuthorityDouble(mspId: string): Promise<AuthorityDouble> {
  const issuer = await CertificateIssuerDouble.found(mspId);
  const registry = new IdentityRegistryDouble();
  registry.add({ id: 'registrar', type: 'client', secret: registrarSecret, enrolmentsMax: -1, attrs: [] });
  const calls: string[] = [];
  const planned: PlannedAnswer[] = [];
  const server = createServer(await issuer.serverCredentials(), (request, response) => {
    calls.push(`${request.method ?? ''} ${request.url ?? ''}`);
    answer({ request, response, issuer, registry, planned: planned.shift() }).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `https://127.0.0.1:${portOf(server.address())}`,
    rootCertificatePem: issuer.rootCertificatePem,
    registry,
    calls,
    answerNext: (raw) => planned.push(raw),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly issuer: CertificateIssuerDouble;
  readonly registry: IdentityRegistryDouble;
  readonly planned: PlannedAnswer | undefined;
}

async function answer(exchange: Exchange): Promise<void> {
  const { request, response, planned } = exchange;
  request.setEncoding('utf8');
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const intended = typeof planned === 'function' ? await planned(body) : planned;
  const { status, text } = intended ?? (await handled(exchange, body));
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}

async function handled(exchange: Exchange, body: string): Promise<RawAnswer> {
  try {
    const result = await resultOf(exchange, body);
    return { status: 200, text: JSON.stringify({ result, errors: [], messages: [], success: true }) };
  } catch (error) {
    if (!(error instanceof CaRefusal)) throw error;
    const errors = [{ code: error.code, message: error.message }];
    return {
      status: error.status,
      text: JSON.stringify({ result: '', errors, messages: [], success: false }),
    };
  }
}

async function resultOf({ request, issuer, registry }: Exchange, body: string): Promise<unknown> {
  const path = request.url ?? '';
  const content = contentOf(body);
  const authorisation = request.headers.authorization ?? '';
  if (path === '/api/v1/enroll') {
    const identity = registry.login(authorisation);
    const result = await certificateFor(issuer, identity, content);
    registry.countEnrolment(identity.id);
    return result;
  }
  const signed = [request.method ?? '', base64(path), base64(body)].join('.');
  const callerId = issuer.callerOf(authorisation, signed);
  if (path === '/api/v1/reenroll') return certificateFor(issuer, registry.get(callerId), content);
  if (callerId !== 'registrar') throw new CaRefusal(403, 71, 'Authorization failure');
  return administered({ path, method: request.method ?? '', content, issuer, registry });
}

interface Administration {
  readonly path: string;
  readonly method: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly issuer: CertificateIssuerDouble;
  readonly registry: IdentityRegistryDouble;
}

async function administered(call: Administration): Promise<unknown> {
  const { path, method, content, issuer, registry } = call;
  switch (`${method} ${path.replace(/\/identities\/.*/, '/identities/')}`) {
    case 'POST /api/v1/register':
      registry.register(content);
      return { secret: content['secret'] };
    case 'GET /api/v1/identities/':
      return registry.shown(path);
    case 'PUT /api/v1/identities/':
      registry.change(path, content);
      return registry.shown(path);
    case 'POST /api/v1/revoke':
      registry.revoke(String(content['id']));
      return { RevokedCerts: issuer.revoke(String(content['id'])), CRL: '' };
    case 'POST /api/v1/gencrl':
      return { CRL: base64(await issuer.revocationList()) };
    default:
      throw new CaRefusal(404, 0, `no such path: ${method} ${path}`);
  }
}

async function certificateFor(
  issuer: CertificateIssuerDouble,
  identity: RegisteredIdentity,
  content: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const hosts = Array.isArray(content['hosts']) ? content['hosts'].map(String) : [];
  const certificate = await issuer.issue({
    identity,
    requestPem: String(content['certificate_request']),
    hosts,
  });
  return { Cert: base64(certificate), ServerInfo: { CAChain: base64(issuer.rootCertificatePem) } };
}

function contentOf(body: string): Readonly<Record<string, unknown>> {
  return body === '' ? {} : z.record(z.string(), z.unknown()).parse(JSON.parse(body));
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The double listens nowhere.');
  return address.port;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
