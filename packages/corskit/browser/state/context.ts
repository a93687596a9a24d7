/**
 * The state of one run of the model: the engine's profile, the preflight cache, and the record of what happened.
 */

import type { EngineProfile } from '../words/engine-profile.ts'
import type { Exchange, NetworkPosition, NormalizedResponse } from '../words/exchange.ts'
import type { Phase, Step } from '../words/outcome.ts'
import type { ReasonCode } from '../words/reason-code.ts'
import type { Rule } from '../words/rules.ts'
import { type FetchRequest, withoutFragment } from './fetch-request.ts'
import type { NetworkError } from './network-error.ts'
import { PreflightCache, type PreflightStore } from './preflight-cache.ts'

export class FetchContext {
  readonly steps: Step[] = []
  readonly exchanges: Exchange[] = []
  /** The URLs of preflights in which a wildcard covered `Authorization`, which engines plan to stop. */
  readonly authorizationByWildcard: string[] = []
  /** The engine's; from the construction of an element's request on, with the rows that are others for elements. */
  profile: EngineProfile
  readonly cache: PreflightStore
  #ownCache: PreflightCache | null = null
  readonly now: number
  readonly network: NetworkPosition | null
  /** `null` until the `Request` is constructed. */
  request: FetchRequest | null = null
  /** The arguments of `fetch`. */
  url = ''

  constructor(profile: EngineProfile, cache: PreflightStore, now: number, network: NetworkPosition | null) {
    this.profile = profile
    this.cache = cache
    this.now = now
    this.network = network
  }

  /** Answers that are kept for this fetch only. */
  get ownCache(): PreflightStore {
    this.#ownCache ??= new PreflightCache()
    return this.#ownCache
  }

  /** Records a rule that lets the fetch go on. */
  pass(rule: Rule, detail: string): void {
    this.steps.push({ rule: rule.name, spec: rule.spec, passed: true, detail })
  }

  /** Records the rule that ends the fetch. */
  fail(rule: Rule, detail: string, failure: Failure): NetworkError {
    this.steps.push({ rule: rule.name, spec: rule.spec, passed: false, detail })
    const { code, phase = this.#phase(), parameter = '', url = this.#currentUrl(), answer = null } = failure
    return { networkError: true, reason: { code, phase, parameter, url, spec: rule.spec }, answer }
  }

  #phase(): Phase {
    return this.request !== null && this.request.urlList.length > 1 ? 'redirect' : 'request'
  }

  #currentUrl(): string {
    return this.request === null ? this.url : withoutFragment(this.request.currentUrl)
  }
}

export interface Failure {
  readonly code: ReasonCode
  /** Default: the phase before the next request is sent, `request` or, after a redirect, `redirect`. */
  readonly phase?: Phase
  readonly parameter?: string
  /** Default: the URL that is being fetched. */
  readonly url?: string
  readonly answer?: NormalizedResponse | null
}
