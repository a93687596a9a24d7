/** Hides secrets in what a command prints, because people paste it into bug reports. `--show-secrets` shows all. */
import { REDACTED, redactUrl } from './redact-url.ts'
import { quoted } from './usage-error.ts'

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
