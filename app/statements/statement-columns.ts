/**
 * The columns of a bank's statement as CSV: how each is headed in Chinese and in English, and the words its cells
 * hold. Which columns there are is data; the parser only follows it.
 */
export const statementColumns = {
  bookingDate: { needed: true, headers: ['记账日期', 'booking date'] },
  bookingTime: { needed: false, headers: ['记账时间', 'booking time'] },
  serialNumber: { needed: true, headers: ['流水号', 'serial number'] },
  account: { needed: true, headers: ['账号', 'account'] },
  direction: { needed: true, headers: ['借贷标志', 'direction'] },
  payerAccount: { needed: true, headers: ['付款账号', 'payer account'] },
  payeeAccount: { needed: true, headers: ['收款账号', 'payee account'] },
  amount: { needed: true, headers: ['金额', 'amount'] },
  currency: { needed: false, headers: ['币种', 'currency'] },
  kind: { needed: false, headers: ['交易类型', 'kind'] },
  status: { needed: false, headers: ['状态', 'status'] },
  payeeAccountKind: { needed: false, headers: ['收款账户性质', 'payee account kind'] },
  referenceSerial: { needed: false, headers: ['原流水号', 'original serial number'] },
  referenceDate: { needed: false, headers: ['原记账日期', 'original booking date'] },
  remark: { needed: false, headers: ['摘要', 'remark'] },
} as const satisfies Readonly<
  Record<string, { readonly needed: boolean; readonly headers: readonly [string, string] }>
>;

export type StatementColumn = keyof typeof statementColumns;

export const directionWords: ReadonlyMap<string, 'debit' | 'credit'> = new Map([
  ['借', 'debit'],
  ['贷', 'credit'],
  ['debit', 'debit'],
  ['credit', 'credit'],
]);

export const kindWords: ReadonlyMap<string, 'payment' | 'fee' | 'reversal' | 'return'> = new Map([
  ['转账', 'payment'],
  ['手续费', 'fee'],
  ['冲正', 'reversal'],
  ['退汇', 'return'],
  ['payment', 'payment'],
  ['fee', 'fee'],
  ['reversal', 'reversal'],
  ['return', 'return'],
]);

export const statusWords: ReadonlyMap<string, 'booked' | 'pending'> = new Map([
  ['已入账', 'booked'],
  ['待入账', 'pending'],
  ['booked', 'booked'],
  ['pending', 'pending'],
]);

export const natureWords: ReadonlyMap<string, 'corporate' | 'personal'> = new Map([
  ['对公', 'corporate'],
  ['对私', 'personal'],
  ['corporate', 'corporate'],
  ['personal', 'personal'],
]);

const isColumn = (name: string): name is StatementColumn => Object.hasOwn(statementColumns, name);

/** The columns in the table's order. */
export const columnNames: readonly StatementColumn[] = Object.keys(statementColumns).filter(isColumn);

/** The column a header names, in either language and whatever its case. */
export function columnOf(header: string): StatementColumn | undefined {
  const wanted = header.trim().toLowerCase();
  return columnNames.find((name) => statementColumns[name].headers.some((known) => known === wanted));
}
