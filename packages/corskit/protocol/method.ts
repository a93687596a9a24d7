/** Methods. https://fetch.spec.whatwg.org/#methods */
import { isToken } from './token.ts'

/** The methods that need no preflight, byte for byte. https://fetch.spec.whatwg.org/#cors-safelisted-method */
export function isCorsSafelistedMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'POST'
}

/** `toUpperCase` makes ASCII of letters that are not: `\u0131` becomes `I`, and `\u017f` becomes `S`. */
export function asciiUpperCase(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
}

/** What script may never send, in any case. https://fetch.spec.whatwg.org/#forbidden-method */
export function isForbiddenMethod(method: string): boolean {
  const upper = asciiUpperCase(method)
  return upper === 'CONNECT' || upper === 'TRACE' || upper === 'TRACK'
}

/** A method is a token. https://fetch.spec.whatwg.org/#concept-method */
export function isMethod(method: string): boolean {
  return isToken(method)
}

/**
 * *Normalizes* a method: six methods are upper-cased, all others stay as they are written. So `patch` is not `PATCH`.
 * https://fetch.spec.whatwg.org/#concept-method-normalize
 */
export function normalizeMethod(method: string): string {
  const upper = asciiUpperCase(method)
  switch (upper) {
    case 'DELETE':
    case 'GET':
    case 'HEAD':
    case 'OPTIONS':
    case 'POST':
    case 'PUT':
      return upper
    default:
      return method
  }
}
