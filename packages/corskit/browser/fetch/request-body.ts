/**
 * *Extract a body*, as far as CORS asks: its type, and whether it can be sent twice.
 * https://fetch.spec.whatwg.org/#concept-bodyinit-extract
 */
import type { RequestBody } from '../words/request-input.ts'

/**
 * A stream has no source: it can be sent once, and always needs a preflight. Some test environments, like Jest with
 * jsdom, do not have all of these classes.
 */
export function isStream(body: RequestBody | null): boolean {
  return typeof ReadableStream !== 'undefined' && body instanceof ReadableStream
}

/** The `Content-Type` that a body has of its own, or `null` for bytes. */
export function typeOfBody(body: RequestBody | null): string | null {
  if (body === null) return null
  if (typeof body === 'string') return 'text/plain;charset=UTF-8'
  if (body instanceof URLSearchParams) return 'application/x-www-form-urlencoded;charset=UTF-8'
  if (typeof FormData !== 'undefined' && body instanceof FormData) return 'multipart/form-data; boundary=corskit'
  if (typeof Blob !== 'undefined' && body instanceof Blob) return body.type === '' ? null : body.type
  return null
}
