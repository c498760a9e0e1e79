/**
 * From a bare clone to the login page, as somebody sees it who tries the platform: the repository is cloned, `npm start` is
 * typed, and everything that is missing is fetched, compiled and seeded. Registry and mirrors are those of the machine.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../app/cli/project-root';
import { answersLogin } from './platform-process';

/** Seconds from the clone's beginning to its login page; the clone is removed again. */
export async function benchClone(port: number, say: (line: string) => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'web-bench-clone-'));
  try {
    const begunMs = performance.now();
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', projectRoot, join(folder, 'clone')]);
    const cloned = join(folder, 'clone');
    const environment = { ...process.env, PATH: outsidePath(), INIT_CWD: cloned, MONGODB_URI: '' };
    const words = ['start', '--', '--port', String(port)];
    // A group of its own, so that npm and what it started end together.
    const child = spawn('npm', words, { cwd: cloned, env: environment, stdio: 'ignore', detached: true });
    const ended = once(child, 'exit');
    await Promise.race([
      answersLogin(`http://127.0.0.1:${String(port)}`),
      ended.then(() => {
        throw new Error(
          'npm start ended before its login page was there: start it by hand in a clone to see why.',
        );
      }),
    ]);
    const seconds = (performance.now() - begunMs) / 1_000;
    say(`from a bare clone: login page after ${seconds.toFixed(1)} s`);
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    await ended;
    return seconds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without this project's own programs: a stranger's machine has its Node and npm alone. */
function outsidePath(): string {
  const own = join(projectRoot, 'node_modules');
  return (process.env['PATH'] ?? '')
    .split(':')
    .filter((folder) => !folder.startsWith(own))
    .join(':');
}
