/**
 * The tasks of the demo that move money and settle differences: payers register, banks push their lines, payees confirm,
 * two persons resolve.
 */
import { addDays } from '../../domain/calendar';
import type { DraftAnswer, LegAnswer } from '../../domain/transactions/draft-answers';
import {
  confirmReceipt,
  confirmResolution,
  openExceptions,
  proposeResolution,
  pushStatement,
  registerTransfer,
  sweep,
} from '../../domain/transactions/reconciliation-transactions';
import { exceptionsAnswer } from '../story/answer-codec';
import { backEntry, debitEntry, inventedSerial, transposedFen } from './bank-line';
import type { BankEntry, PaidLeg } from './bank-line';
import type { DemoSite } from './demo-site';
import type { ActOf, Performers, ProjectTask } from './demo-performers';
import { projectIdOf } from './project-tasks';

export const transferPerformers: Performers<
  | ('register' | 'receipt' | 'line' | 'reversal' | 'bank-return')
  | ('propose-write-off' | 'propose-correction' | 'confirm-resolution')
> = {
  register: registers,
  receipt: (task, { leg }) => confirms(task, leg),
  line: states,
  reversal: comesBack,
  'bank-return': comesBack,
  'propose-write-off': proposes,
  'propose-correction': proposes,
  'confirm-resolution': (task, { leg }) => resolves(task, leg),
};

interface TransferGround {
  readonly draft: DraftAnswer;
  readonly leg: LegAnswer;
  readonly serialNumber: string;
}

async function groundOf(task: ProjectTask, legId: string): Promise<TransferGround> {
  const draft = await task.site.draft(projectIdOf(task));
  const leg = draft.legs.find((each) => each.legId === legId);
  if (leg === undefined) throw new RangeError(`${draft.draftId} has no leg ${legId}`);
  const serialNumber = inventedSerial(`${String(task.project.number)} ${legId} ${String(task.attempt)}`);
  return { draft, leg, serialNumber };
}

async function registers(
  task: ProjectTask,
  { leg: legId, daysOff = 0 }: { readonly leg: string; readonly daysOff?: number },
): Promise<unknown> {
  const { site, day } = task;
  const { draft, leg, serialNumber } = await groundOf(task, legId);
  return site.submits({ organisationId: leg.payer.organisationId }, registerTransfer, {
    ...{ draftId: draft.draftId, legId, serialNumber },
    transferDate: addDays(site.doneOn(day), daysOff),
  });
}

async function confirms(task: ProjectTask, legId: string): Promise<unknown> {
  const { site, day } = task;
  const { draft, leg, serialNumber } = await groundOf(task, legId);
  return site.submits({ organisationId: leg.payee.organisationId, index: 1 }, confirmReceipt, {
    ...{ draftId: draft.draftId, legId, serialNumber, transferDate: site.doneOn(day) },
  });
}

async function states(
  task: ProjectTask,
  { leg: legId, amount }: { readonly leg: string; readonly amount?: 'transposed' },
): Promise<unknown> {
  const ground = await groundOf(task, legId);
  const { site, day } = task;
  const booking = {
    serialNumber: ground.serialNumber,
    bookingDate: site.doneOn(day),
    at: site.instant(task),
  };
  return pushes(task, ground, debitEntry(statedLeg(ground.leg, amount), booking));
}

/** What the bank says was paid. */
function statedLeg({ payer, payee, amountFen }: LegAnswer, amount: 'transposed' | undefined): PaidLeg {
  return { payer, payee, amountFen: amount === undefined ? amountFen : transposedFen(amountFen) };
}

/** The line that pays the leg comes back whole. */
async function comesBack(task: ProjectTask, act: ActOf<'reversal' | 'bank-return'>): Promise<unknown> {
  const ground = await groundOf(task, act.leg);
  const { site, project, day } = task;
  const original = ground.draft.record.registrations.find(
    ({ legId, serialNumber }) => legId === act.leg && serialNumber === ground.serialNumber,
  );
  if (original === undefined) throw new Error(`nothing was registered for ${act.leg} that could come back`);
  const serialNumber = inventedSerial(`${String(project.number)} ${act.leg} back ${String(task.attempt)}`);
  const booking = { serialNumber, bookingDate: site.doneOn(day), at: site.instant(task) };
  const entry = backEntry(statedLeg(ground.leg, act.amount), booking, {
    ...{ kind: act.kind === 'reversal' ? 'reversal' : 'return', serialNumber: ground.serialNumber },
    bookingDate: original.date,
  });
  return pushes(task, ground, entry);
}

/** The bank that keeps the payer's account pushes. */
async function pushes(
  { site }: ProjectTask,
  { draft, leg }: TransferGround,
  entry: BankEntry,
): Promise<unknown> {
  const bank = draft.record.accounts[leg.payer.account]?.bank ?? leg.payer.organisationId;
  return site.systemSubmits(bank, pushStatement, { bank, entries: [entry] });
}

const exceptionsAtOnce = 200;

async function proposes(
  task: ProjectTask,
  act: ActOf<'propose-write-off' | 'propose-correction'>,
): Promise<unknown> {
  const { site, requestId } = task;
  const { draft, leg, serialNumber } = await groundOf(task, act.leg);
  const open = exceptionsAnswer(await site.asks(openExceptions, { limit: exceptionsAtOnce }));
  const found = open.find(({ draftId, legId }) => draftId === draft.draftId && legId === act.leg);
  if (found === undefined) {
    // Where everything happens on one day, nothing was late: there is nothing to resolve.
    if (site.means.clock === undefined) return undefined;
    throw new Error(`no exception stands on ${draft.draftId} ${act.leg} to be resolved`);
  }
  const registered = draft.record.registrations.find((each) => each.serialNumber === serialNumber);
  const from = { serialNumber, date: registered?.date ?? site.doneOn(task.day) };
  const to = { serialNumber, date: addDays(from.date, 1) };
  return site.submits({ organisationId: leg.payer.organisationId }, proposeResolution, {
    ...{ requestId, exceptionId: found.exceptionId, reason: act.text },
    act:
      act.kind === 'propose-write-off'
        ? { kind: 'write-off' }
        : { kind: 'correct', legId: act.leg, from, to },
  });
}

/** The office confirms what was proposed last on the draft. */
async function resolves(task: ProjectTask, legId: string): Promise<unknown> {
  const { draft } = await groundOf(task, legId);
  const proposal = draft.record.proposals.at(-1);
  // Taken up after a break, it may be confirmed already.
  if (proposal === undefined) return undefined;
  const { exceptionId, resolutionId } = proposal;
  const request = { requestId: task.requestId, exceptionId, resolutionId };
  return task.site.submits({ organisationId: 'leading-office', index: 1 }, confirmResolution, request);
}

const sweepLimit = 200;
const moreThanEnough = 50;

/** The platform's system brings to light what time has made true, until nothing more is due. */
export async function performSweep(site: DemoSite, requestId: string): Promise<void> {
  for (let round = 0; round < moreThanEnough; round += 1) {
    const request = { requestId: `${requestId}-${String(round)}`, limit: sweepLimit };
    const answer = await site.systemSubmits('leading-office', sweep, request);
    if (!hasMore(answer)) return;
  }
}

function hasMore(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'more' in answer && answer.more === true;
}
