/**
 * Takes the serialized origin of a request apart by hand: its length is checked first, and neither a RegExp nor a URL
 * object sees what a client sent.
 * https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 */
import { defaultPort } from '../../protocol/origin.ts'

const MAX_SCHEME_LENGTH = 64
/** Of a domain name in text. https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
export const MAX_HOST_LENGTH = 253
export const MAX_LABEL_LENGTH = 63
const MAX_PORT_LENGTH = 5

/** No origin that a policy can allow is longer. */
export const MAX_ORIGIN_LENGTH = MAX_SCHEME_LENGTH + '://'.length + MAX_HOST_LENGTH + ':'.length + MAX_PORT_LENGTH

export interface OriginParts {
  readonly scheme: string
  readonly host: string
  /** The digits, or the empty string for the scheme's default port. */
  readonly port: string
}

/** `null` for anything but scheme, host and port exactly as a browser writes them. */
export function splitOrigin(value: string): OriginParts | null {
  if (value.length > MAX_ORIGIN_LENGTH) return null
  const colon = value.indexOf(':')
  if (!isScheme(value, colon) || value.charCodeAt(colon + 1) !== SLASH || value.charCodeAt(colon + 2) !== SLASH)
    return null
  const start = colon + 3
  // The URL standard does not change the host when the scheme is not one of its own: Safari's extensions have upper
  // case there.
  const scheme = value.slice(0, colon)
  const standard = defaultPort(scheme)
  const isOfApp = standard === undefined
  const end = value.charCodeAt(start) === LEFT_BRACKET ? endOfIpv6(value, start) : endOfName(value, start, isOfApp)
  if (end === null || end - start > MAX_HOST_LENGTH) return null
  if (end === value.length) return { scheme, host: value.slice(start), port: '' }
  if (value.charCodeAt(end) !== COLON || !isPort(value, end + 1)) return null
  const port = value.slice(end + 1)
  if (Number(port) === standard) return null
  return { scheme, host: value.slice(start, end), port }
}

const COLON = 0x3a
const SLASH = 0x2f
const DOT = 0x2e
const HYPHEN = 0x2d
const PLUS = 0x2b
const UNDERSCORE = 0x5f
const LEFT_BRACKET = 0x5b
const RIGHT_BRACKET = 0x5d

const isDigit = (code: number) => code >= 0x30 && code <= 0x39
const isUpperLetter = (code: number) => code >= 0x41 && code <= 0x5a
const isLowerLetter = (code: number) => code >= 0x61 && code <= 0x7a

const isHostCharacter = (code: number) => isLowerLetter(code) || isDigit(code) || code === HYPHEN || code === UNDERSCORE

/** https://url.spec.whatwg.org/#url-scheme-string, in lower case */
function isScheme(value: string, end: number): boolean {
  if (end < 1 || end > MAX_SCHEME_LENGTH || !isLowerLetter(value.charCodeAt(0))) return false
  for (let i = 1; i < end; i++) {
    const code = value.charCodeAt(i)
    if (!isLowerLetter(code) && !isDigit(code) && code !== PLUS && code !== HYPHEN && code !== DOT) return false
  }
  return true
}

/**
 * The end of a domain or an IPv4 address, or `null` when there is none or one of its labels is empty. The root's empty
 * label may stand at the very end: browsers keep the final dot of `https://example.com.`, which is another origin than
 * `https://example.com`. Electron's apps have a dot alone: `app://.`.
 */
function endOfName(value: string, start: number, isOfApp: boolean): number | null {
  if (isOfApp && value.charCodeAt(start) === DOT) return start + 1
  let labelStart = start
  let i = start
  for (; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code === DOT) {
      if (i === labelStart) return null
      labelStart = i + 1
    } else if (!isHostCharacter(code) && !(isOfApp && isUpperLetter(code))) break
  }
  if (i > labelStart) return i
  return i > start ? i : null
}

/**
 * The end of `[…]`, or `null`. Whether the address is canonical does not matter here: it is only compared with one that
 * is.
 */
function endOfIpv6(value: string, start: number): number | null {
  for (let i = start + 1; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code === RIGHT_BRACKET) return i === start + 1 ? null : i + 1
    if (!isDigit(code) && code !== COLON && !(code >= 0x61 && code <= 0x66)) return null
  }
  return null
}

/** Digits without a leading zero, up to 65,535, to the end of `value`. */
function isPort(value: string, start: number): boolean {
  if (start === value.length || value.charCodeAt(start) === 0x30) return false
  let port = 0
  for (let i = start; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (!isDigit(code)) return false
    port = port * 10 + code - 0x30
  }
  return port <= 65_535
}
