/**
 * What one person of a load looks at, page after page: home, lists with their views, filters, words and pages, and what the
 * rows of the last list lead to. Which comes next is drawn, the same again with the same seed.
 */

/** Lists are of projects and drafts; a desk is a list of one's own work: payments, reconciliation, progress. */
export type PageKind = 'home' | 'list' | 'desk' | 'detail';
export const pageKinds: readonly PageKind[] = ['home', 'list', 'desk', 'detail'];

export interface Visit {
  readonly kind: PageKind;
  readonly path: string;
}

/** Parts of all pages; the rest are details. */
const homeShare = 0.2;
const listShare = 0.4;
const projectsShare = 0.5;

const projectLists = [
  '/projects',
  '/projects?view=mine',
  '/projects?view=paying',
  '/projects?view=exceptions',
  '/projects?view=honoured',
  '/projects?sort=submitted',
  '/projects?sort=budget',
  '/projects?status=underway',
  '/projects?status=funding&type=infrastructure',
  '/projects?type=industry&page=2',
  '/projects?page=3',
  '/projects?page=10',
];
const draftLists = [
  '/drafts',
  '/drafts?tab=mine',
  '/drafts?tab=exceptions',
  '/drafts?sort=issued',
  '/drafts?sort=amount',
  '/drafts?status=issued',
  '/drafts?status=honoured&page=2',
  '/drafts?page=3',
  '/drafts?page=10',
];
/** Words that are rare and words that are in every tenth name. */
const words = ['茶园', '青石引水渠', '梯田', '通村公路', '123号', '石门', 'zzzz'];
const searchShare = 0.15;
/** Lists of one's own work, for those whose menu leads there, with their views. */
const deskShare = 0.15;
const deskLists: Readonly<Record<string, readonly string[]>> = {
  '/payments': ['', '?tab=due', '?tab=registered', '?tab=settled', '?tab=receipts', '?tab=due&page=2'],
  '/reconciliation': ['', '?tab=settled', '?tab=waiting', '?tab=exceptions'],
  '/progress': [''],
};
const menuForm = /href="(\/(?:payments|reconciliation|progress))"/g;
const rowForm = /href="(\/(?:projects\/P|drafts\/D)-[0-9A-Z-]+)"/g;

const modulus = 2 ** 32;
const factor = 1_664_525;
const increment = 1_013_904_223;

export class Visitor {
  #state: number;
  #rows: readonly string[] = [];
  #desks: readonly string[] = [];

  constructor(seed: number) {
    this.#state = seed % modulus;
    for (let round = 0; round < 8; round += 1) this.draw();
  }

  /** A number in [0, 1). */
  draw(): number {
    this.#state = (this.#state * factor + increment) % modulus;
    return this.#state / modulus;
  }

  next(): Visit {
    const drawn = this.draw();
    if (drawn < homeShare) return { kind: 'home', path: '/' };
    const row = this.#oneOf(this.#rows);
    if (drawn < homeShare + listShare || row === undefined)
      return this.#desk() ?? { kind: 'list', path: this.#list() };
    return { kind: 'detail', path: row };
  }

  /** Notes what a list has shown, and on the home page where the menu leads. */
  saw({ kind }: Visit, html: string): void {
    if (kind === 'home') {
      this.#desks = [...new Set([...html.matchAll(menuForm)].flatMap(([, path]) => path ?? []))].sort();
    }
    if (kind !== 'list') return;
    const rows = [...html.matchAll(rowForm)].flatMap(([, path]) => path ?? []);
    if (rows.length > 0) this.#rows = [...new Set(rows)];
  }

  #desk(): Visit | undefined {
    if (this.draw() >= deskShare) return undefined;
    const desk = this.#oneOf(this.#desks);
    if (desk === undefined) return undefined;
    return { kind: 'desk', path: `${desk}${this.#oneOf(deskLists[desk] ?? []) ?? ''}` };
  }

  #list(): string {
    const projects = this.draw() < projectsShare;
    if (this.draw() < searchShare) {
      const word = encodeURIComponent(this.#oneOf(words) ?? '');
      return projects ? `/projects?q=${word}` : `/drafts?q=${word}`;
    }
    return this.#oneOf(projects ? projectLists : draftLists) ?? '/projects';
  }

  #oneOf<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.draw() * items.length)];
  }
}
