/** What can keep the projections from going on, apart from bugs: the store is away, or somebody else writes to it. */

/** There is no connection to the store; the projections try again. */
export class StoreUnavailableError extends Error {
  readonly code = 'store-unavailable';

  constructor(collection: string) {
    super(`The store could not be asked for ${collection}: there is no connection. It is tried again.`);
    this.name = 'StoreUnavailableError';
  }
}

/** Another process has moved the checkpoint: two platforms must not project into one database. */
export class StoreBehindError extends Error {
  readonly code = 'store-behind';

  constructor(block: number, index: number) {
    super(
      `The projections stood at block ${String(block)}, transaction ${String(index)}, but the store says otherwise: ` +
        'another process writes to it. End one of the two.',
    );
    this.name = 'StoreBehindError';
  }
}

/** The documents were written by another version: pages would lack what this one reads. */
export class OutdatedReadModelError extends Error {
  readonly code = 'read-model-outdated';

  constructor() {
    super(
      'What pages read was projected by another version of the platform. End whatever works on this store, then project it anew ' +
        'from the ledger: npm run mvcb -- rebuild. Users, sessions, files and notes stay.',
    );
    this.name = 'OutdatedReadModelError';
  }
}

/** The store's checkpoint is not in the ledger: the database belongs to another ledger. */
export class ForeignLedgerError extends Error {
  readonly code = 'foreign-ledger';

  constructor(cause: unknown) {
    super(
      'The projections in the store were made from another ledger. Name the right data folder or database, or rebuild ' +
        'the projections (npm run mvcb -- rebuild).',
      { cause },
    );
    this.name = 'ForeignLedgerError';
  }
}
