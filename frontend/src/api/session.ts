import { create } from 'zustand';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isAdministrator: boolean;
}

interface Grant {
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly user: Account;
}

/** Who is using this tab. `undefined` until the refresh cookie was tried. */
export const useSession = create<{ account: Account | null | undefined }>(() => ({ account: undefined }));

// The token lives in this module and nowhere else, so that a script that reads storage finds nothing.
let accessToken: string | null = null;
let expiresAt = 0;

const earlyMilliseconds = 15_000;
// A clock that runs ahead must not make every request renew its token first.
const leastMilliseconds = 20_000;

/** A refusal by one of the REST addresses: a sentence for people and, where it is about one, the field. */
export class RequestError extends Error {
  readonly kind: string;
  readonly field: string | null;
  readonly status: number;

  constructor(status: number, kind: string, message: string, field: string | null = null) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
    this.kind = kind;
    this.field = field;
  }
}

function accept({ accessToken: token, expiresAt: end, user }: Grant): void {
  accessToken = token;
  expiresAt = Math.max(Date.parse(end) - earlyMilliseconds, Date.now() + leastMilliseconds);
  useSession.setState({ account: user });
}

export function forgetSession(): void {
  accessToken = null;
  expiresAt = 0;
  useSession.setState({ account: null });
}

async function refusalOf(response: Response): Promise<RequestError> {
  const fallback = response.status >= 500 ? 'The server could not answer. Try again in a moment.' : response.statusText;
  const body = (await response.json().catch(() => null)) as {
    error?: { kind?: string; message?: string; field?: string | null };
  } | null;
  const { kind = 'unknown', message = fallback, field = null } = body?.error ?? {};
  return new RequestError(response.status, kind, message, field);
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch {
    throw new RequestError(0, 'unreachable', 'The server cannot be reached. Check that it is running and try again.');
  }
}

async function grant(path: string, body: unknown): Promise<void> {
  const response = await reach(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await refusalOf(response);
  accept((await response.json()) as Grant);
}

export interface Registration {
  readonly isOpen: boolean;
  readonly hasAdministrator: boolean;
}

export async function registration(): Promise<Registration> {
  const response = await reach('/auth/registration', {});
  if (!response.ok) throw await refusalOf(response);
  return (await response.json()) as Registration;
}

export const register = (input: { name: string; email: string; password: string }) => grant('/auth/register', input);
export const logIn = (input: { email: string; password: string }) => grant('/auth/login', input);

let refreshing: Promise<boolean> | null = null;

async function refreshOnce(): Promise<boolean> {
  try {
    await grant('/auth/refresh', {});
    return true;
  } catch (error) {
    if (error instanceof RequestError && (error.status === 401 || error.status === 403)) {
      forgetSession();
      return false;
    }
    throw error;
  }
}

// Two tabs share one refresh cookie. Using it twice looks like theft to the server, so tabs take turns.
function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  return 'locks' in navigator ? navigator.locks.request('storyboard-refresh', work) : work();
}

/** True when this tab now holds a valid access token, false when nobody is logged in. */
export function refresh(): Promise<boolean> {
  refreshing ??= inTurn(refreshOnce).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** An access token that is good for some seconds more, or null when nobody is logged in. */
export async function freshToken(): Promise<string | null> {
  if (accessToken === null || Date.now() >= expiresAt) await refresh();
  return accessToken;
}

/** Answers once it is known whether somebody is logged in. */
export async function restoreSession(): Promise<Account | null> {
  if (useSession.getState().account === undefined) await refresh();
  return useSession.getState().account ?? null;
}

function withToken(init: RequestInit, token: string | null): RequestInit {
  const headers = new Headers(init.headers);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  return { ...init, headers };
}

/** `fetch` with the bearer header; a token the server no longer takes is renewed once. */
export async function authorisedFetch(path: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const first = await fetch(path, withToken(init, await freshToken()));
  if (first.status !== 401 || !(await refresh())) return first;
  return fetch(path, withToken(init, accessToken));
}

/** Calls a REST address as the logged-in person; answers its JSON (null when it has none). */
export async function request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const init: RequestInit =
    body === undefined
      ? { method }
      : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return send<Answer>(path, init);
}

/** Sends a file as it is. */
export function upload<Answer>(path: string, file: Blob): Promise<Answer> {
  return send<Answer>(path, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file });
}

async function send<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await authorisedFetch(path, init).catch((error: unknown) => {
    if (error instanceof RequestError) throw error;
    throw new RequestError(0, 'unreachable', 'The server cannot be reached. Check that it is running and try again.');
  });
  if (!response.ok) throw await refusalOf(response);
  return (response.status === 204 ? null : await response.json()) as Answer;
}

export async function logOut(): Promise<void> {
  try {
    await request('POST', '/auth/logout');
  } finally {
    forgetSession();
  }
}
