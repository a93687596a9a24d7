/**
 * What engines remember of a fetch although the standard forgets it. Each field serves the rows of the profile that are
 * named with it; the standard's profile needs none.
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
   * The referrer before any hop removed a part; an answer that sets a policy changes it too.
   * `ignoresLaxReferrerPolicies`
   */
  originalReferrer: URL | null
  /** Whether script asked for no referrer: `referrer: ''`. `noReferrerHidesOrigin` */
  readonly asksForNoReferrer: boolean
  /** The value of the first `Referer`. `preflightReferrer: first-hop` */
  firstReferrer: string | 'none' | null
  /** Whether `Origin` is still sent although the method no longer needs it. `originDroppedWithMethod` */
  originStays: boolean
  /** Whether the origin is sent whatever the referrer policy says. `ownOriginRedirectTellsOrigin` */
  originIsTold: boolean
  /** Whether the origin is hidden for the rest of the chain, even without a taint. `noCorsRedirectHidesOrigin` */
  originIsHidden: boolean
  /**
   * A refusal of the last redirect that comes just before the next request is sent. `ownOriginUserinfoRefusedLate`,
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
  asksForNoReferrer: boolean,
): EngineMemory {
  return {
    firstMethod,
    firstHeaders,
    lostInThisRedirect: NONE_LOST,
    firstUnsafeNames: null,
    neededPreflight: false,
    firstReferrerPolicy,
    originalReferrer,
    asksForNoReferrer,
    firstReferrer: null,
    originStays: false,
    originIsTold: false,
    originIsHidden: false,
    refusedBeforeSending: null,
  }
}
