/**
 * The chaincode process of one organisation: serves the contracts of a compiled module to the organisation's peer. It
 * first computes the package id of the code it is about to run and does not run other code than was approved. It needs
 * its arguments and nothing else of the network.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageCode } from './chaincode-package';
import { contractsOf } from './contract-module';
import { DeploymentError } from './deployment-error';

/** The repository: this file is compiled to dist/fabric-network/chaincode. */
const root = join(__dirname, '..', '..', '..');
/** All its arguments; each must be given. */
const argumentNames = ['module', 'package-id', 'address', 'key', 'certificate', 'client-root'] as const;
type ServerArguments = Readonly<Record<(typeof argumentNames)[number], string>>;

async function main(): Promise<void> {
  const given = serverArguments(process.argv.slice(2));
  checkCode(given['module'], given['package-id']);
  // fabric-shim reads it when it is loaded: nothing above this line may import it.
  process.env['CORE_CHAINCODE_LOGGING_LEVEL'] = 'ERROR';
  const { serveContracts } = await import('./contract-server.js');
  const server = await serveContracts({
    contracts: contractsOf(join(root, given['module'])),
    packageId: given['package-id'],
    address: given['address'],
    tls: { key: given['key'], certificate: given['certificate'], clientRoot: given['client-root'] },
  });
  process.stdout.write(`${new Date().toISOString()} serving ${given['package-id']} at ${given['address']}\n`);
  process.once('SIGTERM', () => {
    server.stop().catch(endWith);
  });
}

function serverArguments(args: readonly string[]): ServerArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      module: { type: 'string' },
      'package-id': { type: 'string' },
      address: { type: 'string' },
      key: { type: 'string' },
      certificate: { type: 'string' },
      'client-root': { type: 'string' },
    },
  });
  const given = (name: (typeof argumentNames)[number]): string => {
    const value = values[name];
    if (value !== undefined) return value;
    throw new DeploymentError({
      code: 'bad-argument',
      message: `The chaincode server was started without --${name}.`,
      nextStep: `It needs ${argumentNames.map((each) => `--${each}`).join(' ')}; \`npm run fabric:deploy\` gives them.`,
    });
  };
  return {
    module: given('module'),
    'package-id': given('package-id'),
    address: given('address'),
    key: given('key'),
    certificate: given('certificate'),
    'client-root': given('client-root'),
  };
}

function checkCode(modulePath: string, expected: string): void {
  const { label, packageId } = packageCode(root, modulePath);
  if (packageId === expected) return;
  throw new DeploymentError({
    code: 'not-approved-code',
    message:
      `The code here is not what was approved: ${modulePath} and what it imports is ${label}, ` +
      `expected was ${expected}, found is ${packageId}.`,
    nextStep: 'Restore that version, or have this one approved with `npm run fabric:deploy`.',
  });
}

function endWith(error: unknown): void {
  const isExpected = error instanceof DeploymentError;
  process.stderr.write(
    `${new Date().toISOString()} ${isExpected ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = 1;
}

main().catch(endWith);
