/** WebKit says in one line that a load failed, and in a line before it why: mixed content, or what the network said. */

import { ECHO } from '../../readings.ts'
import type { SaidKind } from '../../words/said-line.ts'
import type { FailureFound, InputRead } from '../explanation.ts'
import { WEBKIT_WORDS } from '../said/said-forms.ts'
import { readSaidLines } from '../said/said-lines.ts'

const WORDS = new RegExp(WEBKIT_WORDS)

/** What can be the reason of such a line. An answer with the status of an error is not refused for that. */
const REASONS: ReadonlySet<SaidKind | undefined> = new Set<SaidKind>([
  'bad-port',
  'content-security-policy',
  'mixed-content',
  'network',
  'service-worker',
])

/** The reason of the line that it failed, where there is one such line and no other failure. */
export function withReasonBeside(read: InputRead, text: string): InputRead {
  const [failure, ...others] = read.failures
  if (failure?.evidence.message?.code !== ECHO || others.length > 0) return read
  const { request } = failure.evidence
  const beside = readSaidLines(text)?.failures.find((one) => isReasonOf(one, request.url))
  if (beside !== undefined) return { ...read, failures: [beside] }
  const line = WORDS.exec(text)?.[0]
  if (line === undefined) return read
  const evidence = { ...failure.evidence, message: null, said: { kind: 'network', line, detail: line } as const }
  return { ...read, failures: [{ ...failure, evidence }] }
}

/** A redirect to mixed content is told of its own address. */
function isReasonOf({ evidence: { request, said } }: FailureFound, url: string): boolean {
  if (!REASONS.has(said?.kind)) return false
  return said?.kind === 'mixed-content' || request.url === url
}
