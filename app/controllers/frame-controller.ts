/**
 * What belongs to every page and to none: the stream of changes, the sign of life of an open page, and the platform's own
 * state for whoever watches over it.
 */
import type { Request, Response } from 'express';
import type { Viewer } from '../auth/viewer';
import type { LiveHub } from '../live/live-hub';

/** How the parts behind the pages are. */
export interface PlatformState {
  readonly store: 'up' | 'down';
  /** Newest block that pages show. */
  readonly block: number;
  /** Newest block of the ledger; absent when the ledger does not answer. */
  readonly ledgerBlock?: number;
}

export interface FrameControllerPorts {
  readonly live: LiveHub;
  viewerOf(request: Request): Viewer;
  /** Whether the viewer may know of changes of what a topic names. */
  mayFollow(viewer: Viewer, topic: string): Promise<boolean>;
  state(): Promise<PlatformState>;
}

const blockForm = /^\d{1,15}$/;
const topicForm = /^[a-z]+:[\w:./-]{1,200}$/;

export class FrameController {
  readonly #ports: FrameControllerPorts;

  constructor(ports: FrameControllerPorts) {
    this.#ports = ports;
  }

  /**
   * Server-sent events for one open page: every block, and changes of the page's topic if the viewer may see it; first of all
   * what was missed since the block that the page shows.
   */
  readonly live = async (request: Request, response: Response): Promise<void> => {
    const ports = this.#ports;
    const viewer = ports.viewerOf(request);
    const asked = request.query['topic'];
    const isTopic = typeof asked === 'string' && topicForm.test(asked);
    const topic = isTopic && (await ports.mayFollow(viewer, asked)) ? asked : undefined;
    const owner = { userId: viewer.userId, sessionId: request.sessionID };
    const since = shownBlock(request);
    const follows = await ports.live.follow(request, response, { ...owner, topic, since });
    if (!follows) response.status(429).end();
  };

  /** The session middleware has noted the request: that is all a sign of life is for. */
  readonly keep = (_request: Request, response: Response): void => {
    response.status(204).end();
  };

  /** 200 when everything answers, 503 when something does not. */
  readonly health = async (_request: Request, response: Response): Promise<void> => {
    const state = await this.#ports.state();
    const isWell = state.store === 'up' && state.ledgerBlock !== undefined;
    response.status(isWell ? 200 : 503).json(state);
  };
}

/** The block a page shows: of its last event when its stream opens again, or as its address says. */
function shownBlock(request: Request): number | undefined {
  const told = [request.get('last-event-id'), request.query['since']];
  const block = told.find((each) => typeof each === 'string' && blockForm.test(each));
  return block === undefined ? undefined : Number(block);
}
