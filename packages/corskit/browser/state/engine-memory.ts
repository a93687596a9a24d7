/**
 * What engines remember of a fetch that the standard forgets. Each field is read for one row of the profile, named with
 * it; the standard's profile reads none.
 */
import type { Header } from '../../protocol/header-list.ts'
import type { ReferrerPolicy } from '../words/request-input.ts'
import type { NetworkError } from './network-error.ts'

export interface EngineMemory {
  /** The method before any redirect. `redirectHeaders: rebuilt-by-first-method` */
  readonly firstMethod: string
  /** The headers before any redirect, for engines that go back to them. `redirectHeaders`, `namesCheckedFirst` */
  firstHeaders: readonly Header[]
  /** Which headers the last redirect itself took away. `preflightAsksFor` */
  lostInThisRedirect: (name: string) => boolean
  /** The CORS-unsafe names of the first request. `preflightAsksFor`, `preflightIsSticky` */
  firstUnsafeNames: readonly string[] | null
  /** Whether a hop to another origin needed a preflight. `preflightIsSticky` */
  neededPreflight: boolean
  /** `originHiddenByFirstPolicy` */
  readonly firstReferrerPolicy: ReferrerPolicy
  /**
   * What the referrer was before any hop left something out; an answer that sets a policy settles this too.
   * `ignoresLaxReferrerPolicies`
   */
  originalReferrer: URL | null
  /** What went into `Referer` first. `preflightReferrer: first-hop` */
  firstReferrer: string | 'none' | null
  /** Whether `Origin` goes on being sent although the method no longer asks for it. `originDroppedWithMethod` */
  originStays: boolean
  /** Whether the origin is told whatever the referrer policy. `ownOriginRedirectTellsOrigin` */
  originIsTold: boolean
  /** Whether the origin is hidden for the rest of the chain, taint or not. `noCorsRedirectHidesOrigin` */
  originIsHidden: boolean
  /**
   * A refusal of the last redirect, told when the next request is about to go. `ownOriginUserinfoRefusedLate`,
   * `ownOriginStartKeepsCredentials`
   */
  refusedBeforeSending: (() => NetworkError) | null
}

const NONE_LOST = () => false

export function engineMemory(
  firstMethod: string,
  firstHeaders: readonly Header[],
  firstReferrerPolicy: ReferrerPolicy,
  originalReferrer: URL | null,
): EngineMemory {
  return {
    firstMethod,
    firstHeaders,
    lostInThisRedirect: NONE_LOST,
    firstUnsafeNames: null,
    neededPreflight: false,
    firstReferrerPolicy,
    originalReferrer,
    firstReferrer: null,
    originStays: false,
    originIsTold: false,
    originIsHidden: false,
    refusedBeforeSending: null,
  }
}
