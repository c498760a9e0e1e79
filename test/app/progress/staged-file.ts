/** Puts a file into the platform's file store as an upload would, and answers its hash. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileStore } from '../../../app/files/file-store';

export async function stagedFile(files: FileStore, owner: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  const path = join(folder, 'evidence.pdf');
  const bytes = Buffer.from(`%PDF-1.7\n${text}`);
  const hash = createHash('sha256').update(bytes).digest('hex');
  try {
    await writeFile(path, bytes);
    await files.stage({
      path,
      hash,
      owner,
      name: '节点照片.pdf',
      bytes: bytes.length,
      mime: 'application/pdf',
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return hash;
}
