/**
 * The response headers that a policy rules alone: whatever the app says in them is replaced.
 * https://fetch.spec.whatwg.org/#http-responses
 */
import type { HeaderList } from '../../protocol/header-list.ts'

export const CORS_RESPONSE_HEADERS = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-expose-headers',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-max-age',
  'access-control-allow-private-network',
] as const

/** @param name in lower case */
export function isCorsResponseHeader(name: string): boolean {
  return name.startsWith('access-control-') && (CORS_RESPONSE_HEADERS as readonly string[]).includes(name)
}

/** The value that an answer gives a header, or `undefined`. Answers name each header once. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  for (const header of headers) if (header[0] === name) return header[1]
  return undefined
}
