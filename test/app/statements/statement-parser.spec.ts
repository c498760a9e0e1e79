/** The rules by which a bank's statement is read from CSV, good files and bad ones. */
import { expect } from 'chai';
import type { InputFault } from '../../../app/statements/input-fault';
import type { StatementLine } from '../../../app/statements/statement-parser';
import { parseStatement, statementLinesMax } from '../../../app/statements/statement-parser';
import { parseYuan, typedYuan } from '../../../app/statements/yuan-amount';

const file = 'statement.csv';
const head = '记账日期,记账时间,流水号,账号,借贷标志,付款账号,收款账号,金额';
const line = '2026-03-16,10:42,sh-1,9900000001010011,借,9900000001010011,9900000004020013,40000.00';

function lines(text: string): readonly StatementLine[] {
  const parsed = parseStatement(file, text);
  if (!parsed.ok) throw new Error(`not read: ${JSON.stringify(parsed.fault)}`);
  return parsed.value;
}

function fault(text: string): InputFault {
  const parsed = parseStatement(file, text);
  if (parsed.ok) throw new Error('read, but should not be');
  return parsed.fault;
}

describe('reading a bank’s statement', () => {
  it('reads Chinese and English headers to the same entries', () => {
    const english =
      'booking date,booking time,serial number,account,direction,payer account,payee account,amount';
    expect(lines(`${english}\n${line.replace('借', 'debit')}`)).to.deep.equal(lines(`${head}\n${line}`));
  });

  it('turns yuan into fen, times into Shanghai instants, serials into capitals', () => {
    expect(lines(`${head}\n${line}`)[0]).to.deep.equal({
      line: 2,
      entry: {
        account: '9900000001010011',
        direction: 'debit',
        serialNumber: 'SH-1',
        bookingDate: '2026-03-16',
        bookingTime: '2026-03-16T10:42+08:00',
        payerAccount: '9900000001010011',
        payeeAccount: '9900000004020013',
        amountFen: '4000000',
        currency: 'CNY',
        status: 'booked',
        kind: 'payment',
      },
    });
  });

  it('reads a file with a byte order mark, quotes and thousands', () => {
    const [first] = lines(`\uFEFF${head}\r\n${line.replace('40000.00', '"40,000.5"')}\r\n`);
    expect(first?.entry.amountFen).to.equal('4000050');
  });

  for (const amount of [
    '1e6',
    '1.234',
    '-5',
    '0',
    '0.00',
    '1,00',
    '٣',
    'NaN',
    '',
    '.5',
    '100000000000000000000',
  ]) {
    it(`refuses the amount “${amount}” and names line and column`, () => {
      const found = fault(`${head}\n${line}\n${line.replace('40000.00', `"${amount}"`)}`);
      expect(found.place).to.deep.equal({ line: 3, field: '金额' });
      expect(found.problem).to.deep.include({ code: 'field', expected: 'amount' });
    });
  }

  it('names a missing column before anything else', () => {
    expect(fault(`${head.replace('流水号,', '')}\n${line}`).problem.code).to.equal('columns-missing');
  });

  it('refuses unknown and repeated columns', () => {
    expect(fault(`${head},备注\n${line},x`).problem.code).to.equal('column-unknown');
    expect(fault(`${head},金额\n${line},1`).problem.code).to.equal('repeated');
  });

  it('refuses a line with other columns than the head, and an open quote', () => {
    expect(fault(`${head}\n${line},x`)).to.deep.include({
      place: { line: 2 },
      problem: { code: 'csv-form' },
    });
    expect(fault(`${head}\n"${line}`).problem.code).to.equal('csv-form');
  });

  it('refuses dates, times, directions and accounts that are none', () => {
    const changes = [
      ['2026-03-16', '2026-02-30', 'date'],
      ['10:42', '25:00', 'time'],
      ['借', '出', 'direction'],
      ['9900000001010011,借', 'ABC,借', 'account-number'],
    ] as const;
    for (const [from, to, expected] of changes) {
      expect(fault(`${head}\n${line.replace(from, to)}`).problem).to.deep.include({ expected });
    }
  });

  it('refuses a file of too many lines without reading all of it', () => {
    const found = fault(`${head}\n${`${line}\n`.repeat(statementLinesMax * 4)}`);
    expect(found.problem).to.deep.equal({ code: 'too-many-lines', limit: String(statementLinesMax) });
  });
});

describe('amounts in yuan', () => {
  it('come back as they were written, to the last fen', () => {
    expect(parseYuan('92233720368547758.07')).to.equal('9223372036854775807');
    expect(parseYuan('92233720368547758.08')).to.equal(undefined);
    expect(typedYuan(' ￥8，640，000．50 ')).to.equal('864000050');
  });
});
