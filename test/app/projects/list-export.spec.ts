/** Lists as files: what a spreadsheet would take for a formula stays a text, and nothing is lost between quotes. */
import { expect } from 'chai';
import { csvCell, csvOf, workbookOf } from '../../../app/controllers/list-export';
import { projectListHref, projectListState } from '../../../app/presentation/project-list-state';

describe('lists as files', () => {
  it('neutralises every beginning of a formula', () => {
    expect(['=1+1', '+86', '-2', '@SUM(A1)', '\tx', '＝1'].map(csvCell)).to.deep.equal([
      ...["'=1+1", "'+86", "'-2", "'@SUM(A1)", '"\'\tx"', "'＝1"],
    ]);
  });

  it('quotes commas, quotes and line ends, and begins with the mark that Excel needs', () => {
    const csv = csvOf({
      head: ['截至区块 7'],
      columns: ['项目', '金额'],
      rows: [['桥，"新"\n二期', '1,000.00']],
    });
    expect(csv).to.equal('\uFEFF截至区块 7\r\n\r\n项目,金额\r\n"桥，""新""\n二期","1,000.00"\r\n');
  });

  it('writes a workbook that holds its texts', async () => {
    const workbook = await workbookOf({ head: ['x'], columns: ['a'], rows: [['=1+1']] }, '项目');
    expect(workbook.subarray(0, 2).toString()).to.equal('PK');
  });
});

describe('the address of a list', () => {
  it('is its whole state, what is usual left out', () => {
    const state = projectListState({
      view: 'mine',
      status: 'approved',
      type: 'industry',
      q: ' 桥 ',
      page: '3',
    });
    expect(projectListHref('/projects', state)).to.equal(
      '/projects?view=mine&q=%E6%A1%A5&status=approved&type=industry&page=3',
    );
    expect(projectListHref('/projects', projectListState({}))).to.equal('/projects');
  });

  it('leaves out what no list understands', () => {
    const state = projectListState({ view: '$where', status: 'paid', sort: 'x', page: '-1', county: '{}' });
    expect(state).to.deep.equal({ tab: 'all', sort: 'urgency', page: 1 });
  });
});
