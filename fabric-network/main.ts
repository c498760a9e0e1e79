/**
 * `npm run fabric:tools | up | down | status | clean | revoke | …`: the commands by which the network is run by hand. Exit code
 * 0: done; 1: it could not be done, and the message says what to do; 3 from `status`: not everything is up, from `revoke`: not
 * every peer has heard of it.
 */
import { chaincodeStatusLines, deploy } from './chaincode/deploy-command';
import { optionsText, readCommandLine, requireNoWords, requireOptionsPassedOn } from './command-line';
import type { CommandContext } from './command-line';
import { operatorMessage } from './network-error';
import { bringUp, cleanAway, takeDown } from './network-life';
import { networkStatus, statusLines } from './network-status';
import { runProgram } from './program-run';
import { fabricPrograms } from './programs/program-choice';
import { revocationCommand } from './revocation-command';

const notAllUp = 3;

interface Command {
  readonly purpose: string;
  /** What follows the command's name besides options; none unless given. */
  readonly words?: string;
  readonly run: (context: CommandContext) => Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  tools: { purpose: 'find or build the programs of Fabric', run: tools },
  up: { purpose: 'make or start the network', run: up },
  deploy: {
    purpose: 'bring the contracts onto the channel, or their new version',
    words: '[chaincode name …]',
    run: deploy,
  },
  down: { purpose: 'stop it and keep its data', run: down },
  status: { purpose: 'say what runs and how far the ledgers are', run: status },
  clean: { purpose: 'remove a stopped network with its data', run: clean },
  revoke: {
    purpose: "take an identity's certificates back, at its authority and in the channel",
    words: '<MSP> <person> [reason]',
    run: revoke,
  },
};

async function tools({ say }: CommandContext): Promise<number> {
  const programs = await fabricPrograms({ say });
  for (const path of Object.values(programs)) say(String(path));
  return 0;
}

async function up({ network, layout, say }: CommandContext): Promise<number> {
  const started = performance.now();
  const programs = await fabricPrograms({ say });
  await bringUp(network, layout, { programs, say });
  say(`The network ${network.profile} is up after ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  return 0;
}

async function down({ layout, say }: CommandContext): Promise<number> {
  if ((await takeDown(layout, say)) === 0) say('Nothing ran.');
  return 0;
}

async function status({ network, layout, say }: CommandContext): Promise<number> {
  const found = await networkStatus(network, layout);
  if (found.processes.length === 0) {
    say(`There is no network in ${layout.folder}.`);
    return notAllUp;
  }
  for (const line of statusLines(found)) say(line);
  if (found.peers.every(({ height }) => height !== undefined)) {
    for (const line of await chaincodeStatusLines(network, layout)) say(line);
  }
  return found.processes.every(({ state }) => state === 'up') ? 0 : notAllUp;
}

async function clean({ layout, say }: CommandContext): Promise<number> {
  const outcome = await cleanAway(layout);
  say(outcome === 'removed' ? `Removed ${layout.folder}.` : `There is no network in ${layout.folder}.`);
  return 0;
}

async function revoke(context: CommandContext): Promise<number> {
  return revocationCommand({ ...context, programs: await fabricPrograms(context), run: runProgram });
}

async function main([name = '', ...argv]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    process.stderr.write(`"${name}" is no command. There are:\n${commandsText()}\n`);
    return 1;
  }
  if (argv.includes('--help')) {
    process.stdout.write(`npm run fabric:<command> -- [options]\n${commandsText()}\n`);
    return 0;
  }
  requireOptionsPassedOn(process.env);
  const context = readCommandLine(argv, (line) => process.stdout.write(`${line}\n`));
  if (command.words === undefined) requireNoWords(context);
  return command.run(context);
}

function commandsText(): string {
  const lines = Object.entries(commands).map(([name, { purpose, words }]) =>
    [`  ${name.padEnd(6)}  ${purpose}`, ...(words === undefined ? [] : [`: ${words}`])].join(''),
  );
  return `${lines.join('\n')}\nOptions:\n${optionsText}`;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const message = operatorMessage(error);
    if (message === undefined) throw error;
    process.stderr.write(`✗ ${message}\n`);
    process.exitCode = 1;
  },
);
