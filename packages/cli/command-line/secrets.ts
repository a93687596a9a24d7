/** Hides secrets in what a command prints, because people paste it into bug reports. `--show-secrets` shows all. */
import { redactUrl } from './redact-url.ts'
import { REDACTED } from './redaction/redacted.ts'
import { quoted } from './usage-error.ts'

/** Names of environment variables whose values are secret. */
const SECRET_VARIABLE = /secret|token|key|pass|auth|cred|cookie|jwt|dsn|conn\w*_?str|_pwd?$|^pw$/i

/** The text without the values of such variables of this process. */
export function redactEnvironment(text: string): string {
  let shown = text
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && value.length >= 6 && SECRET_VARIABLE.test(name))
      shown = shown.replaceAll(value, REDACTED)
  return shown
}

const CONTAINED = 'secret|token|passw|passphrase|passcode|pwd|credential|auth|cookie|connection[-_ ]?string'
const AT_THE_END = 'pass|pw|key|creds|jwt|dsn|pin|otp|sid|sig|signature'
/** A name of a secret: it contains such a word, or ends with one. */
const NAME = `[\\w.-]{0,60}(?:(?:${CONTAINED})[\\w-]{0,60}|(?:${AT_THE_END})[\\ds]?)`
/** In quotes, up to the quote at its end, which is escaped as the first one is; otherwise up to a space. */
const VALUE = String.raw`(?:(?<quote>\\*["'])(?:.{0,500}?\k<quote>(?=[\s,;:.)}\]&\\"']|$)|.*)|(?:(?:Bearer|Basic|Digest|Token)\s+)?[^\s;]+)`
/** A value after such a name, and the credentials after the name of a scheme of HTTP authentication. */
const NAMED_SECRET = new RegExp(
  String.raw`((?:--${NAME}\s+)|${NAME}[\\"']*\s*(?:[=:]+>?|\b(?:is|was)\b)\s*|\b(?:Bearer|Basic|Digest|Token)\s+(?!["'\\]))${VALUE}`,
  'gi',
)
/** `user:password@host`. Before a version, such words are names of packages. */
const LOGIN =
  /(?<![\w.%+-])((?!npm:|jsr:|file:|https?:\/*[^\s/:@]+(?::\d+)?\/)(?:[a-z][a-z\d+.-]{0,30}:\/\/)?[\w.%+-]{0,100}:)(?:[^\s/\\]\S{0,200})@(?=[\w[(.-])/gi
/** A word that is probably a token: long, with letters and digits, and not part of a path or of a file's name. */
const RANDOM_WORD =
  /(?<![\w./\\-])(?=[\w+-]*\d)(?=[\w+-]*[a-z])[\w+-]{20,}(?:\.[\w+-]{10,}){0,2}={0,2}(?![\w/\\-]|\.\w)/gi

/** A sentence that other people's code made, without anything that looks like a password, a key or a token. */
export function redactTokens(text: string): string {
  return text.replace(NAMED_SECRET, `$1${REDACTED}`).replace(LOGIN, `$1${REDACTED}@`).replace(RANDOM_WORD, REDACTED)
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
