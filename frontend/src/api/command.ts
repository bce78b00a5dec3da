import type { Client, OperationResult } from '@urql/core';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback } from 'react';
import { useClient } from 'urql';
import { graphql } from '@/gql';
import type { RefusalFragment } from '@/gql/graphql';

graphql(`
  fragment Refusal on UserError {
    __typename
    message
    ... on RuleViolatedError {
      field
      index
      freeSlots {
        track
        start
        length
      }
      freeCodes
    }
    ... on ConflictError {
      expectedVersion
      actualVersion
      conflicts {
        field
        yours
        theirs
      }
    }
    ... on InterferedError {
      change
      mayUndoAnyway
      interferences {
        id
        aggregate
        name
        field
        label
        wantedText
        presentText
        at
        by {
          id
          name
        }
      }
    }
  }
`);

export type Refusal = RefusalFragment;

export interface Failure {
  readonly __typename: 'Failure';
  readonly message: string;
}

interface Named { readonly __typename: string }
type Success<Payload extends Named> = Exclude<Payload, { __typename: Refusal['__typename'] }>;

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Refusal | Failure };

type Reply<Payload extends Named> = Record<string, Payload | 'Mutation'>;

const refusals = new Set<string>(['NotFoundError', 'RuleViolatedError', 'ConflictError', 'ForbiddenError', 'InterferedError']);

/** A sentence for what came back instead of an answer. */
export function describeFailure(error: NonNullable<OperationResult['error']>): string {
  if (error.networkError) return 'The server cannot be reached. Nothing was changed; try again.';
  return error.graphQLErrors.map(({ message }) => message).join(' ') || 'The server could not answer. Try again.';
}

// `crypto.randomUUID` is missing where the page is not served from localhost or over TLS.
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = (8 + ((bytes[8] ?? 0) % 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const sent = new Set<string>();
const underWay = new Set<Promise<unknown>>();

/** Resolves when every command that was given so far has its answer. */
export async function allAnswered(): Promise<void> {
  await Promise.allSettled(underWay);
}

/** One UUID can be written in several ways, and the server answers in its own. */
function plain(commandId: string): string {
  return commandId.replaceAll('-', '').toLowerCase();
}

/** Whether this page gave the command itself, so that its own changes are not shown as somebody else's. */
export function wasSentHere(commandId: string): boolean {
  return sent.has(plain(commandId));
}

function payloadOf<Payload extends Named>(data: Reply<Payload>): Payload {
  const [, payload] = Object.entries(data).find(([name]) => name !== '__typename') ?? [];
  return payload as Payload;
}

type Document<Payload extends Named, Input> = TypedDocumentNode<Reply<Payload>, { input: Input }>;

/** Inputs of commands; other mutations change nothing that could be done twice. */
interface CommandInput {
  commandId?: string | null | undefined;
}

/** Sends one mutation, once more when it got lost, and sorts its answer. It must be harmless when done twice. */
export async function ask<Payload extends Named, Input extends object>(
  client: Client,
  document: Document<Payload, Input>,
  input: Input,
): Promise<Outcome<Success<Payload>>> {
  let result = await client.mutation(document, { input }).toPromise();
  if (result.error?.networkError) result = await client.mutation(document, { input }).toPromise();
  if (!result.data) {
    const message = result.error ? describeFailure(result.error) : 'The server gave no answer. Try again.';
    return { ok: false, error: { __typename: 'Failure', message } };
  }
  const payload = payloadOf(result.data);
  if (refusals.has(payload.__typename)) return { ok: false, error: payload as unknown as Refusal };
  return { ok: true, value: payload as Success<Payload> };
}

/** Sends one command. Its id makes the server do it only once, however often it arrives. */
export function sendCommand<Payload extends Named, Input extends CommandInput>(
  client: Client,
  document: Document<Payload, Input>,
  input: Input,
): Promise<Outcome<Success<Payload>>> {
  const commandId = newId();
  sent.add(plain(commandId));
  const answer = ask(client, document, { ...input, commandId });
  underWay.add(answer);
  return answer.finally(() => underWay.delete(answer));
}

export type Send = <Payload extends Named, Input extends CommandInput>(
  document: Document<Payload, Input>,
  input: Input,
) => Promise<Outcome<Success<Payload>>>;

export function useCommand(): Send {
  const client = useClient();
  return useCallback<Send>((document, input) => sendCommand(client, document, input), [client]);
}
