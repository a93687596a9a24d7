/** What the server's answers were seen to allow: a fix adds to it, and takes nothing of it away. */
import { definePolicy, PolicyError, type PolicyOptions } from 'corskit'
import { getHeader } from 'corskit/protocol'
import type { AnswerSeen, Case } from '../case.ts'
import { listItems } from '../words/list-items.ts'

export interface SeenAllowed {
  /** Whether an answer let everybody read (`*`). */
  readonly everybody: boolean
  /** Beside the page's own, in the order in which they were seen. */
  readonly origins: readonly string[]
  /** Those that were let in with cookies, the page's own included. */
  readonly withCookies: readonly string[]
  /** Beside those that need no listing; `*` stands alone. */
  readonly methods: readonly string[]
  /** In lower case. */
  readonly headers: readonly string[]
  readonly exposed: readonly string[]
}

/** @param withCookies whether the policy is for requests with cookies: a `*` in a list means nothing then */
export function seenAllowed(seen: Case, withCookies: boolean): SeenAllowed {
  const { answers } = seen
  const preflights = answers.filter(({ isPreflight }) => isPreflight)
  const actual = answers.filter(({ isPreflight }) => !isPreflight)
  const lists = (from: readonly AnswerSeen[], name: string) => [
    ...new Set(from.flatMap(({ headers }) => listItems(getHeader(headers, name)))),
  ]
  const keep = (names: readonly string[], isAccepted: (name: string) => boolean) => {
    const kept = names.filter((name) => !(withCookies && name === '*') && isAccepted(name))
    return kept.includes('*') ? kept.filter((name) => name === '*' || name === 'authorization') : kept
  }
  const lower = (names: readonly string[]) => [...new Set(names.map((name) => name.toLowerCase()))]
  const taken = answers.map((answer) => ({ answer, origins: originsIn(answer, seen) }))
  const origins = taken.flatMap(({ origins }) => origins)
  return {
    // Where both were seen, the answer itself says more than the preflight before it.
    everybody: (actual.some(({ asked }) => getHeader(asked, 'origin') !== null) ? actual : preflights).some(isForAll),
    origins: [...new Set(origins.filter((origin) => origin !== seen.origin))],
    withCookies: taken.flatMap(({ answer, origins }) =>
      getHeader(answer.headers, 'access-control-allow-credentials') === 'true' ? origins : [],
    ),
    methods: keep(lists(preflights, 'access-control-allow-methods'), isMethod),
    headers: keep(lower(lists(preflights, 'access-control-allow-headers')), (name) =>
      isTaken({ allowedHeaders: [name] }),
    ),
    exposed: keep(lower(lists(actual, 'access-control-expose-headers')), (name) => isTaken({ exposedHeaders: [name] })),
  }
}

const isForAll = ({ asked, headers }: AnswerSeen) =>
  getHeader(asked, 'origin') !== null && getHeader(headers, 'access-control-allow-origin') === '*'

/** What an answer names: never `null`, and no stranger's origin that only comes back because it was sent. */
function originsIn({ asked, headers }: AnswerSeen, seen: Case): string[] {
  const sent = getHeader(asked, 'origin')
  return listItems(getHeader(headers, 'access-control-allow-origin')).filter(
    (origin) => isOrigin(origin) && (origin === seen.origin || origin !== sent || origin === seen.near?.origin),
  )
}

const isOrigin = (text: string) =>
  /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text && isTaken({ origin: text })

/** https://fetch.spec.whatwg.org/#cors-safelisted-method */
export const needsNoListing = (method: string) => ['GET', 'HEAD', 'POST'].includes(method)

const isMethod = (name: string) => !needsNoListing(name) && isTaken({ methods: [name] })

/** Names that can be pasted into every format. */
export const PLAIN_NAME = /^(?:\*|[A-Za-z0-9_-]+)$/

/** Whether a policy may say so at all. */
function isTaken(options: Partial<PolicyOptions>): boolean {
  const names = [options.methods, options.allowedHeaders, options.exposedHeaders].flat()
  if (!names.every((name) => name === undefined || PLAIN_NAME.test(name))) return false
  try {
    definePolicy({ origin: 'https://app.example.com', ...options })
    return true
  } catch (error) {
    if (error instanceof PolicyError) return false
    throw error
  }
}
