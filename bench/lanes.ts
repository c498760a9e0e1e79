/**
 * Much work, some of it at a time: pieces are begun in the order of their list, so many under way at once.
 */

/** Does each piece of a list, so many at a time, in the order of the list. */
export async function inLanes<Piece>(
  pieces: readonly Piece[],
  lanes: number,
  work: (piece: Piece) => Promise<unknown>,
): Promise<void> {
  const waiting = pieces[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const piece of { [Symbol.iterator]: () => waiting }) await work(piece);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, pieces.length) }, lane));
}
