/** The platform as a whole: who may come in, what every page says of itself, and how it answers what it does not know. */
import { expect } from 'chai';
import type { Desk } from './desk';
import { mainText } from './desk';
import { TestPlatform } from './test-platform';

const startMsMax = 180_000;

describe('the platform', function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let desk: Desk;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    desk = await platform.signIn(platform.province.offices.yunlingFinance.first);
  });
  after(() => platform.close());

  it('says how it is to whoever watches over it', async () => {
    const { status, html } = await desk.get('/health');
    expect(status).to.equal(200);
    expect(html).to.contain('"store":"up"');
  });

  it('knows every address by one spelling, so that no limit of /login is passed by /LOGIN/', async () => {
    const answers = await Promise.all(['/LOGIN', '/login/'].map((path) => desk.get(path)));
    expect(answers.map(({ status }) => status)).to.deep.equal([404, 404]);
  });

  it('answers what is not there with a page that says so, and its request id', async () => {
    const { status, html } = await desk.get('/nothing/here');
    expect(status).to.equal(404);
    expect(mainText(html))
      .to.contain('没有找到这一页')
      .and.to.match(/请求编号 [0-9a-f]{8}/);
  });

  it('names the office that can when somebody may not', async () => {
    const { status, html } = await desk.get('/people');
    expect(status).to.equal(403);
    expect(mainText(html)).to.contain('可以办理的单位：管理员');
  });
});
