/**
 * The program that downloads a mongod: `node mongod-download.js <folder> <version>`. It looks for three seconds
 * whether the address is reachable at all, because the library waits longer, downloads once, and prints the path.
 */
import { connect } from 'node:net';
import { DryMongoBinary } from 'mongodb-memory-server-core/lib/util/DryMongoBinary';
import { MongoBinary } from 'mongodb-memory-server-core/lib/util/MongoBinary';
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl';

const connectLimitMs = 3_000;
const securePort = 443;
/** Behind a proxy the address itself is not reachable from here: the proxy is asked by the library. */
const proxyNames = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

async function download(folder: string, version: string): Promise<string> {
  const options = await DryMongoBinary.generateOptions({ version, downloadDir: folder });
  const wanted = { ...options, downloadDir: folder, platform: process.platform, checkMD5: true };
  const address = new URL(await new MongoBinaryDownloadUrl(wanted).getDownloadUrl());
  if (!proxyNames.some((name) => (process.env[name] ?? '') !== '')) await reach(address);
  return await MongoBinary.download(wanted);
}

async function reach(address: URL): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(address.port) || securePort, address.hostname);
    const limit = setTimeout(() => {
      socket.destroy(new Error(`no connection within ${connectLimitMs} ms`));
    }, connectLimitMs);
    socket.once('connect', () => {
      clearTimeout(limit);
      socket.destroy();
      resolve();
    });
    socket.once('error', (error) => {
      clearTimeout(limit);
      reject(error);
    });
  });
}

const [folder = '', version = ''] = process.argv.slice(2);
download(folder, version).then(
  (path) => process.stdout.write(`path: ${path}\n`),
  (error: unknown) => {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
