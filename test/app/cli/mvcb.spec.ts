/**
 * `npm run mvcb` as an operator meets it: programs of their own on a data folder, told apart by what they print and by their exit
 * codes; and the platform started on what was founded.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { codeAt, newCodeSecret } from '../../../app/auth/one-time-code';
import { hidden, mainText } from '../platform/desk';
import { FoundedFolder } from '../platform/founded-folder';
import { PlatformChild } from '../platform/platform-child';

const program = join(__dirname, '..', '..', '..', 'app', 'cli', 'mvcb.js');
const testMsMax = 240_000;
const password = 'a-sentence-of-ones-own';

interface Run {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

async function mvcb(folder: string, words: readonly string[], environment = {}): Promise<Run> {
  const child = spawn(process.execPath, [program, '--data', folder, '--demo', 'off', ...words], {
    ...{ stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, MONGODB_URI: '', ...environment } },
  });
  const closed = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await closed;
  return { code: child.exitCode, out, err };
}

describe('mvcb init', function () {
  this.timeout(testMsMax);
  const folder = mkdtempSync(join(tmpdir(), 'mvcb-'));
  const file = join(folder, 'founding.yaml');
  const data = join(folder, 'data');
  let passwords: ReadonlyMap<string, string>;

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('names what is wrong in a file, and founds nothing', async () => {
    writeFileSync(file, foundingText.replace('ProvinceMSP', 'NobodyMSP'));
    const { code, err } = await mvcb(data, ['init', file]);
    expect([code, err]).to.deep.equal([2, err]);
    expect(err).to.contain('organisations.0.msp').and.not.contain('    at ');
  });

  it('founds, and prints each administrator’s one-time password once', async () => {
    writeFileSync(file, foundingText);
    const { code, out, err } = await mvcb(data, ['init', file]);
    expect(code, err).to.equal(0);
    passwords = new Map(
      [...out.matchAll(/^([a-z.]+)\t([a-z0-9-]+)$/gm)].map(([, login = '', given = '']) => [login, given]),
    );
    expect([...passwords.keys()]).to.deep.equal(['wang.admin', 'li.admin', 'zhao.admin', 'sun.admin']);
  });

  it('lets an administrator in, who must choose a password and enrol a code first', async () => {
    const platform = await PlatformChild.start(data);
    try {
      const desk = platform.desk(() => '');
      await desk.signIn('wang.admin', passwords.get('wang.admin') ?? '');
      expect((await desk.get('/people')).location).to.equal('/welcome');
      const chosen = { current: passwords.get('wang.admin') ?? '', chosen: password, repeated: password };
      expect((await desk.send('/welcome/password', chosen)).location).to.equal('/welcome');
      const secret = hidden(await desk.page('/welcome/code'), 'secret');
      const enrolled = await desk.send('/welcome/code', { secret, code: codeAt(secret, Date.now()) });
      expect(enrolled.location, mainText(enrolled.html)).to.equal('/');
      expect(mainText(await desk.page('/people'))).to.contain('王明');
    } finally {
      await platform.interrupt();
    }
  });

  it('keeps the demonstration out of what was founded, and changes nothing by trying', async () => {
    const { code, err } = await mvcb(data, ['--demo', 'on', 'seed']);
    expect([code, err]).to.deep.equal([2, err]);
    expect(err).to.contain('已有数据');
    const start = PlatformChild.start(data, ['--demo', 'on']);
    expect(String(await start.catch((error: unknown) => error))).to.contain('start it with --demo off');
  });

  it('begun again, gives new passwords to those alone who have not chosen theirs', async () => {
    const { code, out } = await mvcb(data, ['init', file]);
    expect(code).to.equal(0);
    expect(out).to.contain('li.admin\t').and.not.contain('wang.admin\t');
    expect(out).to.not.contain(passwords.get('li.admin'));
  });
});

describe('mvcb on an installation', function () {
  this.timeout(testMsMax);
  const officer = { login: 'bank-officer', password: 'invented-and-long-3' };
  let founded: FoundedFolder;
  let file: string;
  let bank: string;
  let draftId: string;

  before(async () => {
    let lines = '';
    founded = await FoundedFolder.make(async (province, { identity }) => {
      const draft = await province.issues();
      const { person, seat } = draft.bankOf('L1').second;
      const line = draft.newLine();
      await draft.registers('L1', line);
      const { payer, payee, amountFen } = draft.leg('L1');
      const amount = `${amountFen.slice(0, -2)}.${amountFen.slice(-2)}`;
      lines = `记账日期,流水号,账号,借贷标志,付款账号,收款账号,金额\n${[line.date, line.serialNumber, payer.account, '借', payer.account, payee.account, amount].join(',')}\n`;
      bank = seat.organisationId;
      draftId = draft.draftId;
      await identity.enrolment.addReady(
        { ...seat, person, loginName: officer.login, name: '石岩', post: '复核', language: 'zh-CN' },
        { password: officer.password, codeSecret: newCodeSecret() },
      );
    });
    file = join(founded.folder, '流水.csv');
    writeFileSync(file, lines);
  });
  after(() => {
    founded.remove();
  });

  const imports = (...more: readonly string[]): Promise<Run> =>
    mvcb(founded.folder, ['import-statement', file, '--bank', bank, '--as', officer.login, ...more], {
      MVCB_PASSWORD: officer.password,
    });

  it('tries a statement first, writes it when told to, and then knows it', async () => {
    const tried = await imports();
    expect(tried.code, tried.err).to.equal(0);
    expect(tried.out)
      .to.match(/^\S+\t\S+\tsettles$/m)
      .and.contain('--commit');
    const written = await imports('--commit', '--prepared-by', 'somebody-else');
    expect(written.code, written.err).to.equal(0);
    expect(written.out).to.contain('新 1，已有 0');
    expect((await imports('--commit')).out).to.contain('新 0，已有 1');
  });

  it('writes nothing for whoever does not know the password', async () => {
    const refused = await mvcb(
      founded.folder,
      ['import-statement', file, '--bank', bank, '--as', officer.login, '--commit'],
      { MVCB_PASSWORD: 'not-the-password' },
    );
    expect([refused.code, refused.err]).to.deep.equal([2, refused.err]);
    expect(refused.err).to.contain('登录名或口令不对');
  });

  it('exports what pages show, with the block it is true of', async () => {
    const csv = await mvcb(founded.folder, ['export', 'drafts']);
    expect(csv.code, csv.err).to.equal(0);
    expect(csv.out)
      .to.match(/^asOfBlock,_id,/)
      .and.contain(`,${draftId},`);
    const json = await mvcb(founded.folder, ['--language', 'en', 'export', 'drafts', '--format', 'json']);
    expect(JSON.parse(json.out)).to.include({ _id: draftId });
  });

  it('verifies chain and pages, and rebuilds the pages’ data', async () => {
    const verified = await mvcb(founded.folder, ['--language', 'en', 'verify']);
    expect(verified.code, verified.err).to.equal(0);
    expect(verified.out).to.contain('The chain holds').and.contain('each the same');
    const rebuilt = await mvcb(founded.folder, ['rebuild']);
    expect([rebuilt.code, rebuilt.out]).to.deep.equal([0, rebuilt.out]);
    expect(rebuilt.out).to.contain('已从账本重建');
  });
});

const foundingText = `organisations:
  - { id: province-it, name: 省级管理员, role: admin, county: "520000", msp: ProvinceMSP,
      admins: [{ person: admin-province-1, login: wang.admin, name: 王明 }] }
  - { id: leading-office, name: 领导小组办公室, role: leading-group-office, county: "520000", msp: ProvinceMSP }
  - { id: yunling-it, name: 云岭县管理员, role: admin, county: "529901", msp: CountyMSP,
      admins: [{ person: admin-yunling-1, login: li.admin, name: 李青 }] }
  - { id: banks-it, name: 银行管理员, role: admin, county: "520000", msp: BankMSP,
      admins: [{ person: admin-banks-1, login: zhao.admin, name: 赵平 }] }
  - { id: partnership-it, name: 合伙企业管理员, role: admin, county: "520000", msp: PartnershipMSP,
      admins: [{ person: admin-partner-1, login: sun.admin, name: 孙宁 }] }
`;
