/** The money's story as chapters of a specification, on whichever ledger and in whichever language it is asked for. */
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { Locale } from '../../domain/refusals/refusal';
import { TestPlatform } from '../app/platform/test-platform';
import type { OpenedProvince } from '../province/opened-province';
import { launchChromium } from './chromium';
import { MoneyStory } from './money-story';

const openedMsMax = 180_000;
const chapterMsMax = 120_000;

/** Tells the story in one language, on the ledger of the province that is opened for it. */
export function describeMoneyStory(language: Locale, open: () => Promise<OpenedProvince>): void {
  describe(`the whole way of the money, clicked in ${language}`, function () {
    this.timeout(chapterMsMax);
    this.bail(true);
    let browser: Browser;
    let platform: TestPlatform;
    let story: MoneyStory;

    before(async function () {
      this.timeout(openedMsMax);
      [browser, platform] = await Promise.all([launchChromium(), TestPlatform.open(open())]);
      story = new MoneyStory({ browser, platform, language, address: await platform.listen() });
    });
    after(async () => {
      await browser.close();
      await platform.close();
    });

    it('applies in a form that saves itself, with files', () => story.applies());
    it('is approved by one person and issued by another', () => story.isApprovedAndIssued());
    it('tells a page that stands open of another’s change', async () => {
      const watcher = await story.worker(story.province.offices.yunlingFinance.second);
      await watcher.opens(`/drafts/${(await story.draft())._id}`);
      await story.pays('L1');
      await watcher.page.locator('[data-changed]').waitFor({ state: 'visible' });
    });
    it('comes through a difference by a maker and a checker', () => story.paysWithADifference('L2'));
    it('goes on from the bank to the partnership, which confirms the receipt', () => story.pays('L3'));
    it('goes on to the county’s company', () => story.pays('L4'));
    it('reaches the builder for the first tranche', () => story.passesTranche(1));
    it('is honoured with the last tranche', async () => {
      await story.passesTranche(2);
      expect((await story.draft()).status).to.equal('honoured');
    });
    it('is completed and closed', async () => {
      await story.isCompletedAndClosed();
      expect((await story.project()).status).to.equal('closed');
    });
    it('lets an administrator invite a colleague', async () => {
      expect(await story.invitesAColleague()).to.contain('yunling-new');
    });
    it('lets no page report an error or a violation of its policy', async () => {
      expect(await story.faults()).to.deep.equal([]);
    });
  });
}
