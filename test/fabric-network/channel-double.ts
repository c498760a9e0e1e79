/**
 * A channel as Fabric's programs show it, without Fabric: `peer` and `configtxlator` are played on a configuration in
 * JSON, with the rules that a revocation must keep. What the real programs do is seen in test/fabric.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { NetworkError } from '../../fabric-network/network-error';
import type { NetworkDescription } from '../../fabric-network/network-description';

const mspValue = z.object({
  values: z.object({
    MSP: z.object({
      value: z.object({ config: z.looseObject({ revocation_list: z.array(z.string()).optional() }) }),
    }),
  }),
});
const group = z.object({ groups: z.record(z.string(), mspValue), version: z.string() });
const configuration = z.object({
  sequence: z.string(),
  channel_group: z.object({ groups: z.object({ Application: group, Orderer: group }) }),
});
const envelope = z.strictObject({
  payload: z.strictObject({
    header: z.strictObject({
      channel_header: z.strictObject({ channel_id: z.string(), type: z.literal(2) }),
    }),
    data: z.strictObject({ config_update: configuration }),
  }),
});
type Configuration = z.infer<typeof configuration>;

export class ChannelDouble {
  /** Addresses that do not answer. */
  readonly down = new Set<string>();
  /** Peers that keep showing the first configuration. */
  readonly lagging = new Set<string>();
  /** Who signed each update, and where it was handed in. */
  readonly updates: { readonly signedBy: string; readonly orderer: string }[] = [];
  /** What orderers answer to an update instead of taking it. */
  refusal: string | undefined;
  readonly #channel: string;
  readonly #first: Configuration;
  #current: Configuration;

  constructor({ channel, organisations }: NetworkDescription) {
    this.#channel = channel;
    const sections = (of: typeof organisations) => ({
      version: '1',
      groups: Object.fromEntries(of.map(({ mspId }) => [mspId, sectionOf(mspId)])),
    });
    this.#first = {
      sequence: '1',
      channel_group: {
        groups: {
          Application: sections(organisations),
          Orderer: sections(organisations.filter(({ hasOrderer }) => hasOrderer)),
        },
      },
    };
    this.#current = this.#first;
  }

  get current(): Configuration {
    return this.#current;
  }

  /** The revocation lists (PEM) of an MSP by group; undefined where it takes no part. */
  listsOf(mspId: string): Readonly<Record<'Application' | 'Orderer', readonly string[] | undefined>> {
    const { Application, Orderer } = this.#current.channel_group.groups;
    return { Application: listsIn(Application.groups[mspId]), Orderer: listsIn(Orderer.groups[mspId]) };
  }

  /** Leaves an MSP out, as if the channel did not know it. */
  forget(mspId: string): void {
    const without = structuredClone(this.#current);
    const { Application, Orderer } = without.channel_group.groups;
    for (const { groups } of [Application, Orderer]) Reflect.deleteProperty(groups, mspId);
    this.#current = without;
  }

  /** Plays a program. */
  readonly run = (
    program: string,
    words: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<string> =>
    Promise.resolve().then(() => {
      if (program === 'configtxlator') this.#translate(words);
      else if (words[1] === 'fetch') this.#fetch(words, environment);
      else this.#update(words, environment);
      return '';
    });

  #fetch(words: readonly string[], environment: Readonly<Record<string, string>>): void {
    const address = words.includes('-o') ? after(words, '-o') : (environment['CORE_PEER_ADDRESS'] ?? '');
    this.#reach(address);
    const config = this.lagging.has(address) ? this.#first : this.#current;
    writeFileSync(words[3] ?? '', JSON.stringify({ data: { data: [{ payload: { data: { config } } }] } }));
  }

  #translate(words: readonly string[]): void {
    if (words[0] !== 'compute_update') {
      copyFileSync(after(words, '--input'), after(words, '--output'));
      return;
    }
    const [original, updated] = ['--original', '--updated'].map((word) =>
      readFileSync(after(words, word), 'utf8'),
    );
    if (original === updated) throw failed('no differences detected between original and updated config');
    writeFileSync(after(words, '--output'), updated ?? '');
  }

  #update(words: readonly string[], environment: Readonly<Record<string, string>>): void {
    const orderer = after(words, '-o');
    this.#reach(orderer);
    if (this.refusal !== undefined) throw failed(`got unexpected status: ${this.refusal}`);
    const { payload } = envelope.parse(JSON.parse(readFileSync(after(words, '-f'), 'utf8')));
    if (payload.header.channel_header.channel_id !== this.#channel) throw new Error('unknown channel');
    const signedBy = environment['CORE_PEER_LOCALMSPID'] ?? '';
    const { Application, Orderer } = payload.data.config_update.channel_group.groups;
    for (const [mspId, section] of Object.entries(Orderer.groups)) {
      if (!isDeepStrictEqual(section, Application.groups[mspId])) {
        throw failed('BAD_REQUEST: Attempted to define two different versions of MSP');
      }
    }
    this.updates.push({ signedBy, orderer });
    this.#current = payload.data.config_update;
  }

  #reach(address: string): void {
    if (this.down.has(address)) throw failed(`WARN connecting\nError: dial tcp ${address}: refused`);
  }
}

/** What runProgram throws when a program ends with an error. */
function failed(complaint: string): NetworkError {
  return new NetworkError({ code: 'program-failed', message: complaint, nextStep: 'See the log.' });
}

function sectionOf(mspId: string): z.infer<typeof mspValue> {
  return { values: { MSP: { value: { config: { name: mspId, root_certs: ['root'] } } } } };
}

function listsIn(section: z.infer<typeof mspValue> | undefined): readonly string[] | undefined {
  if (section === undefined) return undefined;
  const lists = section.values.MSP.value.config.revocation_list ?? [];
  return lists.map((list) => Buffer.from(list, 'base64').toString('utf8'));
}

function after(words: readonly string[], word: string): string {
  const found = words[words.indexOf(word) + 1];
  if (!words.includes(word) || found === undefined) throw new Error(`${words.join(' ')} lacks ${word}`);
  return found;
}
