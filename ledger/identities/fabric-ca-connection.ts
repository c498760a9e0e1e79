/**
 * The way to one Fabric CA: JSON over HTTPS on few kept-alive connections, the server verified against the
 * organisation's root, every call with a deadline and every answer with a size limit. Knows how a certificate
 * holder's token is made; knows nothing of what is asked.
 */
import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { FabricCaError, errorOfFault } from './fabric-ca-error';
import type { CallSubject, FabricCaErrorCode } from './fabric-ca-error';
import { parseAnswer } from './fabric-ca-answer-parser';
import { signerOf } from './key-identity';

/** Passwords are hashed with bcrypt, a quarter of a second each on a busy machine; this is far beyond. */
const callDeadlineMs = 15_000;
/** Characters; a revocation list of some ten thousand certificates. */
const answerLengthMax = 4 * 1024 * 1024;
/** More would only queue at the CA's password hashing. */
const connectionsMax = 4;

export interface FabricCaAddress {
  /** `https://host:port` */
  readonly baseUrl: string;
  /** PEM; issuer of the server's certificate and of all that the CA issues. */
  readonly rootCertificatePem: string;
  /** Milliseconds for each call. */
  readonly deadlineMs?: number;
}

/** A certificate with its private key (PKCS #8), both PEM. */
export interface CertifiedKey {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export type CaCredentials =
  | { readonly kind: 'secret'; readonly id: string; readonly secret: string }
  | { readonly kind: 'certificate'; readonly holder: CertifiedKey };

export interface CaCall {
  readonly act: string;
  /** The enrolment id that it is about. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly credentials: CaCredentials;
  /** Texts that no error may show. */
  readonly confidential?: readonly string[];
}

export class FabricCaConnection {
  readonly authority: string;
  readonly #baseUrl: URL;
  readonly #agent: Agent;
  readonly #deadlineMs: number;
  #isClosed = false;

  constructor({ baseUrl, rootCertificatePem, deadlineMs }: FabricCaAddress) {
    this.#baseUrl = new URL(baseUrl);
    if (this.#baseUrl.protocol !== 'https:') {
      throw new TypeError(
        `"${baseUrl}" is no address of a certificate authority: https://host:port expected.`,
      );
    }
    this.authority = `the certificate authority ${this.#baseUrl.origin}`;
    this.#agent = new Agent({ keepAlive: true, ca: rootCertificatePem, maxSockets: connectionsMax });
    this.#deadlineMs = deadlineMs ?? callDeadlineMs;
  }

  /**
   * Asks the CA; the answer's `result` as it came.
   * @throws FabricCaError when it does not answer in time, cannot be trusted, or says no
   */
  async ask(call: CaCall): Promise<unknown> {
    const subject: CallSubject = {
      act: call.act,
      id: call.id,
      authority: this.authority,
      shown: call.credentials.kind,
    };
    if (this.#isClosed) throw failure(subject, { code: 'closed', found: 'this client was closed' });
    const body = call.body === undefined ? '' : JSON.stringify(call.body);
    const { status, text } = await this.#exchange(call, body, subject);
    const answer = parseAnswer(text, status);
    if (answer === undefined) {
      throw failure(subject, { code: 'bad-answer', found: `HTTP ${status} without Fabric CA's form` });
    }
    if (answer.kind === 'result') return answer.result;
    const message = withoutSecrets(answer.fault.message, call.confidential ?? []);
    throw errorOfFault(subject, { ...answer.fault, message });
  }

  /** Ends the kept-alive connections; calls that come later fail. */
  close(): void {
    this.#isClosed = true;
    this.#agent.destroy();
  }

  async #exchange(
    call: CaCall,
    body: string,
    subject: CallSubject,
  ): Promise<{ status: number; text: string }> {
    const headers: Record<string, string> = { authorization: await authorisation(call, body) };
    if (body !== '') {
      headers['content-type'] = 'application/json';
      headers['content-length'] = String(Buffer.byteLength(body));
    }
    const signal = AbortSignal.timeout(this.#deadlineMs);
    const options = { method: call.method, agent: this.#agent, headers, signal };
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const sent = request(new URL(call.path, this.#baseUrl), options, resolve);
        sent.on('error', reject);
        sent.end(body);
      });
      return { status: response.statusCode ?? 0, text: await textOf(response, subject) };
    } catch (error) {
      if (error instanceof FabricCaError) throw error;
      if (signal.aborted) {
        throw failure(subject, {
          code: 'deadline',
          found: `no answer within ${this.#deadlineMs} ms`,
          cause: error,
        });
      }
      throw transportError(subject, error);
    }
  }
}

/** Basic for a password; for a certificate the token that fabric-ca/util/util.go verifies. */
async function authorisation({ credentials, method, path }: CaCall, body: string): Promise<string> {
  if (credentials.kind === 'secret') return `Basic ${base64(`${credentials.id}:${credentials.secret}`)}`;
  const { certificatePem, privateKeyPem } = credentials.holder;
  const certificate = base64(certificatePem);
  const signed = [method, base64(path), base64(body), certificate].join('.');
  const signature = await signerOf(privateKeyPem, 'the caller')(Buffer.from(signed));
  return `${certificate}.${Buffer.from(signature).toString('base64')}`;
}

async function textOf(response: IncomingMessage, subject: CallSubject): Promise<string> {
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > answerLengthMax) {
      throw failure(subject, { code: 'bad-answer', found: `more than ${answerLengthMax} characters` });
    }
  }
  return text;
}

function transportError(subject: CallSubject, error: unknown): FabricCaError {
  const cause = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const isDistrusted = /CERT|SIGNATURE|TLS|SSL|ALTNAME/.test(cause);
  return failure(
    subject,
    isDistrusted
      ? {
          code: 'untrusted',
          found: `its TLS certificate is not of the organisation's root (${cause})`,
          cause: error,
        }
      : { code: 'unreachable', found: `it cannot be reached (${cause})`, cause: error },
  );
}

const nextSteps: Partial<Record<FabricCaErrorCode, string>> = {
  closed: 'Make a new client.',
  untrusted:
    "Compare the root certificate with the authority's ca-cert.pem, and the address with its host names.",
  'bad-answer': 'Check that the address is that of a Fabric CA, version 1.5.',
};

interface Finding {
  readonly code: FabricCaErrorCode;
  readonly found: string;
  readonly cause?: unknown;
}

function failure(subject: CallSubject, { code, found, cause }: Finding): FabricCaError {
  return new FabricCaError(code, {
    message: `Could not ${subject.act} "${subject.id}" at ${subject.authority}: ${found}.`,
    nextStep: nextSteps[code] ?? 'See whether it runs and look into its log, then try again.',
    cause,
  });
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '…'), text);
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
