/**
 * What an administrator does for the people of the own domain: inviting, disabling, and the reset after which the old
 * certificate proves nothing on the chain. Nobody signs in another's place.
 */
import { expect } from 'chai';
import { pino } from 'pino';
import { evaluateTransaction } from '../../../app/blockchain/contract-client';
import { unlockedKeyOf } from '../../../app/auth/login-desk';
import type { UserDocument } from '../../../app/models/user-document';
import { queryThresholds } from '../../../domain/transactions/registry-queries';
import type { LedgerIdentity } from '../../../ledger/ledger';
import type { Browser } from './auth-stage';
import { AuthStage, offices, password } from './auth-stage';

const chosen = 'a-password-of-my-own';

describe('people', function () {
  this.timeout(180_000);
  let stage: AuthStage;
  let admin: Browser;
  const logged: string[] = [];

  before(async () => {
    stage = await AuthStage.open(pino({ level: 'info' }, { write: (line) => logged.push(line) }));
    const user = await stage.user(offices.countyAdmin, {
      loginName: 'county.admin',
      person: 'county-admin-first',
    });
    admin = await stage.signedIn(user.loginName);
  });
  after(() => stage.close());
  beforeEach(() => {
    // Each act uses a code up; the next one needs the next code.
    stage.shiftMs += 60_000;
  });

  const asks = (identity: LedgerIdentity) =>
    evaluateTransaction(stage.ledger, identity, { definition: queryThresholds, request: {} });
  const stored = async (id: string): Promise<UserDocument> => {
    const user = await stage.platform.identity.users.byId(id);
    if (user === undefined) throw new Error('the user is there');
    return user;
  };
  /** Carries an act out: review, then submission with a code. */
  const act = async (path: string): Promise<{ status: number; location: string; text: string }> => {
    const form = await admin.get(path);
    const requestId = /name="requestId" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
    const confirm = await admin.post(path, { requestId, step: 'review' });
    if (confirm.status !== 200) return { status: confirm.status, location: '', text: confirm.text };
    expect(confirm.text).to.include('name="code"');
    const done = await admin.post(path, { requestId, step: 'submit', code: stage.code() });
    return { status: done.status, location: done.headers['location'] ?? '', text: done.text };
  };
  // Not a part of an id, which may look alike.
  const oneTimeForm = /(?<![\w-])([a-z2-9]{4}-){3}[a-z2-9]{4}(?![\w-])/;
  const oneTimePasswordIn = (text: string): string => oneTimeForm.exec(text)?.[0] ?? '';

  it('are invited with a one-time password, and begin with a password and a code of their own', async () => {
    const fields = {
      name: '韦知远',
      post: '经办',
      loginName: 'Wei.ZhiYuan',
      organisationId: offices.finance.organisationId,
    };
    const answer = await admin.post('/people/new', { ...fields, language: 'en' });
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.headers['cache-control']).to.equal('no-store');
    const oneTime = oneTimePasswordIn(answer.text);
    const newcomer = await stage.signedIn('wei.zhiyuan', oneTime);
    expect((await newcomer.get('/profile')).headers['location']).to.equal('/welcome');
    expect((await newcomer.get('/welcome')).headers['location']).to.equal('/welcome/password');
    await newcomer.post('/welcome/password', { current: oneTime, chosen, repeated: chosen });
    expect((await newcomer.get('/welcome')).headers['location']).to.equal('/welcome/code');
    const secret =
      /name="secret" value="([A-Z2-7]{32})"/.exec((await newcomer.get('/welcome/code')).text)?.[1] ?? '';
    const done = await newcomer.post('/welcome/code', { secret, code: stage.code(secret) });
    expect(done.headers['location']).to.equal('/');
    const user = await stage.platform.identity.users.byLoginName('wei.zhiyuan');
    expect(user).to.include({ mustChangePassword: false, mustEnrolCode: false, role: 'county-finance' });
    if (user === undefined) throw new Error('the user is there');
    const { identity } = await unlockedKeyOf(user, chosen);
    expect((await asks(identity)).ok).to.equal(true);
    expect(await stage.platform.identity.login.check('wei.zhiyuan', oneTime)).to.equal(undefined);
  });

  it('are not invited with fields that do not fit, and what was typed stays', async () => {
    const bad = { name: '', post: '经办', loginName: 'x', organisationId: 'far-admin' };
    const answer = await admin.post('/people/new', bad);
    expect(answer.status).to.equal(422);
    expect(answer.text)
      .to.include('Enter the name')
      .and.include('Choose an enabled organisation')
      .and.include('value="x"');
    const taken = {
      name: '某人',
      post: '经办',
      loginName: 'county.admin',
      organisationId: offices.finance.organisationId,
    };
    expect((await admin.post('/people/new', taken)).text).to.include('Somebody has this login name');
  });

  it('of another county are not there at all', async () => {
    const far = await stage.user(offices.farAdmin);
    for (const path of ['', '/disable', '/reset']) {
      expect((await admin.get(`/people/${far._id}${path}`)).status, path).to.equal(404);
    }
    expect((await admin.post(`/people/${far._id}/one-time-password`, {})).status).to.equal(404);
    expect((await admin.get('/people')).text).to.not.include(far.loginName);
  });

  it('are looked after by administrators alone', async () => {
    const clerk = await stage.signedIn((await stage.user(offices.finance)).loginName);
    expect((await clerk.get('/people')).status).to.equal(403);
  });

  it('who are disabled are signed out at once, refused by the chain, and come back when enabled', async () => {
    const user = await stage.user(offices.finance);
    const browser = await stage.signedIn(user.loginName);
    const { identity } = await unlockedKeyOf(user, password);
    const done = await act(`/people/${user._id}/disable`);
    expect(done.location, done.text).to.equal(`/people/${user._id}`);
    expect((await browser.get('/profile')).status).to.equal(303);
    expect(await asks(identity)).to.have.nested.property('refusal.code', 'caller-disabled');
    await eventually(
      async () => (await stage.platform.identity.login.check(user.loginName, password)) === undefined,
    );
    stage.shiftMs += 60_000;
    expect((await act(`/people/${user._id}/enable`)).status).to.equal(303);
    expect((await asks(identity)).ok).to.equal(true);
  });

  it('who are reset act with a new key for the same person, and the old certificate proves nothing', async () => {
    const user = await stage.user(offices.finance);
    const browser = await stage.signedIn(user.loginName);
    const old = await unlockedKeyOf(user, password);
    expect((await asks(old.identity)).ok).to.equal(true);
    const done = await act(`/people/${user._id}/reset`);
    expect(done.location, done.text).to.equal(`/people/${user._id}`);
    expect(await asks(old.identity)).to.have.nested.property('refusal.code', 'certificate-disabled');
    expect((await browser.get('/profile')).status).to.equal(303);
    expect(await stage.platform.identity.login.check(user.loginName, password)).to.equal(undefined);
    const closed = await stored(user._id);
    expect(closed.wallet.privateKey.text).to.equal('');
    const answer = await admin.post(`/people/${user._id}/one-time-password`, {});
    const oneTime = oneTimePasswordIn(answer.text);
    const again = await stored(user._id);
    expect(again.person).to.equal(user.person);
    expect(again.certificatePem).to.not.equal(user.certificatePem);
    const fresh = await unlockedKeyOf(again, oneTime);
    expect((await asks(fresh.identity)).ok).to.equal(true);
    expect(fresh.codeSecret).to.equal(undefined);
    expect(await asks(old.identity)).to.have.nested.property('refusal.code', 'certificate-disabled');
  });

  it('do not get a one-time password while they have a password of their own', async () => {
    const user = await stage.user(offices.finance);
    const answer = await admin.post(`/people/${user._id}/one-time-password`, {});
    expect([answer.status, answer.get('location')]).to.deep.equal([303, `/people/${user._id}`]);
    expect((await stored(user._id)).passwordHash).to.equal(user.passwordHash);
  });

  it('are called as an administrator corrects it, at once and on every page; the log tells who did it', async () => {
    const user = await stage.user(offices.finance, { name: '韦之远', post: '经力' });
    const browser = await stage.signedIn(user.loginName);
    const answer = await admin.post(`/people/${user._id}`, { name: ' 韦知远 ', post: '经办' });
    expect([answer.status, answer.get('location')]).to.deep.equal([303, `/people/${user._id}`]);
    expect((await admin.get(`/people/${user._id}`)).text)
      .to.match(/<h1>(?:<bdi[^>]*>)?韦知远/)
      .and.to.contain('value="经办"');
    expect((await browser.get('/profile')).text)
      .to.contain('韦知远')
      .and.not.to.contain('韦之远');
    expect(stage.platform.names.person(user.organisationId, user.person)).to.equal('韦知远');
    const { _id, name, post, ...rest } = await stored(user._id);
    expect({ name, post }).to.deep.equal({ name: '韦知远', post: '经办' });
    expect(rest).to.include({ person: user.person, certificatePem: user.certificatePem });
    const self = await stage.platform.identity.users.byLoginName('county.admin');
    const lines = logged.filter((line) => line.includes('person-corrected'));
    expect(lines).to.have.length(1);
    expect(JSON.parse(lines[0] ?? '')).to.deep.include({
      ...{ by: self?._id, user: _id, person: user.person, fields: ['name', 'post'] },
    });
    expect(lines[0]).to.not.contain('韦');
  });

  it('keep their names where a correction is empty, too long, or of another domain', async () => {
    const user = await stage.user(offices.finance, { name: '韦知远' });
    const faulty = await admin.post(`/people/${user._id}`, { name: ' ', post: '字'.repeat(31) });
    expect(faulty.status).to.equal(422);
    expect(faulty.text).to.contain('Enter the name, at most 30').and.to.contain('Enter the post, at most 30');
    expect(faulty.text).to.contain(`value="${'字'.repeat(31)}"`);
    const far = await stage.user(offices.farAdmin);
    expect((await admin.post(`/people/${far._id}`, { name: '别人', post: '别的' })).status).to.equal(404);
    expect(await stored(user._id)).to.include({ name: user.name, post: user.post });
    expect((await stored(far._id)).name).to.equal(far.name);
  });

  it('are not reset by themselves, nor without a code', async () => {
    const self = await stage.platform.identity.users.byLoginName('county.admin');
    expect((await admin.get(`/people/${self?._id ?? ''}/reset`)).status).to.equal(404);
    const user = await stage.user(offices.finance);
    const path = `/people/${user._id}/reset`;
    const answer = await admin.post(path, { requestId: 'a-request-of-mine', step: 'submit', code: '123456' });
    expect(answer.status).to.equal(422);
    expect((await stored(user._id)).passwordHash).to.equal(user.passwordHash);
  });
});

/** Waits for what the read model shows a moment later. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const triesMax = 100;
  for (let tried = 0; tried < triesMax; tried += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('it did not come to hold');
}
