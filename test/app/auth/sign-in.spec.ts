/** Signing in as a browser does it: what is answered, what becomes of the session, and how long the key stays open. */
import { expect } from 'chai';
import { idleMsMaxOfMoneyRoles, sessionMsMax } from '../../../app/auth/session-rules';
import { waitAfter } from '../../../app/auth/attempt-limit';
import type { UserDocument } from '../../../app/models/user-document';
import { localPath } from '../../../app/controllers/local-path';
import { AuthStage, offices, password } from './auth-stage';

const minuteMs = 60_000;

describe('signing in', function () {
  this.timeout(120_000);
  let stage: AuthStage;
  let user: UserDocument;

  before(async () => {
    stage = await AuthStage.open();
  });
  after(() => stage.close());
  beforeEach(async () => {
    stage.shiftMs = 0;
    user = await stage.user(offices.finance);
  });

  it('begins a session under a new id, and leads where one wanted to go', async () => {
    const browser = stage.browser();
    const asked = await browser.get('/profile');
    expect(asked.status).to.equal(303);
    expect(asked.headers['location']).to.equal('/login?next=%2Fprofile');
    await browser.token();
    const before = browser.sessionId();
    const fields = { loginName: user.loginName.toUpperCase(), password, next: '/profile' };
    const answer = await browser.post('/login', fields);
    expect(answer.headers['location']).to.equal('/profile');
    const after = browser.sessionId();
    expect(before).to.not.equal('');
    expect(after).to.not.equal(before);
    expect((await browser.get('/profile')).text).to.include(user.name);
  });

  it('answers alike to a wrong password, an unknown name, and an account that waits', async () => {
    const answers: string[] = [];
    for (const loginName of [user.loginName, 'nobody-here']) {
      const answer = await stage.browser().post('/login', { loginName, password: 'not-the-password' });
      expect(answer.status).to.equal(422);
      answers.push(answer.text.replaceAll(loginName, '').replaceAll(/value="[0-9a-f]{64,}"/g, ''));
    }
    expect(answers[0]).to.equal(answers[1]);
  });

  it('looks at five wrong passwords, however many come at once, and at the right one only after the wait', async () => {
    const { login, users } = stage.platform.identity;
    await Promise.all(Array.from({ length: 40 }, () => login.check(user.loginName, 'not-the-password')));
    const attempts = (await users.byId(user._id))?.loginAttempts;
    expect(attempts?.failed).to.be.at.most(5);
    while (((await users.byId(user._id))?.loginAttempts.failed ?? 0) < 5) {
      await login.check(user.loginName, 'not-the-password');
    }
    expect(await login.check(user.loginName, password)).to.equal(undefined);
    stage.shiftMs = waitAfter(5, 'loginAttempts') + 1;
    expect((await login.check(user.loginName, password))?._id).to.equal(user._id);
    expect((await users.byId(user._id))?.loginAttempts.failed).to.equal(0);
  });

  it('waits longer after each further wrong password, up to an hour', () => {
    const waits = [4, 5, 6, 7, 40].map((failed) => waitAfter(failed, 'loginAttempts') / minuteMs);
    expect(waits).to.deep.equal([0, 1, 2, 4, 60]);
  });

  it('takes fields that came twice, or as objects, for no password', async () => {
    const browser = stage.browser();
    const token = await browser.token();
    const twice = await browser.agent
      .post('/login')
      .type('form')
      .send(`_csrf=${token}&loginName=${user.loginName}&password[$ne]=x`);
    expect(twice.status).to.equal(422);
  });

  it('opens the key for the session, and closes it at signing out', async () => {
    const browser = await stage.signedIn(user.loginName);
    const { unlocked } = stage.platform.identity;
    const sessionId = await openSession(stage, user);
    expect(unlocked.get(sessionId)?.identity.certificatePem).to.equal(user.certificatePem);
    const answer = await browser.post('/logout', {});
    expect(answer.headers['location']).to.equal('/login');
    expect(unlocked.get(sessionId)).to.equal(undefined);
    expect((await browser.get('/profile')).headers['location']).to.match(/^\/login/);
  });

  it('ends after a quarter of an hour of nothing for who moves money, and keeps the form that came too late', async () => {
    const browser = await stage.signedIn(user.loginName);
    const token = await browser.token();
    const sessionId = await openSession(stage, user);
    stage.shiftMs = idleMsMaxOfMoneyRoles + 2 * minuteMs;
    const late = await browser.agent
      .post('/profile/sessions/end')
      .type('form')
      .send({ _csrf: token, reason: '账户有误', session: ['a', 'b'] });
    expect(late.headers['location']).to.equal('/login?next=%2Fprofile%2Fsessions%2Fend');
    expect(stage.platform.identity.unlocked.get(sessionId)).to.equal(undefined);
    expect((await browser.get('/login')).text).to.include('is kept for 30 minutes');
    const { forms } = stage.platform.identity;
    expect(await forms.takeForm('somebody-else', '/profile/sessions/end')).to.equal(undefined);
    const kept = await forms.takeForm(user._id, '/profile/sessions/end');
    expect(kept).to.deep.equal({ reason: '账户有误', session: ['a', 'b'] });
    expect(await forms.takeForm(user._id, '/profile/sessions/end')).to.equal(undefined);
  });

  it('keeps no form that does not carry the token of its session', async () => {
    const browser = await stage.signedIn(user.loginName);
    stage.shiftMs = idleMsMaxOfMoneyRoles + 2 * minuteMs;
    await browser.agent.post('/profile/sessions/end').type('form').send({ reason: 'planted' });
    const { forms } = stage.platform.identity;
    expect(await forms.takeForm(user._id, '/profile/sessions/end')).to.equal(undefined);
  });

  it('lasts while somebody is at work, and twelve hours at most', async () => {
    const browser = await stage.signedIn(user.loginName);
    for (let shiftMs = 0; shiftMs < sessionMsMax; shiftMs += 10 * minuteMs) {
      stage.shiftMs = shiftMs;
      expect((await browser.get('/session/keep')).status, `after ${shiftMs} ms`).to.equal(204);
    }
    stage.shiftMs = sessionMsMax + minuteMs;
    expect((await browser.get('/session/keep')).status).to.equal(303);
  });

  it('asks for the password again when the key is locked, as after a restart', async () => {
    const browser = await stage.signedIn(user.loginName);
    const { unlocked } = stage.platform.identity;
    const sessionId = await openSession(stage, user);
    unlocked.drop(sessionId);
    expect((await browser.get('/profile')).text).to.include('The signing key is locked');
    const wrong = await browser.post('/unlock', { password: 'not-the-password', next: '/profile' });
    expect(wrong.status).to.equal(422);
    expect(unlocked.get(sessionId)).to.equal(undefined);
    const right = await browser.post('/unlock', { password, next: '/profile' });
    expect(right.headers['location']).to.equal('/profile');
    expect(unlocked.get(sessionId)?.userId).to.equal(user._id);
  });

  it('refuses a form without the token, with another session’s, and from another site', async () => {
    const browser = await stage.signedIn(user.loginName);
    const other = await stage.signedIn((await stage.user(offices.finance)).loginName);
    const send = (fields: object, site = 'same-origin') =>
      browser.agent
        .post('/preferences')
        .type('form')
        .set('sec-fetch-site', site)
        .send({ language: 'zh-CN', ...fields });
    expect((await send({})).status).to.equal(403);
    const token = await browser.token();
    expect((await send({ _csrf: await other.token() })).status).to.equal(403);
    expect((await send({ _csrf: token }, 'cross-site')).status).to.equal(403);
    expect((await stage.platform.identity.users.byId(user._id))?.language).to.equal('en');
    expect((await send({ _csrf: token })).status).to.equal(303);
    expect((await stage.platform.identity.users.byId(user._id))?.language).to.equal('zh-CN');
  });

  it('keeps with the person whether single keys act, and tells it to every page', async () => {
    const browser = await stage.signedIn(user.loginName);
    const marked = async (): Promise<boolean> =>
      (await browser.get('/profile')).text.includes('data-shortcuts="off"');
    expect(await marked()).to.equal(false);
    await browser.post('/preferences', { shortcuts: 'off' });
    expect(await marked()).to.equal(true);
    expect((await stage.platform.identity.users.byId(user._id))?.shortcuts).to.equal(false);
    await browser.post('/preferences', { shortcuts: 'on' });
    expect(await marked()).to.equal(false);
  });

  it('shows the own sessions, and ends another one of them', async () => {
    const [here, there] = [await stage.signedIn(user.loginName), await stage.signedIn(user.loginName)];
    const page = (await here.get('/profile/sessions')).text;
    const digest = /name="session" value="([0-9a-f]{32})"/.exec(page)?.[1] ?? '';
    await here.post('/profile/sessions/end', { session: digest });
    expect((await there.get('/profile')).status).to.equal(303);
    expect((await here.get('/profile')).status).to.equal(200);
  });

  it('is over for its browser once it was ended elsewhere, and stays over', async () => {
    const here = await stage.signedIn(user.loginName);
    const sessionId = await openSession(stage, user);
    const { sessions } = stage.platform.identity;
    stage.shiftMs += 60_000;
    await sessions.end(sessionId);
    expect((await here.get('/profile')).status).to.equal(303);
    expect(await sessions.ofUser(user._id)).to.deep.equal([]);
  });

  it('lets the stream of an open page stand no longer than its session', async () => {
    const here = await stage.signedIn(user.loginName);
    const there = await stage.signedIn(user.loginName);
    const { standing, sessions } = stage.platform.identity;
    const owners = (await sessions.ofUser(user._id)).map(({ sessionId }) => ({
      ...{ sessionId, userId: user._id },
    }));
    expect(await standing(owners)).to.have.lengthOf(2);
    const digest = /name="session" value="([0-9a-f]{32})"/.exec(
      (await here.get('/profile/sessions')).text,
    )?.[1];
    await here.post('/profile/sessions/end', { session: digest ?? '' });
    expect(await standing(owners)).to.have.lengthOf(1);
    stage.shiftMs += idleMsMaxOfMoneyRoles + 2 * 60_000;
    expect(await standing(owners)).to.have.lengthOf(0);
    expect((await there.get('/profile')).status).to.equal(303);
  });

  it('sets a cookie that scripts and other sites do not get', async () => {
    const answer = await stage.browser().get('/login');
    expect(String(answer.headers['set-cookie'])).to.match(/^sid=.*; Path=\/; .*HttpOnly; SameSite=Lax$/);
  });
});

describe('where a form asks to be led', () => {
  it('is a path of this platform, or the home page', () => {
    expect(localPath('/drafts?county=522634')).to.equal('/drafts?county=522634');
    const elsewhere = [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/\t/evil.example',
      'x',
      undefined,
      '/'.repeat(600),
    ];
    for (const asked of elsewhere) expect(localPath(asked)).to.equal('/');
  });
});

/** The id of the user's one open session. */
async function openSession(stage: AuthStage, user: UserDocument): Promise<string> {
  const [session] = await stage.platform.identity.sessions.ofUser(user._id);
  return session?.sessionId ?? '';
}
