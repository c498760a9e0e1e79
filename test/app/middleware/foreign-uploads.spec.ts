/** Forms with files that are not the session's own: nothing of them is staged, and of another site's nothing is even read. */
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { AuthStage, offices } from '../auth/auth-stage';

const startMsMax = 180_000;
const path = '/projects/unsent';
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const hash = createHash('sha256').update(pdf).digest('hex');
/** A reader of the body would refuse it as broken. */
const broken = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF-';

describe('a form with files', function () {
  this.timeout(60_000);
  let stage: AuthStage;
  let browser: Awaited<ReturnType<AuthStage['signedIn']>>;

  before(async function () {
    this.timeout(startMsMax);
    stage = await AuthStage.open();
    browser = await stage.signedIn((await stage.user(offices.command)).loginName);
  });
  after(() => stage.close());

  const sendBroken = async (header: string, value: string): Promise<number> => {
    const type = 'multipart/form-data; boundary=x';
    return (await browser.agent.post(path).set('content-type', type).set(header, value).send(broken)).status;
  };
  const upload = async (token: string): Promise<number> =>
    (await browser.agent.post(path).field('_csrf', token).attach('files', pdf, '方案.pdf')).status;
  const isStaged = async (): Promise<boolean> => (await stage.platform.files.entriesOf(hash)).length > 0;

  it('from another site is refused before its body is read', async () => {
    expect(await sendBroken('sec-fetch-site', 'cross-site')).to.equal(403);
    expect(await sendBroken('origin', 'https://elsewhere.example')).to.equal(403);
    expect(await sendBroken('origin', 'not an address')).to.equal(403);
  });

  it('from this site is read, by whatever of its addresses the browser knows it', async () => {
    expect(await sendBroken('sec-fetch-site', 'same-origin')).to.equal(422);
    expect(await sendBroken('origin', 'http://127.0.0.1')).to.equal(422);
    expect(await sendBroken('origin', 'null')).to.equal(422);
  });

  it('without the session’s token leaves no file behind; with it, the file is staged', async () => {
    expect(await upload('of another session')).to.equal(403);
    expect(await isStaged()).to.equal(false);
    await upload(await browser.token());
    expect(await isStaged()).to.equal(true);
  });
});
