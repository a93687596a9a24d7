/** `corskit verify <url> --policy FILE`: does the running server do what the policy says? */
import { randomUUID } from 'node:crypto'
import { factsOf, mostProbes, type VerifyReport, verify as verifyServer } from '@corskit/targets'
import type { Header } from 'corskit/protocol'
import { ExitCode } from '../command-line/exit-code.ts'
import { kindOfHeader } from '../command-line/harmless-headers.ts'
import { jsonText } from '../command-line/json-text.ts'
import { KnownSecrets } from '../command-line/known-secrets.ts'
import { type ParsedOptions, parseOptions } from '../command-line/options.ts'
import { redactUrl } from '../command-line/redact-url.ts'
import { REDACTED } from '../command-line/redaction/redacted.ts'
import { named } from '../command-line/secrets.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { printable, quoted, UsageError } from '../command-line/usage-error.ts'
import { readPolicyOptions } from '../generate/policy-options.ts'
import { parseNameMap } from '../request/name-map.ts'
import { parseRequestHeaders } from '../request/request-headers.ts'
import { parseTargetUrl } from '../request/target-url.ts'
import { KeptConnection } from '../transport/kept/connection.ts'
import { sendProbe } from '../transport/probe.ts'
import { USER_AGENT } from '../version.ts'
import { junit, markdown } from './formats.ts'
import { Pace } from './pace.ts'
import { verifyLines } from './report.ts'

/** More would take hours for a policy with 100,000 origins. */
const MOST_REQUESTS = 10_000

const HELP = `corskit verify <url> --policy FILE: does the running server do what the policy says?

  --policy FILE     cors.policy.ts, .js, .json or .yaml
  --path P          a path to ask as well, one that ends in an error for example; may be repeated
  -H 'Name: value'  a header sent with every request, for staging; may be repeated
  --resolve H:P:A   where a name leads instead of where DNS says, as curl has it
  --timeout S       seconds for each request. Default 10
  -k, --insecure    go on although the certificate is not trusted
  --most N          at most so many requests. Default ${MOST_REQUESTS}
  --errors          also send a POST that is too long and an unknown method, to see the pages of 413 and 405
  --json            print one JSON object: conforms, url, probes, differences
  --junit           print JUnit's XML, for CI
  --markdown        print Markdown, for a pull request
  -h, --help        print this

Sends GET, HEAD and OPTIONS only, one after the other: at most 40, 24 more for each origin of the policy, 4 for each method and header, and 3
for each --path. Where the server limits the rate (429), the requests become slower.

Exit codes: 0 the server does what the policy says, 1 it does not, 2 the call or the policy was wrong and nothing was sent,
3 the server could not be reached.
`

