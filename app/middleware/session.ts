/**
 * Sessions in the store, over the connection that the models use. The cookie says nothing but the session's id, goes with
 * requests of this site alone, and in production with TLS alone; its name does not tell what runs here.
 */
import { strict as assert } from 'node:assert';
import MongoStore from 'connect-mongo';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Connection } from 'mongoose';
import { sessionMsMax } from '../auth/session-rules';
import type { SessionMemory } from '../models/session-memory';
import { sessionCollection } from '../models/session-model';
import { RememberedSessions } from './remembered-sessions';
import type { StoredSession } from './remembered-sessions';

export interface SessionParts {
  readonly connection: Connection;
  /** Signs the cookie; an older one after the first is still read. */
  readonly secrets: readonly string[];
  /** Whether browsers come by TLS. */
  readonly secure: boolean;
  readonly memory: SessionMemory<StoredSession>;
}

/** What the session's cookie is called; with `__Host-` no other host of the domain can set it. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-sid' : 'sid';
}

/** Gives every request its session; nothing is kept of a visitor who was given no form. */
export function sessions({ connection, secrets, secure, memory }: SessionParts): RequestHandler {
  return session({
    name: sessionCookieName(secure),
    secret: [...secrets],
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
    store: new RememberedSessions(keptSessions(connection), memory),
  });
}

function keptSessions(connection: Connection): MongoStore {
  return MongoStore.create({
    client: storeClient(connection),
    dbName: connection.name,
    collectionName: sessionCollection,
    ttl: sessionMsMax / 1000,
    stringify: false,
  });
}

type StoreClient = NonNullable<Parameters<typeof MongoStore.create>[0]['client']>;

/** The models' and the sessions' libraries may each declare a driver of their own; what is used of it is the same. */
function storeClient(connection: Connection): StoreClient {
  const client: unknown = connection.getClient();
  assert(isStoreClient(client), 'the connection has a client that opens databases');
  return client;
}

function isStoreClient(client: unknown): client is StoreClient {
  return typeof client === 'object' && client !== null && 'db' in client && typeof client.db === 'function';
}
