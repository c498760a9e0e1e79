/** A person's own password and code: the same key behind a new password, and codes that work once. */
import { expect } from 'chai';
import { waitAfter } from '../../../app/auth/attempt-limit';
import { codeStep } from '../../../app/auth/one-time-code';
import { openWallet } from '../../../app/auth/wallet';
import type { UserDocument } from '../../../app/models/user-document';
import type { Browser } from './auth-stage';
import { AuthStage, codeSecret, offices, password } from './auth-stage';

const chosen = 'another-sentence-to-remember';
const stepMs = 30_000;

describe('own secrets', function () {
  this.timeout(120_000);
  let stage: AuthStage;
  let user: UserDocument;
  let browser: Browser;

  before(async () => {
    stage = await AuthStage.open();
  });
  after(() => stage.close());
  beforeEach(async () => {
    stage.shiftMs = 0;
    user = await stage.user(offices.command);
    browser = await stage.signedIn(user.loginName);
  });

  const stored = async (): Promise<UserDocument> => {
    const found = await stage.platform.identity.users.byId(user._id);
    if (found === undefined) throw new Error('the user is there');
    return found;
  };

  it('keep the key when the password changes, end every other session, and go on under a new id', async () => {
    const elsewhere = await stage.signedIn(user.loginName);
    const idBefore = browser.sessionId();
    const answer = await browser.post('/profile/password', { current: password, chosen, repeated: chosen });
    expect(answer.headers['location']).to.equal('/profile');
    expect(browser.sessionId()).to.not.equal(idBefore);
    expect((await browser.get('/profile')).text).to.include('The signing key is open');
    expect((await elsewhere.get('/profile')).status).to.equal(303);
    const before = await openWallet(user._id, password, user.wallet);
    const after = await openWallet(user._id, chosen, (await stored()).wallet);
    expect(after.privateKeyPem).to.equal(before.privateKeyPem);
    expect(after.codeSecret).to.equal(codeSecret);
    expect(await stage.platform.identity.login.check(user.loginName, password)).to.equal(undefined);
  });

  it('do not change for a wrong password, two that differ, or one that is not taken', async () => {
    const faults: readonly [Record<string, string>, string][] = [
      [{ current: 'not-the-password', chosen, repeated: chosen }, 'The password is wrong'],
      [{ current: password, chosen, repeated: `${chosen}.` }, 'The two new passwords differ'],
      [{ current: password, chosen: 'short', repeated: 'short' }, 'at least 10 characters'],
      [{ current: password, chosen: password, repeated: password }, 'is the present one'],
    ];
    for (const [fields, text] of faults) {
      const answer = await browser.post('/profile/password', fields);
      expect(answer.status, text).to.equal(422);
      expect(answer.text).to.match(new RegExp(text, 'i'));
      expect(answer.text).to.not.include(chosen);
    }
    expect((await stored()).passwordHash).to.equal(user.passwordHash);
  });

  it('give codes that work once, in their time and one step either side', async () => {
    const { codes } = stage.platform.identity;
    const code = stage.code();
    expect(await codes.check(user._id, code)).to.equal('right');
    expect(await codes.check(user._id, code)).to.equal('wrong');
    const now = stage.now;
    for (const [ageMs, fits] of [
      [-2 * stepMs, false],
      [-stepMs, true],
      [0, true],
      [stepMs, true],
      [2 * stepMs, false],
    ] as const) {
      expect(codeStep(codeSecret, code, now + ageMs) !== undefined, String(ageMs)).to.equal(fits);
    }
  });

  it('use a code up once, however often it is sent at the same time', async () => {
    const { codes } = stage.platform.identity;
    const code = stage.code();
    const verdicts = await Promise.all([1, 2, 3, 4].map(() => codes.check(user._id, code)));
    expect(verdicts.filter((verdict) => verdict === 'right')).to.have.length(1);
  });

  it('look at no code for a quarter of an hour after five wrong ones', async () => {
    const { codes } = stage.platform.identity;
    for (let tried = 0; tried < 5; tried += 1) {
      expect(await codes.check(user._id, '000000')).to.equal('wrong');
    }
    expect(await codes.check(user._id, stage.code())).to.equal('locked');
    stage.shiftMs = waitAfter(5, 'codeAttempts') + 1;
    const again = await stage.signedIn(user.loginName);
    await again.get('/profile');
    expect(await codes.check(user._id, stage.code())).to.equal('right');
  });

  it('move to another telephone with a code of the one before', async () => {
    const page = (await browser.get('/profile/code')).text;
    const secret = /name="secret" value="([A-Z2-7]{32})"/.exec(page)?.[1] ?? '';
    expect(page).to.include('src="data:image/svg+xml;base64,');
    const refused = await browser.post('/profile/code', {
      secret,
      code: stage.code(secret),
      before: '123456',
    });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include(secret);
    const fields = { secret, code: stage.code(secret), before: stage.code() };
    const taken = await browser.post('/profile/code', fields);
    expect(taken.headers['location']).to.equal('/profile');
    expect((await openWallet(user._id, password, (await stored()).wallet)).codeSecret).to.equal(secret);
    expect(await stage.platform.identity.codes.check(user._id, stage.code(secret))).to.equal('wrong');
    stage.shiftMs = stepMs;
    expect(await stage.platform.identity.codes.check(user._id, stage.code(secret))).to.equal('right');
  });

  it('move to no other telephone without a code, in a session whose key was opened before there was one', async () => {
    const { unlocked } = stage.platform.identity;
    const sessionId = decodeURIComponent(browser.sessionId()).replace(/^s:/, '').split('.')[0] ?? '';
    const key = unlocked.get(sessionId);
    if (key === undefined) throw new Error('the key is open');
    unlocked.put(sessionId, { ...key, codeSecret: undefined }, stage.now + stepMs);
    const secret = /name="secret" value="([A-Z2-7]{32})"/.exec(
      (await browser.get('/profile/code')).text,
    )?.[1];
    const fields = { secret: secret ?? '', code: stage.code(secret), before: '' };
    expect((await browser.post('/profile/code', fields)).status).to.equal(422);
    expect((await openWallet(user._id, password, (await stored()).wallet)).codeSecret).to.equal(codeSecret);
  });
});
