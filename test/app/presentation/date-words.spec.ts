/**
 * Days are days in Shanghai, whatever the machine's zone, and a deadline's chip says how much of it is left.
 */
import { expect } from 'chai';
import {
  dayAndWeekday,
  dayFigures,
  dayOf,
  dayWords,
  dueChip,
  isPast,
  minuteWords,
} from '../../../app/presentation/date-words';
import { now, speechOf } from './spoken';

const zh = speechOf('zh-CN');
const en = speechOf('en');

describe('days in words', () => {
  it('counts an instant of the evening in UTC to the next Shanghai day', () => {
    expect(dayOf('2026-11-18T16:00:00.000Z')).to.equal('2026-11-19');
  });

  it('writes days in both languages', () => {
    expect(dayWords('2026-11-20', 'zh-CN')).to.equal('11月20日');
    expect(dayWords('2026-11-20', 'en')).to.equal('20 Nov');
    expect(dayAndWeekday('2026-11-20', zh)).to.equal('11月20日 周五');
    expect(minuteWords('2026-11-10T01:12:00.000Z', 'zh-CN')).to.equal('11月10日 09:12');
  });

  it('names the year in tables only where it is another', () => {
    expect(dayFigures('2026-12-20', now)).to.equal('12-20');
    expect(dayFigures('2027-03-31', now)).to.equal('2027-03-31');
  });

  it('turns amber three days before a deadline and red on its day', () => {
    const tones = ['2026-11-22', '2026-11-21', '2026-11-18', '2026-11-15'].map((day) =>
      dueChip(day, now, zh),
    );
    expect(tones.map(({ tone }) => tone)).to.deep.equal(['rest', 'wait', 'bad', 'bad']);
    expect(tones.map(({ text }) => text)).to.deep.equal([
      '还有 4 天',
      '还有 3 天',
      '今天到期',
      '已逾期 3 天',
    ]);
  });

  it('says one day in the singular', () => {
    expect(dueChip('2026-11-19', now, en).text).to.equal('1 day left');
  });

  it('counts a deadline that is a date to its whole day, and an instant to the instant', () => {
    expect(isPast('2026-11-18', now)).to.equal(false);
    expect(isPast('2026-11-18T02:00:00.000Z', now)).to.equal(true);
  });
});
