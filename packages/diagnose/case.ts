/** The evidence of one failure, with the questions that causes ask about it. */
import type { Exchange, MessageCode, ReasonCode } from 'corskit/browser'
import { getHeader, type Header } from 'corskit/protocol'
import type { Evidence, ProbeAnswer, Probed, ProbeName } from './words/evidence.ts'
import { isRedirectStatus } from './words/redirect-status.ts'
import { pathOf } from './words/url-parts.ts'

export class Case {
  readonly evidence: Evidence
  readonly #probed: ReadonlyMap<ProbeName, Probed>

  constructor(evidence: Evidence, probed: readonly Probed[]) {
    this.evidence = evidence
    this.#probed = new Map(probed.map((one) => [one.probe.name, one]))
  }

  get origin(): string | null {
    return this.evidence.request.origin
  }

  get url(): string {
    return this.evidence.outcome?.reason?.url ?? this.evidence.message?.url ?? this.evidence.request.url
  }

  /** The code of the reason: from the model, or else from the console line. */
  get code(): ReasonCode | MessageCode | null {
    return this.evidence.outcome?.reason?.code ?? this.evidence.message?.code ?? null
  }

  /** The code without `Preflight` at the beginning, for checks that are the same for preflights and other answers. */
  get check(): string {
    return (this.code ?? '').replace(/^Preflight(?=Missing|Multiple|Invalid(?!Status)|AllowOrigin|Wildcard)/, '')
  }

  get parameter(): string {
    const { message, outcome } = this.evidence
    // A line of the network beside it may have told the method, which then is not what was refused.
    const part = this.code === 'MethodDisallowedByPreflightResponse' ? message?.method : message?.header
    return outcome?.reason?.parameter ?? message?.value ?? part ?? ''
  }

  get isPreflight(): boolean {
    const phase = this.evidence.outcome?.reason?.phase
    return phase === undefined ? (this.code ?? '').includes('Preflight') : phase === 'preflight'
  }

  /** Whether only a console line is known. */
  get isOnlyMessage(): boolean {
    return this.evidence.outcome === null && this.evidence.said === undefined
  }

  /** Whether the body of the answer says itself what is refused. */
  get isSaidInBody(): boolean {
    return this.evidence.outcome !== null && this.evidence.said !== undefined
  }

  /** The line that says why, and whose answer it is, where that is known. */
  get saidLines(): string[] {
    const { said } = this.evidence
    return said === undefined ? [] : [said.line, ...(this.isSaidInBody ? [this.answerLine] : [])]
  }

  get exchanges(): readonly Exchange[] {
    return this.evidence.outcome?.exchanges ?? []
  }

  /** The exchange whose answer was refused. */
  get refused(): Exchange | null {
    return this.evidence.outcome?.reason === null ? null : (this.exchanges.at(-1) ?? null)
  }

  /**
   * Whether the browser asked by https for what the page named by http, as it does for images, sounds and videos of a
   * page of https; and nobody answered there.
   */
  get isUpgradedInVain(): boolean {
    const [first, ...more] = this.exchanges
    const { url } = this.evidence.request
    return (
      more.length === 0 && first?.response === null && /^http:/i.test(url) && first.request.url.startsWith('https:')
    )
  }

  get preflight(): Exchange | null {
    return this.exchanges.findLast(({ kind }) => kind === 'preflight') ?? null
  }

  /** Whether a preflight has allowed the request, and its answer is not known: it was remembered, or not recorded. */
  get hadUnseenPreflight(): boolean {
    const { outcome } = this.evidence
    return this.preflight === null && (outcome?.steps ?? []).some(({ rule }) => rule === 'CORS-preflight cache')
  }

  get actual(): Exchange | null {
    return this.exchanges.findLast(({ kind }) => kind === 'actual') ?? null
  }

  /** The status of the refused answer. */
  get status(): number | null {
    return this.refused?.response?.status ?? this.evidence.message?.status ?? null
  }

  /** A header of the refused answer. */
  header(name: string): string | null {
    return headerOf(this.refused?.response?.headers, name)
  }

  /** Where the refused answer redirects to, when a fetch could follow; without a fragment. */
  get redirectTarget(): URL | null {
    const location = this.header('location')
    if (!isRedirectStatus(this.status) || location === null) return null
    if (!URL.canParse(location, this.url)) return null
    const target = new URL(location, this.url)
    if (!/^https?:$/.test(target.protocol) || target.username !== '' || target.password !== '') return null
    target.hash = ''
    return target
  }

  /** The answer to a probe; `null` when it was not sent, or no answer came. */
  answer(name: ProbeName): { status: number; headers: readonly Header[] } | null {
    const answer: ProbeAnswer | undefined = this.#probed.get(name)?.answer
    return answer === undefined || 'networkError' in answer ? null : answer
  }

  /** Why no answer to a probe came; `null` where one came, or it was not sent. */
  failure(name: ProbeName): string | null {
    const answer: ProbeAnswer | undefined = this.#probed.get(name)?.answer
    return answer !== undefined && 'networkError' in answer ? answer.networkError : null
  }

  wasAsked(name: ProbeName): boolean {
    return this.#probed.has(name)
  }

  /** Whether the answer to a probe allows this page, or everybody, to read it. */
  allows(name: ProbeName): boolean {
    const answer = this.answer(name)
    const allowed = answer === null ? null : getHeader(answer.headers, 'access-control-allow-origin')
    return allowed !== null && (allowed === '*' || allowed === this.origin)
  }

  /** The same for a preflight, where the status must be right too. */
  allowsPreflight(name: ProbeName): boolean {
    const status = this.answer(name)?.status ?? 0
    return status >= 200 && status < 300 && this.allows(name)
  }

