/** The day of the seed is told in the time that has passed of it: never tomorrow, and never yesterday. */
import { expect } from 'chai';
import { DemoSite } from '../../../app/demo/demo-site';
import type { DemoMeans } from '../../../app/demo/demo-site';
import { shanghaiDate } from '../../../domain/calendar';

const means: DemoMeans = {
  ledger: {
    submit: () => Promise.reject(new Error('nothing is sent here')),
    evaluate: () => Promise.reject(new Error('nothing is asked here')),
    outcomeOf: () => Promise.reject(new Error('nothing was sent here')),
    events: () => {
      throw new Error('nothing is followed here');
    },
    height: () => Promise.resolve(0n),
    close: () => Promise.resolve(),
  },
  enrol: () => Promise.reject(new Error('nobody enrols here')),
  serviceIdentity: () => Promise.reject(new Error('no system signs here')),
  now: () => 0,
};
const dayTimes = ['00:00', '09:20', '10:30', '23:59'] as const;

describe('a day of the demo’s story', () => {
  for (const seededAt of ['00:00:05', '00:14:00', '01:59:59', '16:00:00']) {
    it(`tells today's steps of a seed at ${seededAt} in Shanghai on that very day and before it`, () => {
      const baseMs = Date.parse(`2026-11-22T${seededAt}+08:00`);
      const site = new DemoSite(means, baseMs);
      const told = dayTimes.map((time) => site.instant({ day: 0, time }));
      expect(told.map((instant) => shanghaiDate(instant))).to.deep.equal(dayTimes.map(() => '2026-11-22'));
      expect(told).to.deep.equal([...told].sort());
      expect(Math.max(...told.map((instant) => Date.parse(instant)))).to.be.at.most(baseMs);
    });
  }
});
