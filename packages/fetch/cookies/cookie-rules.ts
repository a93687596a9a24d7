/** What engines do with cookies on requests to other sites. The standard leaves third-party cookies to the browser. */
import type { Engine } from 'corskit/browser'

/** `partition`: another site's cookies are kept apart for each top-level site. */
export type ThirdPartyCookies = 'allow' | 'partition' | 'block'

export interface CookieRules {
  readonly thirdParty: ThirdPartyCookies
  /** Whether a cookie that says nothing about SameSite is `Lax`. */
  readonly laxByDefault: boolean
  /**
   * Whether `SameSite=None` without `Secure` is refused.
   * https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-the-samesite-attribute-2
   */
  readonly noneNeedsSecure: boolean
  /**
   * Whether a redirect through another site makes a request cross-site for good.
   * https://fetch.spec.whatwg.org/#determine-the-same-site-mode
   */
  readonly redirectsTaint: boolean
}

/**
 * As the engines ship them. `conformance/cookies.test.ts` holds it against them, over http and with names below
 * `.test`.
 */
export const COOKIE_RULES: Readonly<Record<Engine, CookieRules>> = {
  standard: { thirdParty: 'allow', laxByDefault: true, noneNeedsSecure: true, redirectsTaint: true },
  chromium: { thirdParty: 'allow', laxByDefault: true, noneNeedsSecure: true, redirectsTaint: false },
  // Total Cookie Protection: https://developer.mozilla.org/docs/Web/Privacy/Guides/State_Partitioning
  firefox: { thirdParty: 'partition', laxByDefault: false, noneNeedsSecure: true, redirectsTaint: true },
  // Full third-party cookie blocking: https://webkit.org/tracking-prevention/
  webkit: { thirdParty: 'block', laxByDefault: false, noneNeedsSecure: false, redirectsTaint: false },
}
