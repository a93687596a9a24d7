/** The cookies that go with a page's requests, and those of the answers that are kept. */
import { type Header, type Origin, originOfUrl, siteRelation } from 'corskit/protocol'
import { Cookie, CookieJar, getPublicSuffix } from 'tough-cookie'
import type { CookieRules } from './cookie-rules.ts'

/** Jars of third parties, by the jar of the browser and the site of the page. */
const partitions = new WeakMap<CookieJar, Map<string, CookieJar>>()

/** Where a page's third parties keep their cookies when they are kept apart. An opaque origin shares with nobody. */
function partitionOf(jar: CookieJar, page: Origin): CookieJar {
  if (page.opaque) return new CookieJar()
  const domain = getPublicSuffix(page.host, { allowSpecialUseDomain: true, ignoreError: true })
  const site = `${page.scheme}://${domain ?? page.host}`
  const jars = partitions.get(jar) ?? new Map<string, CookieJar>()
  partitions.set(jar, jars)
  const partition = jars.get(site) ?? new CookieJar()
  jars.set(site, partition)
  return partition
}

export class PageCookies {
  /**
   * `null` until somebody puts a cookie in: looking into an empty jar would cost each fetch as much as the model does.
   */
  #jar: CookieJar | null
  #thirdPartyJar: CookieJar | null = null
  readonly #origin: Origin
  readonly #rules: CookieRules

  constructor(jar: CookieJar | null, origin: Origin, rules: CookieRules) {
    this.#jar = jar
    this.#origin = origin
    this.#rules = rules
  }

  get jar(): CookieJar {
    this.#jar ??= new CookieJar()
    return this.#jar
  }

  /** The value of `Cookie`, or `null`. @param urls the URL list of the fetch so far */
  async header(urls: readonly URL[]): Promise<string | null> {
    const jar = this.#jarToSend(urls)
    return jar === null ? null : this.#line(await jar.getCookies(hrefOf(urls), this.#sorted(urls)), urls)
  }

  /** The same at once. @throws {Error} when the jar keeps its cookies where they have to be waited for */
  headerSync(urls: readonly URL[]): string | null {
    const jar = this.#jarToSend(urls)
    return jar === null ? null : this.#line(jar.getCookiesSync(hrefOf(urls), this.#sorted(urls)), urls)
  }

  /** Keeps what `Set-Cookie` asks for, as far as the rules let it. */
  async store(headers: readonly Header[], urls: readonly URL[]): Promise<void> {
    for (const [jar, cookie] of this.#kept(headers, urls)) {
      await jar.setCookie(cookie, hrefOf(urls), { ...this.#context(urls), ignoreError: true }).catch(() => undefined)
    }
  }

  /** The same at once. */
  storeSync(headers: readonly Header[], urls: readonly URL[]): void {
    for (const [jar, cookie] of this.#kept(headers, urls)) {
      jar.setCookieSync(cookie, hrefOf(urls), { ...this.#context(urls), ignoreError: true })
    }
  }

  #jarToSend(urls: readonly URL[]): CookieJar | null {
    return this.#jar === null ? null : this.#jarFor(urls[urls.length - 1] as URL)
  }

  #context(urls: readonly URL[]): { readonly sameSiteContext: 'strict' | 'none' } {
    return { sameSiteContext: this.#isSameSite(urls) ? 'strict' : 'none' }
  }

  /** Longer paths first. https://www.rfc-editor.org/rfc/rfc6265#section-5.4 */
  #sorted(urls: readonly URL[]) {
    return { ...this.#context(urls), sort: true }
  }

  #line(found: readonly Cookie[], urls: readonly URL[]): string | null {
    const dropsLax = this.#rules.laxByDefault && !this.#isSameSite(urls)
    const cookies = dropsLax ? found.filter((cookie) => cookie.sameSite !== undefined) : found
    return cookies.length === 0 ? null : cookies.map((cookie) => cookie.cookieString()).join('; ')
  }

  *#kept(headers: readonly Header[], urls: readonly URL[]): Generator<[CookieJar, Cookie]> {
    for (const [name, line] of headers) {
      if (name !== 'set-cookie') continue
      const jar = this.#jarFor(urls[urls.length - 1] as URL)
      const cookie = readCookie(line)
      if (jar !== null && cookie !== null && this.#accepts(cookie, urls)) yield [jar, cookie]
    }
  }

  #accepts(cookie: Cookie, urls: readonly URL[]): boolean {
    const { sameSite, secure } = cookie
    if (sameSite === 'none') return secure || !this.#rules.noneNeedsSecure
    if (this.#isSameSite(urls)) return true
    return sameSite === undefined && !this.#rules.laxByDefault
  }

  #jarFor(url: URL): CookieJar | null {
    const { thirdParty } = this.#rules
    if (thirdParty === 'allow' || this.#isOfPage(url)) return this.jar
    if (thirdParty === 'partition') this.#thirdPartyJar ??= partitionOf(this.jar, this.#origin)
    return this.#thirdPartyJar
  }

  #isOfPage(url: URL): boolean {
    const target = originOfUrl(url)
    return !target.opaque && siteRelation(this.#origin, target) !== 'cross-site'
  }

  /** https://fetch.spec.whatwg.org/#determine-the-same-site-mode, for a fetch of a top-level page. */
  #isSameSite(urls: readonly URL[]): boolean {
    const considered = this.#rules.redirectsTaint ? urls : urls.slice(-1)
    return considered.every((url) => this.#isOfPage(url))
  }
}

function hrefOf(urls: readonly URL[]): string {
  return (urls[urls.length - 1] as URL).href
}

const bytesOf = (text: string) => Buffer.byteLength(text)

/**
 * `null` for what is dropped: no name and no value, or more than 4,096 bytes. A path of more than 1,024 is passed over.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-the-set-cookie-header-field-2
 */
function readCookie(line: string): Cookie | null {
  const cookie = Cookie.parse(line, { loose: true })
  if (cookie === undefined) return null
  const length = bytesOf(cookie.key) + bytesOf(cookie.value)
  if (length === 0 || length > 4096) return null
  if (bytesOf(cookie.path ?? '') > 1024) cookie.path = null
  return cookie
}
