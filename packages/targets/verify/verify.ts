/** Asks a server what tells the policy from its neighbors, and says where the server differs. Opens no socket: whoever has a network answers. */
import { type Answer, definePolicy, type Policy, type PolicyOptions, type RequestFacts } from 'corskit'
import { type Header, isForbiddenMethod, isForbiddenRequestHeader, isHeaderName, isMethod } from 'corskit/protocol'
import { type Facts, factsOf } from '../words/facts.ts'
import { curlOf } from './curl.ts'
import {
  CREDENTIALS,
  corsSignature,
  exposed,
  isNeverStored,
  listed,
  passesPreflight,
  type Response,
  readsActual,
  rememberedFor,
  variesBy,
} from './judge.ts'
import { elementsOf, type OriginElement } from './neighbors.ts'
import { type Question, questionsOf } from './questions.ts'
import type { Difference, DifferenceKind, VerifyAnswer, VerifyProbe, VerifyReport } from './words.ts'

/** What is asked beside the URL itself. */
export interface VerifyOptions {
  /** Paths beside that of the URL. */
  readonly paths?: readonly string[]
  /** Sent with each request: for staging. */
  readonly headers?: readonly Header[]
  /** The same headers as they are shown in commands: a secret is not repeated. */
  readonly shownHeaders?: readonly Header[]
  /** What curl has to be told beside the request: `--resolve …`, `-k`. */
  readonly curlOptions?: readonly string[]
  /** So many requests at the most, where that is less than `mostProbes`. */
  readonly limit?: number
}

/** So many requests at the most. */
export function mostProbes(facts: Facts): number {
  return 40 + 4 * elementCount(facts)
}

export function elementCount({ any, exact, sets, methods, allowedHeaders, exposedHeaders }: Facts): number {
  return (any ? 1 : 0) + exact.length + sets.length + methods.length + allowedHeaders.length + exposedHeaders.length
}

/** A server that does not answer this many times running is taken to be away. */
const GIVE_UP_AFTER = 3

/** @throws {TypeError} when the policy has mistakes, or decides by a promise */
export function* verify(
  url: string,
  policy: PolicyOptions,
  options: VerifyOptions = {},
): Generator<VerifyProbe, VerifyReport, VerifyAnswer> {
  const checked = definePolicy(policy)
  const { facts } = factsOf(policy)
  const differences = new Map<string, Difference>()
  const verification = new Verification(checked, facts, differences, options.curlOptions ?? [])
  const elements: OriginElement[] = elementsOf(facts)
  const questions = questionsOf(
    url,
    facts,
    elements,
    options.paths ?? [],
    Math.min(mostProbes(facts), options.limit ?? Number.POSITIVE_INFINITY),
  )
  let answered = 0
  let silent = 0
  for (const question of questions) {
    const headers = [...question.probe.headers, ...(options.headers ?? [])]
    const answer = yield { ...question.probe, headers }
    if ('networkError' in answer) {
      if (++silent < GIVE_UP_AFTER && answered > 0) continue
      return { url, probes: answered, differences: [...differences.values()], unreachable: answer.networkError }
    }
    silent = 0
    answered++
    const shownHeaders = [...question.probe.headers, ...(options.shownHeaders ?? options.headers ?? [])]
    verification.judge({ ...question, probe: { ...question.probe, headers: shownHeaders } }, answer)
  }
  verification.judgeTogether()
  return { url, probes: answered, differences: [...differences.values()], unreachable: null }
}

interface Judged {
  readonly question: Question
  readonly response: Response
}

class Verification {
  readonly #policy: Policy
  readonly #facts: Facts
  readonly #differences: Map<string, Difference>
  readonly #actual: Judged[] = []

  readonly #curlOptions: readonly string[]

  constructor(policy: Policy, facts: Facts, differences: Map<string, Difference>, curlOptions: readonly string[]) {
    this.#curlOptions = curlOptions
    this.#policy = policy
    this.#facts = facts
    this.#differences = differences
  }

  judge(question: Question, response: Response): void {
    if (question.kind === 'preflight') this.#judgePreflight(question, response)
    else if (question.kind === 'actual') this.#judgeActual(question, response)
    else this.#judgePlainOptions(question, response)
  }

