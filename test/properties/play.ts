/**
 * Turns commands into the catalogue's calls, given the drafts of the history and what stands now. The calls
 * are the same whatever they are played on.
 */
import type { Instant } from '../../domain/calendar';
import { addDays, addHours } from '../../domain/calendar';
import type { DraftRecord } from '../../domain/draft';
import type { Command, DraftCommand, EntrySpec, LineCommand, LineNumber } from './command';
import { date, instant, issue } from './drafts';
import type { DraftSpec, Issue } from './drafts';
import type { Call, Executor, PlayedCall, Snapshot, WireEntry } from './executor';
import { callerOf, registered, serviceOf } from './fund-world';
import { PlannedLine } from './planned-line';
import { triedResolution } from './tried-resolution';

/** When histories begin: every leg's first booking day has come. */
export const historyBegins = instant('2026-04-02T02:00:00.000Z');

export class Play {
  readonly issues: readonly Issue[];
  now: Instant = historyBegins;
  #step = 0;

  constructor(specs: readonly DraftSpec[]) {
    this.issues = specs.map((spec, number) => issue(spec, number + 1));
  }

  /** The calls of a command; none where what it names is not there. */
  callsOf(command: Command, standing: Snapshot): readonly Call[] {
    this.#step += 1;
    if (command.do === 'wait') this.now = addHours(this.now, command.hours);
    const calls = this.#callsOf(command, standing);
    return calls.map((call) => ({ ...call, at: this.now }));
  }

  /** Plays a command and answers the calls that were accepted. */
  async perform(command: Command, executor: Executor): Promise<readonly PlayedCall[]> {
    const played: PlayedCall[] = [];
    const submit = async (call: Call): Promise<unknown> => {
      const outcome = await executor.submit(call);
      played.push({
        call,
        ok: outcome.ok,
        ...(outcome.ok ? { facts: outcome.facts, answer: outcome.answer } : {}),
      });
      return outcome.ok ? outcome.answer : undefined;
    };
    const standing = await executor.state();
    for (const call of this.callsOf(command, standing)) {
      const answer = await submit(call);
      const second = answer === undefined ? undefined : secondOf(call, answer, command);
      if (second !== undefined) await submit(second);
    }
    return played;
  }

  #callsOf(command: Command, standing: Snapshot): readonly Omit<Call, 'at'>[] {
    if ('leg' in command && 'part' in command) return [this.#lineCall(command)];
    if ('draft' in command) return this.#draftCalls(command);
    switch (command.do) {
      case 'push':
        return this.#pushes(command.entries);
      case 'resolve':
        return triedResolution(command, standing);
      case 'wait':
        return [];
      case 'sweep':
        return [{ transaction: 'Sweep', caller: serviceOf('bank-a'), request: { limit: 200 } }];
    }
  }

  #lineCall(command: LineCommand): Omit<Call, 'at'> {
    const line = this.#line(command);
    const { payer, payee } = line.leg;
    switch (command.do) {
      case 'register': {
        const request = {
          ...line.about,
          serialNumber: line.serial(command.twist),
          transferDate: line.day(command.twist),
        };
        return { transaction: 'RegisterTransfer', caller: callerOf(payer.organisationId, 0), request };
      }
      case 'correct': {
        const request = { ...line.about, from: line.named(command.from), to: line.named(command.to) };
        return { transaction: 'CorrectRegistration', caller: callerOf(payer.organisationId, 0), request };
      }
      case 'confirm-receipt': {
        const request = {
          ...line.about,
          serialNumber: line.serial('plain'),
          transferDate: line.day('plain'),
        };
        return { transaction: 'ConfirmReceipt', caller: callerOf(payee.organisationId, 0), request };
      }
    }
  }

  #draftCalls(command: DraftCommand): readonly Omit<Call, 'at'>[] {
    const record = this.#draft(command.draft);
    const { draftId } = record.issued;
    const office = (transaction: string, person: number, more: object): Omit<Call, 'at'> => ({
      transaction,
      caller: callerOf('leading-office', person),
      request: { draftId, ...more },
    });
    const reason = 'A reason';
    switch (command.do) {
      case 'freeze':
        return [office('Freeze', 1, { reason })];
      case 'lift':
        return [office('ProposeLift', 1, { reason }), office('ConfirmLift', 2, {})];
      case 'cancel':
        return [office('Cancel', 1, { reason })];
      case 'extend': {
        const leg = record.issued.planPath[command.leg % record.issued.planPath.length];
        const extension = { legId: leg?.legId, deadline: addDays(date('2026-04-10'), command.days) };
        return [
          office('ProposeExtension', 1, { ...extension, reason }),
          office('ConfirmExtension', 2, extension),
        ];
      }
      case 'present':
        return [this.#presentation(record, command.tranche)];
      case 'opine': {
        const about = { draftId, tranche: command.tranche, decision: command.agrees ? 'agree' : 'return' };
        const request = { ...about, opinion: 'An opinion' };
        return [{ transaction: 'GiveOpinion', caller: callerOf(record.command, 0), request }];
      }
      case 'accept':
        return [this.#acceptance(record, command)];
    }
  }

  #presentation(record: DraftRecord, tranche: number): Omit<Call, 'at'> {
    const evidence = [this.#evidence()];
    const request = { draftId: record.issued.draftId, tranche, milestone: 'Reached', evidence };
    return { transaction: 'PresentTranche', caller: callerOf(record.implementer, 0), request };
  }

  #acceptance(
    record: DraftRecord,
    { tranche, byCommand }: { readonly tranche: number; readonly byCommand: boolean },
  ): Omit<Call, 'at'> {
    const caller = callerOf(byCommand ? record.command : record.implementer, 0);
    const evidence = byCommand ? { evidence: [this.#evidence()] } : {};
    return {
      transaction: 'Accept',
      caller,
      request: { draftId: record.issued.draftId, tranche, ...evidence },
    };
  }

  #evidence(): string {
    return this.#step.toString(16).padStart(64, '0');
  }

  #draft(number: number): DraftRecord {
    const found = this.issues[number % this.issues.length];
    if (found === undefined) throw new Error('a history has drafts');
    return found.record;
  }

  #line(about: LineNumber): PlannedLine {
    const record = this.#draft(about.draft);
    const { planPath } = record.issued;
    const position = about.leg % planPath.length;
    const leg = planPath[position];
    if (leg === undefined) throw new Error('a path has legs');
    return new PlannedLine(record, { leg, position, number: about, drafts: this.issues.length });
  }

  /** One call for each bank, in the order of the entries. */
  #pushes(specs: readonly EntrySpec[]): readonly Omit<Call, 'at'>[] {
    const byBank = new Map<string, WireEntry[]>();
    for (const spec of specs) {
      const entry = this.#line(spec).entry(spec);
      const bank = registered(entry.account)?.bank;
      if (bank === undefined) continue;
      byBank.set(bank, [...(byBank.get(bank) ?? []), entry]);
    }
    return [...byBank].map(([bank, entries]) => ({
      transaction: 'PushStatement',
      caller: callerOf(bank, 0),
      request: { bank, entries },
    }));
  }
}

/** The second person's call, where a call's answer names what is to be confirmed. */
function secondOf(call: Call, answer: unknown, command: Command): Call | undefined {
  if (call.transaction !== 'ProposeResolution' || typeof answer !== 'object' || answer === null)
    return undefined;
  const samePerson = command.do === 'resolve' && command.samePerson;
  return {
    transaction: 'ConfirmResolution',
    caller: callerOf('leading-office', samePerson ? 1 : 2),
    request: { ...answer },
    at: call.at,
  };
}
