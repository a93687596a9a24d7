/** Which questions tell a policy from its neighbors, the most telling first: a long list is cut at the end. */
import type { Header } from 'corskit/protocol'
import type { Facts } from '../words/facts.ts'
import { type OriginElement, STRANGERS } from './neighbors.ts'
import type { VerifyProbe } from './words.ts'

export interface Question {
  readonly kind: 'actual' | 'preflight' | 'plain-options'
  readonly subject: string
  /** `null`: without Origin. */
  readonly origin: string | null
  /** Of a preflight: what it asks for. */
  readonly method: string
  readonly names: readonly string[]
  readonly isAgain: boolean
  readonly probe: VerifyProbe
}

const MISSING_PATH = '/corskit-asks-for-a-path-that-does-not-exist'

/** @param limit how many at the most */
export function questionsOf(
  url: string,
  facts: Facts,
  elements: readonly OriginElement[],
  paths: readonly string[],
  limit: number,
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
    actual(missing, allowed, 'error pages'),
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
  const asked = new Set([...elements.flatMap(({ members }) => members), ...STRANGERS])
  const most = limit - 1
  // One of each element in turn, so that a long list has some of each kind.
  for (let round = 0; questions.length < most && elements.some(({ outside }) => round < outside.length); round++) {
    for (const { outside, text } of elements) {
      const origin = outside[round]
      if (origin === undefined || asked.has(origin) || questions.length >= most) continue
      asked.add(origin)
      questions.push(actual(at, origin, `origin ${origin}, beside ${text}`))
    }
  }
  const again = { ...actual(at, allowed, `origin ${element.text}`), isAgain: true }
  return [...questions.slice(0, most), again].filter(({ origin }) => origin !== own)
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

function actual(url: string, origin: string | null, subject: string): Question {
  const headers: Header[] = origin === null ? [] : [['origin', origin]]
  const name = origin === null ? 'GET without Origin' : `GET with Origin: ${origin}`
  return {
    kind: 'actual',
    subject,
    origin,
    method: 'GET',
    names: [],
    isAgain: false,
    probe: { subject, method: 'GET', url, headers, name },
  }
}

function preflight(url: string, origin: string, method: string, names: readonly string[], subject: string): Question {
  const headers: Header[] = [
    ['origin', origin],
    ['access-control-request-method', method],
  ]
  if (names.length > 0) headers.push(['access-control-request-headers', [...names].sort().join(',')])
  const what = `${method}${names.length === 0 ? '' : ` and ${names.join(', ')}`}`
  const name = `preflight for ${what} with Origin: ${origin}`
  return {
    kind: 'preflight',
    subject,
    origin,
    method,
    names,
    isAgain: false,
    probe: { subject, method: 'OPTIONS', url, headers, name },
  }
}

function plainOptions(url: string, origin: string): Question {
  const subject = 'plain OPTIONS'
  const name = `OPTIONS that is not a preflight, with Origin: ${origin}`
  return {
    kind: 'plain-options',
    subject,
    origin,
    method: 'OPTIONS',
    names: [],
    isAgain: false,
    probe: { subject, method: 'OPTIONS', url, headers: [['origin', origin]], name },
  }
}
