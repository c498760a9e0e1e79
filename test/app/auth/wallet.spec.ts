/** The wallet: what only the password opens, and what a change of the store's bytes does to it. */
import { expect } from 'chai';
import { passwordFault, hashPassword, isPassword, newOneTimePassword } from '../../../app/auth/password';
import { WalletClosedError, openWallet, sealWallet, withCodeSecret } from '../../../app/auth/wallet';
import type { SealedWallet } from '../../../app/models/user-document';

const owner = 'user-1';
const secrets = { privateKeyPem: '-----BEGIN PRIVATE KEY-----\nabc\n', codeSecret: 'JBSWY3DPEHPK3PXP' };
const password = '雪山下的第一笔汇票';

async function closedBy(opening: Promise<unknown>): Promise<unknown> {
  return opening.then(
    () => 'it opened',
    (error: unknown) => error,
  );
}

function changed(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  return bytes.toString('base64');
}

describe('a wallet', () => {
  it('opens with its password and with no other', async () => {
    const sealed = await sealWallet(owner, password, secrets);
    expect(await openWallet(owner, password, sealed)).to.deep.include(secrets);
    expect(await closedBy(openWallet(owner, `${password}.`, sealed))).to.be.instanceOf(WalletClosedError);
  });

  it('holds nothing of its secrets in the clear and seals the same ones differently each time', async () => {
    const [one, two] = [
      await sealWallet(owner, password, secrets),
      await sealWallet(owner, password, secrets),
    ];
    expect(JSON.stringify(one)).to.not.include(secrets.codeSecret).and.not.include('PRIVATE KEY');
    expect(one.salt).to.not.equal(two.salt);
    expect(one.privateKey.text).to.not.equal(two.privateKey.text);
  });

  it('does not open when a byte of text, tag, vector or salt was changed', async () => {
    const sealed = await sealWallet(owner, password, secrets);
    const { privateKey } = sealed;
    const tampered: readonly SealedWallet[] = [
      { ...sealed, salt: changed(sealed.salt) },
      { ...sealed, privateKey: { ...privateKey, text: changed(privateKey.text) } },
      { ...sealed, privateKey: { ...privateKey, tag: changed(privateKey.tag) } },
      { ...sealed, privateKey: { ...privateKey, iv: changed(privateKey.iv) } },
      { ...sealed, privateKey: { ...privateKey, tag: privateKey.tag.slice(0, 8) } },
    ];
    for (const wallet of tampered) {
      expect(await closedBy(openWallet(owner, password, wallet))).to.be.instanceOf(WalletClosedError);
    }
  });

  it('does not open for another user, nor with its secrets exchanged', async () => {
    const sealed = await sealWallet(owner, password, secrets);
    expect(await closedBy(openWallet('user-2', password, sealed))).to.be.instanceOf(WalletClosedError);
    const exchanged = { ...sealed, codeSecret: sealed.privateKey };
    expect(await closedBy(openWallet(owner, password, exchanged))).to.be.instanceOf(WalletClosedError);
  });

  it('takes another code secret with the key of its opening', async () => {
    const sealed = await sealWallet(owner, password, { privateKeyPem: secrets.privateKeyPem });
    const { key, codeSecret } = await openWallet(owner, password, sealed);
    expect(codeSecret).to.equal(undefined);
    const more = withCodeSecret({ userId: owner, sealed, key }, 'NEWSECRET');
    expect((await openWallet(owner, password, more)).codeSecret).to.equal('NEWSECRET');
  });
});

describe('a password', () => {
  it('has ten characters, is not the login name, and is none of those tried first', () => {
    expect(passwordFault('short-one', 'wei')).to.equal('too-short');
    expect(passwordFault('七个汉字不够长', 'wei')).to.equal('too-short');
    expect(passwordFault('x'.repeat(201), 'wei')).to.equal('too-long');
    expect(passwordFault('my-weizhiyuan-1', 'WeiZhiyuan')).to.equal('login-name');
    expect(passwordFault('Password123', 'wei')).to.equal('common');
    expect(passwordFault('ababababababab', 'wei')).to.equal('common');
    expect(passwordFault(password.concat('山'), 'wei')).to.equal(undefined);
  });

  it('is one password in full width and in plain letters, and is kept as argon2id of 19 MiB', async () => {
    const kept = await hashPassword('ｐａｓｓ-sentence-１');
    expect(kept).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword('pass-sentence-1', kept)).to.equal(true);
    expect(await isPassword('pass-sentence-2', kept)).to.equal(false);
  });

  it('for one time can be read aloud and never comes twice', () => {
    const drawn = Array.from({ length: 50 }, newOneTimePassword);
    for (const each of drawn)
      expect(each).to.match(/^([bcdfghjkmnpqrstvwxyz2-9]{4}-){3}[bcdfghjkmnpqrstvwxyz2-9]{4}$/);
    expect(new Set(drawn).size).to.equal(drawn.length);
  });
});
