/** Rows of a cursor, taken for the type of its collection: only the projections write there. */
export function streamedRows<Row>(cursor: AsyncIterable<unknown>): AsyncIterable<Row> {
  return cursor as AsyncIterable<Row>;
}
