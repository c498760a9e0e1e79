/**
 * How organisations and people are called. Organisations' names come from the register on the chain, people's from the users
 * of the store; both are few, are kept in memory, and are read again when the register changes or somebody is not known.
 */
import type { Connection } from 'mongoose';
import type { Names } from './controllers/page-services';
import { organisationModel } from './models/register-models';
import { userModel } from './models/user-model';

/** Somebody whom nobody knows is asked for once in a while, not with every page. */
const askAgainMs = 10_000;

export class NameDirectory implements Names {
  readonly #connection: Connection;
  readonly #now: () => number;
  #organisations = new Map<string, string>();
  #people = new Map<string, string>();
  #readAt = 0;
  #reading: Promise<void> | undefined;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  organisation(organisationId: string): string {
    return this.#organisations.get(organisationId) ?? this.#unknown(organisationId);
  }

  person(organisationId: string, person: string): string {
    return this.#people.get(`${organisationId} ${person}`) ?? this.#unknown(person);
  }

  /** Reads every name again. */
  async refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    this.#readAt = this.#now();
    const [organisations, people] = await Promise.all([
      organisationModel(this.#connection).find({}, { name: 1 }).lean().exec(),
      userModel(this.#connection).find({}, { name: 1, organisationId: 1, person: 1 }).lean().exec(),
    ]);
    this.#organisations = new Map(organisations.map(({ _id, name }) => [_id, name]));
    this.#people = new Map(
      people.map(({ organisationId, person, name }) => [`${organisationId} ${person}`, name]),
    );
  }

  /** The id stands for the name until the next reading has found it. */
  #unknown(id: string): string {
    if (this.#now() - this.#readAt > askAgainMs) {
      // A store that is away makes no page fail for a name; the next page asks again.
      this.refresh().catch(() => undefined);
    }
    return id;
  }
}
