/** Hides secrets in what a command prints, because people paste it into bug reports. `--show-secrets` shows all. */
import { quoted } from './usage-error.ts'

export const REDACTED = '[redacted]'

/** A URL without all but its host and path. */
const URL_IN_TEXT = /\b[a-z][a-z0-9+.-]*:\/\/[^\s'"‘’“”<>]+/gi

/** `;jsessionid=…` in a path. https://www.rfc-editor.org/rfc/rfc3986#section-3.3 */
const PATH_PARAMETER = /(?<!>)(;[^\s;=/<>?#]{1,100}=)(?!https?:)[^\s;/<>?#]+/gi

/** Every URL of the text without user name, password, query and fragment. */
export function redactUrls(text: string): string {
  return text.replace(URL_IN_TEXT, redactUrl)
}

/** @param text a URL, absolute or relative */
export function redactUrl(text: string): string {
  const [, head = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(text) ?? []
  // Up to the last @ of the authority: a password may hold one.
  const place = head
    .replace(/^((?:[a-z][a-z0-9+.-]*:)?[/\\]{2})[^/\\]*@/i, `$1${REDACTED}@`)
    .replace(/\/.*$/s, (path) => path.replace(PATH_PARAMETER, `$1${REDACTED}`))
  const query = /^\?[^#]+/.test(rest) ? `?${REDACTED}` : rest.startsWith('?') ? '?' : ''
  const hash = rest.indexOf('#')
  // A full stop, a comma or a bracket at the end belongs to the sentence around the URL.
  const tail = /[.,;:)\]]*$/.exec(rest.replaceAll(REDACTED, ''))?.[0] ?? ''
  const fragment = hash < 0 ? '' : hash === rest.length - 1 ? '#' : `#${REDACTED}`
  return place + query + fragment + (query === '' && fragment === '' ? '' : tail)
}

/** Names of environment variables whose values are secret. */
const SECRET_VARIABLE = /secret|token|key|passw|auth|cred/i

/** The text without the values of such variables of this process. */
export function redactEnvironment(text: string): string {
  let shown = text
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && value.length >= 6 && SECRET_VARIABLE.test(name))
      shown = shown.replaceAll(value, REDACTED)
  return shown
}

/** The value after a name like these, and the credentials after the name of a scheme of HTTP authentication. */
const NAMED_SECRET =
  /((?:\b(?:Bearer|Basic|Digest|Token)\s+)|(?:[\w-]*(?:secret|token|passw(?:or)?d|passwd|pwd|credential|api[-_]?key|auth(?:orization)?)[\w-]*["']?\s*(?:[=:]|\bis\b)\s*["']?))([^\s"',;]+)/gi
/** A word that is probably a token: long, with letters and digits, and not part of a path or of a file's name. */
const RANDOM_WORD =
  /(?<![\w./\\-])(?=[\w+-]*\d)(?=[\w+-]*[a-z])[\w+-]{20,}(?:\.[\w+-]{10,}){0,2}={0,2}(?![\w/\\-]|\.\w)/gi

/** A sentence that other people's code made, without anything that looks like a password, a key or a token. */
export function redactTokens(text: string): string {
  return text.replace(NAMED_SECRET, `$1${REDACTED}`).replace(RANDOM_WORD, REDACTED)
}

/**
 * A value of the command line as errors show it: the value itself if it is certainly a word, a number, an origin or a
 * URL (without its secrets), and otherwise only its length. When a quotation mark is forgotten, a password may stand
 * where an option is expected.
 */
export function named(value: string): string {
  if (/^[a-z ./:*,-]{0,24}$/i.test(value) || /^[-+.\d]{1,10}$/.test(value)) return quoted(value)
  const url = /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(value) || HOST.test(value)
  if (url) return quoted(redactUrl(value))
  return `(${value.length} characters, not repeated here)`
}

/** A host with a port or a path, without a scheme. Tokens have capitals, underscores, or no dot. */
const HOST =
  /^([a-z\d-]+(\.[a-z\d-]+)*\.[a-z]{2,12}|localhost|\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])(:\d{1,5})?([/?#]|$)/
