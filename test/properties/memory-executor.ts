/**
 * Plays calls on the handlers that the contracts run, over records in memory: requests are parsed as the
 * catalogue declares them, a refusal writes nothing, and time is the call's own.
 */
import { strict as assert } from 'node:assert';
import type { Handler } from '../../chaincode/contracts/ledger-contract';
import * as office from '../../chaincode/drafts/office-handlers';
import * as tranches from '../../chaincode/drafts/tranche-handlers';
import * as registrations from '../../chaincode/reconciliation/registration-handlers';
import * as resolutions from '../../chaincode/reconciliation/resolution-handlers';
import { handlePushStatement } from '../../chaincode/reconciliation/statement-handler';
import { handleSweep } from '../../chaincode/reconciliation/sweep-handler';
import { DraftBook } from '../../chaincode/draft-book';
import { accountKey, organisationKey, projectKey } from '../../chaincode/state-keys';
import { shanghaiDate } from '../../domain/calendar';
import { recordAs } from '../../domain/codec';
import type { DraftCourse, DraftOrigin, DraftRecord } from '../../domain/draft';
import type { SerialCell } from '../../domain/serial-cell';
import * as draftTransactions from '../../domain/transactions/draft-transactions';
import * as reconciliation from '../../domain/transactions/reconciliation-transactions';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import type { Issue } from './drafts';
import { issuedAt } from './drafts';
import type { Call, CallOutcome, Executor, Snapshot } from './executor';
import { accounts, organisations } from './fund-world';
import { MemoryState } from './memory-state';

type Run = (work: Parameters<Handler<unknown>>[0], request: object) => ReturnType<Handler<unknown>>;

function runOf<Request>(definition: TransactionDefinition<Request>, handle: Handler<Request>): [string, Run] {
  const parses = (request: object): Request => {
    const id = definition.requestId === 'required' ? { requestId: 'request-1' } : {};
    const parsed = definition.request.safeParse({ ...request, ...id });
    assert(parsed.success, `${definition.name} is well formed: ${JSON.stringify(parsed.error?.issues)}`);
    return parsed.data;
  };
  return [definition.name, (work, request) => handle(work, parses(request))];
}

const runs = new Map<string, Run>([
  runOf(reconciliation.registerTransfer, registrations.handleRegisterTransfer),
  runOf(reconciliation.correctRegistration, registrations.handleCorrectRegistration),
  runOf(reconciliation.confirmReceipt, registrations.handleConfirmReceipt),
  runOf(reconciliation.pushStatement, handlePushStatement),
  runOf(reconciliation.proposeResolution, resolutions.handleProposeResolution),
  runOf(reconciliation.confirmResolution, resolutions.handleConfirmResolution),
  runOf(reconciliation.sweep, handleSweep),
  runOf(draftTransactions.presentTranche, tranches.handlePresentTranche),
  runOf(draftTransactions.giveOpinion, tranches.handleGiveOpinion),
  runOf(draftTransactions.acceptDraft, tranches.handleAccept),
  runOf(draftTransactions.freezeDraft, office.handleFreeze),
  runOf(draftTransactions.proposeLift, office.handleProposeLift),
  runOf(draftTransactions.confirmLift, office.handleConfirmLift),
  runOf(draftTransactions.proposeExtension, office.handleProposeExtension),
  runOf(draftTransactions.confirmExtension, office.handleConfirmExtension),
  runOf(draftTransactions.cancelDraft, office.handleCancel),
]);

export class MemoryExecutor implements Executor {
  readonly kept = new MemoryState();

  /** An executor on which these drafts were issued. */
  static async with(issues: readonly Issue[]): Promise<MemoryExecutor> {
    const executor = new MemoryExecutor();
    const { kept } = executor;
    for (const account of accounts) kept.commit(accountKey(account.number), account);
    for (const each of organisations) kept.commit(organisationKey(each.organisationId), each);
    for (const { record, project } of issues) {
      kept.commit(projectKey(project.projectId), project);
      const state = kept.call();
      const book = new DraftBook({ state, now: issuedAt });
      await book.draft(record.issued.draftId);
      book.changeDraft(record);
      await book.close();
      await state.flush();
    }
    return executor;
  }

  async submit({ transaction, caller, request, at }: Call): Promise<CallOutcome> {
    const run = runs.get(transaction);
    assert(run !== undefined, `histories play ${transaction}`);
    const state = this.kept.call();
    const today = shanghaiDate(at);
    const work = { state, caller, certificatePem: '', transactionId: 'transaction', now: at, today };
    const outcome = await run(work, request);
    if (!outcome.ok) return outcome;
    await state.flush();
    return { ok: true, ...outcome.value };
  }

  #drafts(): readonly DraftRecord[] {
    return this.kept.entries('DRAFT').flatMap(({ attributes, record }) => {
      const course = recordAs<DraftCourse>(record);
      const found = this.kept.find({ type: 'DRAFT_ORIGIN', attributes })?.record;
      const origin = recordAs<DraftOrigin>(found);
      return origin === undefined || course === undefined ? [] : [{ ...origin, ...course }];
    });
  }

  state(): Snapshot {
    return {
      drafts: this.#drafts(),
      cells: this.kept.entries('SERIAL').flatMap(({ record }) => recordAs<SerialCell>(record) ?? []),
    };
  }
}
