/** The data folder: whose it is, whether it is whole, who works on it, and what is removed from it. */
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { withFolderLocked } from '../../fabric-network/folder-lock';
import { NetworkError } from '../../fabric-network/network-error';
import type { NetworkErrorCode } from '../../fabric-network/network-error';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { bringUp, cleanAway, takeDown } from '../../fabric-network/network-life';
import { folderState, writeRecord } from '../../fabric-network/network-record';
import { ProcessTable } from '../../fabric-network/processes/process-table';
import { describeProfile } from '../../fabric-network/profiles';
import { idleProcess, networkOf } from './network-fixture';
import { inScratchFolder } from './scratch-folder';

const small = networkOf('small');
/** From a profile's first port to that at which its first orderer is administered. */
const ordererAdminOffset = 61;
const silent = (): void => undefined;
/** Nothing that these tests start. */
const programs = {
  peer: '/nowhere/peer',
  orderer: '/nowhere/orderer',
  configtxgen: '/nowhere/configtxgen',
  configtxlator: '/nowhere/configtxlator',
  certificateAuthority: '/nowhere/fabric-ca-server',
};

async function refused(code: NetworkErrorCode, work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    expect(error.code).to.equal(code);
    return error.message;
  }
  throw new Error('nothing was thrown');
}

describe("a network's folder", () => {
  it('is empty, half made or complete, as its record says', () =>
    inScratchFolder((folder) => {
      const layout = new NetworkLayout(join(folder, 'network'));
      expect(folderState(small, layout)).to.equal('empty');
      writeRecord(small, layout, false);
      expect(folderState(small, layout)).to.equal('half-made');
      writeRecord(small, layout, true);
      expect(folderState(small, layout)).to.equal('complete');
    }));

  it('that cannot be made is said to be so, with its path', () =>
    inScratchFolder(async (folder) => {
      writeFileSync(join(folder, 'letters.txt'), 'dear');
      const layout = new NetworkLayout(join(folder, 'letters.txt', 'network'));
      const message = await refused('unwritable-folder', () =>
        withFolderLocked(layout, () => Promise.resolve()),
      );
      expect(message).to.include(layout.folder).and.include('--data');
    }));

  it('is left alone, to the last file, when something else lies in it', () =>
    inScratchFolder(async (folder) => {
      writeFileSync(join(folder, 'letters.txt'), 'dear');
      const layout = new NetworkLayout(folder);
      const message = await refused('foreign-folder', () =>
        bringUp(small, layout, { programs, say: silent }),
      );
      expect(message).to.include(folder).and.include('--data');
      expect(await cleanAway(layout)).to.equal('nothing-there');
      expect(readFileSync(join(folder, 'letters.txt'), 'utf8')).to.equal('dear');
      expect(existsSync(layout.lockFile)).to.be.false;
    }));

  it('is refused to another profile, other ports and other blocks, each by its name', () =>
    inScratchFolder(async (folder) => {
      const layout = new NetworkLayout(folder);
      writeRecord(small, layout, true);
      const state = (change: Parameters<typeof describeProfile>): (() => unknown) => {
        return () => folderState(describeProfile(...change), layout);
      };
      const batch = { ...small.batch, messagesMax: 7 };
      expect(await refused('foreign-folder', state(['province', { portBase: 20_000 }]))).to.include(
        'profile small',
      );
      expect(await refused('foreign-folder', state(['small', { portBase: 21_000 }]))).to.include(
        '--port-base',
      );
      expect(await refused('foreign-folder', state(['small', { portBase: 20_000, batch }]))).to.include(
        'blocks',
      );
      expect(state(['small', { portBase: 20_000, clientClockToleranceMinutes: 1 }])()).to.equal('complete');
    }));

  it('is refused when its record cannot be read', () =>
    inScratchFolder(async (folder) => {
      const layout = new NetworkLayout(folder);
      for (const text of ['', '{}', '{"complete":true']) {
        writeFileSync(layout.recordFile, text);
        await refused('unreadable-record', () => folderState(small, layout));
      }
    }));

  it('loses what the network made when it is cleaned away, and nothing else', () =>
    inScratchFolder(async (folder) => {
      const layout = new NetworkLayout(folder);
      writeRecord(small, layout, true);
      new ProcessTable(layout).put(idleProcess('peer-bank'));
      for (const entry of layout.madeEntries.filter((each) => !existsSync(each))) mkdirSync(entry);
      writeFileSync(join(folder, 'notes.txt'), 'mine');
      expect(await cleanAway(layout)).to.equal('removed');
      for (const entry of layout.madeEntries) expect(existsSync(entry), entry).to.be.false;
      expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).to.equal('mine');
    }));

  it('is empty again when it is cleaned after a crash that left files half written', () =>
    inScratchFolder(async (folder) => {
      const layout = new NetworkLayout(join(folder, 'network'));
      writeRecord(small, layout, true);
      for (const file of [layout.recordFile, layout.processesFile])
        writeFileSync(`${file}.77.unfinished`, '{');
      expect(await cleanAway(layout)).to.equal('removed');
      expect(existsSync(layout.folder)).to.be.false;
    }));

  it('is empty when the very first writing of its record broke off', () =>
    inScratchFolder((folder) => {
      const layout = new NetworkLayout(folder);
      writeFileSync(`${layout.recordFile}.77.unfinished`, '{');
      expect(folderState(small, layout)).to.equal('empty');
    }));

  it('may be a link to a folder elsewhere, which stays when the network is cleaned away', () =>
    inScratchFolder(async (folder) => {
      const elsewhere = join(folder, 'disk');
      mkdirSync(elsewhere);
      symlinkSync(elsewhere, join(folder, 'network'));
      const layout = new NetworkLayout(join(folder, 'network'));
      writeRecord(small, layout, true);
      expect(await cleanAway(layout)).to.equal('removed');
      expect(readdirSync(elsewhere)).to.be.empty;
    }));

  it('goes itself when nothing is left in it', () =>
    inScratchFolder(async (folder) => {
      const layout = new NetworkLayout(join(folder, 'network'));
      writeRecord(small, layout, true);
      await cleanAway(layout);
      expect(existsSync(layout.folder)).to.be.false;
    }));

  it('is not cleaned while one of its processes runs; taken down first, it is', () =>
    inScratchFolder(async (folder) => {
      const layout = new NetworkLayout(folder);
      const table = new ProcessTable(layout);
      writeRecord(small, layout, true);
      table.put(idleProcess('peer-bank'));
      await table.start('peer-bank');
      try {
        expect(await refused('running', () => cleanAway(layout))).to.include('peer-bank');
        expect(existsSync(layout.recordFile)).to.be.true;
      } finally {
        expect(await takeDown(layout, silent)).to.equal(1);
      }
      expect(table.isRunning('peer-bank')).to.be.false;
      expect(await cleanAway(layout)).to.equal('removed');
    }));
});

