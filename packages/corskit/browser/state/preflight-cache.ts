/**
 * The CORS-preflight cache, in the standard's form and in the engines' form.
 * https://fetch.spec.whatwg.org/#concept-cache
 */
import type { CacheProfile } from '../words/engine-profile.ts'
import type { PreflightGrant, PreflightKey, PreflightQuestion } from '../words/preflight.ts'
import { EntryList } from './preflight-entries.ts'

/** What the model needs of a cache. */
export interface PreflightStore {
  /** Whether earlier preflights cover this request. */
  covers(key: PreflightKey, request: PreflightQuestion, profile: CacheProfile, now: number): boolean
  store(key: PreflightKey, grant: PreflightGrant, profile: CacheProfile, now: number): void
  clear(key: PreflightKey, profile: CacheProfile): void
}

/**
 * Remembers preflights between calls of `simulateFetch`. One object is one browser profile: do not share it between
 * engines. Time comes from outside (`now` of the call), so a cache can be moved through time in tests.
 */
export class PreflightCache implements PreflightStore {
  /**
   * By origin, URL and, if the engine separates them, credentials. In order of use: the first is removed next.
   */
  #lists: Map<string, EntryList> | null = null // made when first needed: most calls of the model do not need it

  /** The number of kept answers, by origin and URL. Expired ones count until they are looked up. */
  get size(): number {
    return this.#lists?.size ?? 0
  }

  /** Forgets everything, as when the user clears the browser's data. */
  reset(): void {
    this.#lists = null
  }

  covers(key: PreflightKey, question: PreflightQuestion, profile: CacheProfile, now: number): boolean {
    const lists = this.#lists
    if (lists === null) return false
    const id = idOf(key, profile)
    const list = lists.get(id)
    if (list === undefined) return false
    const covered = list.covers(key, question, profile, now)
    // An answer that is kept as a whole is dropped as soon as it does not cover a request; single entries are dropped
    // when they are old.
    if (!covered && (profile.shape === 'whole' || list.isEmpty)) lists.delete(id)
    else if (profile.evicts === 'least-recently-used' && profile.capacity !== Number.POSITIVE_INFINITY) {
      lists.delete(id)
      lists.set(id, list)
    }
    return covered
  }

  store(key: PreflightKey, grant: PreflightGrant, profile: CacheProfile, now: number): void {
    if (key.url.length >= profile.urlLengthLimit || grant.maxAge <= 0) return
    const id = idOf(key, profile)
    this.#lists ??= new Map()
    const lists = this.#lists
    const known = profile.shape === 'entries' ? lists.get(id) : undefined
    const list = known ?? new EntryList()
    list.add(key, grant, profile, now)
    lists.delete(id)
    if (lists.size >= profile.capacity) this.#evict(lists, profile, now)
    lists.set(id, list)
  }

  #evict(lists: Map<string, EntryList>, profile: CacheProfile, now: number): void {
    if (profile.evicts === 'least-recently-used') {
      for (const [id, list] of lists) if (list.forgetExpired(now)) lists.delete(id)
    }
    const kept = profile.evicts === 'ten-by-chance' ? profile.capacity - 10 : profile.capacity - 1
    for (const id of lists.keys()) {
      if (lists.size <= kept) break
      lists.delete(id)
    }
  }

  /** *Clear cache entries*: whatever the credentials. https://fetch.spec.whatwg.org/#concept-cache-clear */
  clear(key: PreflightKey, profile: CacheProfile): void {
    if (this.#lists === null) return
    this.#lists.delete(idOf(key, profile))
    if (!profile.credentialedCoversAnonymous) {
      this.#lists.delete(idOf({ ...key, credentialed: !key.credentialed }, profile))
    }
  }
}

function idOf(key: PreflightKey, profile: CacheProfile): string {
  const credentials = !profile.credentialedCoversAnonymous && key.credentialed ? 'credentialed ' : ''
  return `${credentials}${key.origin} ${key.url}`
}
