/**
 * Shows how far the demo's seed has come: a bar where somebody looks on, a line now and then where the output goes to a file.
 * Enrolling the people comes first and is counted for itself.
 */
import { Presets, SingleBar } from 'cli-progress';
import type { SeedPart } from '../demo/seed-demo';

const lineEveryMs = 5_000;
const words: Readonly<Record<SeedPart, string>> = { people: '人员 people', tasks: '办理 steps' };

export interface SeedBar {
  progress(done: number, total: number, part: SeedPart): void;
  stop(): void;
}

/** A bar that begins with the first progress it is told. */
export function seedBar(): SeedBar {
  const bar = new SingleBar(
    {
      format: '  {bar} {value}/{total} {part}',
      ...{ hideCursor: true, noTTYOutput: true, notTTYSchedule: lineEveryMs },
    },
    Presets.shades_classic,
  );
  let shown: SeedPart | undefined;
  return {
    progress: (done, total, part) => {
      if (shown === undefined) bar.start(total, done, { part: words[part] });
      else if (shown !== part) bar.setTotal(total);
      shown = part;
      bar.update(done, { part: words[part] });
    },
    stop: () => {
      if (shown !== undefined) bar.stop();
    },
  };
}
