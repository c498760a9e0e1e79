/** One paging for every list: which rows of how many, what they sum to, and the pages beside this one with the same filters. */
import { expect } from 'chai';
import { hrefOf, listPaging, pageNumber } from '../../../app/presentation/list-paging';
import { speechOf } from './spoken';

const { say } = speechOf('zh-CN');
const place = { path: '/drafts', query: { tab: 'mine', q: '' }, perPage: 20 };

describe('the paging of a list', () => {
  it('says which rows of how many are shown, and leads on with the same filters', () => {
    expect(listPaging({ ...place, total: 43, page: 2 }, say)).to.deep.equal({
      ...{ range: '第 21–40 个，共 43 个', page: 2, pages: 3 },
      ...{ previous: '/drafts?tab=mine', next: '/drafts?tab=mine&page=3' },
    });
    expect(listPaging({ ...place, total: 0, page: 1 }, say)).to.deep.equal({
      ...{ range: '第 0–0 个，共 0 个', page: 1, pages: 1 },
    });
  });

  it('says that counting stopped, and ends where no further page is shown', () => {
    const paging = listPaging({ ...place, total: 1_000, countedMax: 1_000, pagesMax: 10, page: 10 }, say);
    expect(paging.range).to.equal('第 181–200 个，共 1000+ 个');
    expect(paging.pages).to.equal(10);
    expect(paging.next).to.equal(undefined);
  });

  it('leads on behind where counting stopped, as long as a page is full', () => {
    const long = { ...place, total: 1_000, countedMax: 1_000, pagesMax: 100 };
    expect(listPaging({ ...long, page: 50, shown: 20 }, say)).to.deep.include({
      ...{ range: '第 981–1000 个，共 1000+ 个', next: '/drafts?tab=mine&page=51' },
    });
    const last = listPaging({ ...long, page: 51, shown: 7 }, say);
    expect([last.range, last.pages, last.next]).to.deep.equal([
      '第 1001–1007 个，共 1000+ 个',
      51,
      undefined,
    ]);
    expect(listPaging({ ...long, page: 100, shown: 20 }, say).next).to.equal(undefined);
  });

  it('sums the rows shown to the fen', () => {
    const { sum, sumAmount, sumUnit } = listPaging(
      { ...place, total: 2, page: 1, sumFen: 108_000_001n },
      say,
    );
    expect([sum, sumAmount, sumUnit]).to.deep.equal(['本页金额合计', '1,080,000.01', '元']);
  });

  it('takes for the first page whatever is no number of a page', () => {
    expect(['2', '0', '-1', '1e3', 'x', ['2'], undefined].map((sent) => pageNumber(sent))).to.deep.equal([
      2, 1, 1, 1, 1, 1, 1,
    ]);
    expect(pageNumber('300', 250)).to.equal(250);
    expect(hrefOf({ path: '/drafts', query: {} })).to.equal('/drafts');
  });
});
