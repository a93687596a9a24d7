/**
 * The questions that distinguish a policy from similar ones, the most important first: a long list is cut at the end.
 */
import type { Header } from 'corskit/protocol'
import type { Facts } from '../words/facts.ts'
import { type OriginElement, STRANGERS } from './neighbors.ts'
import type { VerifyProbe } from './words.ts'

export interface Question {
  /**
   * `after`: once more, after others that a cache may have kept. `aside`: judged by itself, and it may remain without
   * an answer.
   */
  readonly kind: 'actual' | 'preflight' | 'plain-options' | 'two-origins' | 'after' | 'aside'
  readonly subject: string
  /** `null`: without Origin. */
  readonly origin: string | null
  /** Of a preflight: what it asks for. */
  readonly method: string
  readonly names: readonly string[]
  readonly isAgain: boolean
  /** What was asked there before. */
  readonly after: readonly VerifyProbe[]
  readonly probe: VerifyProbe
}

export interface Asking {
  readonly paths: readonly string[]
  /** How many at the most. */
  readonly limit: number
  readonly errors: boolean
  readonly token: string
}

const MISSING_PATH = '/corskit-asks-for-a-path-that-does-not-exist'

export function questionsOf(
  url: string,
  facts: Facts,
  elements: readonly OriginElement[],
  { paths, limit, errors, token }: Asking,
): Question[] {
  const [element] = elements
  if (element === undefined) throw new TypeError('the policy names no origin, so there is nothing to ask')
  const [allowed = ''] = element.members
  const at = new URL(url).href
  const own = new URL(url).origin
  const missing = new URL(MISSING_PATH, url).href
  /** Each element of origin in turn, so that the preflights of all are seen. */
  const memberOf = (index: number) => elements[index % elements.length]?.members[0] ?? allowed
  const asking = [
    ...methodsOf(facts).map((method) => (origin: string) => preflight(at, origin, method, [], `method ${method}`)),
    ...headersOf(facts).map((name) => (origin: string) => preflight(at, origin, 'GET', [name], `header ${name}`)),
    ...(facts.allowedHeaders.length > 1
      ? [(origin: string) => preflight(at, origin, 'POST', facts.allowedHeaders, 'all headers together')]
      : []),
  ]
  const questions = [
    actual(at, allowed, `origin ${element.text}`),
    { ...actual(at, allowed, `origin ${element.text}`), isAgain: true },
    actual(at, null, 'no Origin'),
    ...STRANGERS.map((origin) => actual(at, origin, `origin ${origin}`)),
    preflight(at, allowed, 'GET', [], `origin ${element.text}`),
    ...STRANGERS.slice(0, 2).map((origin) => preflight(at, origin, 'GET', [], `origin ${origin}`)),
    plainOptions(at, allowed),
    { ...actual(at, allowed, 'HEAD', 'HEAD'), kind: 'aside' as const },
    actual(missing, allowed, 'error pages'),
    actual(missing, STRANGERS[0] ?? '', 'error pages'),
    ...otherSlash(at).map((there) => actual(there, allowed, 'redirects')),
    ...(facts.any ? [] : [twoOrigins(at, allowed, STRANGERS[0] ?? '')]),
    ...(errors ? [unknownMethod(at, allowed), tooLong(missing, allowed)] : []),
    ...paths.flatMap((path) => {
      const there = new URL(path, url).href
      return [
        actual(there, allowed, `path ${path}`),
        actual(there, STRANGERS[0] ?? '', `path ${path}`),
        preflight(there, allowed, 'GET', [], `path ${path}`),
      ]
    }),
    ...asking.map((ask, index) => ask(memberOf(index + 1))),
    ...elements.flatMap(({ text, members }, index) =>
      members.slice(index === 0 ? 1 : 0).map((origin) => actual(at, origin, `origin ${text}`)),
    ),
    ...elements.flatMap(({ text, members }, index) =>
      members
        .slice(0, index <= asking.length ? 0 : 1)
        .map((origin) => preflight(at, origin, 'GET', [], `origin ${text}`)),
    ),
  ]
  const late = [
    ...secondRequests(at, token, [allowed, another(elements, allowed), null]),
    ...secondRequests(at, `${token}-2`, [null, allowed, another(elements, allowed), STRANGERS[0] ?? '']),
    { ...actual(at, allowed, `origin ${element.text}`), isAgain: true },
  ]
  const asked = new Set([...elements.flatMap(({ members }) => members), ...STRANGERS])
  const most = limit - late.length - MOST_DOUBTED
  // One of each element in turn, and each begins with another kind: where a long list is cut, every kind is asked for
  // somewhere.
  for (let round = 0; questions.length < most && elements.some(({ outside }) => round < outside.length); round++) {
    for (const [index, { outside, text }] of elements.entries()) {
      const origin = round < outside.length ? outside[(round + index) % outside.length] : undefined
      if (origin === undefined || asked.has(origin) || questions.length >= most) continue
      asked.add(origin)
      questions.push(actual(at, origin, `origin ${origin}, beside ${text}`))
    }
  }
  return [...questions.slice(0, most), ...late].filter(({ origin }) => origin !== own)
}

