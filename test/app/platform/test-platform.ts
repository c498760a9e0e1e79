/**
 * The whole platform for specifications: the invented province on an embedded ledger in memory, a database of its own, the real
 * server, and people who can sign in. Its clock stands still until a specification lets time pass.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openPlatform } from '../../../app/platform';
import type { Platform } from '../../../app/platform';
import { openStore } from '../../../app/store/store-connection';
import type { Store } from '../../../app/store/store-connection';
import { codeAt, newCodeSecret } from '../../../app/auth/one-time-code';
import type { Locale } from '../../../domain/refusals/refusal';
import { openEmbeddedProvince } from '../../province/embedded-province';
import type { OpenedProvince } from '../../province/opened-province';
import type { Officer } from '../../province/officer';
import type { Province } from '../../province/province';
import { sharedTestStore } from '../store/test-store';
import type { FreshDatabase } from '../store/test-store';
import { Desk } from './desk';
import { listenOnLoopback } from './loopback';

/** The project's folder, seen from the compiled test. */
export const projectFolder = join(__dirname, '..', '..', '..', '..');
export const testPassword = 'invented-and-long-1';
/** A code works once, and the next one comes after half a minute. */
const codeStepMs = 30_000;
const shownMsMax = 10_000;

export class TestPlatform {
  readonly platform: Platform;
  readonly store: Store;
  readonly #opened: OpenedProvince;
  readonly #database: FreshDatabase;
  readonly #codeSecret: string;
  readonly #folder: string;
  readonly #listening = new AsyncDisposableStack();

  private constructor(parts: {
    readonly platform: Platform;
    readonly store: Store;
    readonly opened: OpenedProvince;
    readonly database: FreshDatabase;
    readonly codeSecret: string;
    readonly folder: string;
  }) {
    this.platform = parts.platform;
    this.store = parts.store;
    this.#opened = parts.opened;
    this.#database = parts.database;
    this.#codeSecret = parts.codeSecret;
    this.#folder = parts.folder;
  }

  /** Founds the province, on a ledger in memory unless another one is given, and opens the platform over it. */
  static async open(founding: Promise<OpenedProvince> = openEmbeddedProvince()): Promise<TestPlatform> {
    const [opened, testStore] = await Promise.all([founding, sharedTestStore()]);
    const database = await testStore.freshDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'test-platform-'));
    const store = await openStore({ uri: database.uri });
    const { province } = opened;
    const { ledger } = province;
    const platform = await openPlatform({
      ...{ root: projectFolder, ledger, store, now: () => Date.parse(province.now()) },
      serviceIdentity: async (mspId, { organisationId: organisation, role, county }) => {
        const person = `${organisation}-system`;
        const attributes = { role, organisation, county, person, kind: 'service' } as const;
        return (await province.issuers[mspId].enrol(attributes)).identity;
      },
      temporaryFolder: join(folder, 'temporary'),
      issuerOf: (mspId) => province.issuers[mspId],
      logger: pino({ level: 'silent' }),
      settings: {
        ...{ demo: false, secure: false, production: false, publicUrl: 'http://127.0.0.1' },
        ...{ secrets: ['a secret of this test alone, 32 characters'], assets: 'test' },
        limits: { failuresMax: 10_000, formsMax: 100_000 },
      },
    });
    return new TestPlatform({ platform, store, opened, database, folder, codeSecret: newCodeSecret() });
  }

  get province(): Province {
    return this.#opened.province;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Date.parse(this.province.now());
  }

  /** Lets time pass on the ledger and at the platform. */
  pass(ms: number): void {
    this.province.waits({ ms });
  }

  /** A code that was not used yet: half a minute passes for each. */
  nextCode(): string {
    this.pass(codeStepMs);
    return codeAt(this.#codeSecret, this.now());
  }

  /** Makes an officer of the province a user, once, with the password of all and ready codes. */
  async addUser(officer: Officer, language: Locale = 'zh-CN'): Promise<void> {
    const { organisationId, role, county, mspId } = officer.seat;
    await this.platform.identity.enrolment.addReady(
      {
        ...{ loginName: officer.person, name: `Name of ${officer.person}`, post: '经办' },
        ...{ person: officer.person, organisationId, role, mspId, language },
        county,
      },
      { password: testPassword, codeSecret: this.#codeSecret },
    );
    await this.shown();
  }

  /** Makes an officer of the province a user, once, and signs in. */
  async signIn(officer: Officer, language: Locale = 'zh-CN'): Promise<Desk> {
    await this.addUser(officer, language);
    const desk = new Desk(this.platform.server, () => this.nextCode());
    await desk.signIn(officer.person, testPassword);
    return desk;
  }

  /** Lets browsers come; answers the address. */
  async listen(): Promise<string> {
    const http = createServer(this.platform.server);
    this.#listening.defer(() => {
      http.closeAllConnections();
      http.close();
    });
    return listenOnLoopback(http);
  }

  /** Waits until the pages show everything that the ledger holds. */
  async shown(): Promise<void> {
    const height = await this.province.ledger.height();
    const reached = await this.platform.projections.waitFor(height - 1n, shownMsMax);
    if (!reached) throw new Error(`The pages do not show block ${String(height - 1n)}.`);
  }

  async close(): Promise<void> {
    await this.#listening.disposeAsync();
    await this.platform.close();
    await this.store.close();
    await this.#database.drop();
    await this.#opened.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
