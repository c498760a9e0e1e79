/**
 * Hands a file out. Whether the asker may have it was decided before, by the object that names its hash; here every byte is read
 * and hashed again, and a file that no longer matches is not served: the page says so.
 */
import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { scopeOf } from '../auth/viewer';
import type { Viewer } from '../auth/viewer';
import type { FileMime, FileStore, StoredFile } from '../files/file-store';
import type { EvidenceReader } from '../models/evidence-reader';
import { found } from '../page-error';
import type { PageServices } from './page-services';

/** Pictures may be looked at in the browser; whatever could carry more than a picture is saved. */
const shownInBrowser: readonly FileMime[] = ['image/jpeg', 'image/png'];
const brokenOff = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE', 'ECONNRESET', 'EPIPE']);

export interface FilePorts {
  readonly files: FileStore;
  readonly evidence: EvidenceReader;
}

export class FileController {
  readonly #services: PageServices;
  readonly #files: FileStore;
  readonly #evidence: EvidenceReader;

  constructor(services: PageServices, ports: FilePorts) {
    this.#services = services;
    this.#files = ports.files;
    this.#evidence = ports.evidence;
  }

  /** A file by its hash alone (`/files/:hash`): of the asker's own organisation, or named by an object the asker may read. */
  readonly byHash = async (request: Request, response: Response): Promise<void> => {
    const viewer = this.#services.viewerOf(request);
    const hash = String(request.params['hash']);
    await this.#send({ request, response }, { hash, file: found(await this.#entryFor(viewer, hash)) });
  };

  /** Sends the file with this hash, which the asker may have, as one of these organisations handed it in. */
  async send(
    exchange: { readonly request: Request; readonly response: Response },
    { hash, owners }: { readonly hash: string; readonly owners: readonly string[] },
  ): Promise<void> {
    const [file] = await this.#files.among(owners, [hash]);
    await this.#send(exchange, { hash, file });
  }

  /** The asker's own copy, or one that somebody handed in who named it in an object that the asker may read. */
  async #entryFor(viewer: Viewer, hash: string): Promise<StoredFile | undefined> {
    const entries = await this.#files.entriesOf(hash);
    const own = entries.find(({ owner }) => owner === viewer.organisationId);
    if (own !== undefined) return own;
    for (const entry of entries) {
      if (await this.#evidence.isNamed(scopeOf(viewer), entry)) return entry;
    }
    return undefined;
  }

  async #send(
    { request, response }: { readonly request: Request; readonly response: Response },
    { hash, file }: { readonly hash: string; readonly file: StoredFile | undefined },
  ): Promise<void> {
    const state = file === undefined ? 'missing' : await this.#files.check(file);
    if (file === undefined || state !== 'intact') {
      this.#refuse({ request, response }, { hash, name: file?.name ?? '', state });
      return;
    }
    response.status(200).set(headersOf(file));
    const bytes = found(await this.#files.open(file));
    try {
      await pipeline(bytes, response);
    } catch (error) {
      // The asker went away in the middle: there is nobody left to tell.
      if (!isBrokenOff(error)) throw error;
    }
  }

  #refuse(
    { request, response }: { readonly request: Request; readonly response: Response },
    told: { readonly hash: string; readonly name: string; readonly state: string },
  ): void {
    const say = this.#services.sayOf(request);
    const { hash, name, state } = told;
    response.status(state === 'missing' ? 404 : 409).render('files/damaged', {
      title: say(`files:${state}.title`),
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: say(`files:${state}.title`) }],
      ...{
        live: undefined,
        name,
        hash,
        happened: say(`files:${state}.happened`),
        next: say(`files:${state}.next`),
      },
    });
  }
}

function headersOf({ name, mime, bytes }: StoredFile): Record<string, string> {
  const kind = shownInBrowser.includes(mime) ? 'inline' : 'attachment';
  // RFC 6266: the plain name for old browsers, the UTF-8 one for all others.
  const plain = name.replaceAll(/[^A-Za-z0-9._ -]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return {
    'Content-Type': mime,
    'Content-Length': String(bytes),
    'Content-Disposition': `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  };
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && brokenOff.has(String(error.code));
}
