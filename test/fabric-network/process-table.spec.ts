/** The process table: processes that outlive their starter, are found again, and are never mistaken for others. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { NetworkError } from '../../fabric-network/network-error';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { birthOf } from '../../fabric-network/processes/process-birth';
import { ProcessTable } from '../../fabric-network/processes/process-table';
import { idleProcess } from './network-fixture';
import { inScratchFolder } from './scratch-folder';

async function withTable(work: (table: ProcessTable, layout: NetworkLayout) => Promise<void>): Promise<void> {
  await inScratchFolder(async (folder) => {
    const layout = new NetworkLayout(folder);
    const table = new ProcessTable(layout);
    try {
      await work(table, layout);
    } finally {
      await Promise.all(table.running().map(({ name }) => table.kill(name)));
    }
  });
}

async function errorOf(work: () => unknown): Promise<NetworkError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof NetworkError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('the process table', () => {
  it('finds a process again that another table has started, and starts it only once', () =>
    withTable(async (table, layout) => {
      table.put(idleProcess('peer-province'));
      const pid = await table.start('peer-province');
      const other = new ProcessTable(layout);
      expect(other.pidOf('peer-province')).to.equal(pid);
      expect(await other.start('peer-province')).to.equal(pid);
    }));

  it('starts a killed process again with the same command line, as another process', () =>
    withTable(async (table) => {
      table.put(idleProcess('peer-province'));
      const first = await table.start('peer-province');
      const before = table.find('peer-province')?.arguments;
      await table.kill('peer-province');
      expect(table.isRunning('peer-province')).to.be.false;
      const second = await table.start('peer-province');
      expect(second).to.not.equal(first);
      expect(table.find('peer-province')?.arguments).to.deep.equal(before);
    }));

  it('takes a stranger who got the number of an ended process for what it is', () =>
    withTable(async (table, layout) => {
      table.put(idleProcess('ours'));
      const pid = await table.start('ours');
      const text = readFileSync(layout.processesFile, 'utf8');
      const birth = birthOf(pid) ?? '';
      writeFileSync(layout.processesFile, text.replace(birth, `${birth}0`));
      expect(table.isRunning('ours')).to.be.false;
      await table.stop('ours');
      await table.kill('ours');
      expect(birthOf(pid)).to.equal(birth);
      writeFileSync(layout.processesFile, text);
    }));

  it('keeps a running process known when its command line is said anew', () =>
    withTable(async (table) => {
      table.put(idleProcess('orderer-bank'));
      const pid = await table.start('orderer-bank');
      table.put(idleProcess('orderer-bank', { environment: { GOGC: '400' } }));
      expect(table.pidOf('orderer-bank')).to.equal(pid);
      expect(table.find('orderer-bank')?.environment).to.deep.equal({ GOGC: '400' });
    }));

  it('hides nothing from its owner and shows nothing to others', () =>
    withTable((table, layout) => {
      table.put(idleProcess('peer-bank'));
      expect(statSync(layout.processesFile).mode & 0o777).to.equal(0o600);
      return Promise.resolve();
    }));

  it('writes what a process says to its log', () =>
    withTable(async (table, layout) => {
      const words = 'process.stdout.write("at work"); setInterval(() => undefined, 1000)';
      table.put(idleProcess('peer-bank', { arguments: ['-e', words] }));
      await table.start('peer-bank');
      while (readFileSync(layout.logFile('peer-bank'), 'utf8') !== 'at work') {
        expect(table.isRunning('peer-bank')).to.be.true;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }));

  it('ends a process that does not listen when it is asked to stop', () =>
    withTable(async (_, layout) => {
      const table = new ProcessTable(layout, { stopMsMax: 50 });
      const deaf =
        'process.on("SIGTERM", () => undefined); process.stdout.write("deaf"); setInterval(() => 0, 1000)';
      table.put(idleProcess('peer-bank', { arguments: ['-e', deaf] }));
      await table.start('peer-bank');
      while (readFileSync(layout.logFile('peer-bank'), 'utf8') !== 'deaf') {
        await new Promise((resolve) => setImmediate(resolve));
      }
      await table.stop('peer-bank');
      expect(table.isRunning('peer-bank')).to.be.false;
    }));

  it('forgets a process only when it has ended', () =>
    withTable(async (table) => {
      table.put(idleProcess('chaincode-bank'));
      await table.start('chaincode-bank');
      expect((await errorOf(() => table.remove('chaincode-bank'))).code).to.equal('running');
      await table.stop('chaincode-bank');
      table.remove('chaincode-bank');
      expect(table.list()).to.be.empty;
    }));

  it('says which program is not there', () =>
    withTable(async (table) => {
      table.put(idleProcess('peer-bank', { program: '/nowhere/peer' }));
      const error = await errorOf(() => table.start('peer-bank'));
      expect(error.code).to.equal('process-failed');
      expect(error.message).to.include('/nowhere/peer');
    }));

  it('names the processes there are when it is asked for another', () =>
    withTable(async (table) => {
      table.put(idleProcess('peer-bank'));
      const error = await errorOf(() => table.start('peer-moon'));
      expect(error.code).to.equal('unknown-process');
      expect(error.nextStep).to.include('peer-bank');
    }));

  it('refuses a file that is no list of processes', () =>
    inScratchFolder(async (folder) => {
      const layout = new NetworkLayout(folder);
      for (const text of ['', '{"processes":[{"name":"peer-bank"}]}', 'processes']) {
        writeFileSync(layout.processesFile, text);
        const error = await errorOf(() => new ProcessTable(layout).list());
        expect(error.code, text).to.equal('unreadable-record');
      }
    }));
});
