/**
 * Finds the browser that the pages are tested with: the one named by CHROMIUM_PATH, or Chromium on the PATH. On Debian, as
 * root, it is installed from the distribution, with the fonts that Chinese pages need; elsewhere the message says how.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, step } from './child-process.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const packages = ['chromium', 'fonts-noto-cjk'];

/** The browser's path; undefined when there is none, and the reason is printed. */
export async function findBrowser(environment = process.env) {
  const known = knownBrowser(environment);
  if (known !== undefined || environment.CHROMIUM_PATH) return reported(known, environment);
  if (process.getuid?.() === 0 && onPath(environment, ['apt-get']) !== undefined) {
    await step(
      {
        title: `Installing the browser for tests (${packages.join(', ')})`,
        done: 'Browser installed',
        failed: 'apt-get could not install the browser',
      },
      async () => {
        const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
        const apt = (args) => run('apt-get', [...args, '-qq'], { cwd: '/', env });
        await apt(['update']);
        return apt(['install', '-y', '--no-install-recommends', ...packages]);
      },
    ).catch((error) => console.log(`✗ ${error.message}`));
  }
  return reported(knownBrowser(environment), environment);
}

/** The browser that is there already. */
export function knownBrowser(environment) {
  const named = environment.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : undefined;
  return onPath(environment, names);
}

function onPath({ PATH = '' }, programs) {
  const places = PATH.split(delimiter).flatMap((folder) => programs.map((name) => join(folder, name)));
  return places.find((place) => existsSync(place));
}

function reported(path, { CHROMIUM_PATH }) {
  if (path === undefined) {
    console.log(
      CHROMIUM_PATH
        ? `CHROMIUM_PATH names no program: ${CHROMIUM_PATH}`
        : 'No Chromium was found: install Debian’s `chromium` and `fonts-noto-cjk`, or name one in CHROMIUM_PATH.',
    );
  }
  return path;
}
