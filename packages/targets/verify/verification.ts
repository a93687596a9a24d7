/** Holds each answer of a server against what the policy says, and keeps the differences. */
import type { Answer, Policy, RequestFacts } from 'corskit'
import { type Header, isForbiddenMethod, isForbiddenRequestHeader, isHeaderName, isMethod } from 'corskit/protocol'
import type { Facts } from '../words/facts.ts'
import { curlOf } from './curl.ts'
import {
  CREDENTIALS,
  corsSignature,
  exposed,
  isHit,
  isNeverStored,
  listed,
  passesPreflight,
  type Response,
  readsActual,
  rememberedFor,
  variesBy,
} from './judge.ts'
import type { Question } from './questions.ts'
import { because, maySend, reads, shown } from './sentences.ts'
import type { Difference, DifferenceKind } from './words.ts'

interface Judged {
  readonly question: Question
  readonly response: Response
}

export class Verification {
  readonly #policy: Policy
  readonly #facts: Facts
  readonly #differences = new Map<string, Difference & { readonly question: Question }>()
  readonly #actual: Judged[] = []
  /** Origins whose answers differ also where nothing was asked before. */
  readonly #differing = new Set<string>()
  /** What is to be judged once it is known that a cache is to blame. */
  readonly #later: (() => void)[] = []
  readonly #curlOptions: readonly string[]

  constructor(policy: Policy, facts: Facts, curlOptions: readonly string[]) {
    this.#curlOptions = curlOptions
    this.#policy = policy
    this.#facts = facts
  }

  get differences(): Difference[] {
    return [...this.#differences.values()].map(({ question: _, ...difference }) => difference)
  }

  judge(question: Question, response: Response): void {
    const { kind } = question
    if (kind === 'actual') this.#actual.push({ question, response })
    if (kind === 'preflight') this.#judgePreflight(question, response)
    else if (kind === 'plain-options') this.#judgePlainOptions(question, response)
    else if (kind === 'two-origins') this.#judgeTwoOrigins(question, response)
    else if (kind === 'after') this.#judgeAfter(question, response)
    // What is wrong with GET too was told.
    else if (question.probe.method === 'HEAD' && this.#differing.has(question.origin ?? '')) return
    else this.#judgeActual(question, response)
  }

  /** A request to the URL itself, which comes first, and no preflight. */
  #isAtUrl({ kind, probe }: Question): boolean {
    return (kind === 'actual' || kind === 'aside') && probe.url === this.#actual[0]?.question.probe.url
  }

  #judgeActual(question: Question, response: Response): void {
    const { origin } = question
    if (origin === null) return
    const expected = this.#expected({ method: 'GET', origin })
    for (const credentials of CREDENTIALS) {
      const wanted = readsActual(origin, credentials, expected)
      const found = readsActual(origin, credentials, response)
      const says = (is: boolean) => reads(credentials, is)
      if (wanted.verdict !== found.verdict) {
        const isWider = found.verdict === 'allowed'
        if (this.#isAtUrl(question)) this.#differing.add(origin)
        const observed = `${says(isWider)}${because(found)}`
        if (isHit(response))
          this.#add('cache', question, says(!isWider), `${observed}; this answer came out of a cache`)
        else this.#add(isWider ? 'wider' : 'narrower', question, says(!isWider), observed)
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
      const says = (is: boolean) => maySend(credentials, method, names, is)
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
        const says = (is: boolean) => maySend(credentials, method, names, is)
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

  /** A real second request: what was right when it was asked alone is wrong after another one, so that one's answer was kept for it. */
  #judgeAfter(question: Question, response: Response): void {
    const { origin, after } = question
    if (origin === null) return
    if (this.#differing.has(origin)) {
      this.#later.push(() => this.#judgeAfter(question, response))
      return
    }
    for (const credentials of CREDENTIALS) {
      const wanted = readsActual(origin, credentials, this.#expected({ method: 'GET', origin })).verdict === 'allowed'
      const found = readsActual(origin, credentials, response)
      if (wanted === (found.verdict === 'allowed')) continue
      const says = (is: boolean) => reads(credentials, is)
      const observed = `after ${after.map(({ name }) => name).join(' and ')}, ${says(!wanted)}${because(found)}`
      const asked = { ...question, subject: 'a second request' }
      this.#add('cache', asked, `${says(wanted)}, whatever was asked before`, observed)
    }
  }

  /** Browsers send one. Who checks one of the two and repeats the other lets in whoever can add a line on the way to a cache. */
  #judgeTwoOrigins(question: Question, response: Response): void {
    const { origin } = question
    if (origin === null) return
    for (const credentials of CREDENTIALS) {
      if (readsActual(origin, credentials, response).verdict !== 'allowed') continue
      const who = `a page of ${origin} ${credentials === 'include' ? 'with' : 'without'} credentials`
      this.#add('wider', question, `${who} does not read the answer`, `${who} reads it`)
    }
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

  /** Origins that were answered otherwise than the policy says: a cache may have done it. */
  get doubted(): string[] {
    return [...this.#differing]
  }

  /**
   * Those of `doubted` were asked where no cache can have an answer. Were all of them answered right, it was a cache that gave the others.
   *
   * @param answers by origin
   */
  judgeDoubted(answers: ReadonlyMap<string, Response>): void {
    const isRight = ([origin, response]: readonly [string, Response]) =>
      CREDENTIALS.every(
        (credentials) =>
          readsActual(origin, credentials, response).verdict ===
          readsActual(origin, credentials, this.#expected({ method: 'GET', origin })).verdict,
      )
    if (answers.size === 0 || ![...answers].every(isRight)) return
    for (const [key, difference] of this.#differences) {
      const { kind, question, observed } = difference
      if ((kind !== 'wider' && kind !== 'narrower') || !this.#isAtUrl(question)) continue
      const told = `${observed}; at an address that was never asked before, it is as the policy says: a cache gave what was made for another page`
      this.#differences.set(key, { ...difference, kind: 'cache', observed: told })
    }
    this.#differing.clear()
    for (const judge of this.#later) judge()
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
      question,
      kind,
      subject,
      probe: probe.name,
      expected,
      observed,
      curl: [...question.after, probe].map((each) => curlOf(each, this.#curlOptions)).join(' && '),
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
