/** The encodings in which banks write their statements, and what is no text at all. */
import { expect } from 'chai';
import { readStatementFile } from '../../../app/statements/statement-file';
import { statementMebibytesMax } from '../../../app/statements/statement-parser';

/** `记账日期,流水号,账号,借贷标志,付款账号,收款账号,金额` in GB18030. */
const head = [
  'bcc7d5cbc8d5c6da',
  'c1f7cbaebac5',
  'd5cbbac5',
  'bde8b4fbb1ead6be',
  'b8b6bfeed5cbbac5',
  'cad5bfeed5cbbac5',
  'bdf0b6ee',
]
  .map((column) => Buffer.from(column, 'hex'))
  .flatMap((column, index) => (index === 0 ? [column] : [Buffer.from(','), column]));
/** `借` in GB18030. */
const debit = Buffer.from('bde8', 'hex');
const gbFile = Buffer.concat([
  ...head,
  Buffer.from('\r\n2026-03-16,SH-1,9900000001010011,'),
  debit,
  Buffer.from(',9900000001010011,9900000004020013,40000.00\r\n'),
]);

describe('the text of a bank’s statement', () => {
  it('is read from GB18030 as from UTF-8', () => {
    const fromGb = readStatementFile('a.csv', gbFile);
    const utf8 = Buffer.from(new TextDecoder('gb18030').decode(gbFile));
    const marked = Buffer.concat([Buffer.from('efbbbf', 'hex'), utf8]);
    expect(fromGb.ok).to.equal(true);
    expect(readStatementFile('a.csv', utf8)).to.deep.equal(fromGb);
    expect(readStatementFile('a.csv', marked)).to.deep.equal(fromGb);
  });

  it('is refused as no text when the bytes are neither, or a spreadsheet’s own format', () => {
    for (const bytes of [Buffer.from('ff80ff', 'hex'), Buffer.from('504b030414000000', 'hex')]) {
      const reading = readStatementFile('a.xlsx', bytes);
      expect(reading)
        .to.deep.include({ ok: false })
        .and.to.have.nested.property('fault.problem.code', 'not-text');
    }
  });

  it('is refused before it is taken apart when it is too large, and when there is nothing in it', () => {
    const large = readStatementFile('a.csv', Buffer.alloc(statementMebibytesMax * 1_048_576 + 1, 0x31));
    expect(large).to.have.nested.property('fault.problem.code', 'too-large');
    expect(readStatementFile('a.csv', Buffer.from(' \n'))).to.have.nested.property(
      'fault.problem.code',
      'empty',
    );
  });
});
