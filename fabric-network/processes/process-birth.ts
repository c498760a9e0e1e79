/**
 * When a process was born, so that a process is known by more than its number: numbers are used again, and whoever
 * kills by number alone kills a stranger one day. On Linux the kernel tells in /proc, elsewhere `ps` does.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { textIfThere } from '../durable-file';

/** Fields of /proc/<pid>/stat after the name, which alone may hold blanks (proc(5)). */
const stateField = 0;
const threadsField = 17;
const startTimeField = 19;
/** Zombie or dead: its work has ended, only its number is still taken. */
const ended = new Set(['Z', 'X', 'x']);

/** A text that no other process of this machine ever has together with this number; undefined when none runs. */
export function birthOf(pid: number): string | undefined {
  return process.platform === 'linux' ? birthInProc(pid) : birthByPs(pid);
}

function birthInProc(pid: number): string | undefined {
  const stat = readStat(pid);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // Killed, a process's first thread may be gone before the others, which hold its ports until they are gone, too.
  const isAlone = Number(fields[threadsField] ?? 0) <= 1;
  if (isAlone && ended.has(fields[stateField] ?? 'X')) return undefined;
  // Ticks since the machine started say nothing after the next start.
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot}:${fields[startTimeField] ?? ''}`;
}

function readStat(pid: number): string | undefined {
  try {
    return textIfThere(`/proc/${String(pid)}/stat`);
  } catch (error) {
    // The process may end between the opening of the file and its reading.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return undefined;
    throw error;
  }
}

function birthByPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch (error) {
    // ps answers 1 when there is no such process.
    if (error instanceof Error && 'status' in error && error.status === 1) return undefined;
    throw error;
  }
}

/** Resident memory of a process in MiB; undefined where it cannot be told. */
export function residentMebibytes(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const kibibytes = /^VmRSS:\s+(\d+)/m.exec(textIfThere(`/proc/${String(pid)}/status`) ?? '')?.[1];
  return kibibytes === undefined ? undefined : Math.round(Number(kibibytes) / 1024);
}
