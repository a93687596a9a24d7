/**
 * Secrets that are known by their form or by what stands before them, wherever they stand: in a path, in a directive of
 * a Content-Security-Policy, in a sentence. Other words of a path are not secret: names, UUIDs, hashes of files.
 */
import { REDACTED } from './redacted.ts'

/** A JSON Web Token, signed or encrypted: `{"` in base64url, and two dots or four. Long texts are cut off. */
const JWT = /(?:(?<![\w-])|(?<=%[\da-f]{2}))eyJ[\w-]{8,}(?:(?:\.[\w-]*){2,4}|(?:\.[\w-]*)?(?=…))/gi

/** Keys that say themselves what they are: what each of them looks like. */
const KEYS: readonly string[] = [
  // GitHub, GitLab, npm, PyPI, Docker
  String.raw`gh[opsur]_\w{20,}|github_pat_\w{20,}|gl(?:pat|rt|dt|ptt|ft|soat|cbt|agent|oas)-[\w-]{20,}`,
  String.raw`npm_\w{20,}|pypi-[\w-]{20,}|dckr_pat_[\w-]{20,}`,
  // Slack, Stripe and other webhooks, SendGrid, Shopify
  String.raw`(?:xox[abeprs]|xapp)-[\w-]{10,}|[rs]k_(?:live|test)_\w{10,}|whsec_[\w+/=-]{20,}`,
  String.raw`SG\.[\w-]{16,}\.[\w-]{16,}|shp(?:at|ca|pa|ss)_\w{20,}`,
  // Google, AWS, DigitalOcean, Supabase
  String.raw`AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}|(?:AKIA|ASIA)[A-Z\d]{16}(?![A-Za-z\d])`,
  String.raw`do[por]_v1_\w{20,}|sbp_\w{20,}|sb_secret_[\w-]{20,}`,
  // OpenAI and Anthropic, and others that run models
  String.raw`sk-(?:ant|proj|svcacct|admin)-[\w-]{20,}|sk-[A-Za-z\d]{32,}`,
  String.raw`(?:hf|gsk|r8)_[A-Za-z\d]{20,}|(?:xai|pplx|nvapi)-[\w-]{20,}`,
  // Linear, Notion, Figma, Sentry, Postman, Contentful, Atlassian
  String.raw`(?:lin_api|ntn|sntrys)_[\w+/=-]{20,}|figd_[\w-]{20,}|(?:PMAK|CFPAT)-[\w-]{20,}|ATATT3[\w=-]{20,}`,
]
const PREFIXED = new RegExp(`(?<![\\w-])(?:${KEYS.join('|')})`, 'g')

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
