/** Which request headers a page may send to another origin without asking first. */
import { asciiLowerCase, type HeaderList } from './header-list.ts'
import { isNoCorsSafelistedRequestHeaderName } from './header-name.ts'
import { mimeTypeEssence } from './mime-type.ts'
import { parseSingleRange } from './range.ts'

/** The longest value that is safelisted, in bytes. https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export const MAX_SAFELISTED_VALUE_BYTES = 128

/**
 * How many bytes all safelisted values may have together.
 * https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
export const MAX_SAFELISTED_SUM_BYTES = 1024

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */
export function hasCorsUnsafeRequestHeaderByte(value: string): boolean {
  return /[\0-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/.test(value)
}

const isLanguageValue = (value: string) => /^[0-9A-Za-z *,\-.;=]*$/.test(value)

/** @param name in lower case. https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export function isCorsSafelistedRequestHeader(name: string, value: string): boolean {
  if (value.length > MAX_SAFELISTED_VALUE_BYTES) return false
  switch (name) {
    case 'accept':
      return !hasCorsUnsafeRequestHeaderByte(value)
    case 'accept-language':
    case 'content-language':
      return isLanguageValue(value)
    case 'content-type':
      return !hasCorsUnsafeRequestHeaderByte(value) && isSafelistedEssence(mimeTypeEssence(value))
    case 'range':
      return (parseSingleRange(value)?.start ?? null) !== null
    default:
      return false
  }
}

function isSafelistedEssence(essence: string | null): boolean {
  return (
    essence === 'application/x-www-form-urlencoded' || essence === 'multipart/form-data' || essence === 'text/plain'
  )
}

/** @param name in lower case. https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header */
export function isNoCorsSafelistedRequestHeader(name: string, value: string): boolean {
  return isNoCorsSafelistedRequestHeaderName(name) && isCorsSafelistedRequestHeader(name, value)
}

/**
 * *CORS-unsafe request-header names*: in lower case, without duplicates, sorted by bytes. Once the safelisted values
 * together are too long, all of their names count as unsafe too.
 * https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 *
 * @param isSafelisted the standard's rule, unless an engine has its own
 * @param keepDuplicates repeats a name as often as it stands in the list, as one engine does
 */
export function corsUnsafeRequestHeaderNames(
  headers: HeaderList,
  isSafelisted: (name: string, value: string) => boolean = isCorsSafelistedRequestHeader,
  keepDuplicates = false,
  maxSafelistedSum = MAX_SAFELISTED_SUM_BYTES,
): readonly string[] {
  let unsafe: string[] | null = null
  let safe: string[] | null = null
  let safelistedBytes = 0
  for (const [name, value] of headers) {
    const lower = asciiLowerCase(name)
    if (isSafelisted(lower, value)) {
      safelistedBytes += value.length
      safe ??= []
      safe.push(lower)
    } else {
      unsafe ??= []
      unsafe.push(lower)
    }
  }
  if (safelistedBytes > maxSafelistedSum && safe !== null) unsafe = unsafe === null ? safe : unsafe.concat(safe)
  if (unsafe === null) return NONE
  if (unsafe.length === 1) return unsafe
  return (keepDuplicates ? unsafe : [...new Set(unsafe)]).sort()
}

const NONE: readonly string[] = []