  #judgeActual(question: Question, response: Response): void {
    this.#actual.push({ question, response })
    const { origin } = question
    if (origin === null) return
    const expected = this.#expected({ method: 'GET', origin })
    for (const credentials of CREDENTIALS) {
      const wanted = readsActual(origin, credentials, expected)
      const found = readsActual(origin, credentials, response)
      const says = (is: boolean) => `${withCredentials(credentials)} ${is ? 'reads' : 'does not read'} the answer`
      if (wanted.verdict !== found.verdict) {
        const isWider = found.verdict === 'allowed'
        this.#add(isWider ? 'wider' : 'narrower', question, says(!isWider), `${says(isWider)}${because(found)}`)
      } else if (found.verdict === 'allowed') {
        const named = listed('access-control-expose-headers', response).map((name) => name.toLowerCase())
        const names = [...new Set([...this.#facts.exposedHeaders, ...named.filter(isReadable), UNLISTED])]
        const should = exposed(origin, credentials, expected, names)
        const does = exposed(origin, credentials, response, names)
        const subject = 'exposedHeaders'
        const more = does.filter((name) => !should.includes(name))
        const fewer = should.filter((name) => !does.includes(name))
        if (more.length > 0)
          this.#add(
            'wider',
            { ...question, subject },
            'script does not see other headers',
            more.includes(UNLISTED) ? 'script sees every header' : `script sees ${more.join(', ')}`,
          )
        if (fewer.length > 0)
          this.#add(
            'narrower',
            { ...question, subject },
            `script sees ${fewer.join(', ')}`,
            `script does not see ${fewer.join(', ')}`,
          )
      }
    }
  }

