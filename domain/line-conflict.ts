/**
 * Why a bank's reports of one line contradict each other (domain rules, section 5: `conflict`): two contents under
 * one identity, or more back than was paid. What is told shows every content and sum, so that a write-off of one
 * contradiction does not hide the next.
 */
import { maskedAccount } from './identifiers';
import { fenOf } from './money';
import type { SerialCell } from './serial-cell';
import { undoneFen } from './serial-cell';
import type { EntryContent, StatementLine } from './statement-entry';

export interface LineConflict {
  readonly kind: 'versions' | 'excess';
  /** The contents in order of arrival, and what came back when that is more than was paid. */
  readonly told: string;
}

/** The contradiction in a line's reports; undefined when there is none. */
export function conflictOf(cell: SerialCell, line: StatementLine): LineConflict | undefined {
  const undone = undoneFen(cell, line);
  const isExcess = undone > fenOf(line.amountFen);
  if (line.versions === undefined && !isExcess) return undefined;
  const contents = [line, ...(line.versions ?? [])].map(contentText);
  const back = isExcess ? [`${undone.toString()} fen back`] : [];
  return {
    kind: line.versions === undefined ? 'excess' : 'versions',
    told: [...contents, ...back].join('; '),
  };
}

function contentText({ amountFen, currency, payee }: EntryContent): string {
  return `${amountFen} fen ${currency} to ${maskedAccount(payee)}`;
}
