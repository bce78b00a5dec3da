import { print, type ExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { create } from 'zustand';
import { freshToken } from '@/api/session';

export type Link = 'idle' | 'open' | 'lost';

/** Whether changes of others reach this page at the moment. */
export const useLink = create<{ link: Link }>(() => ({ link: 'idle' }));

const longestPause = 5000;

const pingEvery = 10_000;
const pongWithin = 5000;

let client: Client | null = null;
// A token that ran out ends the connection for a moment; nobody needs to hear of that.
const unnoticed = 1500;
let missed: ReturnType<typeof setTimeout> | undefined;
let unanswered: ReturnType<typeof setTimeout> | undefined;

function giveUp(): void {
  client?.terminate();
}

if (typeof window !== 'undefined') window.addEventListener('offline', giveUp);

function address(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/graphql`;
}

function connect(): Client {
  return createClient({
    url: address,
    connectionParams: async () => ({ authorization: `Bearer ${(await freshToken()) ?? ''}` }),
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.min(longestPause, 250 * 2 ** retries))),
    keepAlive: pingEvery,
    on: {
      connected: () => {
        clearTimeout(missed);
        useLink.setState({ link: 'open' });
      },
      // A connection that died without a word still looks open: one that does not answer is given up.
      ping: (isReceived) => {
        if (!isReceived) unanswered = setTimeout(giveUp, pongWithin);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(unanswered);
      },
      closed: (event) => {
        clearTimeout(unanswered);
        const isWanted = (event as CloseEvent).code === 1000;
        clearTimeout(missed);
        if (isWanted) useLink.setState({ link: 'idle' });
        else missed = setTimeout(() => useLink.setState({ link: 'lost' }), unnoticed);
      },
    },
  });
}

/** Closes the socket; the next subscription opens it anew, for whoever is logged in by then. */
export function disconnect(): void {
  void client?.dispose();
  client = null;
}

const pauseAfterEnd = 1000;

/**
 * Follows a subscription until told to stop. `variables` is written out again at each new connection, so
 * that getters in it can say where to go on.
 */
export function follow<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  onData: (data: Data) => void,
): () => void {
  let stop: () => void = () => {};
  let isStopped = false;

  function again() {
    if (!isStopped) setTimeout(() => !isStopped && begin(), pauseAfterEnd);
  }

  function begin() {
    client ??= connect();
    stop = client.subscribe<Data, unknown>(
      { query: print(document), variables: variables as Record<string, unknown> },
      {
        next: ({ data }: ExecutionResult<Data, unknown>) => data && onData(data),
        error: again,
        complete: again,
      },
    );
  }

  begin();
  return () => {
    isStopped = true;
    stop();
  };
}
