/**
 * The platform with a small register, a store of its own and an embedded ledger: people sign in as browsers do, and the
 * clock of sessions and codes is moved by the specification.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pino from 'pino';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent';
import { openPlatformLedger } from '../../../app/cli/platform-ledger';
import { submitTransaction } from '../../../app/blockchain/contract-client';
import type { NewUser } from '../../../app/auth/enrolment';
import { codeAt } from '../../../app/auth/one-time-code';
import { openPlatform } from '../../../app/platform';
import type { Platform } from '../../../app/platform';
import { openStore } from '../../../app/store/store-connection';
import type { UserDocument } from '../../../app/models/user-document';
import { foundRegister } from '../../../domain/transactions/registry-transactions';
import type { MspId, Role } from '../../../domain/roles';
import type { Enrolment } from '../../../ledger/identities/identity-issuer';
import type { Ledger } from '../../../ledger/ledger';
import { sharedTestStore } from '../store/test-store';

export const county = '522634';
export const farCounty = '522635';
export const password = 'a-sentence-to-remember';
export const codeSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

interface Office {
  readonly organisationId: string;
  readonly role: Role;
  readonly county: string;
  readonly mspId: MspId;
}

const province = { county: '520000', mspId: 'ProvinceMSP' } as const;
const inCounty = { county, mspId: 'CountyMSP' } as const;
export const offices = {
  provinceAdmin: { organisationId: 'province-admin', role: 'admin', ...province },
  countyAdmin: { organisationId: 'county-admin', role: 'admin', ...inCounty },
  finance: { organisationId: 'county-finance-office', role: 'county-finance', ...inCounty },
  command: { organisationId: 'county-command-office', role: 'county-command', ...inCounty },
  farAdmin: { organisationId: 'far-admin', role: 'admin', county: farCounty, mspId: 'CountyMSP' },
  bankAdmin: { organisationId: 'bank-admin', role: 'admin', county: '520000', mspId: 'BankMSP' },
  partnershipAdmin: {
    organisationId: 'partner-admin',
    role: 'admin',
    county: '520000',
    mspId: 'PartnershipMSP',
  },
} as const satisfies Readonly<Record<string, Office>>;

export class AuthStage {
  /** Added to the ledger's time; sessions, waits and codes go by it. */
  shiftMs = 0;
  #people = 0;

  private constructor(
    readonly platform: Platform,
    private readonly parts: {
      readonly ledger: Ledger;
      readonly now: { read: () => number };
      readonly close: () => Promise<void>;
      readonly enrol: Enrol;
    },
  ) {}

  static async open(logger: pino.Logger = pino({ level: 'silent' })): Promise<AuthStage> {
    const folder = mkdtempSync(join(tmpdir(), 'auth-stage-'));
    const opened = await openPlatformLedger({ kind: 'embedded', folder });
    const database = await (await sharedTestStore()).freshDatabase();
    const store = await openStore({ uri: database.uri });
    const now = { read: (): number => opened.now() };
    const platform = await openPlatform({
      ...{ root: resolve('.'), ledger: opened.ledger, store, logger },
      serviceIdentity: (mspId, organisation) => opened.serviceIdentity(mspId, organisation),
      temporaryFolder: join(folder, 'temporary'),
      issuerOf: (mspId) => opened.issuers.get(mspId),
      now: () => now.read(),
      settings: {
        ...{ demo: false, secure: false, production: false, publicUrl: 'http://127.0.0.1', assets: '1' },
        secrets: ['a-secret-of-the-specifications-alone'],
        limits: { failuresMax: 1_000, formsMax: 10_000 },
      },
    });
    const enrol: Enrol = async ({ organisationId: organisation, role, county: of, mspId }, person) => {
      const issuer = opened.issuers.get(mspId);
      if (issuer === undefined) throw new Error(`no authority for ${mspId}`);
      return issuer.enrol({ role, organisation, county: of, person, kind: 'person' });
    };
    const close = async (): Promise<void> => {
      await platform.close();
      await store.close();
      await database.drop();
      await opened.ledger.close();
      rmSync(folder, { recursive: true, force: true });
    };
    const stage = new AuthStage(platform, { ledger: opened.ledger, now, close, enrol });
    now.read = () => opened.now() + stage.shiftMs;
    await stage.#found();
    return stage;
  }

  close(): Promise<void> {
    return this.parts.close();
  }

  get ledger(): Ledger {
    return this.parts.ledger;
  }

  get now(): number {
    return this.parts.now.read();
  }

  /** A user with the shared password, whose code is enrolled; the first one of an admin office is the founded admin. */
  async user(office: Office, change: Partial<NewUser> = {}): Promise<UserDocument> {
    this.#people += 1;
    const person = change.person ?? `${office.organisationId}-${String(this.#people)}`;
    const entry: NewUser = {
      ...{ loginName: `user${String(this.#people)}`, name: `人员${String(this.#people)}`, post: '经办' },
      ...{ language: 'en', ...office, ...change, person },
    };
    const enrolment = await this.parts.enrol(office, person);
    const user = await this.platform.identity.enrolment.addReady(entry, { password, codeSecret, enrolment });
    if (user === undefined) throw new Error(`${entry.loginName} is taken`);
    return user;
  }

  /** A browser that has signed in. */
  async signedIn(loginName: string, typed = password): Promise<Browser> {
    const browser = this.browser();
    await browser.post('/login', { loginName, password: typed });
    return browser;
  }

  browser(): Browser {
    return new Browser(request.agent(this.platform.server));
  }

  /** The code of now, of a secret. */
  code(secret = codeSecret): string {
    return codeAt(secret, this.now);
  }

  async #found(): Promise<void> {
    const founder = await this.parts.enrol(offices.provinceAdmin, 'province-admin-first');
    const organisations = Object.values(offices).map((office) => ({
      ...office,
      name: office.organisationId,
      adminPersons: office.role === 'admin' ? [`${office.organisationId}-first`] : [],
    }));
    const founded = await submitTransaction(this.ledger, founder.identity, {
      definition: foundRegister,
      request: { requestId: 'founding-of-specifications', organisations },
    });
    if (!founded.ok) throw new Error(founded.refusal.code);
    await this.platform.projections.waitFor(founded.value.blockNumber, 10_000);
  }
}

type Enrol = (office: Office, person: string) => Promise<Enrolment>;

/** What a browser does: keeps cookies, and sends forms with the token of the page. */
export class Browser {
  constructor(readonly agent: TestAgent) {}

  get(path: string): request.Test {
    return this.agent.get(path);
  }

  /** Sends a form with the token of this session. */
  async post(path: string, fields: Readonly<Record<string, string>>): Promise<request.Response> {
    // The agent gives a request its cookies when it is made, so the token comes first.
    const _csrf = await this.token();
    return this.agent
      .post(path)
      .type('form')
      .send({ ...fields, _csrf });
  }

  /** The token that this session's forms carry. */
  async token(): Promise<string> {
    for (const path of ['/profile', '/welcome/password', '/login']) {
      const { text } = await this.agent.get(path);
      const token = /name="_csrf" value="([0-9a-f]+)"/.exec(text)?.[1];
      if (token !== undefined) return token;
    }
    throw new Error('no page of this browser has a form');
  }

  /** The session's id as the cookie has it; empty when there is none. */
  sessionId(): string {
    const place = { domain: '127.0.0.1', path: '/', secure: false, script: false };
    return this.agent.jar.getCookie('sid', place)?.value ?? '';
  }
}
