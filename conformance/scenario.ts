import type { ElementInitiator } from 'corskit/browser'
import type { Places } from './places.ts'

/**
 * A scenario: what a page calls and what servers answer, written once and run in every engine.
 *
 * Four origins exist, chosen so that every relation between two origins has a pair:
 *   {A} the page, `http://web-platform.test:P1`
 *   {B} cross-origin but same-site, `http://www1.web-platform.test:P2`
 *   {C} cross-site, `http://not-web-platform.test:P3`
 *   {D} the page's host on another port (cross-origin, and cookies are shared), `http://web-platform.test:P4`
 * All strings may use {A}, {A:host} (host and port, for URLs with credentials or another scheme) and {A:upper}.
 */
export type Scenario = {
  /** Unique within one run. */
  name: string
  /**
   * The document or worker that calls: 'sandboxed' (iframe without allow-same-origin) and 'data' (a data: URL) have an
   * opaque origin; 'blob' is an iframe with a blob: URL. The script of a 'worker' is a file of the page's origin, that
   * of a 'blob-worker' a blob: URL.
   */
  page?: PageKind
  /** Where the four origins stand; `http` when it is left out. */
  places?: Places
  calls: Call[]
  /** By path without its leading slash and query; a request for any other path is answered 404 without a header. */
  answers?: { [path: string]: ServedResponses }
}

export type PageKind = 'normal' | 'sandboxed' | 'data' | 'blob' | 'worker' | 'blob-worker'

export const isWorker = ({ page }: Pick<Scenario, 'page'>): boolean => page === 'worker' || page === 'blob-worker'
export const hasOpaqueOrigin = ({ page }: Pick<Scenario, 'page'>): boolean => page === 'sandboxed' || page === 'data'

/**
 * What loads. `xhr-upload` listens to the progress of what it sends; `xhr-sync` waits for the answer. Of an element,
 * the mode and the credentials say which `crossorigin` it has.
 */
export type CallWay = 'fetch' | 'xhr' | 'xhr-upload' | 'xhr-sync' | ElementInitiator

/**
 * One call of `fetch(url, init)`, or of what `by` says with the same settings. The next call starts when this one has
 * settled and its body was read.
 */
export type Call = {
  /** `{B}/path` is served by this scenario; a URL without a placeholder goes out as it stands. */
  url: string
  init?: CallInit
  by?: CallWay
  /** Milliseconds to wait before the call, so that a cache entry may expire. */
  delay?: number
}

export type CallInit = {
  method?: string
  headers?: Record<string, string> | [string, string][]
  mode?: 'cors' | 'no-cors' | 'same-origin' | 'navigate'
  credentials?: 'omit' | 'same-origin' | 'include'
  redirect?: 'follow' | 'error' | 'manual'
  referrer?: string
  referrerPolicy?: string
  cache?: string
  keepalive?: boolean
  integrity?: string
  body?: CallBody
}

/** A body by the object that script hands over, because the object decides the default Content-Type. */
export type CallBody =
  | { kind: 'string'; value: string }
  | { kind: 'urlsearchparams'; value: string }
  | { kind: 'formdata'; value: [string, string][] }
  | { kind: 'blob'; value: string; type?: string }
  | { kind: 'bytes'; value: number[] }

/** A list is used in turn, and its last answer for every later request. */
export type ServedResponses = {
  /** For OPTIONS with Access-Control-Request-Method. Missing: 404. */
  pre?: ServedResponse | ServedResponse[]
  /** For everything else. Missing: 404. */
  act?: ServedResponse | ServedResponse[]
}

/**
 * Sent byte for byte: no header is added, duplicates and order are kept. The status line says HTTP/1.0 and the end of
 * the body is the end of the connection, so that neither Content-Length nor Connection is needed, which
 * `Access-Control-Expose-Headers: *` would show to script, and no retry on a reused connection blurs the count of
 * requests. Nothing forbids an HTTP cache: a scenario that calls the same URL twice and answers with something
 * cacheable (301, 308, Cache-Control) sees the cache. A cookie without Path stays with its scenario; one with `Path=/`
 * is sent by the scenarios after it. `asset` is a body that an element can use.
 */
export type ServedResponse =
  | { drop: true }
  | { status: number; headers?: [string, string][]; body?: string; asset?: ElementInitiator; delay?: number }
