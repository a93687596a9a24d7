/** Collects what the server's answers allowed: a fix adds to it, and removes nothing. */
import { definePolicy, PolicyError, type PolicyOptions } from 'corskit'
import { getHeader } from 'corskit/protocol'
import type { AnswerSeen, Case } from '../case.ts'
import { listItems } from '../words/list-items.ts'

export interface SeenAllowed {
  /** Whether an answer let everybody read (`*`). */
  readonly everybody: boolean
  /** Other origins than the page's, in the order of the answers. */
  readonly origins: readonly string[]
  /** The origins that were allowed with cookies, including the page's own. */
  readonly withCookies: readonly string[]
  /** Without those that are always allowed; `*` stands alone. */
  readonly methods: readonly string[]
  /** In lower case. */
  readonly headers: readonly string[]
  readonly exposed: readonly string[]
}

/** @param withCookies whether the policy is for requests with cookies: then `*` in a list has no effect */
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
    // When both are known, the actual answer counts more than the preflight.
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

/** The origin that an answer names. Not `null`, and not the origin of a stranger that was only sent back. */
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

/** Names that are valid in every format. */
export const PLAIN_NAME = /^(?:\*|[A-Za-z0-9_-]+)$/

/** Whether a policy may allow it at all. */
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
