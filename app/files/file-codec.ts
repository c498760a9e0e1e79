/** Reads what the store remembers of a file back into its type; the driver itself promises nothing about it. */
import { z } from 'zod';
import type { StoredFile } from './file-store';
import { fileMimes } from './file-store';

const storedShape = z.object({
  filename: z.string(),
  length: z.number(),
  metadata: z.object({
    hash: z.string(),
    owner: z.string(),
    mime: z.enum(fileMimes),
    kept: z.boolean(),
  }),
});

/** What a file document of the store says. @throws ZodError for a document that this platform did not write */
export function storedFileOf(document: unknown): StoredFile {
  const { filename, length, metadata } = storedShape.parse(document);
  return { name: filename, bytes: length, ...metadata };
}
