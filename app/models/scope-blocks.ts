/**
 * Which block last changed what a reader's scope holds. Most blocks concern one county and a few organisations: what the others'
 * pages show stays as it was, and need not be read again.
 */
import type { Scope } from './scope';
import { figuresIdOf } from './scope';

/** What a block changed, as far as scopes tell it. */
export interface ScopeChange {
  readonly block: number;
  /** Ids of scopes as figures have them; absent when anything may have changed. */
  readonly scopes?: ReadonlySet<string>;
}

export class ScopeBlocks {
  readonly #newest = new Map<string, number>();
  #ofAll = 0;

  note({ block, scopes }: ScopeChange): void {
    if (scopes === undefined) this.#ofAll = block;
    for (const scope of scopes ?? []) this.#newest.set(scope, block);
  }

  /** The newest block that changed something within a scope; 0 when none did since the start. */
  of(scope: Scope): number {
    return Math.max(this.#ofAll, this.#newest.get(figuresIdOf(scope) ?? '') ?? 0);
  }

  ofOrganisation(organisationId: string): number {
    return this.of({ kind: 'organisation', organisationId });
  }
}
