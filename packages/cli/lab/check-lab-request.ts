/**
 * Checks a request of the lab's form as `corskit check` does: with the same errors, the same transport and the same
 * sentences.
 */
import type { LabAnswer, LabRequest } from '@corskit/lab'
import type { Header } from 'corskit/protocol'
import { parseCheckArguments } from '../check/arguments.ts'
import { checkFetch } from '../check/check-fetch.ts'
import { findCauses } from '../check/find-causes.ts'
import { printable, UsageError } from '../command-line/usage-error.ts'
import { redactCauses, redactOutcome, secretsOf } from '../outcome/redact.ts'
import { verdictSentence } from '../outcome/verdict-sentence.ts'
import { USER_AGENT } from '../version.ts'

/** @param authorities certificates that are trusted too, in PEM: the lab's own */
export async function checkLabRequest(request: LabRequest, authorities: readonly string[] = []): Promise<LabAnswer> {
  let call: ReturnType<typeof parseCheckArguments>
  try {
    call = parseCheckArguments(argumentsOf(request))
  } catch (error) {
    if (error instanceof UsageError) return { mistake: printable(error.message) }
    throw error
  }
  if (call === 'help') return { mistake: 'expected a request' }
  const { input, engine, timeout, notes } = call
  const wire = { timeout: timeout.connection, answerTimeout: timeout.answer, insecure: false, authorities }
  const { outcome } = await checkFetch(input, { engine, userAgent: USER_AGENT, ...wire })
  const known = secretsOf(input, outcome)
  const onAnswer = (headers: readonly Header[]) => known.addHeaders(headers, 'answer')
  const found = outcome.verdict === 'allowed' ? [] : await findCauses(input, outcome, { ...call, wire, onAnswer })
  const shown = redactOutcome(outcome, known)
  const causes = redactCauses(found, known)
  return { outcome: shown, sentence: verdictSentence(shown, input.origin), notes, causes }
}

/** With `--name=value`, a value may begin with a dash; after `--`, a URL may. */
function argumentsOf(request: LabRequest): string[] {
  return [
    `--origin=${request.origin}`,
    `--method=${request.method}`,
    `--credentials=${request.credentials}`,
    `--mode=${request.mode}`,
    `--engine=${request.engine}`,
    ...request.headers.map(([name, value]) => `--header=${name}: ${value}`),
    ...(request.stack === undefined ? [] : [`--stack=${request.stack}`]),
    ...(request.body === '' ? [] : [`--data=${request.body}`]),
    '--',
    request.url,
  ]
}
