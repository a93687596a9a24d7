/**
 * Failures whose reason is known. They are run and counted like all others, and marked with it.
 *
 * - `stale`: the subtest contradicts today's standard, and engines.
 * - `engine`: the subtest contradicts the standard, and Chromium does what it expects.
 * - `document`: needs frames, a document or a cache storage, which a page without a DOM has not.
 * - `limit`: the subtest is right, and `@corskit/fetch` does not do this.
 */

export interface Flag {
  readonly kind: 'stale' | 'engine' | 'document' | 'limit'
  readonly why: string
}

interface FlagRule extends Flag {
  readonly file?: RegExp
  readonly subtest?: RegExp
  readonly message?: RegExp
}

const NEEDS_BASE = 'needs a document with a base or an encoding of its own'
const NEEDS_DOCUMENT = 'needs a document, a worker or a cache storage'

const RULES: readonly FlagRule[] = [
  {
    file: /cors-preflight-redirect/,
    subtest: /after preflight failed/,
    kind: 'stale',
    why: 'corrected upstream by web-platform-tests/wpt#62651',
  },
  {
    file: /redirect-origin/,
    subtest: /\[POST\] Redirect 30[78] Same origin to same origin/,
    kind: 'stale',
    why: 'expects no Origin, against the standard since whatwg/fetch 283c2ae and all engines',
  },
  {
    file: /request-private-network-headers/,
    kind: 'stale',
    why: 'Private Network Access was withdrawn; the header is not forbidden',
  },
  {
    file: /keepalive/,
    message: /document is not defined/,
    kind: 'document',
    why: 'needs frames',
  },
  {
    file: /^cors\/basic/,
    subtest: /^Cross domain .*echo/,
    kind: 'stale',
    why: 'asks for www1web-platform.test, which nobody has: a dot is missing',
  },
  {
    file: /^cors\/304/,
    kind: 'limit',
    why: 'no HTTP cache',
  },
  {
    file: /open-url-multi-window|about-blank-window|-after-stop|sync-block-defer|not-hang-scriptloader|sandboxed-iframe|header-data-url|remote-origin/,
    message: /timed out|is not (defined|a function)|is not there|null|undefined/i,
    kind: 'document',
    why: 'needs frames',
  },
  {
    message:
      /(document|window|onload|caches|Worker) is not defined|this page has no document|window.open is not a function/,
    kind: 'document',
    why: NEEDS_DOCUMENT,
  },
  {
    message: /(FileReader|HTMLAllCollection) is not defined/,
    kind: 'document',
    why: 'needs a class of windows that Node has not (FileReader, HTMLAllCollection)',
  },
  { subtest: /^(XML|HTML) Document request/, kind: 'limit', why: 'no documents as bodies' },
  {
    file: /idlharness/,
    message: /Unexpected global object/,
    kind: 'document',
    why: 'needs the global object of a window or a worker',
  },
  { file: /^xhr\/.*worker/, message: /timed out/, kind: 'document', why: NEEDS_DOCUMENT },
  {
    file: /^xhr\/open-url-(base|encoding)/,
    kind: 'document',
    why: NEEDS_BASE,
  },
  {
    file: /-ch\.tentative|client-hint-request-headers-2\.tentative/,
    kind: 'engine',
    why: 'client hints are not CORS-safelisted headers in the standard',
  },
  {
    file: /^cors\/preflight-cache/,
    subtest: /age = -1/,
    kind: 'engine',
    why: 'a Max-Age that is not a number counts as missing in the standard, which is five seconds',
  },
  {
    file: /responsetype\.any/,
    message: /A synchronous request has no/,
    kind: 'document',
    why: 'is run as a worker has it; a page is a window',
  },
  { message: /run_all_fp_tests_allow_all/, kind: 'document', why: 'needs frames' },
  {
    file: /FormData-append/,
    message: /expected a "object" but got a "number"/,
    kind: 'stale',
    why: 'compares a Date with a number, which the harness takes no more',
  },
  { message: /a form cannot be sent synchronously/, kind: 'limit', why: 'a synchronous request sends no form' },
  { file: /send-non-same-origin/, kind: 'document', why: NEEDS_BASE },
  { file: /send-authentication/, kind: 'limit', why: 'no HTTP authentication' },
  { file: /request-cache-|conditional-get/, kind: 'limit', why: 'no HTTP cache' },
  {
    file: /stream-with-broken-then/,
    kind: 'limit',
    why: "Node's streams look for a then on what they are given, undici's as well",
  },
  { file: /1xx-response/, kind: 'stale', why: '101 is a network error for everything but WebSocket, in engines too' },
  {
    file: /abort\/general/,
    message: /got "next-microtask"/,
    kind: 'limit',
    why: 'a body that was aborted rejects, but some microtasks late',
  },
  {
    file: /preserve-ua-header/,
    message: /User-Agent: Node/,
    kind: 'document',
    why: 'needs the navigator of a window',
  },
  {
    file: /setrequestheader-content-type/,
    subtest: /URLSearchParams .* charset adjusted/,
    kind: 'engine',
    why: 'the standard adjusts the charset of strings and documents only',
  },
]

/** As it is recorded. */
export const nameOf = ({ kind, why }: Flag): string => `${kind}: ${why}`

/** What kept a file from ending, with its flag. */
export function flagged(text: string, flag: Flag | undefined): string {
  return flag === undefined ? text : `${text} [${nameOf(flag)}]`
}

export function flagOf(file: string, subtest: string, message: string | null): Flag | undefined {
  return RULES.find(
    (rule) =>
      (rule.file?.test(file) ?? true) &&
      (rule.subtest?.test(subtest) ?? true) &&
      (rule.message?.test(message ?? '') ?? true),
  )
}
