/**
 * Endorsement policies in Fabric's own notation (`AND('ProvinceMSP.peer','BankMSP.peer')`) as the bytes that a chaincode
 * definition bears. Only the peer's command line could translate them, a process for each name and organisation.
 */
import { common, msp, peer } from '@hyperledger/fabric-protos';
import { DeploymentError } from './deployment-error';

/** A gate or a principal, the text between, and nothing else. */
const token = /\s*(AND|OR|OutOf|[(),]|\d+|'[A-Za-z0-9.-]+\.(?:member|admin|client|peer|orderer)')/y;
const gates: ReadonlySet<string> = new Set(['AND', 'OR', 'OutOf']);
const depthMax = 8;
const roles = {
  member: msp.MSPRole.MSPRoleType.MEMBER,
  admin: msp.MSPRole.MSPRoleType.ADMIN,
  client: msp.MSPRole.MSPRoleType.CLIENT,
  peer: msp.MSPRole.MSPRoleType.PEER,
  orderer: msp.MSPRole.MSPRoleType.ORDERER,
} as const;

/**
 * The validation parameter of a chaincode definition (peer.ApplicationPolicy) for a signature policy.
 * @throws DeploymentError when the text is no signature policy
 */
export function encodeSignaturePolicy(text: string): Uint8Array {
  const { rule, principals } = new PolicyReader(text).read();
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(rule);
  envelope.setIdentitiesList(principals.map(principalOf));
  const policy = new peer.ApplicationPolicy();
  policy.setSignaturePolicy(envelope);
  return policy.serializeBinary();
}

class PolicyReader {
  readonly #text: string;
  readonly #tokens: readonly string[];
  readonly #principals: string[] = [];
  #position = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  read(): { readonly rule: common.SignaturePolicy; readonly principals: readonly string[] } {
    const rule = this.#rule(0);
    if (this.#position !== this.#tokens.length) throw notAPolicy(this.#text);
    return { rule, principals: this.#principals };
  }

  #rule(depth: number): common.SignaturePolicy {
    const first = this.#next();
    if (first.startsWith("'")) return this.#signedBy(first.slice(1, -1));
    if (!gates.has(first) || depth > depthMax) throw notAPolicy(this.#text);
    this.#expect('(');
    const count = first === 'OutOf' ? this.#count() : undefined;
    const rules = this.#list(depth);
    return this.#gate(count ?? (first === 'AND' ? rules.length : 1), rules);
  }

  #gate(needed: number, rules: common.SignaturePolicy[]): common.SignaturePolicy {
    if (!Number.isInteger(needed) || needed < 1 || needed > rules.length) throw notAPolicy(this.#text);
    const gate = new common.SignaturePolicy.NOutOf();
    gate.setN(needed);
    gate.setRulesList(rules);
    const made = new common.SignaturePolicy();
    made.setNOutOf(gate);
    return made;
  }

  #count(): number {
    const count = Number(this.#next());
    this.#expect(',');
    return count;
  }

  #list(depth: number): common.SignaturePolicy[] {
    const rules = [this.#rule(depth + 1)];
    for (let next = this.#next(); next !== ')'; next = this.#next()) {
      if (next !== ',') throw notAPolicy(this.#text);
      rules.push(this.#rule(depth + 1));
    }
    return rules;
  }

  #signedBy(principal: string): common.SignaturePolicy {
    if (!this.#principals.includes(principal)) this.#principals.push(principal);
    const made = new common.SignaturePolicy();
    made.setSignedBy(this.#principals.indexOf(principal));
    return made;
  }

  #expect(expected: string): void {
    if (this.#next() !== expected) throw notAPolicy(this.#text);
  }

  #next(): string {
    const next = this.#tokens[this.#position];
    if (next === undefined) throw notAPolicy(this.#text);
    this.#position += 1;
    return next;
  }
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  const reader = new RegExp(token);
  while (reader.lastIndex < text.trimEnd().length) {
    const found = reader.exec(text)?.[1];
    if (found === undefined) throw notAPolicy(text);
    tokens.push(found);
  }
  return tokens;
}

function principalOf(principal: string): msp.MSPPrincipal {
  const dot = principal.lastIndexOf('.');
  const role = new msp.MSPRole();
  role.setMspIdentifier(principal.slice(0, dot));
  role.setRole(roles[roleName(principal.slice(dot + 1))]);
  const made = new msp.MSPPrincipal();
  made.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  made.setPrincipal(role.serializeBinary());
  return made;
}

/** The token's pattern lets no other role pass. */
function roleName(text: string): keyof typeof roles {
  return text as keyof typeof roles;
}

function notAPolicy(text: string): DeploymentError {
  return new DeploymentError({
    code: 'bad-argument',
    message: `"${text}" is no signature policy.`,
    nextStep: "Write one as AND('ProvinceMSP.peer','BankMSP.peer'); AND, OR and OutOf(n, …) may be nested.",
  });
}
