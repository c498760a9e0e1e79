/**
 * Who is who: organisations from the register on the chain, people's names from the users of the store. Both are few, are
 * kept in memory, and are read again when the register changes or somebody is not known.
 */
import type { Connection } from 'mongoose';
import type { Role } from '../domain/roles';
import type { Member, Standing } from './auth/standing';
import type { OrganisationDocument } from './models/register-documents';
import { organisationModel } from './models/register-models';
import type { UserDocument } from './models/user-document';
import { userModel } from './models/user-model';
import type { Names } from './presentation/names';
import type { NamedOrganisation } from './presentation/speech';

/** Somebody whom nobody knows is asked for once in a while, not with every page. */
const askAgainMs = 5_000;
const implementersNamedMax = 200;
/** 雷山县 of 雷山县脱贫攻坚指挥部. */
const countyPart = /^.+?(?:自治县|[县市区])/;

type KnownOrganisation = Pick<
  OrganisationDocument,
  '_id' | 'name' | 'role' | 'county' | 'status' | 'disabledPersons'
>;

export class NameDirectory implements Names, Standing {
  readonly #connection: Connection;
  readonly #now: () => number;
  #organisations = new Map<string, KnownOrganisation>();
  #people = new Map<string, string>();
  #readAt = 0;
  #reading: Promise<void> | undefined;

  /** @param now milliseconds since 1970 */
  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  organisation(organisationId: string): string {
    return this.#organisations.get(organisationId)?.name ?? this.#unknown(organisationId);
  }

  /** Name and role; one that the register does not hold is called by its id. */
  named(organisationId: string): NamedOrganisation {
    const known = this.#organisations.get(organisationId);
    return known ?? { name: this.#unknown(organisationId), role: 'implementer' };
  }

  /** The enabled organisation of a role that serves the whole province; undefined while there is none. */
  provincial(role: Role): string | undefined {
    for (const { _id, role: held, status } of this.#organisations.values()) {
      if (held === role && status === 'enabled') return _id;
    }
    return undefined;
  }

  person(organisationId: string, person: string): string {
    return this.#people.get(`${organisationId} ${person}`) ?? this.#unknown(person);
  }

  /** How a county is called: as its command's name begins; the code where there is none yet. */
  county(code: string): string {
    for (const { role, county, name } of this.#organisations.values()) {
      if (role === 'county-command' && county === code) return countyPart.exec(name)?.[0] ?? code;
    }
    return code;
  }

  /** The counties that have a command, by code. */
  counties(): readonly { readonly code: string; readonly name: string }[] {
    const commands = [...this.#organisations.values()].filter(({ role }) => role === 'county-command');
    const codes = [...new Set(commands.map(({ county }) => county))].sort();
    return codes.map((code) => ({ code, name: this.county(code) }));
  }

  /** Ids of implementers whose name holds a text; as many as a query may ask for. */
  implementersNamed(text: string): readonly string[] {
    const typed = text.trim().toLowerCase();
    if (typed === '') return [];
    return [...this.#organisations.values()]
      .filter(({ role, name }) => role === 'implementer' && name.toLowerCase().includes(typed))
      .slice(0, implementersNamedMax)
      .map(({ _id }) => _id);
  }

  /** Names of the others of an organisation, who can be the second person. */
  colleagues({ organisationId, person }: Member): readonly string[] {
    const ofOffice = `${organisationId} `;
    return [...this.#people]
      .filter(([key]) => key.startsWith(ofOffice) && key !== `${ofOffice}${person}`)
      .map(([, name]) => name);
  }

  /** As the register was when it was last read: after a change that is within the same moment. */
  isDisabled({ organisationId, person }: Member): Promise<boolean> {
    const known = this.#organisations.get(organisationId);
    const isDisabled = known?.status === 'disabled' || known?.disabledPersons.includes(person) === true;
    return Promise.resolve(isDisabled);
  }

  /** Reads everybody again. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** Reads everybody again after a change, and not by a reading that began before it. */
  async readAnew(): Promise<void> {
    if (this.#reading !== undefined) await Promise.allSettled([this.#reading]);
    await this.refresh();
  }

  async #read(): Promise<void> {
    this.#readAt = this.#now();
    const [organisations, people] = await Promise.all([
      organisationModel(this.#connection)
        .find({}, { name: 1, role: 1, county: 1, status: 1, disabledPersons: 1 })
        .lean<KnownOrganisation[]>()
        .exec(),
      userModel(this.#connection)
        .find({}, { name: 1, organisationId: 1, person: 1 })
        .lean<Pick<UserDocument, 'name' | 'organisationId' | 'person'>[]>()
        .exec(),
    ]);
    this.#organisations = new Map(organisations.map((known) => [known._id, known]));
    this.#people = new Map(
      people.map(({ organisationId, person, name }) => [`${organisationId} ${person}`, name]),
    );
  }

  /** The id stands for the name until the next reading has found it. */
  #unknown(id: string): string {
    if (this.#now() - this.#readAt > askAgainMs) {
      // A store that is away makes no page fail for a name: the next page asks again.
      this.refresh().catch(() => undefined);
    }
    return id;
  }
}
