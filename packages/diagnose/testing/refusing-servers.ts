/** Servers that refuse a page, a method or a header in the ways that frameworks have. */
import type { RequestInput } from 'corskit/browser'
import type { ServerInMemory } from './ask-in-memory.ts'

/** A page that is allowed. */
export const PAGE = 'https://app.example.com'
const API = 'https://api.example.net/users'
const LIST = [
  PAGE,
  'http://app.example.com',
  'http://localhost:3000',
  'http://shop.example.com',
  'https://www.example.org',
]
const METHODS = ['GET', 'POST', 'PATCH']
const HEADERS = ['content-type', 'x-tenant']

export interface Style {
  /** Of a preflight that is refused. */
  readonly status: number
  /** Whether a refused preflight of an allowed page has its origin, and the lists, as the good ones have. */
  readonly lists: boolean
  readonly varies: boolean
  /** How a page that is not on the list is answered. */
  readonly strangers: number
}

const listing = (style: Style, origin: string | null): [string, string][] => [
  ...(origin === null ? [] : [['access-control-allow-origin', origin] as [string, string]]),
  ['access-control-allow-methods', METHODS.join(', ')],
  ['access-control-allow-headers', HEADERS.join(', ')],
  ...(style.varies ? [['vary', 'Origin'] as [string, string]] : []),
]

export const serverOf =
  (style: Style): ServerInMemory =>
  ({ header, method, url }) => {
    const [origin, wanted] = [header('origin'), header('access-control-request-method')]
    const isAllowed = origin !== null && LIST.includes(origin)
    const vary: [string, string][] = style.varies ? [['vary', 'Origin']] : []
    if (method === 'OPTIONS' && wanted !== null) {
      const asked = (header('access-control-request-headers') ?? '').split(',').filter((name) => name !== '')
      if (isAllowed && METHODS.includes(wanted) && asked.every((name) => HEADERS.includes(name)))
        return { status: 200, headers: listing(style, origin) }
      const status = !isAllowed && style.strangers === 500 ? 500 : style.status
      return { status, headers: style.lists ? listing(style, isAllowed ? origin : null) : vary }
    }
    if (method === 'OPTIONS') return { status: 405, headers: vary }
    if (origin !== null && !isAllowed && style.strangers !== 200) return { status: style.strangers, headers: vary }
    const status = new URL(url).pathname === '/users' ? 200 : 404
    return { status, headers: [...(isAllowed ? [['access-control-allow-origin', origin] as const] : []), ...vary] }
  }

export const STYLES: readonly Style[] = [200, 204, 400, 403, 404, 405, 422].flatMap((status) =>
  [true, false].flatMap((lists) =>
    [true, false].flatMap((varies) => [200, 401, 403, 500].map((strangers) => ({ status, lists, varies, strangers }))),
  ),
)

export interface Wrong {
  readonly what: string
  readonly page?: string
  readonly method?: string
  readonly headers?: readonly string[]
  readonly causes: readonly string[]
}

const UNLISTED = ['origin-not-allowed', 'origin-refused-by-server']

export const WRONGS: readonly Wrong[] = [
  { what: 'a method', method: 'PUT', causes: ['method-not-allowed'] },
  { what: 'a method, beside a good header', method: 'PUT', headers: ['x-tenant'], causes: ['method-not-allowed'] },
  { what: 'the case of a method', method: 'patch', headers: ['content-type'], causes: ['method-case'] },
  { what: 'a header', headers: ['x-api-key'], causes: ['header-not-allowed'] },
  { what: 'a header of a POST', method: 'POST', headers: ['x-api-key', 'x-tenant'], causes: ['header-not-allowed'] },
  { what: 'a header of a good PATCH', method: 'PATCH', headers: ['x-api-key'], causes: ['header-not-allowed'] },
  { what: 'a tracing header', headers: ['traceparent'], causes: ['tracing-header'] },
  { what: 'a header of answers', headers: ['access-control-allow-origin'], causes: ['response-header-in-request'] },
  ...[{}, { method: 'PATCH', headers: ['content-type'] }, { headers: ['x-tenant'] }].flatMap((request) => [
    { what: 'a stranger', page: 'https://else.example.com', causes: UNLISTED, ...request },
    { what: 'the other name', page: 'http://127.0.0.1:3000', causes: ['localhost-or-127', ...UNLISTED], ...request },
    { what: 'the scheme', page: 'https://shop.example.com', causes: ['origin-scheme', ...UNLISTED], ...request },
    { what: 'www', page: 'https://example.org', causes: UNLISTED, ...request },
  ]),
]

export const requestOf = ({ page = PAGE, method, headers = [] }: Wrong): RequestInput => ({
  origin: page,
  url: API,
  ...(method === undefined ? {} : { method }),
  headers: Object.fromEntries(headers.map((name) => [name, name === 'content-type' ? 'application/json' : 'x'])),
})
