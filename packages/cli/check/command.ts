/** `corskit check <url>`. */
import type { Outcome, RequestInput } from 'corskit/browser'
import { containsHeader, type Header } from 'corskit/protocol'
import { ExitCode } from '../command-line/exit-code.ts'
import { jsonText } from '../command-line/json-text.ts'
import { redactUrls } from '../command-line/redact-url.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { printable, UsageError } from '../command-line/usage-error.ts'
import { bodyDoubt } from '../outcome/body-doubt.ts'
import { boundedOutcome } from '../outcome/bounded-outcome.ts'
import { redactCauses, redactOutcome, secretsOf } from '../outcome/redact.ts'
import { unusedDoubt } from '../outcome/unused-doubt.ts'
import { verdictSentence } from '../outcome/verdict-sentence.ts'
import { USER_AGENT } from '../version.ts'
import { parseCheckArguments } from './arguments.ts'
import { type CheckOptions, checkFetch } from './check-fetch.ts'
import { findCauses } from './find-causes.ts'
import { CHECK_HELP } from './help.ts'
import { reportLines } from './report.ts'

/** Only tests set these. */
export interface CheckSurroundings extends Pick<CheckOptions, 'spaceOf'> {
  /** Extra certificate authorities in PEM. */
  readonly authorities?: readonly string[]
}

export async function check(
  args: readonly string[],
  terminal: Terminal,
  { authorities = [], spaceOf }: CheckSurroundings = {},
): Promise<ExitCode> {
  const call = parseCheckArguments(args)
  if (call === 'help') {
    terminal.out(CHECK_HELP)
    return ExitCode.allowed
  }
  const shown = call.showSecrets ? (text: string) => text : redactUrls
  const note = (text: string) => terminal.err(`corskit: note: ${printable(shown(text))}\n`)
  for (const text of call.notes) note(text)
  const trusted = [...authorities, ...call.authorities]
  const wire = {
    timeout: call.timeout.connection,
    answerTimeout: call.timeout.answer,
    insecure: call.insecure,
    names: call.names,
    ...(call.proxy === null ? {} : { proxy: call.proxy }),
    ...(trusted.length === 0 ? {} : { authorities: trusted }),
  }
  const { outcome, bodyFault } = await checkFetch(call.input, {
    ...wire,
    engine: call.engine,
    pageAddress: call.pageAddress,
    permission: call.permission,
    userAgent: USER_AGENT,
    ...(spaceOf === undefined ? {} : { spaceOf }),
    onUntrustedCertificate: ({ sentence }) => note(`${sentence} A browser stops here; --insecure went on.`),
  })
  if (call.input.initiator !== undefined && outcome.reason?.code === 'InvalidRequestOption')
    throw new UsageError(`--as ${call.input.initiator}: a page cannot ask for ${outcome.reason.parameter}`)
  if (/LocalNetwork/.test(outcome.reason?.code ?? '') && call.pageAddress === null)
    note('where the page is was taken from its origin; --page-address and --permission say otherwise')
  const known = secretsOf(call.input, outcome)
  const onAnswer = (headers: readonly Header[]) => known.addHeaders(headers, 'answer')
  const found = mayBeWrong(call.input, outcome)
    ? await findCauses(call.input, outcome, { ...call, wire, onAnswer })
    : []
  const told = call.showSecrets ? outcome : redactOutcome(outcome, known)
  const causes = call.showSecrets ? found : redactCauses(found, known)
  const { initiator, origin } = call.input
  const doubts = [
    bodyFault === null ? null : bodyDoubt(bodyFault, initiator !== undefined),
    unusedDoubt(told, initiator),
  ].filter((doubt) => doubt !== null)
  if (call.json) {
    const sentences = [verdictSentence(told, origin, initiator), ...doubts.map(({ sentence }) => sentence)]
    const summary = printable(sentences.join(' '))
    terminal.out(
      jsonText({
        ...boundedOutcome(told),
        summary,
        causes,
        ...(bodyFault === null ? {} : { bodyFault: bodyFault.why }),
      }),
    )
  } else {
    const { engine, input } = call
    const lines = reportLines({ outcome: told, causes, doubts, input, engine, colour: terminal.colour })
    terminal.out(`${lines.join('\n')}\n`)
  }
  return EXIT_CODES[outcome.verdict]
}

/**
 * An element may use what it may not read. Where the request is allowed, a cookie that the server sets is the only
 * thing that may still go wrong.
 */
const mayBeWrong = ({ credentials, initiator }: RequestInput, { exchanges, verdict }: Outcome) =>
  (verdict !== 'allowed' && !(verdict === 'opaque' && initiator !== undefined)) ||
  (credentials === 'include' &&
    exchanges.some(({ response }) => response !== null && containsHeader(response.headers, 'set-cookie')))

const EXIT_CODES = {
  allowed: ExitCode.allowed,
  opaque: ExitCode.notAllowed,
  blocked: ExitCode.notAllowed,
  unreachable: ExitCode.unreachable,
} as const
