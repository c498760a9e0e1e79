/**
 * Chooses the platform's store: the one that MONGODB_URI names, or a managed mongod in the platform's data folder.
 * A managed mongod that dies while the platform runs is started again on the same port, so that pages which said
 * that the store is away work again by themselves.
 */
import { startManagedMongod } from './managed-mongod';
import type { ManagedMongod, ManagedMongodOptions } from './managed-mongod';
import { openStore } from './store-connection';
import type { Store } from './store-connection';

/** What the choice is made by. */
export interface PlatformStoreOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** The managed store's own folder, as `<data>/store`. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** Restarts of a managed mongod in one life of the platform; one that dies more often needs a person. */
const restartsMax = 5;

/**
 * Opens the platform's store; closing it ends a managed mongod, too.
 * @throws StoreOpeningError, StoreUnavailableError with what to do next
 */
export async function openPlatformStore(options: PlatformStoreOptions): Promise<Store> {
  const named = options.environment['MONGODB_URI'];
  if (named !== undefined && named !== '') return await openStore({ uri: named });
  const mongod = await KeptMongod.start(options);
  try {
    const store = await openStore({ uri: mongod.uri });
    return {
      ...store,
      close: async () => {
        await store.close().finally(async () => {
          await mongod.stop();
        });
      },
    };
  } catch (error) {
    await mongod.stop();
    throw error;
  }
}

/** A managed mongod that is started again when it dies unasked. */
class KeptMongod {
  readonly #options: ManagedMongodOptions;
  #current: ManagedMongod;
  #stopAsked = false;
  #watch: Promise<void>;

  static async start(options: ManagedMongodOptions): Promise<KeptMongod> {
    return new KeptMongod(options, await startManagedMongod(options));
  }

  private constructor(options: ManagedMongodOptions, mongod: ManagedMongod) {
    this.#options = { ...options, port: mongod.port };
    this.#current = mongod;
    this.#watch = this.#keepRunning();
  }

  get uri(): string {
    return this.#current.uri;
  }

  async stop(): Promise<void> {
    this.#stopAsked = true;
    await this.#current.stop();
    await this.#watch;
  }

  #isToStop(): boolean {
    return this.#stopAsked;
  }

  /** Ends when it is asked to stop or when starting again does not help. */
  async #keepRunning(): Promise<void> {
    const { say } = this.#options;
    for (let restart = 1; restart <= restartsMax; restart += 1) {
      await this.#current.exited;
      if (this.#isToStop()) return;
      say(`The store's mongod has ended unasked; starting it again (${restart} of ${restartsMax}).`);
      try {
        this.#current = await startManagedMongod(this.#options);
        // Asked to stop while it started: whoever asked waits for this watch.
        if (this.#isToStop()) await this.#current.stop();
      } catch (error) {
        say(`It does not start: ${error instanceof Error ? error.message : String(error)}`);
        return;
      }
    }
  }
}