  /**
   * Another origin that the server allows: the page's host with its other name, with the other scheme, or with or
   * without `www.`. A probe has asked for it.
   */
  get near(): { readonly name: ProbeName; readonly origin: string } | null {
    if (this.allows('another-origin')) return null
    for (const name of NEAR_PROBES) {
      const asked = headerOf(this.#probed.get(name)?.probe.headers, 'origin')
      const allowed = headerOf(this.answer(name)?.headers, 'access-control-allow-origin')
      if (asked !== null && allowed === asked) return { name, origin: asked }
    }
    return null
  }

  /** `asked OPTIONS /path: 401`, as the evidence of a cause. */
  probeLine(name: ProbeName): string {
    const probed = this.#probed.get(name)
    if (probed === undefined) return ''
    const { answer, probe } = probed
    if ('networkError' in answer) return `${probe.why}: ${probe.method} ${pathOf(probe.url)} was not answered`
    const allowed = getHeader(answer.headers, 'access-control-allow-origin')
    const told =
      allowed === null ? 'without Access-Control-Allow-Origin' : `with Access-Control-Allow-Origin: ${allowed}`
    return `${probe.why}: ${probe.method} ${pathOf(probe.url)} was answered ${answer.status}, ${told}`
  }

  /** `The preflight was answered 401`. */
  get answerLine(): string {
    const { refused } = this
    const method = this.isPreflight ? 'OPTIONS' : this.evidence.request.method
    if (refused === null && this.status !== null)
      return [method, pathOf(this.url), 'was answered', this.status].filter((part) => part !== '').join(' ')
    if (refused === null || refused.response === null) return `${this.url} was not answered`
    const what = refused.kind === 'preflight' ? 'The preflight' : refused.request.method
    return `${what} ${refused.kind === 'preflight' ? `for ${pathOf(refused.request.url)}` : pathOf(refused.request.url)} was answered ${refused.response.status}`
  }

  /** Every answer for this URL: of the refused exchange, and of the probes that ask for the same URL. */
  get answers(): readonly AnswerSeen[] {
    const exchanged = this.exchanges.flatMap(({ kind, request, response }) =>
      response === null || request.url !== this.url
        ? []
        : [{ isPreflight: kind === 'preflight', asked: request.headers, headers: response.headers }],
    )
    const probed = [...this.#probed.values()].flatMap(({ probe, answer }) =>
      'networkError' in answer || OTHER_URL.has(probe.name)
        ? []
        : [{ isPreflight: probe.method === 'OPTIONS', asked: probe.headers, headers: answer.headers }],
    )
    return [...exchanged, ...probed]
  }

  /** The sign that the answer is a challenge of a firewall, or `null`. */
  get challenge(): { readonly sign: string; readonly isCertain: boolean } | null {
    for (const name of CHALLENGE_HEADERS) {
      const value = this.header(name)
      if (value !== null) return { sign: `${name}: ${value}`, isCertain: true }
    }
    const isHtml = /html/i.test(this.header('content-type') ?? '')
    const server = this.header('x-cdn') ?? this.header('server') ?? ''
    const isFirewall = /cloudflare|akamai|sucuri|incapsula|imperva|datadome|ddos-guard/i.test(server)
    if (!isHtml || !isFirewall || (this.status !== 403 && this.status !== 503)) return null
    return { sign: `a page of HTML by ${server}`, isCertain: false }
  }

  /** A recorded answer of this server that allows the page, in a sentence: of the same path, or of another one. */
  elsewhere(where: 'same path' | 'another path'): string | null {
    const { elsewhere } = this.evidence
    if (elsewhere === undefined) return null
    const { method, status, url, value } = elsewhere
    if ((pathOf(url) === pathOf(this.url) ? 'same path' : 'another path') !== where) return null
    return `In the same recording, ${method} ${pathOf(url)} was answered ${status}, with Access-Control-Allow-Origin: ${value}`
  }

  /** Whether a gateway says with another status that it does not have this path or method: AWS answers 403. */
  get isUnknownToGateway(): boolean {
    return /^MissingAuthenticationToken/i.test(this.header('x-amzn-errortype') ?? '')
  }

  /** Stores of objects answer 403 to every preflight that none of their rules allows: S3, and Azure's. */
  get isRefusedByStore(): boolean {
    return this.isPreflight && this.status === 403 && /^(?:AmazonS3|Windows-Azure-)/i.test(this.header('server') ?? '')
  }

  /** The headers that name the server: `server: nginx, x-powered-by: Express`. */
  get serverLine(): string | null {
    const told = SERVER_HEADERS.flatMap((name) => {
      const value = this.header(name)
      return value === null ? [] : [`${name}: ${value}`]
    })
    return told.length === 0 ? null : `It says ${told.join(', ')}`
  }
}

export interface AnswerSeen {
  readonly isPreflight: boolean
  /** Headers of the request. */
  readonly asked: readonly Header[]
  readonly headers: readonly Header[]
}

/** Probes that ask for something other than the failed request. */
const OTHER_URL: ReadonlySet<ProbeName> = new Set(['as-https', 'missing-path', 'other-slash', 'redirect-target'])

/** They show whether another name of the page is allowed. */
export const NEAR_PROBES = ['other-name', 'other-scheme', 'other-www'] as const

/** Signs of firewalls that first check whether the client is a browser. */
const CHALLENGE_HEADERS = [
  'cf-mitigated',
  'x-amzn-waf-action',
  'x-datadome',
  'x-kpsdk-ct',
  'x-sucuri-block',
  'x-vercel-mitigated',
]

const SERVER_HEADERS = ['server', 'via', 'x-powered-by', 'x-cache', 'cf-ray', 'x-amzn-errortype']

export const headerOf = (headers: readonly Header[] | undefined, name: string): string | null =>
  headers === undefined ? null : getHeader(headers, name)
