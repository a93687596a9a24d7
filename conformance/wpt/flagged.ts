/** Subtests that no implementation of today's standard can pass, each with the reason. They are run and counted like all others, and marked. */

export interface Flag {
  readonly file: string
  /** Part of the subtest's name. */
  readonly subtest: string
  readonly why: string
}

export const FLAGGED: readonly Flag[] = [
  {
    file: 'fetch/api/cors/cors-preflight-redirect.any.js',
    subtest: 'after preflight failed',
    why: 'stale: corrected upstream by web-platform-tests/wpt#62651',
  },
  {
    file: 'fetch/api/redirect/redirect-origin.any.js',
    subtest: '[POST] Redirect 307 Same origin to same origin',
    why: 'stale: expects no Origin, against the standard since whatwg/fetch 283c2ae and all engines',
  },
  {
    file: 'fetch/api/redirect/redirect-origin.any.js',
    subtest: '[POST] Redirect 308 Same origin to same origin',
    why: 'stale: expects no Origin, against the standard since whatwg/fetch 283c2ae and all engines',
  },
]

export function flagOf(file: string, subtest: string): Flag | undefined {
  return FLAGGED.find((flag) => flag.file === file && subtest.includes(flag.subtest))
}
