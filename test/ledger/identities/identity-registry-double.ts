/** What a certificate authority keeps of its identities: secrets, attributes, how often each enrolled, wrong tries. */

/** A "no" with the status and number of fabric-ca/lib/caerrors. */
export class CaRefusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface RegisteredAttribute {
  readonly name: string;
  readonly value: string;
  readonly ecert: boolean;
}

export interface RegisteredIdentity {
  readonly id: string;
  type: string;
  secret: string;
  enrolmentsMax: number;
  attrs: readonly RegisteredAttribute[];
}

const wrongTriesMax = 10;

export class IdentityRegistryDouble {
  readonly #identities = new Map<string, RegisteredIdentity>();
  readonly #enrolments = new Map<string, number>();
  readonly #wrongTries = new Map<string, number>();
  readonly #revoked = new Set<string>();

  add(identity: RegisteredIdentity): void {
    this.#identities.set(identity.id, identity);
  }

  get(id: string): RegisteredIdentity {
    const identity = this.#identities.get(id);
    if (identity === undefined)
      throw new CaRefusal(404, 63, 'Failed to get User: sql: no rows in result set');
    return identity;
  }

  get ids(): readonly string[] {
    return [...this.#identities.keys()];
  }

  /** Whose id and secret the header shows. */
  login(authorisation: string): RegisteredIdentity {
    const shown = Buffer.from(authorisation.replace(/^Basic /, ''), 'base64').toString('utf8');
    const [id = '', secret = ''] = shown.split(/:(.*)/s);
    const identity = this.#identities.get(id);
    if (identity === undefined) throw authenticationFailure();
    const wrongTries = this.#wrongTries.get(id) ?? 0;
    if (wrongTries >= wrongTriesMax) throw new CaRefusal(401, 73, 'Incorrect password entered 10 times');
    if (identity.secret !== secret) {
      this.#wrongTries.set(id, wrongTries + 1);
      throw authenticationFailure();
    }
    if (this.#revoked.has(id) || this.#isUsedUp(identity)) throw authenticationFailure();
    this.#wrongTries.delete(id);
    return identity;
  }

  #isUsedUp({ id, enrolmentsMax }: RegisteredIdentity): boolean {
    return enrolmentsMax !== -1 && (this.#enrolments.get(id) ?? 0) >= enrolmentsMax;
  }

  countEnrolment(id: string): void {
    this.#enrolments.set(id, (this.#enrolments.get(id) ?? 0) + 1);
  }

  register(content: Readonly<Record<string, unknown>>): void {
    const id = String(content['id']);
    if (this.#identities.has(id)) throw new CaRefusal(409, 74, `Identity '${id}' is already registered`);
    this.add({
      id,
      type: String(content['type']),
      secret: String(content['secret']),
      enrolmentsMax: Number(content['max_enrollments']),
      attrs: [
        ...attributesOf(content['attrs']),
        { name: 'hf.EnrollmentID', value: id, ecert: true },
        { name: 'hf.Type', value: String(content['type']), ecert: true },
        { name: 'hf.Affiliation', value: '', ecert: true },
      ],
    });
  }

  change(path: string, content: Readonly<Record<string, unknown>>): void {
    const identity = this.get(idIn(path));
    const changed = attributesOf(content['attrs']);
    identity.secret = String(content['secret']);
    identity.enrolmentsMax = Number(content['max_enrollments']);
    identity.attrs = [
      ...identity.attrs.filter(({ name }) => !changed.some((attribute) => attribute.name === name)),
      ...changed,
    ];
    this.#wrongTries.delete(identity.id);
  }

  shown(path: string): unknown {
    const { id, type, enrolmentsMax, attrs } = this.get(idIn(path));
    return { id, type, affiliation: '', attrs, max_enrollments: enrolmentsMax, caname: 'ca' };
  }

  revoke(id: string): void {
    if (!this.#identities.has(id)) throw new CaRefusal(404, 10, `Identity ${id} was not found`);
    this.#revoked.add(id);
  }
}

function authenticationFailure(): CaRefusal {
  return new CaRefusal(401, 20, 'Authentication failure');
}

function idIn(path: string): string {
  return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
}

function attributesOf(listed: unknown): RegisteredAttribute[] {
  if (!Array.isArray(listed)) return [];
  return listed.map((each: Readonly<Record<string, unknown>>) => ({
    name: String(each['name']),
    value: String(each['value']),
    ecert: each['ecert'] === true,
  }));
}
