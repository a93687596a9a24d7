import type { Engine } from 'corskit/browser'
import { describe, expect, it } from 'vitest'
import { CookieJar, openPage, type PageOptions } from '../index.ts'

const APP = 'https://app.example.com'
const SAME_SITE = 'https://api.example.com'
const OTHER_SITE = 'https://api.other.example'

/** Pages whose servers set the cookies of `x-set` and answer with the cookies that they got. */
function pageAt(url: string, options: PageOptions = {}) {
  const echo = (request: Request) => {
    const headers = new Headers({
      'access-control-allow-origin': request.headers.get('origin') ?? '*',
      'access-control-allow-credentials': 'true',
    })
    for (const line of new URL(request.url).searchParams.getAll('set')) headers.append('set-cookie', line)
    const to = new URL(request.url).searchParams.get('to')
    if (to !== null) headers.set('location', to)
    return new Response(request.headers.get('cookie') ?? '', { status: to === null ? 200 : 302, headers })
  }
  const page = openPage(url, { ...options, handlers: { [APP]: echo, [SAME_SITE]: echo, [OTHER_SITE]: echo } })
  const get = async (target: string, credentials: RequestCredentials = 'include') =>
    (await page.fetch(target, { credentials })).text()
  const set = (origin: string, ...lines: string[]) => {
    const url = new URL('/', origin)
    for (const line of lines) url.searchParams.append('set', line)
    return get(url.href)
  }
  return { page, get, set }
}

describe('cookies of a page', () => {
  it('go by the credentials mode, and are kept by it', async () => {
    const { get, set } = pageAt(APP)
    await set(APP, 'own=1')
    await set(SAME_SITE, 'api=1')
    expect(await get('/', 'same-origin')).toBe('own=1')
    expect(await get('/', 'omit')).toBe('')
    expect(await get(SAME_SITE, 'same-origin')).toBe('')
    expect(await get(SAME_SITE, 'include')).toBe('api=1')
    await get(`${SAME_SITE}/?set=late%3D1`, 'omit')
    expect(await get(SAME_SITE)).toBe('api=1')
  })

  it('are hidden from script', async () => {
    const { page } = pageAt(APP)
    const response = await page.fetch('/?set=a%3D1')
    expect(response.headers.has('set-cookie')).toBe(false)
  })

  it('go with those of longer paths first, and then in the order in which they were set', async () => {
    const { get, set } = pageAt(APP)
    await set(APP, 'short=1; Path=/', 'long=1; Path=/a/b', 'middle=1; Path=/a', 'later=1; Path=/')
    expect(await get('/a/b/c')).toBe('long=1; middle=1; short=1; later=1')
  })

  it('of more than 4,096 bytes are dropped, and so is a path of more than 1,024', async () => {
    const { get, set } = pageAt(APP)
    const longest = `b=${'y'.repeat(4095)}`
    await set(APP, `a=${'y'.repeat(4096)}`, longest, `c=1; Path=/${'p'.repeat(1024)}`)
    expect(await get('/')).toBe(`${longest}; c=1`)
  })

  it('may have no name', async () => {
    const { get, set } = pageAt(APP)
    await set(APP, '=nameless', 'a=1')
    expect(await get('/')).toBe('nameless; a=1')
  })

  it('never go with a preflight', async () => {
    const cookies: (string | null)[] = []
    const handler = (request: Request) => {
      cookies.push(request.headers.get('cookie'))
      return new Response(null, {
        headers: {
          'access-control-allow-origin': APP,
          'access-control-allow-credentials': 'true',
          'access-control-allow-methods': 'PUT',
        },
      })
    }
    const jar = new CookieJar()
    await jar.setCookie('a=1', SAME_SITE)
    const page = openPage(APP, { cookies: jar, handlers: { [SAME_SITE]: handler } })
    await page.fetch(SAME_SITE, { method: 'PUT', credentials: 'include' })
    expect(cookies).toEqual([null, 'a=1'])
  })

  it.each<[Engine, string]>([
    ['standard', 'none=1'],
    ['chromium', 'none=1'],
    // Set by the page itself, they are a third party's: kept apart from what the user got there, or not kept at all.
    ['firefox', 'unset=1; none=1'],
    ['webkit', ''],
  ])('of another site reach %s as far as SameSite lets them', async (engine, expected) => {
    const { get, set } = pageAt(APP, { engine })
    await set(
      OTHER_SITE,
      'unset=1',
      'lax=1; SameSite=Lax',
      'strict=1; SameSite=Strict',
      'none=1; SameSite=None; Secure',
    )
    expect(await get(OTHER_SITE)).toBe(expected)
  })

  it('of the same site are all sent, Strict ones included', async () => {
    const { get, set } = pageAt(APP)
    await set(SAME_SITE, 'lax=1; SameSite=Lax', 'strict=1; SameSite=Strict')
    expect(await get(SAME_SITE)).toBe('lax=1; strict=1')
  })

  it('that the user got on a visit reach a page elsewhere only where third-party cookies are not kept apart', async () => {
    for (const [engine, expected] of [
      ['chromium', 'visit=1'],
      ['firefox', ''],
      ['webkit', ''],
    ] as const) {
      const cookies = new CookieJar()
      await pageAt(OTHER_SITE, { engine, cookies }).set(OTHER_SITE, 'visit=1; SameSite=None; Secure')
      expect(await pageAt(APP, { engine, cookies }).get(OTHER_SITE), engine).toBe(expected)
    }
  })

  it('kept apart by site are shared by pages of one site, and by no others', async () => {
    const options = { engine: 'firefox', cookies: new CookieJar() } as const
    await pageAt(APP, options).set(OTHER_SITE, 'third=1')
    expect(await pageAt(SAME_SITE, options).get(OTHER_SITE)).toBe('third=1')
    expect(await pageAt('https://unrelated.example', options).get(OTHER_SITE)).toBe('')
  })

  it('that are Strict do not come back with a redirect through another site, by the standard', async () => {
    for (const [engine, expected] of [
      ['standard', ''],
      ['chromium', 'strict=1'],
    ] as const) {
      const { get, set } = pageAt(APP, { engine })
      await set(APP, 'strict=1; SameSite=Strict')
      // Back at home the origin is null, which the servers here allow.
      expect(await get(`${OTHER_SITE}/?to=${encodeURIComponent(`${APP}/`)}`), engine).toBe(expected)
    }
  })

  it('can be let through by an option, whatever the engine', async () => {
    const { get, set } = pageAt(APP, { engine: 'webkit', thirdPartyCookies: 'allow' })
    await set(OTHER_SITE, 'none=1; SameSite=None; Secure')
    expect(await get(OTHER_SITE)).toBe('none=1')
  })

  it('that are broken or not allowed are passed over', async () => {
    const { get, set } = pageAt(APP)
    await set(
      APP,
      '',
      '=;',
      'a=1; Domain=other.example',
      'b=1; Domain=com',
      '__Host-c=1; Path=/x',
      'd=1; SameSite=None',
      'e=1',
    )
    expect(await get('/')).toBe('e=1')
  })
})
