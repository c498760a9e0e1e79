/**
 * Carries out a prepared act: signed by the person's own key, submitted again after a conflict, awaited until the pages show
 * it. The same form sent twice, at once or later, is carried out once.
 */
import { refusal } from '../../domain/refusals/refusal';
import type { LedgerIdentity } from '../../ledger/ledger';
import type { Ledger } from '../../ledger/ledger';
import { submitTransaction } from '../blockchain/contract-client';
import type { ActJournal } from '../models/act-journal';
import type { ActEnd, FieldError, PreparedAct, SubmitCall } from './act';
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
  /** What the person may correct without making it another thing: the code, and what was shown when it was confirmed. */
  readonly attempt: string;
}

/** What became of a form that asked to be carried out; all but `done` leave nothing behind. */
export type ActOutcome =
  | { readonly kind: 'done'; readonly end: ActEnd }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  /** Something else is listed by now than what was confirmed. */
  | { readonly kind: 'changed'; readonly prepared: PreparedAct }
  /** The password must be given before the key signs. */
  | { readonly kind: 'locked-key' }
  | { readonly kind: 'no-code'; readonly prepared: PreparedAct; readonly code: 'wrong' | 'locked' };

interface Running {
  readonly content: string;
  readonly attempt: string;
  readonly work: Promise<ActOutcome>;
}

export class ActSubmission {
  readonly #ports: SubmissionPorts;
  readonly #running = new Map<string, Running>();

  constructor(ports: SubmissionPorts) {
    this.#ports = ports;
  }

  /**
   * Does the work of a form that asks to be carried out. The form is claimed before anything is looked at, so that the same
   * form sent in the meantime waits and is given the same outcome: its code was used up by the first. The claim is this
   * process's own and ends with the work, or with the process; the chain knows a repeated request id beyond both.
   * @throws ActRefused when its request id stands for another content; as `work` does
   */
  async once(sent: SentOnce, work: () => Promise<ActOutcome>): Promise<ActOutcome> {
    const { key, content, attempt } = sent;
    const running = this.#running.get(key);
    if (running !== undefined) {
      if (content === running.content && attempt === running.attempt) return running.work;
      // What was corrected is a try of its own, unless the one before came to its end: then the journal knows.
      await Promise.allSettled([running.work]);
      return this.once(sent, work);
    }
    const claimed = this.#unlessDone(sent, work).finally(() => this.#running.delete(key));
    this.#running.set(key, { content, attempt, work: claimed });
    return claimed;
  }

  async #unlessDone(sent: SentOnce, work: () => Promise<ActOutcome>): Promise<ActOutcome> {
    const done = await this.#ports.journal.find(sent.key);
    if (done === undefined) return work();
    if (done.content !== sent.content) throw usedOtherwise(sent);
    return { kind: 'done', end: done.end };
  }

  /**
   * Carries the act out.
   * @throws ActRefused when a rule says no; ActInterrupted when a part was written; as the ledger port says otherwise
   */
  async carryOut(
    { key, content }: Pick<SentOnce, 'key' | 'content'>,
    act: PreparedAct,
    identity: LedgerIdentity,
  ): Promise<ActEnd> {
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

/** One request id is one thing, on the chain and here; what was changed after it was carried out is another thing. */
function usedOtherwise({ requestId }: SentOnce): ActRefused {
  return new ActRefused('The form', refusal('request-id-reused', { values: { requestId } }));
}
