/** `corskit explain`: finds the cause, and the line to change, from what a person has in the clipboard. */
import {
  type ExplainedInput,
  type Explanation,
  explain as explainInput,
  type Failure,
  hasFailed,
  READABLE,
  withWarnings,
} from '@corskit/diagnose'
import { ExitCode } from '../command-line/exit-code.ts'
import { jsonText } from '../command-line/json-text.ts'
import { KnownSecrets } from '../command-line/known-secrets.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { USER_AGENT } from '../version.ts'
import { EXPLAIN_HELP, parseExplainArguments } from './arguments.ts'
import { probeFailures } from './probe-failures.ts'
import { readPaste } from './read-paste.ts'
import { redactExplanation } from './redact-explanation.ts'
import { explainLines, explainMarkdown } from './report.ts'

const TIMEOUT = 10_000

/** @param input standard input */
export async function explain(
  args: readonly string[],
  terminal: Terminal,
  input: NodeJS.ReadableStream & { isTTY?: boolean } = process.stdin,
): Promise<ExitCode> {
  const call = parseExplainArguments(args)
  if (call === 'help') {
    terminal.out(EXPLAIN_HELP)
    return ExitCode.allowed
  }
  const note = (text: string) => terminal.err(`corskit: ${text}\n`)
  const read = await readPaste({ words: call.words, input, onProgress: note })
  if ('why' in read) throw new UsageError(`explain cannot read this: ${read.why}. It reads ${READABLE}.`)
  const probed = new KnownSecrets()
  const stack = call.stack === undefined ? {} : { stack: call.stack }
  const asked = call.probe
    ? await probeFailures(read.failures, {
        wire: { timeout: TIMEOUT, insecure: false },
        userAgent: USER_AGENT,
        stack: call.stack,
        note,
        onAnswer: (headers) => probed.addHeaders(headers, 'answer'),
      })
    : null
  const explanation: Explanation = asked === null ? explainInput(read, stack) : probedExplanation(read.input, asked)
  const found = read.failures.filter((one, place) => (asked === null ? hasFailed(one) : isFailure(asked[place])))
  const shown = call.showSecrets ? explanation : redactExplanation(explanation, found, probed)
  if (call.form === 'json') terminal.out(jsonText(shown))
  else if (call.form === 'markdown') terminal.out(explainMarkdown(shown))
  else terminal.out(`${explainLines(shown, terminal.colour, call.verbose, call.probe).join('\n')}\n`)
  return explanation.failures.length === 0 ? ExitCode.allowed : ExitCode.notAllowed
}

const isFailure = (one: Failure | string | undefined): one is Failure => typeof one === 'object'

const probedExplanation = (input: ExplainedInput, asked: readonly (Failure | string)[]): Explanation => ({
  input: withWarnings(
    input,
    asked.filter((one) => typeof one === 'string'),
  ),
  failures: asked.filter(isFailure),
})
