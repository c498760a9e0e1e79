/**
 * A closed loop: so many lanes, each beginning its next transaction when its last one has ended, as the thesis's clients
 * did. It finds how much a network takes; what a client would wait at another load it does not tell.
 */
import { LoadWindow } from './load-window';
import type { LoadRun, Note, WindowLength } from './load-window';
import type { NamedProcess } from './processor-use';

export interface ClosedLoop {
  readonly lanes: number;
  /** One round of a lane: one transaction or several in turn, each noted. */
  readonly round: (note: Note, lane: number) => Promise<void>;
}

/** Runs the lanes for a window; a lane ends its round. */
export async function runClosedLoop(
  { lanes, round }: ClosedLoop,
  length: WindowLength,
  processes: readonly NamedProcess[],
): Promise<LoadRun> {
  const window = new LoadWindow(length, processes);
  const runLane = async (lane: number): Promise<void> => {
    while (!window.isOver) await round(window.note, lane);
  };
  const load = (): Promise<unknown> => Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)));
  return window.measures(load, 'endedMs');
}
