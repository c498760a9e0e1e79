/**
 * The web benchmark's results, part by part: a part that is measured anew takes the place of its older figures and leaves the
 * other parts as they were, each with its own instant and machine.
 */
import { z } from 'zod';
import type { Bar } from '../bar';
import { barLine } from '../bar';
import { keepResults, keptResults, machineFacts } from '../results-folder';
import type { WebPart } from './web-options';
import { webParts } from './web-options';

const name = 'web';

export interface WebResult {
  readonly part: WebPart;
  readonly bars: readonly Bar[];
  /** What was said of each run. */
  readonly lines: readonly string[];
  /** Everything that was measured. */
  readonly raw: object;
}

const keptPart = z.looseObject({ at: z.string(), text: z.array(z.string()) });
const keptBook = z.looseObject({ parts: z.record(z.string(), keptPart) });
const order: readonly string[] = ['from-clone', ...webParts];

/** Keeps a part's results. */
export function keepWebPart({ part, bars, lines, raw }: WebResult, settings: object): void {
  const kept = keptResults(name);
  const before = kept === undefined ? {} : keptBook.parse(kept).parts;
  const at = new Date().toISOString();
  const machine = machineFacts();
  const text = [`== ${part}, ${at}`, ...lines, ...bars.map(barLine)];
  const now = { ...before, [part]: { at, machine, settings, bars, text, raw } };
  const parts = Object.fromEntries(
    Object.entries(now).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other)),
  );
  const told = Object.values(parts).flatMap((each) => ['', ...each.text]);
  keepResults(name, [JSON.stringify({ bench: name, machine }), ...told], { bench: name, parts });
}
