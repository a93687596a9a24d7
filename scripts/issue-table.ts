/**
 * docs/policy-issues.md's table: for each code, a policy with this mistake, and what `definePolicy` or `policyFromEnv`
 * says about it.
 */
import { inspect } from 'node:util'
import {
  checkOptions,
  type Environment,
  type Issue,
  type IssueCode,
  PolicyError,
  policyFromEnv,
  replaceablePolicy,
} from 'corskit'

/** The mistake: in the options of a policy, or in the variables of an environment. */
type Example = { readonly options: unknown } | { readonly env: Environment } | { readonly replaces: string }

const APP = 'https://app.example.com'
const origin = (...patterns: unknown[]): Example => ({
  options: { origin: patterns.length === 1 ? patterns[0] : patterns },
})
const beside = (options: object): Example => ({ options: { origin: APP, ...options } })

/** The compiler names any missing code; the test names any code that its example does not produce. */
export const ISSUE_EXAMPLES: Readonly<Record<IssueCode, Example>> = {
  'options-not-an-object': { options: APP },
  'option-unknown': beside({ maxage: 600 }),
  'option-wrong-type': beside({ credentials: 'true' }),
  'origin-missing': { options: {} },
  'origin-empty': { options: { origin: [] } },
  'origin-wrong-type': origin(8080),
  'origin-reflected': origin(true),
  'origin-callback': origin((_origin: string, callback: (error: null, allowed: boolean) => void) =>
    callback(null, true),
  ),
  'origin-any-with-credentials': { options: { origin: '*', credentials: true } },
  'origin-any-in-list': origin('*', APP),
  'origin-null': origin('null'),
  'origin-several-in-one': origin('https://a.example.com,https://b.example.com'),
  'origin-white-space': origin(` ${APP}`),
  'origin-too-long': origin(`https://${'a'.repeat(64)}.example.com`),
  'origin-scheme-missing': origin('app.example.com'),
  'origin-scheme-refused': origin('file:///index.html'),
  'origin-upper-case': origin('https://App.example.com'),
  'origin-trailing-slash': origin(`${APP}/`),
  'origin-path': origin(`${APP}/shop`),
  'origin-query': origin(`${APP}?a=b`),
  'origin-fragment': origin(`${APP}#top`),
  'origin-userinfo': origin('https://user@app.example.com'),
  'origin-default-port': origin(`${APP}:443`),
  'origin-port-invalid': origin(`${APP}:70000`),
  'origin-port-blocked': origin('http://localhost:6000'),
  'origin-host-missing': origin('https://:8080'),
  'origin-host-invalid': origin('https://app example.com'),
  'origin-host-unicode': origin('https://bücher.example'),
  'origin-ipv4-not-canonical': origin('http://127.1:3000'),
  'origin-ipv6-not-canonical': origin('http://[0:0:0:0:0:0:0:1]:3000'),
  'origin-wildcard-misplaced': origin('https://*example.com'),
  'origin-wildcard-public-suffix': origin('https://*.github.io'),
  'origin-insecure-with-credentials': { options: { origin: 'http://app.example.com', credentials: true } },
  'origin-duplicate': origin(APP, APP),
  'origin-loopback-in-production': { env: { NODE_ENV: 'production', CORS_ORIGIN: 'http://localhost:5173' } },
  'regexp-flag': origin(/^https:\/\/app\.example\.com$/g),
  'regexp-not-anchored': origin(/https:\/\/app\.example\.com/),
  'regexp-unescaped-dot': origin(/^https:\/\/app.example\.com$/),
  'regexp-allows-strangers': origin(/^https:\/\/[a-z-]*example\.com$/),
  'regexp-matches-nothing': origin(/^https:\/\/app\.example\.com\/$/),
  'regexp-backtracks': origin(/^https:\/\/([a-z]+)+\.example\.com$/),
  'regexp-too-complex': origin(/^https:\/\/(?!www)[a-z]+\.example\.com$/),
  'method-malformed': beside({ methods: ['PUT DELETE'] }),
  'method-forbidden': beside({ methods: ['TRACE'] }),
  'method-lower-case': beside({ methods: ['put'] }),
  'method-duplicate': beside({ methods: ['PUT', 'PUT'] }),
  'header-malformed': beside({ allowedHeaders: ['x request id'] }),
  'header-forbidden': beside({ allowedHeaders: ['cookie'] }),
  'header-not-a-request-header': beside({ allowedHeaders: ['access-control-allow-origin'] }),
  'header-not-a-response-header': beside({ exposedHeaders: ['user-agent'] }),
  'header-duplicate': beside({ allowedHeaders: ['X-Tenant', 'x-tenant'] }),
  'header-any-with-credentials': beside({ exposedHeaders: '*', credentials: true }),
  'name-never-sent': beside({ allowedHeaders: ['X-*'] }),
  'max-age-not-an-integer': beside({ maxAge: '600' }),
  'max-age-negative': beside({ maxAge: -1 }),
  'max-age-too-large': beside({ maxAge: 604_800 }),
  'timeout-invalid': beside({ timeout: 0 }),
  'policy-replaced-by-itself': { replaces: 'policy.replace(policy)' },
  'env-not-a-boolean': { env: { CORS_ORIGIN: APP, CORS_CREDENTIALS: 'yes' } },
  'env-not-a-number': { env: { CORS_ORIGIN: APP, CORS_MAX_AGE: '10 minutes' } },
  'env-unknown': { env: { CORS_ORIGINS: APP } },
}

export function issuesOf(example: Example): readonly Issue[] {
  if ('options' in example) {
    const { issues, warnings } = checkOptions(example.options)
    return [...issues, ...warnings]
  }
  try {
    if ('env' in example) policyFromEnv(example.env)
    else {
      const policy = replaceablePolicy({ origin: APP })
      policy.replace(policy)
    }
    return []
  } catch (error) {
    if (error instanceof PolicyError) return error.issues
    throw error
  }
}

export function issueTable(): string {
  const rows = Object.entries(ISSUE_EXAMPLES).map(([code, example]) => {
    const issue = issuesOf(example).find((found) => found.code === code)
    if (issue === undefined) throw new Error(`the example of ${code} does not have it`)
    const cells = [inCode(code), inCode(sourceOf(example)), inText(issue.message), fixOf(issue.fix)]
    return `| ${cells.join(' | ')} |`
  })
  return [
    '| Code | Where it stands, for example | What it says | What to write instead |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n')
}

function sourceOf(example: Example): string {
  if ('options' in example) return inspect(example.options, { breakLength: Infinity })
  if ('replaces' in example) return example.replaces
  return Object.entries(example.env)
    .map(([name, value]) => `${name}=${/\s/.test(value ?? '') ? inspect(value) : value}`)
    .join(' ')
}

/** A fix that is an instruction is text; a fix that can be pasted is code. */
function fixOf(fix: string): string {
  return isCode(fix) ? inCode(fix) : inText(fix)
}

function isCode(fix: string): boolean {
  try {
    new Function(`return (${fix})`)
    return true
  } catch {
    return false
  }
}

const inCode = (text: string) => `\`${text.replaceAll('|', '\\|')}\``
const inText = (text: string) => text.replace(/[|*_<>[\]]/g, '\\$&')
