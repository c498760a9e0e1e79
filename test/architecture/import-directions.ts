/**
 * Who may call whom (docs/architecture.md, "Direction"), as a table. The first zone whose pattern fits a file
 * rules it; a zone may always use itself. Everything that is not allowed here is forbidden.
 */
import type { ImportOf, SourceFile, Violation } from './source-tree';

interface Zone {
  readonly name: string;
  readonly files: RegExp;
  /** Names of other zones it may import from, or `everything`. */
  readonly zones: readonly string[] | 'everything';
  /** Packages and Node modules it may import, or `everything`. */
  readonly packages: RegExp | 'everything';
}

const nothing = /^$/;
/** An assertion reads nothing and changes nothing: it is allowed wherever a bug can be. */
const assertion = 'node:assert|node:assert/strict';
const nodeModules = `|${assertion}|node:(events|fs|fs/promises|path|os|timers/promises|util|worker_threads)`;

export const zones: readonly Zone[] = [
  { name: 'domain', files: /^domain\//, zones: [], packages: new RegExp(`^(zod|${assertion})$`) },
  {
    name: 'consensus/core',
    files: /^consensus\/core\//,
    zones: [],
    packages: new RegExp(`^(${assertion})$`),
  },
  { name: 'consensus', files: /^consensus\//, zones: ['consensus/core'], packages: /^node:/ },
  {
    name: 'chaincode',
    files: /^chaincode\//,
    zones: ['domain'],
    // The decorators of fabric-contract-api need reflect-metadata loaded before them.
    packages: new RegExp(
      `^(fabric-contract-api|fabric-shim|fabric-shim-api|reflect-metadata|node:crypto|${assertion})$`,
    ),
  },
  {
    name: 'ledger port',
    files: /^ledger\/[^/]+$/,
    zones: ['domain'],
    packages: new RegExp(`^(${assertion})$`),
  },
  {
    name: 'ledger/gateway',
    files: /^ledger\/gateway\//,
    zones: ['ledger port', 'domain'],
    packages: new RegExp(
      `^(@hyperledger/fabric-(gateway|protos)|@grpc/grpc-js|node:(crypto|tls)${nodeModules})$`,
    ),
  },
  {
    name: 'ledger/embedded',
    files: /^ledger\/embedded\//,
    zones: ['ledger port', 'domain', 'chaincode', 'consensus', 'consensus/core'],
    packages: new RegExp(
      `^((fabric-shim|fabric-contract-api)(/.*)?|@hyperledger/fabric-protos|@fidm/x509|long|reflect-metadata|node:(sqlite|crypto)${nodeModules})$`,
    ),
  },
  {
    name: 'ledger/identities',
    files: /^ledger\/identities\//,
    zones: ['ledger port', 'domain'],
    // What a certificate authority answers is parsed with zod, as everything from outside is.
    packages: /^(@peculiar\/[a-z0-9-]+|reflect-metadata|zod|node:.*)$/,
  },
  { name: 'orderer', files: /^orderer\//, zones: ['consensus', 'consensus/core'], packages: 'everything' },
  { name: 'relay', files: /^relay\//, zones: ['ledger port', 'domain'], packages: 'everything' },
  { name: 'app/main', files: /^app\/(main\.ts$|cli\/)/, zones: 'everything', packages: 'everything' },
  { name: 'app/models', files: /^app\/models\//, zones: ['domain'], packages: 'everything' },
  {
    name: 'app/blockchain',
    files: /^app\/blockchain\//,
    zones: ['ledger port', 'domain', 'app/models'],
    packages: 'everything',
  },
  {
    name: 'app/projections',
    files: /^app\/projections\//,
    zones: ['ledger port', 'domain', 'app/models'],
    packages: 'everything',
  },
  {
    // Opens people's keys, so it makes signing identities and asks for certificates; it never sends anything itself.
    name: 'app/auth',
    files: /^app\/auth\//,
    zones: ['domain', 'ledger port', 'ledger/identities', 'app/models', 'app/blockchain', 'app/acts'],
    packages: 'everything',
  },
  {
    name: 'app/acts',
    files: /^app\/acts\//,
    zones: [
      'domain',
      'ledger port',
      'app',
      'app/auth',
      'app/blockchain',
      'app/models',
      'app/presentation',
      'app/routes',
    ],
    packages: /^(?!mongoose)/,
  },
  {
    name: 'app/presentation',
    files: /^app\/presentation\//,
    zones: ['domain', 'app/models', 'app/auth', 'app/acts', 'app'],
    packages: /^(?!mongoose|express)/,
  },
  {
    name: 'app/controllers',
    files: /^app\/controllers\//,
    zones: [
      'app',
      'app/acts',
      'app/auth',
      'app/blockchain',
      'app/models',
      'app/presentation',
      'app/routes',
      'domain',
      'ledger port',
    ],
    packages: /^(?!mongoose)/,
  },
  {
    name: 'app/middleware',
    files: /^app\/middleware\//,
    zones: [
      'app',
      'app/acts',
      'app/auth',
      'app/models',
      'app/presentation',
      'app/routes',
      'domain',
      'ledger port',
    ],
    packages: 'everything',
  },
  {
    name: 'app/routes',
    files: /^app\/routes\//,
    zones: ['app', 'app/acts', 'app/auth', 'app/controllers', 'app/middleware', 'domain'],
    packages: 'everything',
  },
  {
    // The rest of the web platform is handed its ledger and whoever issues certificates: it knows the ports of both, never
    // an implementation.
    name: 'app',
    files: /^app\//,
    zones: [
      'domain',
      'ledger port',
      'ledger/identities',
      'app/acts',
      'app/auth',
      'app/models',
      'app/presentation',
      'app/blockchain',
      'app/projections',
      'app/controllers',
      'app/middleware',
      'app/routes',
    ],
    packages: 'everything',
  },
  { name: 'public', files: /^public\//, zones: [], packages: nothing },
  {
    name: 'workshop',
    files: /^(test|bench|fabric-network|scripts|[^/]+$)/,
    zones: 'everything',
    packages: 'everything',
  },
];

/** Of node:crypto the chaincode may only verify and hash: signing and drawing differ from peer to peer. */
const chaincodeCrypto = new Set([
  'createHash',
  'createPublicKey',
  'createVerify',
  'KeyObject',
  'timingSafeEqual',
  'verify',
  'X509Certificate',
]);

/** Imports that go the wrong way, and files that belong to no zone. */
export function directionViolations(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) => {
    const zone = zoneOf(file.path);
    if (zone === undefined) {
      return [{ path: file.path, line: 1, rule: 'direction', message: 'belongs to no folder of the house' }];
    }
    return file.imports.flatMap((imported) => {
      const message = faultOf(zone, imported);
      return message === undefined
        ? []
        : [{ path: file.path, line: imported.line, rule: 'direction', message }];
    });
  });
}

function zoneOf(path: string): Zone | undefined {
  return zones.find(({ files }) => files.test(path));
}

function faultOf(zone: Zone, imported: ImportOf): string | undefined {
  if (imported.specifier.startsWith('.')) return relativeFault(zone, imported);
  if (zone.packages !== 'everything' && !zone.packages.test(imported.specifier)) {
    return `${zone.name} may not import ${imported.specifier}`;
  }
  if (zone.name !== 'chaincode' || imported.specifier !== 'node:crypto') return undefined;
  const forbidden = imported.names.filter((name) => !chaincodeCrypto.has(name));
  return forbidden.length === 0
    ? undefined
    : `of node:crypto, chaincode may only verify and hash, not ${forbidden.join(', ')}`;
}

function relativeFault(zone: Zone, imported: ImportOf): string | undefined {
  // A JSON file or a stylesheet is no source: the compiler says whether it is there.
  if (imported.target === undefined) return undefined;
  const target = zoneOf(imported.target);
  if (target === undefined || target === zone || zone.zones === 'everything') return undefined;
  return zone.zones.includes(target.name)
    ? undefined
    : `${zone.name} may not import from ${target.name} (${imported.target})`;
}
