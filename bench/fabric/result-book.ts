/**
 * The Fabric benchmark's results, part by part: a part that is measured anew takes the place of its older figures and
 * leaves the other parts as they were, each with its own instant. So a long run that breaks off has kept what it had.
 */
import { z } from 'zod';
import type { Bar } from '../bar';
import { barLine } from '../bar';
import { keepResults, keptResults, machineFacts } from '../results-folder';
import type { StartRun } from './start-bench';
import type { Measurement } from './measurement';
import { measurementTable } from './measurement';
import { startSummary } from './start-bench';

const name = 'fabric';

/** What was measured of one part on one profile. */
export interface PartResult {
  readonly profile: string;
  readonly part: string;
  readonly bars: readonly Bar[];
  /** Tables of measurements, each under the name of what was done. */
  readonly measurements: readonly Measurement[];
  readonly starts: readonly StartRun[];
}

const keptPart = z.looseObject({ at: z.string(), lines: z.array(z.string()) });
const keptBook = z.looseObject({ parts: z.record(z.string(), keptPart) });
/** The order in which parts are read, whichever was measured last. */
const order = ['start', 'add', 'mixed', 'batches'];

/** Keeps a part's results. */
export function keepPart(result: PartResult, settings: object): void {
  const kept = keptResults(name);
  const before = kept === undefined ? {} : keptBook.parse(kept).parts;
  const at = new Date().toISOString();
  const machine = machineFacts();
  const part = { at, machine, settings, ...result, lines: partLines(result, at) };
  const parts = sorted({ ...before, [`${result.profile} ${result.part}`]: part });
  const heading = JSON.stringify({ bench: name, machine });
  const lines = Object.values(parts).flatMap((each) => ['', ...each.lines]);
  keepResults(name, [heading, ...lines], { bench: name, parts });
}

/** A part as text: its tables, then its bars. */
export function partLines(
  { profile, part, bars, measurements, starts }: PartResult,
  at: string,
): readonly string[] {
  const byName = Map.groupBy(measurements, (measurement) => measurement.name);
  return [
    `== ${profile}, ${part}, ${at}`,
    ...starts.map(startSummary),
    ...[...byName].flatMap(([title, rows]) => [`-- ${title}`, ...measurementTable(rows)]),
    ...bars.map(barLine),
  ];
}

function sorted<Part>(parts: Readonly<Record<string, Part>>): Readonly<Record<string, Part>> {
  const place = (key: string): string => {
    const [profile = '', part = ''] = key.split(' ');
    return `${profile === 'small' ? '0' : '1'}${String(order.indexOf(part))}`;
  };
  return Object.fromEntries(
    Object.entries(parts).sort(([one], [other]) => place(one).localeCompare(place(other))),
  );
}
