/** `expect(page).toBeAllowedToFetch(url)` and its opposite, for any `expect` that can be extended. */

import type { Outcome, ReasonCode } from 'corskit/browser'
import type { Page } from '../open-page.ts'
import { NodeRequest } from '../web/node-classes.ts'
import type { PageRequestInit, PageRequestInput } from '../web/page-request.ts'
import { describeOutcome } from './describe-outcome.ts'

/** What Vitest and Jest hand to a matcher, as far as it is used. */
export interface MatcherState {
  readonly isNot?: boolean
}

/** What `expect` wants of a matcher. */
export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}

/** What tests write; the types of Vitest and Jest are extended by it. */
export interface CorsMatchers<Returned = Promise<void>> {
  /** The page can read the answer. Await it. An opaque answer is not allowed: script learns nothing from it. */
  toBeAllowedToFetch(url: PageRequestInput, init?: PageRequestInit): Returned
  /**
   * A rule of the browser refuses, and where a code is given, that one. Await it. A server that cannot be reached
   * blocks nothing.
   */
  toBeBlockedFrom(url: PageRequestInput, init?: PageRequestInit, code?: ReasonCode): Returned
}

/** For `expect.extend` of Vitest and Jest. */
export const matchers = {
  async toBeAllowedToFetch(
    this: MatcherState,
    page: Page,
    url: PageRequestInput,
    init?: PageRequestInit,
  ): Promise<MatcherResult> {
    const outcome = await outcomeOf(page, url, init)
    return result(this, page, outcome, outcome.verdict === 'allowed', callOf(page, 'be allowed to', url, init))
  },

  async toBeBlockedFrom(
    this: MatcherState,
    page: Page,
    url: PageRequestInput,
    init?: PageRequestInit,
    code?: ReasonCode,
  ): Promise<MatcherResult> {
    const outcome = await outcomeOf(page, url, init)
    const pass = outcome.verdict === 'blocked' && (code === undefined || outcome.reason?.code === code)
    const wanted = code === undefined ? 'be refused to' : `be refused (${code}) to`
    return result(this, page, outcome, pass, callOf(page, wanted, url, init))
  },
}

async function outcomeOf(page: Page, url: PageRequestInput, init?: PageRequestInit): Promise<Outcome> {
  if (typeof page?.outcomeOf !== 'function') throw new TypeError('expect() must be given a page of openPage()')
  return page.outcomeOf(url, init)
}

/** A server that cannot be reached proves neither: the test fails whichever way it asked. */
function result(state: MatcherState, page: Page, outcome: Outcome, pass: boolean, call: string): MatcherResult {
  const isNot = state.isNot === true
  const proven = outcome.verdict !== 'unreachable'
  return {
    pass: proven ? pass : isNot,
    message: () => {
      const expected = `Expected ${call.replace(' to ', isNot ? ' not to ' : ' to ')}, but it ${verdictWords[outcome.verdict]}.`
      return `${expected}\n\n${describeOutcome(outcome, page.engine)}`
    },
  }
}

const verdictWords = {
  allowed: 'is allowed',
  opaque: 'gets an opaque answer, of which script learns nothing',
  blocked: 'is blocked',
  unreachable: 'cannot reach the server, which proves nothing about CORS',
} as const

function callOf(page: Page, wanted: string, input: PageRequestInput, init: PageRequestInit = {}): string {
  const isRequest = input instanceof NodeRequest
  const method = init.method ?? (isRequest ? input.method : 'GET')
  return `a page of ${page.origin} (${page.engine}) to ${wanted} ${method} ${isRequest ? input.url : input}`
}
