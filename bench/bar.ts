/**
 * A bar: what a measurement must reach. The last word of its line is `holds` or `short`, so that a script or a
 * reader sees at once what does not.
 */
export interface Bar {
  readonly name: string;
  readonly measured: number;
  readonly unit: string;
  readonly bar: number;
  /** Whether the measurement must reach the bar or stay below it. */
  readonly direction: 'at-least' | 'at-most';
  /**
   * The measurement divided by what one signature and two verifications for each transaction alone would give:
   * for a rate, the part of it that is reached; for a time, how many times as long it takes (less than 1 where the
   * signatures are not checked again).
   */
  readonly ratioToFloor?: number;
  /** Every run's figure; `measured` is their median. */
  readonly raw: readonly number[];
}

/** Whether the measurement reaches its bar. */
export function holds({ measured, bar, direction }: Bar): boolean {
  return direction === 'at-least' ? measured >= bar : measured <= bar;
}

/** `name measured unit bar holds|short`, with the ratio to the floor before the verdict where there is one. */
export function barLine(bar: Bar): string {
  const ratio = bar.ratioToFloor === undefined ? [] : [`(${shown(bar.ratioToFloor)} of the floor)`];
  const limit = `${bar.direction === 'at-least' ? '≥' : '≤'}${shown(bar.bar)}`;
  return [bar.name, shown(bar.measured), bar.unit, limit, ...ratio, holds(bar) ? 'holds' : 'short'].join(' ');
}

/** The middle of an odd number of figures, the lower middle of an even one. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('a median needs at least one figure');
  return middle;
}

function shown(figure: number): string {
  return figure >= 100 ? figure.toFixed(0) : figure.toFixed(2);
}
