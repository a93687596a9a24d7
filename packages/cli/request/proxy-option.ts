/** curl's `-x` and `-U`: a proxy for all requests. */
import { named } from '../command-line/secrets.ts'
import { UsageError } from '../command-line/usage-error.ts'
import type { HttpProxy } from '../transport/wire.ts'

/** curl's default port of a proxy. */
const DEFAULT_PORT = '1080'

/** @returns `null` without a proxy. An empty value means no proxy, as in curl. */
export function parseProxy(text: string | undefined, user: string | undefined): HttpProxy | null {
  if (text === undefined || text === '') return null
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null
  if (url === null || url.protocol !== 'http:' || url.hostname === '')
    throw new UsageError(`-x ${named(text)}: expected a proxy that speaks HTTP, as in http://proxy.example.com:3128`)
  if (!/:\d+\/?$/.test(withScheme)) url.port = DEFAULT_PORT
  const inUrl = url.username === '' ? null : decoded(`${url.username}:${url.password}`)
  url.username = ''
  url.password = ''
  return { url, user: user ?? inUrl }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
