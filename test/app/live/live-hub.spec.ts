/** What an open page is told, what it has missed, and when its stream ends. */
import { createServer, get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { expect } from 'chai';
import express from 'express';
import { LiveHub } from '../../../app/live/live-hub';
import type { PageOwner } from '../../../app/live/live-hub';
import { listenOnLoopback } from '../platform/loopback';

const block = {
  block: 7,
  at: '2026-11-18T02:00:00.000Z',
  topics: new Set(['draft:D-1']),
  scopes: { work: new Set<string>(), any: new Set<string>(), all: false },
};

describe('the stream of an open page', () => {
  let standing: ReadonlySet<string>;
  let hub: LiveHub;
  /** What pages show. */
  let shown: { block: number; at: string | undefined };
  let address: string;
  let server: ReturnType<typeof createServer>;
  /** Ends with the connection of the newest stream. */
  let left: Promise<unknown>;
  /** Lets a request of /late go on, which opens its stream when its browser has left. */
  let goOn: () => void;
  let lateArrived: Promise<void>;
  let followedLate: Promise<void>;

  beforeEach(async () => {
    standing = new Set(['s1', 's2']);
    shown = { block: 7, at: block.at };
    hub = new LiveHub({
      shown: () => shown,
      standing: (owners: readonly PageOwner[]) =>
        Promise.resolve(new Set(owners.map(({ sessionId }) => sessionId).filter((id) => standing.has(id)))),
      onFailure: (error) => {
        throw error;
      },
    });
    const pages = express();
    pages.get('/live/:sessionId', async (request, response) => {
      const { sessionId } = request.params;
      left = once(response, 'close');
      const since = Number(request.query['since'] ?? 7);
      const follows = await hub.follow(request, response, {
        ...{ userId: 'u', sessionId, topic: 'draft:D-1', since },
      });
      if (!follows) response.status(429).end();
    });
    const [wait, arrived, followed] = [signal(), signal(), signal()];
    goOn = wait.resolve;
    lateArrived = arrived.promise;
    followedLate = followed.promise;
    pages.get('/late', async (request, response) => {
      left = once(response, 'close');
      arrived.resolve();
      await wait.promise;
      await left;
      await hub.follow(request, response, { userId: 'u', sessionId: 's1', topic: undefined });
      followed.resolve();
    });
    server = createServer(pages);
    address = await listenOnLoopback(server);
  });

  afterEach(() => {
    hub.close();
    server.closeAllConnections();
    server.close();
  });

  it('tells each block, and the change of what it follows', async () => {
    const stream = await opened('s1');
    hub.tell(block);
    const text = await stream.until('changed');
    expect(text).to.contain('event:block').and.to.contain('"block":7');
  });

  it('tells at once what changed between the page and its stream, and no more', async () => {
    shown = { ...shown, block: 9 };
    for (const number of [7, 8, 9]) hub.tell({ ...block, block: number, topics: topicsOf(number) });
    const late = await opened('s1', 7);
    expect(await late.until('changed')).to.contain('"block":9');
    const inTime = await opened('s1', 8);
    expect(await inTime.until('"block":9')).to.not.contain('changed');
    const upToDate = await opened('s2', 9);
    hub.tell({ ...block, block: 10, topics: new Set() });
    expect((await upToDate.until('"block":10')).match(/event:/g)).to.have.lengthOf(1);
  });

  it('tells after a restart what was missed before it', async () => {
    shown = { ...shown, block: 12 };
    const stream = await opened('s1', 9);
    expect(await stream.until('changed')).to.contain('"block":12');
  });

  it('takes its own object for changed where nobody knows any more what was missed', async () => {
    shown = { ...shown, block: 9 };
    for (const number of [8, 9]) hub.tell({ ...block, block: number, topics: new Set() });
    const stream = await opened('s1', 3);
    expect(await stream.until('changed')).to.contain('"block":9');
  });

  it('is not kept for a page that left while it was opened', async () => {
    const asked = get(`${address}/late`);
    asked.on('error', () => undefined);
    await lateArrived;
    asked.destroy();
    goOn();
    await followedLate;
    expect(hub.size).to.equal(0);
  });

  it('is forgotten when the page leaves', async () => {
    const stream = await opened('s1');
    expect(hub.size).to.equal(1);
    stream.leave();
    await left;
    expect(hub.size).to.equal(0);
  });

  it('ends when its session has ended elsewhere, and the others go on', async () => {
    const [ended, going] = [await opened('s1'), await opened('s2')];
    standing = new Set(['s2']);
    await hub.beat();
    await ended.over();
    expect(hub.size).to.equal(1);
    hub.tell(block);
    expect(await going.until('changed')).to.contain('"block":7');
  });

  it('ends with the sign-out of its own session alone', async () => {
    const ended = await opened('s1');
    await opened('s2');
    hub.endOf('s1');
    await ended.over();
    expect(hub.size).to.equal(1);
  });

  it('is refused to a person with a dozen pages open', async () => {
    for (let page = 0; page < 12; page += 1) await opened('s1');
    const answer = await response(`${address}/live/s1`);
    expect(answer.statusCode).to.equal(429);
    answer.destroy();
  });

  it('ends with the hub, also when it is opened after that', async () => {
    const before = await opened('s1');
    hub.close();
    await before.over();
    const after = await opened('s1');
    await after.over();
    expect(hub.size).to.equal(0);
  });

  async function opened(sessionId: string, since = 7): Promise<Stream> {
    const answer = await response(`${address}/live/${sessionId}?since=${String(since)}`);
    expect(answer.statusCode).to.equal(200);
    return new Stream(answer);
  }
});

/** Only block 8 changes what the pages follow. */
function topicsOf(number: number): ReadonlySet<string> {
  return new Set(number === 8 ? ['draft:D-1'] : ['draft:D-2']);
}

class Stream {
  readonly #answer: IncomingMessage;
  #text = '';

  constructor(answer: IncomingMessage) {
    this.#answer = answer.setEncoding('utf8');
    // Who leaves breaks off on purpose.
    answer.on('error', () => undefined);
    answer.on('data', (chunk: string) => {
      this.#text += chunk;
    });
  }

  async until(word: string): Promise<string> {
    while (!this.#text.includes(word)) await once(this.#answer, 'data');
    return this.#text;
  }

  async over(): Promise<void> {
    if (!this.#answer.readableEnded) await once(this.#answer, 'end');
  }

  leave(): void {
    this.#answer.destroy();
  }
}

function signal(): PromiseWithResolvers<void> {
  return Promise.withResolvers();
}

function response(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, resolve).once('error', reject);
  });
}
