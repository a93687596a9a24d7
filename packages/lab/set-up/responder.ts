/**
 * Turns a card into a function that answers one request. The code of policies is loaded when one is used: most of its
 * size is the list of public suffixes.
 */
import type { Issue } from 'corskit'
import { readOptions } from './read-options.ts'
import type { HeaderPair, RawAnswer, ServerCard } from './server-card.ts'

export interface AskedRequest {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly headers: readonly HeaderPair[]
}

export type Responder = (request: AskedRequest) => RawAnswer | Promise<RawAnswer>

export type ResponderMade =
  | {
      readonly respond: Responder
      /** What is odd about a policy but works. */
      readonly notes: readonly string[]
    }
  | { readonly mistake: string }
  | { readonly issues: readonly Issue[] }

/** @param url of the request; a request for another URL was redirected */
export async function responderOf(card: Exclude<ServerCard, { by: 'url' }>, url: string): Promise<ResponderMade> {
  if (card.by === 'raw') {
    const { preflight, actual, redirected } = card
    const first = withoutFragment(url)
    return {
      notes: [],
      respond: (request) => {
        if (redirected !== null && withoutFragment(request.url) !== first && !isPreflight(request)) return redirected
        return isPreflight(request) ? preflight : actual
      },
    }
  }
  const read = readOptions(card.policy)
  if ('mistake' in read) return read
  const { checkOptions, definePolicy, mergeVary, PolicyError } = await import('corskit')
  try {
    const policy = definePolicy(read.options)
    return {
      notes: checkOptions(read.options).warnings.map(({ message }) => message),
      respond: async (request) => {
        const { status, headers, vary } = await policy.answer({
          method: request.method,
          origin: headerOf(request, 'origin'),
          requestMethod: headerOf(request, 'access-control-request-method'),
          requestHeaders: headerOf(request, 'access-control-request-headers'),
        })
        const own = status === null ? card.answer : { status, headers: [] }
        const ownVary = own.headers.filter(([name]) => name.toLowerCase() === 'vary').map(([, value]) => value)
        const merged = mergeVary(ownVary.join(', '), vary)
        return {
          status: own.status,
          headers: [
            ...own.headers.filter(
              ([name]) => name.toLowerCase() !== 'vary' && !headers.some(([set]) => set === name.toLowerCase()),
            ),
            ...headers,
            ...(merged === '' ? [] : [['vary', merged] as const]),
          ],
        }
      },
    }
  } catch (error) {
    if (error instanceof PolicyError) return { issues: error.issues }
    throw error
  }
}

export const isPreflight = (request: AskedRequest): boolean =>
  request.method === 'OPTIONS' &&
  headerOf(request, 'origin') !== null &&
  headerOf(request, 'access-control-request-method') !== null

function headerOf({ headers }: AskedRequest, name: string): string | null {
  return headers.find(([each]) => each === name)?.[1] ?? null
}

const withoutFragment = (url: string) => url.split('#', 1)[0] ?? url