/** At most so many origins are asked again, when their answers may have come from a cache. */
export const MOST_DOUBTED = 3

/** Where no cache can have an answer. */
export function doubtedQuestion(url: string, origin: string, token: string): Question {
  return actual(neverAsked(new URL(url).href, token), origin, 'a query that was never asked')
}

function neverAsked(url: string, token: string): string {
  const there = new URL(url)
  there.searchParams.append('corskit', token)
  return there.href
}

/** Another member of the policy, or nobody's page where there is none. */
function another(elements: readonly OriginElement[], allowed: string): string {
  const members = elements.flatMap((element) => element.members)
  return members.find((member) => member !== allowed) ?? STRANGERS[1] ?? ''
}

/**
 * Asked one after the other at a new URL, like pages that share a cache. The first answer certainly comes from the
 * server.
 */
function secondRequests(url: string, token: string, origins: readonly (string | null)[]): Question[] {
  const there = neverAsked(url, token)
  const asked = origins.map((origin) => actual(there, origin, 'a query that was never asked'))
  return asked.map((question, index) =>
    index === 0
      ? question
      : { ...question, kind: 'after' as const, after: asked.slice(0, index).map(({ probe }) => probe) },
  )
}

/**
 * With a slash at the end where there is none, and without where there is one: many servers redirect from one to the
 * other.
 */
function otherSlash(url: string): string[] {
  const there = new URL(url)
  if (there.pathname === '/') return []
  there.pathname = there.pathname.endsWith('/') ? there.pathname.replace(/\/+$/, '') : `${there.pathname}/`
  return [there.href]
}

/** Those that are listed, and some that are not. */
function methodsOf({ methods, anyMethod }: Facts): string[] {
  const unlisted = ['DELETE', 'PUT', 'PATCH'].filter((method) => !methods.includes(method))
  const lower = methods.filter((method) => method !== method.toLowerCase() && !NORMALIZED.includes(method)).slice(0, 1)
  return [
    ...methods,
    ...(anyMethod ? ['CORSKIT'] : unlisted),
    ...(anyMethod ? [] : ['CORSKIT', ...lower.map((name) => name.toLowerCase())]),
  ]
}

/** What browsers write in upper case themselves. https://fetch.spec.whatwg.org/#concept-method-normalize */
const NORMALIZED = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']

function headersOf({ allowedHeaders }: Facts): string[] {
  return [...new Set([...allowedHeaders, 'content-type', 'authorization', 'x-corskit-unlisted'])]
}

function actual(url: string, origin: string | null, subject: string, method: VerifyProbe['method'] = 'GET'): Question {
  const headers: Header[] = origin === null ? [] : [['origin', origin]]
  const name = origin === null ? `${method} without Origin` : `${method} with Origin: ${origin}`
  return question('actual', { subject, method, url, headers, name }, { origin, method: 'GET' })
}

function preflight(url: string, origin: string, method: string, names: readonly string[], subject: string): Question {
  const headers: Header[] = [
    ['origin', origin],
    ['access-control-request-method', method],
  ]
  if (names.length > 0) headers.push(['access-control-request-headers', [...names].sort().join(',')])
  const what = `${method}${names.length === 0 ? '' : ` and ${names.join(', ')}`}`
  const name = `preflight for ${what} with Origin: ${origin}`
  return question('preflight', { subject, method: 'OPTIONS', url, headers, name }, { origin, method, names })
}

function plainOptions(url: string, origin: string): Question {
  const subject = 'plain OPTIONS'
  const name = `OPTIONS that is not a preflight, with Origin: ${origin}`
  const headers: Header[] = [['origin', origin]]
  return question('plain-options', { subject, method: 'OPTIONS', url, headers, name }, { origin, method: 'OPTIONS' })
}

/** @param stranger whom it is judged for */
function twoOrigins(url: string, allowed: string, stranger: string): Question {
  const headers: Header[] = [
    ['origin', allowed],
    ['origin', stranger],
  ]
  const name = `GET with two lines, Origin: ${allowed} and Origin: ${stranger}`
  return question(
    'two-origins',
    { subject: 'two Origin lines', method: 'GET', url, headers, name },
    { origin: stranger },
  )
}

/** No app knows this method, so it does nothing: 405 or 501. */
function unknownMethod(url: string, origin: string): Question {
  const name = `CORSKIT, a method that nobody knows, with Origin: ${origin}`
  const headers: Header[] = [['origin', origin]]
  return question('aside', { subject: 'error pages (405)', method: 'CORSKIT', url, headers, name }, { origin })
}

/** More than most servers take: 413. */
function tooLong(url: string, origin: string): Question {
  const name = `POST of ${LONG_BODY} bytes with Origin: ${origin}`
  const headers: Header[] = [['origin', origin]]
  const probe = { subject: 'error pages (413)', method: 'POST', url, headers, name, bodyLength: LONG_BODY } as const
  return question('aside', probe, { origin })
}

const LONG_BODY = 3_000_000

function question(
  kind: Question['kind'],
  probe: VerifyProbe,
  more: Partial<Question> & { origin: string | null },
): Question {
  return { kind, subject: probe.subject, method: 'GET', names: [], isAgain: false, after: [], ...more, probe }
}
