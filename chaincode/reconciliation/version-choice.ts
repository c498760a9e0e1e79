/**
 * Choosing among the contents a bank reported under one identity: the chosen one stands, the others are set
 * aside and open nothing when they come again (domain rules, section 5: `choose-version`).
 */
import { strict as assert } from 'node:assert';
import { lineExceptionId } from '../../domain/entry-exceptions';
import { names, replaceLine } from '../../domain/serial-cell';
import type { EntryVersion, StatementLine } from '../../domain/statement-entry';
import { bankOfLeg } from '../../domain/registration';
import type { DraftBook } from '../draft-book';
import { applyLine, cellOf, withdrawLine } from './line-effects';
import type { PlacedLine } from './line-effects';
import type { Located } from './resolution-subject';

/** How many contents there are to choose from; 0 when the line is not disputed. */
export async function versionsOf(book: DraftBook, located: Located): Promise<number> {
  const disputed = await disputedLine(book, located);
  if (disputed === undefined) return 0;
  const { versions = [] } = disputed.line;
  return 1 + versions.length;
}

/** Lets the chosen content stand; 0 is the one that stands already. */
export async function chooseVersion(book: DraftBook, located: Located, version: number): Promise<void> {
  const disputed = await disputedLine(book, located);
  assert(disputed !== undefined, 'a choice is checked before it is carried out');
  const { line } = disputed;
  const { versions = [], ...undisputed } = line;
  const standing = versionOfLine(line);
  const all = [standing, ...versions];
  const chosen = all[version];
  assert(chosen !== undefined, `there is a version ${String(version)}`);
  const setAside = [...(line.setAside ?? []), ...all.filter((each) => each !== chosen)];
  const bare = withoutContent(undisputed);
  await withdrawLine(book, disputed);
  const { bank, serialNumber } = disputed.cell;
  const settled = { ...bare, ...chosen, setAside };
  const cell = replaceLine(await cellOf(book, bank, serialNumber), line, settled);
  book.changeCell(cell);
  await applyLine(book, { cell, line: settled });
}

function versionOfLine(line: StatementLine): EntryVersion {
  const { payer, payee, amountFen, currency, reference, time, valueDate, payeeKind, nameMatches } = line;
  return {
    ...{ payer, payee, amountFen, currency },
    ...(reference === undefined ? {} : { reference }),
    ...(time === undefined ? {} : { time }),
    ...(valueDate === undefined ? {} : { valueDate }),
    ...(payeeKind === undefined ? {} : { payeeKind }),
    ...(nameMatches === undefined ? {} : { nameMatches }),
  };
}

function withoutContent(
  line: Omit<StatementLine, 'versions'>,
): Omit<StatementLine, 'versions' | keyof EntryVersion> {
  const { account, direction, date, kind, status, arrivedAt, fitsLeg, accountId, holder, county, dedicated } =
    line;
  return { account, direction, date, kind, status, arrivedAt, fitsLeg, accountId, holder, county, dedicated };
}

async function disputedLine(book: DraftBook, located: Located): Promise<PlacedLine | undefined> {
  if (located.kind === 'cell') {
    const { cell, subject } = located;
    const line = cell.lines.find((each) => lineExceptionId(cell, each) === subject.exceptionId);
    return line?.versions === undefined ? undefined : { cell, line };
  }
  const { record, leg, subject } = located;
  const [, , date, ...serial] = subject.exceptionId.split(':');
  const registration = record.registrations.find(
    (each) => each.ended === undefined && each.date === date && each.serialNumber === serial.join(':'),
  );
  if (registration === undefined) return undefined;
  const cell = await book.cell(bankOfLeg(record, leg), registration.serialNumber);
  const line = cell?.lines.find((each) =>
    names({ account: leg.payer.account, date: registration.date }, each),
  );
  return cell === undefined || line?.versions === undefined ? undefined : { cell, line };
}