const OPTIONS = {
  policy: { type: 'string' },
  path: { type: 'string', multiple: true },
  timeout: { type: 'string' },
  most: { type: 'string' },
  errors: { type: 'boolean' },
  insecure: { type: 'boolean', short: 'k' },
  header: { type: 'string', short: 'H', multiple: true },
  resolve: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  junit: { type: 'boolean' },
  markdown: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

const MAX_TIMEOUT_SECONDS = 600

export async function verify(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const options = parseOptions('verify', args, OPTIONS)
  if (options.has('help')) {
    terminal.out(HELP)
    return ExitCode.allowed
  }
  const url = targetOf(options)
  const file = options.one('policy')
  if (file === undefined) throw new UsageError('verify expects a policy: corskit verify URL --policy cors.policy.ts')
  const format = formatOf(options)
  const headers = headersOf(options)
  const names = options.all('resolve')
  const wire = {
    timeout: timeoutOf(options.one('timeout')),
    insecure: options.has('insecure'),
    names: parseNameMap(names),
  }
  const most = mostOf(options.one('most'))
  const policy = await readPolicyOptions(file)
  const run = verifyServer(url.href, policy, {
    paths: options.all('path').map(pathOf),
    headers,
    shownHeaders: headers.map(([name, value]) => [name, kindOfHeader(name) === 'harmless' ? value : REDACTED]),
    limit: most,
    errors: options.has('errors'),
    token: randomUUID().slice(0, 8),
    curlOptions: [...names.flatMap((entry) => ['--resolve', entry]), ...(wire.insecure ? ['-k'] : [])],
  })
  let step = first(run, file)
  const note = (text: string) => terminal.err(`corskit: ${printable(text)}\n`)
  note(announcement(url, mostProbes(factsOf(policy).facts, options.all('path').length), most, options.has('errors')))
  const pace = new Pace(note)
  const connection = new KeptConnection()
  const known = new KnownSecrets()
  known.addHeaders(headers)
  for (let asked = 1; !step.done; asked++) {
    if (asked % PROGRESS_EVERY === 0) note(`${asked} requests answered…`)
    const probe = step.value
    known.addUrl(marked(probe.url))
    const answer = await pace.send(() => sendProbe(probe, USER_AGENT, wire, connection.send.bind(connection)))
    // The report shows no other headers of answers.
    if ('headers' in answer) known.addHeaders(answer.headers.filter(([name]) => /^(access-control-|vary$)/.test(name)))
    step = run.next(answer)
  }
  connection.close()
  const report = redacted(step.value, known)
  const { differences, unreachable } = report
  const conforms = differences.length === 0 && unreachable === null
  terminal.out(FORMATS[format](report, terminal.colour))
  if (unreachable !== null) return ExitCode.unreachable
  return conforms ? ExitCode.allowed : ExitCode.notAllowed
}

function announcement(url: URL, needed: number, most: number, errors: boolean): string {
  const methods = errors ? 'GET, HEAD, OPTIONS, POST and CORSKIT' : 'GET, HEAD and OPTIONS'
  const told = `sending ${methods} requests to ${url.host}, ${Math.min(needed, most)} at the most`
  return needed <= most ? told : `${told}; a complete check would take up to ${needed}: --most ${needed}`
}

const FORMATS = {
  text: (report: VerifyReport, colour: boolean) => `${verifyLines(report, colour).join('\n')}\n`,
  json: ({ url, probes, differences, unreachable }: VerifyReport) =>
    jsonText({ conforms: differences.length === 0 && unreachable === null, url, probes, differences, unreachable }),
  junit,
  markdown,
}

function formatOf(options: ParsedOptions): keyof typeof FORMATS {
  const [format = 'text', other] = (['json', 'junit', 'markdown'] as const).filter((name) => options.has(name))
  if (other !== undefined)
    throw new UsageError(`--${format} and --${other} were given; expected one form of the answer`)
  return format
}

function headersOf(options: ParsedOptions): readonly Header[] {
  const { headers } = parseRequestHeaders(options.all('header'))
  const own = headers.find(([name]) => OF_THE_PROBE.test(name))
  if (own !== undefined)
    throw new UsageError(`-H ${own[0]}: each request has its own; expected a header that the policy does not decide by`)
  return headers
}

/** The options of the probes and of the connection. */
const OF_THE_PROBE =
  /^(origin|access-control-request-.*|connection|content-length|transfer-encoding|upgrade|te|trailer)$/

/** Before anything is sent, it says what cannot be verified, for example a policy that decides by a promise. */
function first(run: ReturnType<typeof verifyServer>, file: string): ReturnType<typeof run.next> {
  try {
    return run.next()
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${quoted(file)} cannot be verified: ${error.message}`)
    throw error
  }
}

/** Shows progress. */
const PROGRESS_EVERY = 50

/** URLs and the answers of the server may hold tokens. */
function redacted(report: VerifyReport, known: KnownSecrets): VerifyReport {
  const shown = (text: string) => known.redact(marked(text)).replaceAll(MARK, '?')
  return {
    ...report,
    url: redactUrl(report.url),
    unreachable: report.unreachable === null ? null : shown(report.unreachable),
    differences: report.differences.map((difference) => ({
      ...difference,
      // A RegExp of the policy is no URL.
      subject: shown(
        /^origin \//.test(difference.subject)
          ? difference.subject
          : difference.subject.replace(/[?#].*$/s, '?[redacted]'),
      ),
      probe: shown(difference.probe),
      expected: shown(difference.expected),
      observed: shown(difference.observed),
      curl: shown(difference.curl),
    })),
  }
}

/** `verify` has made this query itself. It is not a secret, and the command does not work without it. */
const marked = (text: string) => text.replace(/\?(corskit=[\w-]+)(?='|$)/g, `${MARK}$1`)

const MARK = '\uE000'

function targetOf({ positionals: [first, second] }: ParsedOptions): URL {
  if (first === undefined)
    throw new UsageError('verify expects a URL: corskit verify https://api.example.com/ --policy cors.policy.ts')
  if (second !== undefined) throw new UsageError(`verify expects one URL, got ${named(second)} too`)
  return parseTargetUrl(first)
}

function pathOf(path: string): string {
  if (path.startsWith('/') && !path.startsWith('//')) return path
  throw new UsageError(`--path ${named(path)}: expected a path that begins with one slash, like /api/users`)
}

function mostOf(text: string | undefined): number {
  if (text === undefined) return MOST_REQUESTS
  const most = /^\d{1,7}$/.test(text) ? Number(text) : 0
  if (most >= FEWEST_REQUESTS) return most
  throw new UsageError(`--most ${named(text)}: expected a number of requests, ${FEWEST_REQUESTS} or more`)
}

/** With fewer, some kinds of questions would be left out. */
const FEWEST_REQUESTS = 40

function timeoutOf(text: string | undefined): number {
  if (text === undefined) return 10_000
  const seconds = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : 0
  if (seconds > 0 && seconds <= MAX_TIMEOUT_SECONDS) return seconds * 1000
  throw new UsageError(`--timeout ${named(text)}: expected seconds, more than 0 and at most ${MAX_TIMEOUT_SECONDS}`)
}