describe('one command at a time', () => {
  it('works on a folder; another is refused and told who does', () =>
    inScratchFolder(async (folder) => {
      const layout = new NetworkLayout(folder);
      await withFolderLocked(layout, async () => {
        const message = await refused('locked', () => withFolderLocked(layout, () => Promise.resolve()));
        expect(message).to.include(String(process.pid));
      });
      expect(existsSync(layout.lockFile)).to.be.false;
    }));

  it('takes over what a command left that was killed, even before it wrote its number', () =>
    inScratchFolder(async (folder) => {
      const layout = new NetworkLayout(folder);
      for (const left of [
        JSON.stringify({ pid: process.pid, birth: 'another process of this number' }),
        '',
      ]) {
        writeFileSync(layout.lockFile, left);
        expect(await withFolderLocked(layout, () => Promise.resolve('done'))).to.equal('done');
      }
    }));
});

describe('ports in use', () => {
  const listening = (): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer().once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(server));
    });

  function portOf(server: Server): number {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('listens nowhere');
    return address.port;
  }

  it('are named with who needs them before anything is started or made', () =>
    inScratchFolder(async (folder) => {
      const layout = new NetworkLayout(join(folder, 'network'));
      const server = await listening();
      const port = portOf(server);
      const network = describeProfile('small', { portBase: port - ordererAdminOffset });
      try {
        const message = await refused('port-taken', () =>
          bringUp(network, layout, { programs, say: silent }),
        );
        expect(message).to.include(`${String(port)} (orderer-province: orderer, administration)`);
        expect(message).to.include('--port-base');
        expect(existsSync(layout.recordFile)).to.be.false;
        expect(new ProcessTable(layout).list()).to.be.empty;
      } finally {
        server.close();
      }
    }));
});
