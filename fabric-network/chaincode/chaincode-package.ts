/**
 * What the organisations install and approve: not the contracts themselves, which each organisation runs from its own
 * copy, but the digest of every file and package they consist of, those included that serve and run them, since an answer
 * depends on both. Whoever packages the same version gets the same
 * bytes, so the package id on the channel says which code is meant, whoever says it.
 */
import { createHash } from 'node:crypto';
import { importClosure } from './import-closure';
import { lockedPackages } from './locked-packages';
import { packageArchive } from './package-archive';

/** The product's contracts, as fabric-shim knows them by package.json's `main`. */
export const productModule = 'dist/chaincode/index.js';
/** What runs the contracts, and the one file of it that loads the module by a name it is given. */
const serverProgram = 'dist/fabric-network/chaincode/chaincode-server.js';
const moduleLoader = 'dist/fabric-network/chaincode/contract-module.js';
/** The runtime that calls the contracts; they need not import it themselves. */
const runtimePackages = ['fabric-contract-api', 'fabric-shim'];
const labelPrefix = 'relief-fund';
const labelDigits = 12;

export interface ChaincodePackage {
  /** `relief-fund_<first digits of the manifest's digest>`. */
  readonly label: string;
  /** `<label>:<SHA-256 of the bytes>`, as the peers compute it. */
  readonly packageId: string;
  /** The .tgz to install. */
  readonly bytes: Buffer;
  /** The list of files and packages with their digests, as JSON text. */
  readonly manifest: string;
}

/**
 * The package of a compiled module below `root`, the folder that also holds package-lock.json.
 * @throws DeploymentError when the code is not there or not as the lock says
 */
export function packageCode(root: string, modulePath: string): ChaincodePackage {
  const manifest = manifestOf(root, modulePath);
  const label = `${labelPrefix}_${sha256(manifest).slice(0, labelDigits)}`;
  const code = packageArchive([{ name: 'manifest.json', content: Buffer.from(manifest) }]);
  const metadata = Buffer.from(`${JSON.stringify({ type: 'ccaas', label })}\n`);
  const bytes = packageArchive([
    { name: 'metadata.json', content: metadata },
    { name: 'code.tar.gz', content: code },
  ]);
  return { label, packageId: `${label}:${sha256(bytes)}`, bytes, manifest };
}

function manifestOf(root: string, modulePath: string): string {
  const { files, packages } = importClosure(root, {
    modules: [modulePath, serverProgram],
    loader: moduleLoader,
  });
  const manifest = {
    module: modulePath,
    files: Object.fromEntries(files.map(({ path, text }) => [path, sha256(text)])),
    packages: lockedPackages(root, [...new Set([...packages, ...runtimePackages])]),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