  #judgePreflight(question: Question, response: Response): void {
    const { origin, method, names } = question
    if (origin === null) return
    const requestHeaders = names.length === 0 ? null : [...names].sort().join(',')
    const expected = this.#expected({ method: 'OPTIONS', origin, requestMethod: method, requestHeaders })
    for (const credentials of CREDENTIALS) {
      const wanted = passesPreflight(origin, credentials, method, names, expected)
      const found = passesPreflight(origin, credentials, method, names, response)
      const says = (is: boolean) =>
        `${withCredentials(credentials)} ${is ? 'may' : 'may not'} send ${described(method, names)}`
      if (wanted.verdict !== found.verdict) {
        const isWider = found.verdict === 'allowed'
        this.#add(isWider ? 'wider' : 'narrower', question, says(!isWider), `${says(isWider)}${because(found)}`)
      } else if (found.verdict === 'allowed')
        this.#judgeMaxAge(question, rememberedFor(expected), rememberedFor(response))
    }
    this.#judgeListed(question, origin, response)
  }

  /** What the answer names beyond the policy: a page may use it, although nobody asked for it here. */
  #judgeListed(question: Question, origin: string, response: Response): void {
    const { methods, anyMethod, allowedHeaders } = this.#facts
    const moreMethods = listed('access-control-allow-methods', response).filter(
      (name) => !anyMethod && name !== '*' && !methods.includes(name),
    )
    const moreHeaders = listed('access-control-allow-headers', response)
      .map((name) => name.toLowerCase())
      .filter((name) => name !== '*' && !allowedHeaders.includes(name))
    for (const [what, name] of [
      ...moreMethods.map((name) => ['method', name] as const),
      ...moreHeaders.map((name) => ['header', name] as const),
    ]) {
      const [method, names] = what === 'method' ? [name, []] : ['GET', [name]]
      if (!isSendable(what, name)) continue
      const expected = this.#expected({
        method: 'OPTIONS',
        origin,
        requestMethod: method,
        requestHeaders: names.length === 0 ? null : name,
      })
      for (const credentials of CREDENTIALS) {
        if (passesPreflight(origin, credentials, method, names, expected).verdict === 'allowed') continue
        if (passesPreflight(origin, credentials, method, names, response).verdict !== 'allowed') continue
        const says = (is: boolean) =>
          `${withCredentials(credentials)} ${is ? 'may' : 'may not'} send ${described(method, names)}`
        this.#add('wider', { ...question, subject: `${what} ${name}` }, says(false), says(true))
      }
    }
  }

  #judgeMaxAge(question: Question, should: number, does: number): void {
    if (should === does) return
    const subject = 'maxAge'
    const says = (seconds: number) => `a preflight is remembered for ${seconds} seconds`
    this.#add(does > should ? 'wider' : 'narrower', { ...question, subject }, says(should), says(does))
  }

  /** An app may answer OPTIONS itself; who sends the lists of a preflight has taken it for one. */
  #judgePlainOptions(question: Question, response: Response): void {
    const isTakenForPreflight = response.headers.some(([name]) => name === 'access-control-allow-methods')
    if (isTakenForPreflight && response.status < 300) {
      this.#add(
        'other-traffic',
        question,
        'an OPTIONS request that is not a preflight goes to the app',
        `it is answered ${response.status} as a preflight`,
      )
    }
  }

  /** What only several answers show. */
  judgeTogether(): void {
    for (const path of new Set(this.#actual.map(({ question }) => question.probe.url))) {
      const answers = this.#actual.filter(({ question }) => question.probe.url === path)
      this.#judgeVary(answers)
      this.#judgeWithoutOrigin(answers)
    }
  }

  #judgeVary(answers: readonly Judged[]): void {
    const [first, ...rest] = answers
    if (first === undefined) return
    const again = rest.find(
      ({ question, response }) => question.isAgain && corsSignature(response) !== corsSignature(first.response),
    )
    if (again !== undefined) {
      this.#add(
        'cache',
        { ...again.question, subject: 'the same request twice' },
        `the same answer each time: ${shown(first.response)}`,
        `another one: ${shown(again.response)}`,
      )
    }
    const isConstant = answers.every(({ response }) => corsSignature(response) === corsSignature(first.response))
    if (isConstant) return
    const bare = answers.find(({ response }) => !variesBy('origin', response) && !isNeverStored(response))
    if (bare === undefined) return
    const { question } = bare
    this.#add(
      'cache',
      { ...question, subject: 'Vary' },
      'Vary: Origin, because the answer depends on it',
      'no Vary: Origin: a cache may give this answer to other origins',
    )
  }

  #judgeWithoutOrigin([first, ...rest]: readonly Judged[]): void {
    const without = rest.find(({ question }) => question.origin === null)
    if (first === undefined || without === undefined) return
    const { status } = without.response
    if (status < 400 || first.response.status >= 400) return
    this.#add(
      'other-traffic',
      without.question,
      'a request without Origin is answered as one of an allowed page is',
      `it is answered ${status}`,
    )
  }

  #expected(facts: RequestFacts): Response {
    const answer = this.#policy.answer(facts)
    if ('then' in answer) throw new TypeError('the policy decides by a promise: expected one that answers at once')
    return { status: answer.status ?? 200, headers: headersOf(answer) }
  }

  /** The same finding for several probes is told once. */
  #add(kind: DifferenceKind, question: Question, expected: string, observed: string): void {
    const key = `${kind} ${question.subject} ${question.probe.url} ${question.kind}`
    if (this.#differences.has(key)) return
    const { probe, subject } = question
    this.#differences.set(key, {
      kind,
      subject,
      probe: probe.name,
      expected,
      observed,
      curl: curlOf(probe, this.#curlOptions),
    })
  }
}

const headersOf = ({ headers, vary }: Answer): Header[] => [
  ...headers,
  ...(vary === '' ? [] : [['vary', vary] as const]),
]

/** `*` means every name, and is asked for by one that nobody lists. */
const isReadable = (name: string) => name !== '*' && isHeaderName(name)

/** A header with a value that says nothing more. */
const isSendable = (what: 'method' | 'header', name: string) =>
  what === 'method'
    ? isMethod(name) && !isForbiddenMethod(name)
    : isHeaderName(name) && !isForbiddenRequestHeader(name, 'x') && !SENT_ANYWAY.includes(name)

/** Every page sends them without asking, but for odd values; Starlette, for one, lists them always. */
const SENT_ANYWAY = ['accept', 'accept-language', 'content-language']

/** A header that no policy exposes by name. */
const UNLISTED = 'x-corskit-unlisted'

const withCredentials = (credentials: 'omit' | 'include') =>
  `a page ${credentials === 'include' ? 'with' : 'without'} credentials`

const described = (method: string, names: readonly string[]) =>
  `${method}${names.length === 0 ? '' : ` with ${names.join(', ')}`}`

const because = ({ reason }: { reason: { code: string; parameter: string } | null }) =>
  reason === null ? '' : ` (${reason.code}${reason.parameter === '' ? '' : ` ${reason.parameter}`})`

const shown = (response: Response) => corsSignature(response).replaceAll('\n', '; ') || 'no CORS header'
