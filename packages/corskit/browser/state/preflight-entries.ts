/** The cache entries of one origin and URL. https://fetch.spec.whatwg.org/#cache-entry */
import { asciiLowerCase } from '../../protocol/header-list.ts'
import { isCorsNonWildcardRequestHeaderName } from '../../protocol/header-name.ts'
import type { CacheProfile } from '../words/engine-profile.ts'
import type { PreflightGrant, PreflightKey, PreflightQuestion } from '../words/preflight.ts'

interface Entry {
  readonly name: string
  readonly isMethod: boolean
  credentialed: boolean
  /** In milliseconds, on the caller's clock. */
  expires: number
}

export class EntryList {
  #entries: Entry[] = []
  /** An answer that is kept as a whole counts even when it names nothing: it covers requests that need no name. */
  #whole: Omit<Entry, 'name' | 'isMethod'> | null = null

  get isEmpty(): boolean {
    return this.#entries.length === 0 && this.#whole === null
  }

  /**
   * *Create a new cache entry*, or set the max-age of the one that is there.
   * https://fetch.spec.whatwg.org/#concept-cache-create-entry
   */
  add(key: PreflightKey, grant: PreflightGrant, profile: CacheProfile, now: number): void {
    const expires = now + grant.maxAge * 1000
    if (profile.shape === 'whole') this.#whole = { credentialed: key.credentialed, expires }
    for (const method of grant.methods) this.#put(method, true, key.credentialed, expires, profile)
    for (const name of grant.headerNames) this.#put(asciiLowerCase(name), false, key.credentialed, expires, profile)
  }

  /** @returns whether nothing is left */
  forgetExpired(now: number): boolean {
    if (this.#entries.some((entry) => entry.expires <= now)) {
      this.#entries = this.#entries.filter((entry) => entry.expires > now)
    }
    if (this.#whole !== null && this.#whole.expires <= now) this.#whole = null
    return this.isEmpty
  }

  /**
   * Whether no preflight is needed: https://fetch.spec.whatwg.org/#http-fetch, step "makeCORSPreflight".
   * Also drops old entries.
   */
  covers(key: PreflightKey, question: PreflightQuestion, profile: CacheProfile, now: number): boolean {
    this.forgetExpired(now)
    if (profile.shape === 'whole') {
      if (this.#whole === null) return false
      if (key.credentialed && !this.#whole.credentialed) return false
    }
    const wildcards = profile.wildcardsCoverCredentialed || !key.credentialed
    if (question.methodNeedsEntry && !this.#has(question.method, true, wildcards, key)) return false
    return question.unsafeNames.every((name) => {
      const covered = profile.wildcardCoversAuthorization || !isCorsNonWildcardRequestHeaderName(name)
      return this.#has(name, false, wildcards && covered, key)
    })
  }

  #has(name: string, isMethod: boolean, wildcard: boolean, key: PreflightKey): boolean {
    return this.#entries.some(
      (entry) =>
        entry.isMethod === isMethod &&
        (entry.name === name || (wildcard && entry.name === '*')) &&
        (entry.credentialed || !key.credentialed),
    )
  }

  #put(name: string, isMethod: boolean, credentialed: boolean, expires: number, profile: CacheProfile): void {
    if (name === '*' && !profile.wildcards) return
    const known = this.#entries.find(
      (entry) => entry.name === name && entry.isMethod === isMethod && (entry.credentialed || !credentialed),
    )
    if (known === undefined) this.#entries.push({ name, isMethod, credentialed, expires })
    else known.expires = expires
  }
}
