/**
 * Somebody at a browser without scripts: keeps cookies, reads the tokens out of the forms, sends them as a browser would, and
 * takes an act through its confirm page with a code.
 */
import { strict as assert } from 'node:assert';
import type { Express } from 'express';
import supertest from 'supertest';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface Page {
  readonly status: number;
  readonly html: string;
  /** Where it leads, when it is a redirect. */
  readonly location: string | undefined;
  /** What a file is called that it answers with. */
  readonly disposition: string;
}

export class Desk {
  readonly #agent: ReturnType<typeof supertest.agent>;
  readonly #nextCode: () => string;

  constructor(server: Express | string, nextCode: () => string) {
    this.#agent = supertest.agent(server);
    this.#nextCode = nextCode;
  }

  async get(path: string): Promise<Page> {
    return pageOf(await this.#agent.get(path));
  }

  /** The page, which must be there. */
  async page(path: string): Promise<string> {
    const { status, html } = await this.get(path);
    assert.equal(status, 200, `${path} answered ${String(status)}: ${mainText(html)}`);
    return html;
  }

  /** Sends a form with the token of the page it stands on. */
  async send(path: string, fields: Fields): Promise<Page> {
    const { html } = await this.get(path);
    return this.post(path, { _csrf: hidden(html, '_csrf'), ...fields });
  }

  async post(path: string, fields: Fields): Promise<Page> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const text of typeof value === 'string' ? [value] : value) body.append(name, text);
    }
    const sent = this.#agent.post(path).type('form').send(body.toString());
    return pageOf(await sent);
  }

  /** Sends a form that carries a file, as a browser does. */
  async upload(
    path: string,
    file: { readonly field: string; readonly name: string; readonly bytes: Uint8Array },
  ): Promise<Page> {
    const { html } = await this.get(path);
    const sent = this.#agent
      .post(path)
      .field('_csrf', hidden(html, '_csrf'))
      .field('requestId', hidden(html, 'requestId'))
      .attach(file.field, Buffer.from(file.bytes), file.name);
    return pageOf(await sent);
  }

  async signIn(loginName: string, password: string): Promise<void> {
    const { status, html } = await this.send('/login', { loginName, password, next: '/' });
    assert.equal(status, 303, `${loginName} could not sign in: ${mainText(html)}`);
  }

  /** Fills in an act's form and looks at its confirm page. */
  async review(path: string, fields: Fields): Promise<Page> {
    const { html } = await this.get(path);
    const requestId = hidden(html, 'requestId');
    return this.post(path, { _csrf: hidden(html, '_csrf'), requestId, ...fields, step: 'review' });
  }

  /** Takes an act through its confirm page; answers where it led. */
  async act(path: string, fields: Fields): Promise<string> {
    const confirm = await this.review(path, fields);
    assert.equal(confirm.status, 200, `${path} was not to be confirmed: ${mainText(confirm.html)}`);
    const done = await this.confirm(path, fields, confirm);
    assert.equal(done.status, 303, `${path} was not carried out: ${mainText(done.html)}`);
    return done.location ?? '';
  }

  /** Sends the confirm page on, with a code if it asks for one. */
  async confirm(path: string, fields: Fields, confirm: Page): Promise<Page> {
    const asksForCode = confirm.html.includes('name="code"');
    return this.post(path, {
      ...{ _csrf: hidden(confirm.html, '_csrf'), requestId: hidden(confirm.html, 'requestId') },
      ...fields,
      shown: hidden(confirm.html, 'shown'),
      ...(asksForCode ? { code: this.#nextCode() } : {}),
      step: 'submit',
    });
  }
}

function pageOf(response: supertest.Response): Page {
  const location: unknown = response.headers['location'];
  return {
    status: response.status,
    html: response.text,
    location: typeof location === 'string' ? location : undefined,
    disposition: response.headers['content-disposition'] ?? '',
  };
}

/** The value of a hidden field. */
export function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}

/** What a page says, without its markup. */
export function mainText(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return main
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
