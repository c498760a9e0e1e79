/**
 * A browser without scripts, as little of it as a load needs: one person's cookies, pages over connections that stay open,
 * forms with the token of the page they stand on, and a page's stream of changes.
 */
import { request } from 'node:http';
import type { Agent, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

export interface WebPage {
  readonly status: number;
  readonly html: string;
  /** From the request's first byte to the answer's last, in milliseconds. */
  readonly ms: number;
}

/** An open stream of changes; its end is the reader's or the platform's. */
export interface PageStream {
  readonly events: AsyncIterable<PageEvent>;
  /** Takes what comes without looking at it. */
  drain(): void;
  close(): void;
}

export interface PageEvent {
  readonly name: string;
  readonly json: string;
}

const answerMsMax = 30_000;

export class WebClient {
  readonly #address: URL;
  readonly #agent: Agent;
  readonly #cookies = new Map<string, string>();

  constructor(address: string, agent: Agent) {
    this.#address = new URL(address);
    this.#agent = agent;
  }

  /** @throws Error when the platform does not answer in time */
  async get(path: string): Promise<WebPage> {
    const begunMs = performance.now();
    const response = await this.#ask('GET', path);
    const html = await text(response);
    return { status: response.statusCode ?? 0, html, ms: performance.now() - begunMs };
  }

  /** @throws Error when name or password is not taken */
  async signIn(loginName: string, password: string): Promise<void> {
    const { html } = await this.get('/login');
    const token = /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
    const form = new URLSearchParams({ _csrf: token, loginName, password, next: '/' });
    const response = await this.#ask('POST', '/login', form.toString());
    await text(response);
    if (response.statusCode !== 303) {
      throw new Error(`${loginName} could not sign in: ${String(response.statusCode)}, expected 303.`);
    }
  }

  /** Opens what a page's script opens: the stream of changes for the page's topic. */
  async stream(topic: string | undefined): Promise<PageStream> {
    const path = topic === undefined ? '/live' : `/live?topic=${encodeURIComponent(topic)}`;
    const response = await this.#ask('GET', path);
    if (response.statusCode !== 200)
      throw new Error(`${path}: ${String(response.statusCode)}, expected 200.`);
    // A page that is left breaks its stream off; that is its usual end.
    response.on('error', () => undefined);
    return {
      events: eventsIn(response),
      drain: () => {
        response.resume();
      },
      close: () => {
        response.destroy();
      },
    };
  }

  async #ask(method: 'GET' | 'POST', path: string, form?: string): Promise<IncomingMessage> {
    const isStream = path.startsWith('/live');
    const asked = request(new URL(path, this.#address), {
      method,
      ...(isStream ? { agent: false } : { agent: this.#agent, timeout: answerMsMax }),
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        accept: isStream ? 'text/event-stream' : 'text/html',
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    });
    asked.on('timeout', () =>
      asked.destroy(new Error(`${path} was not answered in ${String(answerMsMax)} ms`)),
    );
    asked.end(form);
    const response = await answerOf(asked);
    for (const cookie of response.headers['set-cookie'] ?? []) this.#keep(cookie);
    return response;
  }

  #keep(cookie: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
  }
}

function answerOf(asked: ReturnType<typeof request>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
  });
}

async function* eventsIn(response: IncomingMessage): AsyncGenerator<PageEvent> {
  let rest = '';
  response.setEncoding('utf8');
  for await (const chunk of response.iterator({ destroyOnReturn: false })) {
    const told = `${rest}${String(chunk)}`.split('\n\n');
    rest = told.pop() ?? '';
    for (const block of told) {
      const name = /^event:\s?(.*)$/m.exec(block)?.[1];
      const json = /^data:\s?(.*)$/m.exec(block)?.[1];
      if (name !== undefined && json !== undefined) yield { name, json };
    }
  }
}
