import type { Sentence } from '../contracts/services.ts';

/** RFC 9457 problem details, with the members that Voxmark adds. */
export interface Problem {
  type?: string; title?: string; detail?: string; status?: number; traceId?: string;
  /** With its parameters, what `detail` is in other languages. */
  code?: string; parameters?: Readonly<Record<string, unknown>>;
  [member: string]: unknown;
}

export const SERIES_CHANGED = 'urn:voxmark:series-changed';

export type FailureKind =
  /** No answer: the network or the gateway is away. */
  | 'unreachable'
  /** The sign-in ended. */
  | 'signed-out'
  /** The server refused and says why. */
  | 'refused';

export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly kind: FailureKind;
  readonly status: number;
  readonly problem: Problem;

  constructor(kind: FailureKind, status: number, problem: Problem = {}) {
    super(problem.detail ?? problem.title ?? kind);
    this.kind = kind;
    this.status = status;
    this.problem = problem;
  }

  /** What the server said. */
  get sentence(): Sentence {
    return { text: this.message, code: this.problem.code, parameters: this.problem.parameters };
  }

  /** Slices were counted on a volume that is no longer the series'. */
  get isSeriesChanged(): boolean {
    return this.problem.type === SERIES_CHANGED;
  }

  /** Worth another try with the same request: no answer, overload or a gateway between us and a restarting service. */
  get isPassing(): boolean {
    return this.kind === 'unreachable' || this.status === 429 || this.status >= 500;
  }
}

const seriesChanged = new Set<() => void>();

/** Called whenever the server says that the page counts slices on a volume that is no longer the series'. */
export function onSeriesChanged(listener: () => void): void {
  seriesChanged.add(listener);
}

export interface RequestOptions { body?: unknown; signal?: AbortSignal }

/** Sends a request; a failure of any kind arrives as an {@link ApiFailure} (or the AbortError of the caller's signal). */
export async function send(method: string, path: string, { body, signal }: RequestOptions = {}): Promise<Response> {
  const headers: Record<string, string> = { 'X-Requested-With': 'fetch' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      method, headers, credentials: 'same-origin',
      ...(body !== undefined && { body: JSON.stringify(body) }), ...(signal && { signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiFailure('unreachable', 0);
  }
  if (response.status === 401 || (response.redirected && new URL(response.url).pathname.startsWith('/sign-in')))
    throw new ApiFailure('signed-out', 401);
  if (response.ok) return response;
  const failure = new ApiFailure('refused', response.status, await problemOf(response));
  if (failure.isSeriesChanged) for (const listener of seriesChanged) listener();
  throw failure;
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return await (await send('GET', path, signal && { signal })).json() as T;
}

export async function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return await (await send('POST', path, { body, ...(signal && { signal }) })).json() as T;
}

export async function putJson<T>(path: string, body: unknown): Promise<T> {
  return await (await send('PUT', path, { body })).json() as T;
}

export async function getBytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  return await (await send('GET', path, signal && { signal })).arrayBuffer();
}

/** The data of each event of a `text/event-stream`, as it arrives. */
export async function* eventsOf(response: Response): AsyncGenerator<string> {
  let text = '';
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const events = (text + part.value).split('\n\n');
    text = events.pop()!;
    for (const event of events)
      yield event.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice('data:'.length).trimStart()).join('\n');
  }
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return await response.json() as Problem;
  } catch {
    return { title: response.statusText };
  }
}
