/**
 * What the parts of the fixture see of the province: its people, its day, its numbers. `Province` is one; the
 * parts know no more of it, so that they do not import it back.
 */
import type { z } from 'zod';
import type { CalendarDate, Instant } from '../../domain/calendar';
import type { entryField } from '../../domain/statement-entry';
import type { Office, Staff } from './founding';

/** A statement entry as a bank writes it on the wire. */
export type WireEntry = z.input<typeof entryField>;

export interface ProvinceGround {
  readonly offices: Staff['offices'];
  /** The Shanghai day, `offset` days from today. */
  today(offset?: number): CalendarDate;
  /** The ledger's instant. */
  now(): Instant;
  /** A serial number nobody has used here. */
  serial(): string;
  /** A number nobody has used for a project here. */
  projectNumber(): number;
  /** The office with this organisation id. */
  officeOf(organisationId: string): Office;
  /** The bank that keeps an account of the province. */
  bankOf(accountNumber: string): Office;
  /** Pushes entries, each bank those on its own accounts. */
  pushes(...entries: readonly WireEntry[]): Promise<unknown>;
}
