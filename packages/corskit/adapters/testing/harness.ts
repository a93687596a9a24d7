/** What each adapter brings to the behaviour suite: a server with the routes below, in its framework's own idiom. */
import type { PolicyOptions } from '../../policy/options.ts'
import type { PolicySource } from '../../policy/source.ts'

/**
 * Policies by the path that they are mounted under; `/` is the whole app. Frameworks without mounting pick by the path,
 * with a function of the request.
 */
// biome-ignore lint/suspicious/noExplicitAny: each framework has a request type of its own
export type Mounts = Readonly<Record<string, PolicySource<any>>>

export interface RunningServer {
  readonly url: string
  close(): Promise<void>
}

export interface Harness {
  /** Starts a server on a free port of 127.0.0.1, with the routes of `ROUTES`, under `/`, `/a` and `/b` each. */
  start(mounts: Mounts): Promise<RunningServer>
  /** The same with `cors` for the whole app, and `guard` after it with a `bypass` for the path `/hello?webhook`. */
  startGuarded(policy: PolicyOptions): Promise<RunningServer>
  /**
   * Of two policies, one around the other, the inner one rules. This is for frameworks whose router cannot be asked
   * whether there is an inner one, and whose middleware is all there is: there the outer one has answered preflights by
   * then.
   */
  readonly preflightsAreOuter?: true
  /** What the framework itself puts into `Vary` of every response, in lower case. */
  readonly ownVary?: readonly string[]
}

/**
 * What the routes do. Under `/a` and `/b`, `hello` is enough.
 *
 * - `GET, HEAD, POST, PUT, DELETE /hello`: 200, body `hello`
 * - `OPTIONS /hello`: 200, header `x-app: options`
 * - `GET /throws`: the handler throws
 * - `GET /rejects`: the handler throws after it has waited
 * - `GET /missing`: there is no such route
 * - `GET /not-modified`: 304
 * - `GET /stream`: three chunks, `one two three`
 * - `GET /redirect`: 302 to `/hello`
 * - `GET /cookies`: two `Set-Cookie`
 * - `GET /vary-set`: sets `Vary: Accept-Encoding` as a string
 * - `GET /vary-list`: sets `Vary` as the list Accept-Encoding, Accept (or appends both)
 * - `GET /vary-head`: `Vary: Accept-Encoding` in the last place where the framework takes headers
 * - `GET /vary-any`: `Vary: *`
 * - `GET /vary-same`: `Vary: origin`
 * - `GET /own-cors`: sets `Access-Control-Allow-Origin: *` and `Access-Control-Allow-Credentials: true`
 * - `GET /own-cors-head`: the same in the last place where the framework takes headers
 */
export const ROUTES = [
  'hello',
  'throws',
  'rejects',
  'not-modified',
  'stream',
  'redirect',
  'cookies',
  'vary-set',
  'vary-list',
  'vary-head',
  'vary-any',
  'vary-same',
  'own-cors',
  'own-cors-head',
] as const

/** The requests that the guarded server lets through unjudged. */
export function isWebhook(path: string | undefined): boolean {
  return path?.endsWith('/hello?webhook') ?? false
}

/** Thrown by `/throws` and `/rejects`; harnesses keep it out of the test's output. */
export class ExpectedError extends Error {
  constructor() {
    super('thrown on purpose')
    this.name = 'ExpectedError'
  }
}

/** The mount that a path belongs to: the longest that fits. */
export function mountOf(mounts: Mounts, path: string): Mounts[string] | null {
  const names = Object.keys(mounts).sort((a, b) => b.length - a.length)
  for (const name of names) {
    if (name === '/' || path === name || path.startsWith(`${name}/`)) return mounts[name] ?? null
  }
  return null
}
