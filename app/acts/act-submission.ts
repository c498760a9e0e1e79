/**
 * Carries out a prepared act: signed by the person's own key, submitted again after a conflict, awaited until the pages show
 * it. The same form sent twice, at once or later, is carried out once.
 */
import type { LedgerIdentity } from '../../ledger/ledger';
import type { Ledger } from '../../ledger/ledger';
import { submitTransaction } from '../blockchain/contract-client';
import type { ActJournal } from '../models/act-journal';
import type { ActEnd, PreparedAct, SubmitCall } from './act';
import { ActRefused } from './act-refused';

/** How long a page waits for its own block to show; after that it is shown without. */
const shownMsMax = 3_000;

export interface SubmissionPorts {
  readonly ledger: Ledger;
  readonly journal: ActJournal;
  /** Resolves once the read model holds that block, or when the time is over. */
  readonly waitFor: (block: bigint, limitMs: number) => Promise<boolean>;
}

export class ActSubmission {
  readonly #ports: SubmissionPorts;
  readonly #running = new Map<string, Promise<ActEnd>>();

  constructor(ports: SubmissionPorts) {
    this.#ports = ports;
  }

  /** The end of a form that is being carried out or was; undefined for one that is new. */
  async known(key: string): Promise<ActEnd | undefined> {
    return (await this.#running.get(key)) ?? this.#ports.journal.find(key);
  }

  /**
   * Carries the act out.
   * @throws ActRefused when a rule says no; as the ledger port says otherwise
   */
  async carryOut(key: string, act: PreparedAct, identity: LedgerIdentity): Promise<ActEnd> {
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const work = this.#perform(key, act, identity).finally(() => this.#running.delete(key));
    this.#running.set(key, work);
    return work;
  }

  async #perform(key: string, act: PreparedAct, identity: LedgerIdentity): Promise<ActEnd> {
    await act.beforeSubmit?.();
    let newest: bigint | undefined;
    const submit: SubmitCall = async (definition, request) => {
      const result = await submitTransaction(this.#ports.ledger, identity, { definition, request });
      if (!result.ok) throw new ActRefused(definition.name, result.refusal);
      newest = result.value.blockNumber;
      return result.value.answer;
    };
    const end = act.after(await act.call.submitWith(submit, identity));
    await this.#ports.journal.keep(key, end);
    if (newest !== undefined) await this.#ports.waitFor(newest, shownMsMax);
    return end;
  }
}
