import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { authorisedFetch } from '@/api/session';

export function makeClient(): Client {
  return new Client({
    url: '/graphql',
    exchanges: [cacheExchange, fetchExchange],
    fetch: authorisedFetch,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    // urql would also offer event streams, and a server that has them would then answer queries as one.
    fetchOptions: { headers: { accept: 'application/graphql-response+json, application/json' } },
  });
}
