/**
 * The form of a source of mongod programs: something that puts one into a folder, or says why it could not. The search for a
 * program tries its sources in order.
 */

/** What a source goes by: the environment, and where to tell what takes long. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

/** A way to fetch a mongod: puts one into `folder` and answers its path, or why it could not. */
export interface MongodSource {
  /** The folder of the cache that keeps it. */
  readonly name: string;
  readonly title: string;
  fetch(folder: string, surroundings: Surroundings): Promise<FetchedMongod>;
}

/** A fetched program's path, or one sentence on why there is none. */
export type FetchedMongod = { readonly path: string } | { readonly absence: string };
