/**
 * How the platform is run, from the command line and the environment: where it listens, which ledger and store, whether it is
 * a demonstration. What does not fit together is refused at the start, with what to change.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';

export interface PlatformConfig {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly ledger: 'embedded' | 'fabric';
  /** Fabric only; the network's own choice when absent. */
  readonly profile: string | undefined;
  readonly portBase: string | undefined;
  /** Shared password, codes shown on a page, simulated bank: for visitors, never for money. */
  readonly demo: boolean;
  readonly production: boolean;
  /** Browsers come by TLS, through a proxy that says so. */
  readonly secure: boolean;
  /** What the pay slip's QR code leads to. */
  readonly publicUrl: string;
  readonly mongodbUri: string | undefined;
  readonly sessionSecret: string | undefined;
  readonly logLevel: string;
}

/** Options and variables do not fit together; the message says which and what to change. */
export class ConfigError extends Error {
  readonly code = 'bad-config';

  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

/** What the command line may say; absent means the environment or the standard. */
export interface ConfigOptions {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly data?: string | undefined;
  readonly ledger?: string | undefined;
  readonly profile?: string | undefined;
  readonly portBase?: string | undefined;
  /** `on` or `off`. */
  readonly demo?: string | undefined;
}

const portMax = 65_535;
const secretLengthMin = 32;
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

const portExpected = `expected a port from 0 to ${String(portMax)}`;
const toldSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number(portExpected)
    .int(portExpected)
    .min(0, portExpected)
    .max(portMax, portExpected)
    .default(3_000),
  DATA_FOLDER: z.string().optional(),
  LEDGER: z.enum(['embedded', 'fabric'], 'expected embedded or fabric').default('embedded'),
  DEMO: z.enum(['on', 'off'], 'expected on or off').optional(),
  NODE_ENV: z.string().default('development'),
  PUBLIC_URL: z.string().optional(),
  MONGODB_URI: z.string().optional(),
  SESSION_SECRET: z.string().optional(),
  LOG_LEVEL: z.string().default('warn'),
});
const namesTold = Object.keys(toldSchema.shape);

/**
 * The configuration.
 * @param standardFolder where everything is kept when nobody says otherwise
 * @throws ConfigError when something is malformed or does not fit together
 */
export function readConfig(
  options: ConfigOptions,
  environment: Readonly<Record<string, string | undefined>>,
  standardFolder: string,
): PlatformConfig {
  const told = parseTold(options, environment);
  const { HOST: host, PORT: port, PUBLIC_URL: publicUrl = `http://${host}:${String(port)}` } = told;
  const production = told.NODE_ENV === 'production';
  const config: PlatformConfig = {
    ...{ host, port, production, publicUrl, secure: publicUrl.startsWith('https:') },
    dataFolder: resolve(told.DATA_FOLDER ?? standardFolder),
    ledger: told.LEDGER,
    profile: options.profile,
    portBase: options.portBase,
    demo: (told.DEMO ?? (production ? 'off' : 'on')) === 'on',
    logLevel: told.LOG_LEVEL,
    mongodbUri: told.MONGODB_URI,
    sessionSecret: told.SESSION_SECRET,
  };
  checkTogether(config);
  return config;
}

/** What the command line says goes before what the environment says; an empty variable is one that is not set. */
function parseTold(
  { host, port, data, ledger, demo }: ConfigOptions,
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<typeof toldSchema> {
  const spoken = { HOST: host, PORT: port, DATA_FOLDER: data, LEDGER: ledger, DEMO: demo };
  const set = Object.entries({ ...environment, ...defined(spoken) }).filter(
    ([name, value]) => namesTold.includes(name) && value !== undefined && value !== '',
  );
  const parsed = toldSchema.safeParse(Object.fromEntries(set));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ConfigError(`The configuration is malformed. ${faults.join('; ')}.`);
}

function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function checkTogether({ demo, production, host, mongodbUri, sessionSecret }: PlatformConfig): void {
  if (demo && production) {
    throw new ConfigError(
      'A demonstration cannot run in production: leave out DEMO=on, or NODE_ENV=production.',
    );
  }
  if (demo && !loopback.has(host)) {
    throw new ConfigError(
      `A demonstration listens on this machine alone, not on ${host}: its password is known to all. Leave out HOST, or set DEMO=off.`,
    );
  }
  if (production && mongodbUri === undefined) {
    throw new ConfigError('In production the store is a MongoDB replica set: set MONGODB_URI.');
  }
  if (production && (sessionSecret ?? '').length < secretLengthMin) {
    throw new ConfigError(
      `In production SESSION_SECRET must be set, with at least ${String(secretLengthMin)} characters.`,
    );
  }
}

/** The secret that session cookies are signed with: the one that was set, or one kept in the data folder. */
export async function sessionSecretOf({ sessionSecret, dataFolder }: PlatformConfig): Promise<string> {
  if (sessionSecret !== undefined) return sessionSecret;
  const path = join(dataFolder, 'session-secret');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const made = randomBytes(secretLengthMin).toString('hex');
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await writeFile(path, made, { mode: 0o600 });
  await chmod(path, 0o600);
  return made;
}
