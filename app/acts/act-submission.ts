/**
 * Carries out a prepared act: signed by the person's own key, submitted again after a conflict, awaited until the pages show
 * it. The same form sent twice, at once or later, is carried out once.
 */
import { refusal } from '../../domain/refusals/refusal';
import type { LedgerIdentity } from '../../ledger/ledger';
import type { Ledger } from '../../ledger/ledger';
import { submitTransaction } from '../blockchain/contract-client';
import type { ActJournal } from '../models/act-journal';
import type { ActEnd, PreparedAct, SubmitCall } from './act';
import { ActInterrupted } from './act-interrupted';
import { ActRefused } from './act-refused';

/** How long a page waits for its own block to show; after that it is shown without. */
const shownMsMax = 3_000;

export interface SubmissionPorts {
  readonly ledger: Ledger;
  readonly journal: ActJournal;
  /** Resolves once the read model holds that block, or when the time is over. */
  readonly waitFor: (block: bigint, limitMs: number) => Promise<boolean>;
}

/** A form that asks to be carried out. */
export interface SentOnce {
  /** `<user>:<request id>`. */
  readonly key: string;
  readonly requestId: string;
  /** Digest of the form's address and fields: what one request id stands for. */
  readonly content: string;
}

interface Running {
  readonly content: string;
  readonly work: Promise<ActEnd>;
}

export class ActSubmission {
  readonly #ports: SubmissionPorts;
  readonly #running = new Map<string, Running>();

  constructor(ports: SubmissionPorts) {
    this.#ports = ports;
  }

  /**
   * The end of a form that is being carried out or was; undefined for one that is new.
   * @throws ActRefused when its request id stands for another content; as `carryOut` while it is being carried out
   */
  async known(sent: SentOnce): Promise<ActEnd | undefined> {
    const running = this.#running.get(sent.key);
    if (running !== undefined) return sameWork(running, sent);
    const done = await this.#ports.journal.find(sent.key);
    if (done !== undefined && done.content !== sent.content) throw usedOtherwise(sent);
    return done?.end;
  }

  /**
   * Carries the act out.
   * @throws ActRefused when a rule says no; ActInterrupted when a part was written; as the ledger port says otherwise
   */
  async carryOut(sent: SentOnce, act: PreparedAct, identity: LedgerIdentity): Promise<ActEnd> {
    const { key, content } = sent;
    const running = this.#running.get(key);
    if (running !== undefined) return sameWork(running, sent);
    const work = this.#perform(sent, act, identity).finally(() => this.#running.delete(key));
    this.#running.set(key, { content, work });
    return work;
  }

  async #perform({ key, content }: SentOnce, act: PreparedAct, identity: LedgerIdentity): Promise<ActEnd> {
    await act.beforeSubmit?.();
    let newest: bigint | undefined;
    const submit: SubmitCall = async (definition, request) => {
      const result = await submitTransaction(this.#ports.ledger, identity, { definition, request });
      if (!result.ok) throw new ActRefused(definition.name, result.refusal);
      newest = result.value.blockNumber;
      return result.value.answer;
    };
    let end: ActEnd;
    try {
      end = act.after(await act.call.submitWith(submit, identity));
      await this.#ports.journal.keep(key, { content, end });
    } catch (error) {
      if (newest === undefined || error instanceof ActInterrupted) throw error;
      throw new ActInterrupted(error);
    }
    if (newest !== undefined) await this.#ports.waitFor(newest, shownMsMax);
    return end;
  }
}

function sameWork({ content, work }: Running, sent: SentOnce): Promise<ActEnd> {
  if (content !== sent.content) throw usedOtherwise(sent);
  return work;
}

/** One request id is one thing, on the chain and here; what was changed after it was carried out is another thing. */
function usedOtherwise({ requestId }: SentOnce): ActRefused {
  return new ActRefused('The form', refusal('request-id-reused', { values: { requestId } }));
}
