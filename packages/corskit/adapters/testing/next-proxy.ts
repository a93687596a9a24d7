/** What Next.js makes of the headers that its proxy gives. The docs say the same. */
import { expect, test } from 'vitest'
import { type Ask, expectNoCors, from, preflightOf, varyOf } from './cases.ts'
import { APP } from './policy.ts'

const page = `export default () => <p>hello</p>`

/** @param elsewhere the URL of another server */
export const proxyFiles = (elsewhere: string): Readonly<Record<string, string>> => ({
  'next.config.ts': `export default {
    // Compressing adds to Vary, which does not concern us.
    compress: false,
    headers: async () => [{ source: '/page/private', headers: [{ key: 'Cache-Control', value: 'private' }] }],
    redirects: async () => [{ source: '/moved', destination: '/hello', permanent: true }],
    rewrites: async () => [{ source: '/elsewhere', destination: '${elsewhere}' }],
  }`,
  'app/layout.js': 'export default ({ children }) => <html><body>{children}</body></html>',
  'app/page/static/page.js': page,
  'app/page/private/page.js': page,
  'app/page/dynamic/page.js': `export const dynamic = 'force-dynamic'; ${page}`,
  'app/page/fails/page.js': `
    export const dynamic = 'force-dynamic'
    export default () => { throw new Error('of the page') }`,
  'pages/older.js': page,
  'pages/api/plain.js': 'export default (request, response) => response.end()',
  'pages/api/own-vary.js': `export default (request, response) => response.setHeader('vary', 'X-Own').end()`,
  'public/file.txt': 'hello',
})

export function headersOfProxy(ask: Ask): void {
  test.each([
    ['/hello', true],
    ['/older', true],
    ['/api/plain', true],
    ['/file.txt', true],
    ['/page/static', false],
    ['/page/private', false],
    ['/page/dynamic', false],
    ['/page/fails', false],
    ['/missing', false],
    ['/api/own-vary', false],
  ])('%s has the allowed origin, and its Vary: %j', async (path, isKept) => {
    const response = await ask({ path, headers: from(APP) })
    expect([response.header('access-control-allow-origin'), varyOf(response).includes('origin')]).toEqual([APP, isKept])
  })

  test('shared caches may keep a page, unless headers() says private', async () => {
    const cacheControl = async (path: string) => (await ask({ path, headers: from(APP) })).header('cache-control')
    expect(await cacheControl('/page/static')).toMatch(/^s-maxage=/)
    expect(await cacheControl('/page/private')).toBe('private')
  })

  test('what is rewritten to another server has only the headers of that server, after an allowed preflight', async () => {
    const preflight = await ask(preflightOf('PUT', undefined, APP, '/elsewhere'))
    expect([preflight.status, preflight.header('access-control-allow-origin')]).toEqual([204, APP])
    const response = await ask({ method: 'PUT', path: '/elsewhere', headers: from(APP) })
    expect([response.status, response.body, varyOf(response)]).toEqual([200, 'of another server', ['x-own']])
    expectNoCors(response)
  })

  test.each([
    ['/moved', 308],
    ['/hello/', 308],
    ['/next/with/%E0%A4', 400],
  ])('%s has no headers of the proxy', async (path, status) => {
    const response = await ask({ path, headers: from(APP) })
    expect(response.status).toBe(status)
    expectNoCors(response)
  })
}
