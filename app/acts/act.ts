/**
 * A consequential form: what a person fills in, what will be written on the chain because of it, and where it leads. Every
 * transaction that a person sends is an act, so that the confirm page, the code, the signature, the retry and the words for
 * every outcome exist once.
 */
import type { LedgerIdentity } from '../../ledger/ledger';
import type { Viewer } from '../auth/viewer';
import type { CallableDefinition } from '../blockchain/contract-client';

/** Form fields as they were sent; a field that came several times is a list. */
export type FormFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One row of the confirm page's table; texts are in the viewer's language. */
export interface ConfirmRow {
  readonly field: string;
  readonly content: string;
  readonly seenBy: string;
}

export interface FieldError {
  /** Name of the form's field; empty for the form as a whole. */
  readonly field: string;
  readonly text: string;
}

/** What the confirm page shows and the submission sends. */
export interface PreparedAct {
  readonly title: string;
  readonly rows: readonly ConfirmRow[];
  /** What is kept beside the chain, one sentence each. */
  readonly offChain: readonly string[];
  /** What happens next: who is told, what opens. */
  readonly consequences: readonly string[];
  /** The button repeats the act, as 确认登记流水号. */
  readonly button: string;
  readonly call: PreparedCall;
  /** Stores what stays off the chain before the transaction is sent; called once for each request id. */
  readonly beforeSubmit?: () => Promise<void>;
  /** Where the browser goes when it is done, and what it says there. */
  readonly after: (answer: unknown) => ActEnd;
}

export interface PreparedCall {
  /** The request is made at submission, for the draft's signature needs the person's key. */
  submitWith(submit: SubmitCall, identity: LedgerIdentity): Promise<unknown>;
}

/** Submits one transaction of the catalogue; answers the contract's answer or throws `ActRefused`. */
export type SubmitCall = <Wire>(definition: CallableDefinition<Wire>, request: Wire) => Promise<unknown>;

export interface ActEnd {
  readonly href: string;
  readonly notice: string;
}

export type Preparation =
  | { readonly ok: true; readonly act: PreparedAct }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** What a form's code is given. */
export interface ActContext {
  readonly viewer: Viewer;
  readonly params: Readonly<Record<string, string>>;
  /** Unique for this filling-in of the form; the transaction's `requestId`. */
  readonly requestId: string;
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  readonly now: () => Date;
  /** The viewer's unlocked key, for questions asked before anything is sent; absent while it is locked. */
  readonly identity?: LedgerIdentity | undefined;
}

export interface Act {
  /** Whether a TOTP code is asked on the confirm page. */
  readonly code: boolean;
  /** Template of the form page. */
  readonly view: string;
  /** Values of the form page besides what was typed; undefined when the object is not there or not the viewer's. */
  page(context: ActContext, fields: FormFields): Promise<Readonly<Record<string, unknown>> | undefined>;
  prepare(context: ActContext, fields: FormFields): Promise<Preparation>;
}
