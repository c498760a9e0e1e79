/**
 * What the scenarios share: one province for a chapter, and the telling of one scenario in both orders of the
 * two sides, because facts are recorded and states derived: the order of arrival must not matter.
 */
import type { FundDraft, NamedLine } from '../province/fund-draft';
import type { OpenedProvince } from '../province/opened-province';
import type { Province } from '../province/province';
import { openProvince } from '../province/province-opening';

export interface Chapter {
  readonly province: Province;
  /** The province with the ledger behind it. */
  readonly world: OpenedProvince;
}

/** Founds a province before the chapter's tests and closes it after them. */
export function sharedProvince(): Chapter {
  let opened: OpenedProvince | undefined;
  const world = (): OpenedProvince => {
    if (opened === undefined) throw new Error('the province is founded before the first test');
    return opened;
  };
  before('found the province', async () => {
    opened = await openProvince();
  });
  after(() => opened?.close());
  return {
    get province() {
      return world().province;
    },
    get world() {
      return world();
    },
  };
}

/** A draft and a line that is about to be registered and stated. */
export interface Scene {
  readonly draft: FundDraft;
  readonly line: NamedLine;
}

export interface Telling<Told extends Scene = Scene> {
  /** What is there before either side reports. */
  readonly given: () => Promise<Told>;
  /** Unless told otherwise, the payer of leg 1 registers the line. */
  readonly registration?: (scene: Told) => Promise<unknown>;
  readonly statement: (scene: Told) => Promise<unknown>;
  readonly then: (scene: Told) => Promise<unknown>;
}

/** Tells the same scenario twice: registration first, and statement first. */
export function inBothOrders<Told extends Scene>(rule: string, telling: Telling<Told>): void {
  const registration = telling.registration ?? (({ draft, line }: Told) => draft.registers('L1', line));
  it(`${rule} (registration first)`, async () => {
    const scene = await telling.given();
    await registration(scene);
    await telling.statement(scene);
    await telling.then(scene);
  });
  it(`${rule} (statement first)`, async () => {
    const scene = await telling.given();
    await telling.statement(scene);
    await registration(scene);
    await telling.then(scene);
  });
}
