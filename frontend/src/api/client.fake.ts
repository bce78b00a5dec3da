import { Client, fetchExchange } from '@urql/core';

type Variables = Record<string, unknown>;

/** What a server says to an operation; an error in the place of an answer is one that it could not give. */
export type Answers = Record<string, (variables: Variables) => object | Error | Promise<object | Error>>;

/** A client whose server is these answers, by the names of the operations; what was asked is kept in order. */
export function aServer(answers: Answers) {
  const asked: [operation: string, variables: Variables][] = [];

  async function fetch(_: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const { operationName, variables = {} } = JSON.parse(String(init?.body)) as { operationName: string; variables?: Variables };
    asked.push([operationName, variables]);
    const answer = await (answers[operationName]?.(variables) ?? new Error(`Nobody answers ${operationName}.`));
    const body = answer instanceof Error ? { errors: [{ message: answer.message }] } : { data: answer };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  }

  const client = new Client({ url: 'http://localhost/graphql', exchanges: [fetchExchange], fetch, preferGetMethod: false });
  const inputs = (operation: string) => asked.filter(([name]) => name === operation).map(([, { input }]) => input as Variables);
  return { client, asked, inputs };
}
