/**
 * The report of `explain` for people: what failed, why, and what to change. Failures with the same cause are reported
 * together.
 */
import type { Explanation, Failure } from '@corskit/diagnose'
import { causeLines } from '../causes/cause-lines.ts'
import { type Style, styleOf } from '../command-line/style.ts'
import { printable } from '../command-line/usage-error.ts'

const MOST_URLS = 5

/** @param isProbed whether the servers were asked as well */
export function explainLines(explanation: Explanation, colour: boolean, verbose: boolean, isProbed: boolean): string[] {
  const style = styleOf(colour)
  const telling: Telling = { style, verbose, isProbed, isRecorded: isRecording(explanation) }
  const { failures, input } = explanation
  const { warnings = [] } = input
  const warned = warnings.flatMap((warning) => ['', warning])
  if (failures.length === 0)
    return [`${style.good('Nothing failed')} in this ${input.kind}${ofRequests(input.requests)}.`, ...warned]
  return [
    ...groups(failures).flatMap((group, place) => [...(place > 0 ? ['', ''] : []), ...groupLines(group, telling)]),
    ...warned,
  ]
}

/** How failures are told. */
interface Telling {
  readonly style: Style
  readonly verbose: boolean
  readonly isProbed: boolean
  readonly isRecorded: boolean
}

const ofRequests = (requests: number | undefined) => (requests === undefined ? '' : ` of ${requests} requests`)

/** Grouped by the first cause; without one, by the reason. */
function groups(failures: readonly Failure[]): Failure[][] {
  const byCause = new Map<string, Failure[]>()
  for (const failure of failures) {
    const key = failure.causes[0]?.id ?? codeOf(failure) ?? failure.request.url
    byCause.set(key, [...(byCause.get(key) ?? []), failure])
  }
  return [...byCause.values()]
}

const codeOf = ({ outcome, message }: Failure): string | null => outcome?.reason?.code ?? message?.code ?? null

function groupLines(group: readonly Failure[], telling: Telling): string[] {
  const { style } = telling
  const [first] = group
  if (first === undefined) return []
  const code = codeOf(first)
  const word = wordFor(first, telling)
  const urls = [...new Set(group.map(({ request }) => `${request.method} ${request.url || '(no URL)'}`))]
  return [
    `${style.strong(word)}${code === null ? '' : `  ${style.strong(code)}`}  ${printable(urls[0] ?? '')}${first.request.origin === null ? '' : `  from ${printable(first.request.origin)}`}`,
    ...urls.slice(1, MOST_URLS).map((url) => `         and  ${printable(url)}`),
    ...(urls.length > MOST_URLS ? [`         and ${urls.length - MOST_URLS} more`] : []),
    ...body(first, telling),
    ...(first.missing.length === 0
      ? []
      : ['', style.faint(`Not in this input: ${first.missing.map(printable).join(', ')}.`)]),
  ]
}

/** A recording says that a request failed; a copied call says only what was asked. */
const isRecording = ({ input }: Explanation) => input.kind === 'har' || input.kind === 'devtools'

function wordFor({ causes, message, outcome }: Failure, { style, isProbed, isRecorded }: Telling): string {
  if (outcome?.verdict === 'opaque' || causes[0]?.id === 'opaque-response') return style.doubtful('OPAQUE')
  if (outcome !== null || message !== null) return style.bad('BLOCKED')
  if (causes.length > 0 || isRecorded) return style.bad('FAILED')
  return style.doubtful(isProbed ? 'NO CAUSE FOUND' : 'NOT ASKED')
}

function body(failure: Failure, { style, verbose, isProbed, isRecorded }: Telling): string[] {
  if (failure.causes.length > 0) return causeLines(failure.causes, style, { verbose })
  if (failure.outcome === null && failure.message === null) {
    const without = isRecorded
      ? 'The recording has no answer to it. What CORS has stopped looks like this, and so do other failures.'
      : failure.missing.includes('what the server answers')
        ? 'It was copied without an answer.'
        : 'The text does not show the answer that decides.'
    const next =
      failure.request.origin === null
        ? `Name the page with corskit check ${printable(failure.request.url)} --origin O`
        : isProbed
          ? '--probe has found no cause'
          : 'Add --probe to ask the server'
    return [`${without} ${next}.`]
  }
  const code = failure.outcome?.reason?.code ?? failure.message?.code ?? null
  if (failure.outcome === null && (code === null || code === 'AccessControlChecks')) {
    return [
      `The line does not say the reason, or it breaks off before that. Paste the whole of it and the line above it in the console, or run corskit check ${printable(failure.request.url) || 'URL'}.`,
    ]
  }
  return ['No cause is known for it. Please report it, with this line.']
}

/** For an issue tracker. */
export function explainMarkdown(explanation: Explanation): string {
  const { failures, input } = explanation
  const warned = (input.warnings ?? []).map((warning) => `${warning}\n`)
  if (failures.length === 0)
    return [`Nothing failed in this ${input.kind}${ofRequests(input.requests)}.\n`, ...warned].join('\n')
  const told = groups(failures).map((group) => {
    const [first] = group
    const [cause] = first?.causes ?? []
    const urls = [...new Set(group.map(({ request }) => `- \`${code(`${request.method} ${request.url}`)}\``))].slice(
      0,
      20,
    )
    const head = `### ${escaped(cause?.title ?? codeOf(first as Failure) ?? (isRecording(explanation) ? 'Failed without an answer' : 'Copied without an answer'))}`
    if (cause === undefined) return `${head}\n\n${urls.join('\n')}\n`
    const snippets = cause.fix.snippets.map(
      ({ language, file, code: text }) => `\`${file}\`\n\n\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`,
    )
    return `${head}\n\n${urls.join('\n')}\n\n**Fix:** ${escaped(cause.fix.summary)}\n\n${snippets.join('\n')}\n**Because** (${cause.confidence}):\n\n${cause.evidence.map((line) => `- ${escaped(line)}`).join('\n')}\n\n${cause.docs}\n`
  })
  return [...told, ...warned].join('\n')
}

const code = (text: string) => printable(text).replaceAll('`', "'")
/** Text from outside must not be read as Markdown. */
const escaped = (text: string) =>
  printable(text)
    .replace(/[\\*_[\]#|]/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
