/**
 * Somebody who asks a listening platform over HTTP, with cookies and without following where an answer leads: for
 * specifications that look at the answer itself.
 */
import { hidden } from './desk';

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Where it leads, when it is a redirect. */
  readonly location: string | undefined;
}

export class HttpVisitor {
  readonly #address: string;
  readonly #cookies = new Map<string, string>();
  #csrf = '';
  #person = '';

  constructor(address: string) {
    this.#address = address;
  }

  /** Who signed in. */
  get person(): string {
    return this.#person;
  }

  /** The cookies of the session, for a browser that goes on in it. */
  get cookies(): readonly { readonly name: string; readonly value: string; readonly url: string }[] {
    return [...this.#cookies].map(([name, value]) => ({ name, value, url: this.#address }));
  }

  /** Comes as nobody; the session is a visitor's. */
  async comes(): Promise<void> {
    this.#csrf = hidden((await this.get('/demo')).text, '_csrf');
  }

  /** Signs in as somebody of the demo, on its page. */
  async becomes(person: string): Promise<void> {
    await this.comes();
    const { status, location } = await this.post('/demo/role', { person });
    if (status !== 303 || location !== '/') throw new Error(`${person} could not sign in: ${String(status)}`);
    this.#csrf = hidden((await this.get('/profile/password')).text, '_csrf');
    this.#person = person;
  }

  async get(path: string): Promise<Answer> {
    return this.#ask(path, {});
  }

  /** Sends a form with the token of the session. */
  async post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#ask(path, { method: 'POST', body: new URLSearchParams({ _csrf: this.#csrf, ...fields }) });
  }

  async #ask(path: string, how: RequestInit): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', cookie };
    const response = await fetch(`${this.#address}${path}`, { ...how, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const location = response.headers.get('location') ?? undefined;
    return { status: response.status, location, text: await textOf(response) };
  }

  #keep(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
  }
}

/** A stream of changes never ends: its answer is that it began. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return response.text();
  await response.body?.cancel();
  return '';
}
