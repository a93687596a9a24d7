/**
 * Secrets that are known by their form or by what stands before them, wherever they stand: in a path, in a directive of
 * a Content-Security-Policy, in a sentence. Other words of a path are not secret: names, UUIDs, hashes of files.
 */
import { REDACTED } from './redacted.ts'

/** A JSON Web Token, signed or encrypted: `{"` in base64url, and two dots or four. Long texts are cut off. */
const JWT = /(?:(?<![\w-])|(?<=%[\da-f]{2}))eyJ[\w-]{8,}(?:(?:\.[\w-]*){2,4}|(?:\.[\w-]*)?(?=…))/gi

/** Keys that say themselves what they are. */
const PREFIXED =
  /(?<![\w-])(?:gh[opsur]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abeprs]-[\w-]{10,}|[rs]k_(?:live|test)_\w{10,}|AIza[\w-]{30,})/g

/** What stands before the secret, in the first group. */
const BEHIND: readonly RegExp[] = [
  /(\bhooks\.slack(?:-gov)?\.com\/(?:services|triggers|workflows)\/)([\w/%~-]+)/gi,
  /(\bapi\.telegram\.org\/(?:file\/)?bot)(\d+(?::|%3A)[\w-]+)/gi,
  /(\bdiscord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d+\/)([\w-]+)/gi,
  /(\bhooks\.zapier\.com\/hooks\/catch\/)([\w/-]+)/gi,
  /(\bwebhook\.office\.com\/webhookb2\/)([\w/@%~-]+)/gi,
  /(\bmaker\.ifttt\.com\/trigger\/[\w-]+(?:\/json)?\/with\/key\/)([\w-]+)/gi,
  /(['‘"]nonce-)([\w+/=-]+)/gi,
]

export function redactKnownTokens(text: string): string {
  const withoutKeys = text.replace(JWT, REDACTED).replace(PREFIXED, REDACTED)
  return BEHIND.reduce((shown, pattern) => shown.replace(pattern, `$1${REDACTED}`), withoutKeys)
}

/** The secrets themselves: a sentence may have the path without its host. */
export function knownTokens(text: string): string[] {
  const behind = BEHIND.flatMap((pattern) => Array.from(text.matchAll(pattern), ([, , secret = '']) => secret))
  return [JWT, PREFIXED].flatMap((pattern) => text.match(pattern) ?? []).concat(behind)
}
