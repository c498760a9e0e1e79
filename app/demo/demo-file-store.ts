/** Keeps the demo's files where the platform keeps everybody's: staged through a temporary file, then kept for good. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileStore } from '../files/file-store';
import type { DemoStore } from './demo-site';

/** Keeps a progress note; the same again changes nothing. */
export type KeepNote = DemoStore['keepNote'];

/** The demo's store over the platform's file store and its notes. */
export function demoStore(files: Pick<FileStore, 'stage' | 'keep'>, keepNote: KeepNote): DemoStore {
  return {
    keepNote,
    keepFile: async ({ hash, name, mediaType, bytes }, { by }) => {
      const owner = by.organisation.id;
      const folder = await mkdtemp(join(tmpdir(), 'demo-file-'));
      try {
        const path = join(folder, 'file');
        await writeFile(path, bytes);
        await files.stage({ hash, name, bytes: bytes.length, mime: mediaType, owner, path });
        await files.keep(owner, [hash]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
