/**
 * Runs one of Fabric's programs to its end: channel tools, and `peer` as an organisation's administrator. What it
 * printed when it failed becomes part of the error, since Fabric says there what was wrong.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { NetworkError } from './network-error';
import type { NetworkOrganisation } from './network-description';
import type { NetworkLayout } from './network-layout';

const execute = promisify(execFile);
const programMsMax = 120_000;
const outputBytesMax = 64 * 1024 * 1024;
const complaintCharactersMax = 2_000;

/** Runs a program; answers its standard output. Throws a NetworkError `program-failed` with what it complained of. */
export async function runProgram(
  program: string,
  programArguments: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  try {
    const { stdout } = await execute(program, programArguments, {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
      timeout: programMsMax,
      maxBuffer: outputBytesMax,
    });
    return stdout;
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new NetworkError({
      code: 'program-failed',
      message: `${program} ${programArguments.slice(0, 4).join(' ')} failed: ${said.slice(-complaintCharactersMax)}`,
      nextStep: "The log of the node it speaks with may say more (the folder's logs/).",
      cause,
    });
  }
}

/** The environment in which `peer` speaks to an organisation's peer as that organisation's administrator. */
export function administratorEnvironment(
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
): Readonly<Record<string, string>> {
  return {
    FABRIC_CFG_PATH: layout.nodeConfiguration(organisation, 'peer'),
    CORE_PEER_MSPCONFIGPATH: layout.adminMsp(organisation),
    FABRIC_LOGGING_SPEC: 'WARNING',
  };
}
