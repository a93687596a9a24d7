/** Holds a recording against the model: every difference that is left, in words. */
import { isCorsErrorCode, type Outcome } from 'corskit/browser'
import type { Recording } from '../recording.ts'
import type { Scenario } from '../scenario.ts'
import { firefoxCategory } from './firefox-category.ts'
import { MODEL_ORIGINS, type OriginKey, playScenario } from './play-scenario.ts'

/** One thing in which engine and model differ. */
export interface Difference {
  readonly what: 'outcome' | 'requests' | 'code' | 'console'
  readonly model: unknown
  readonly engine: unknown
}

/** Request headers that an engine adds below the model, or that say nothing about CORS. */
const BELOW_THE_MODEL =
  /^(accept-encoding|accept-language|cache-control|connection|content-length|cookie|host|if-none-match|if-modified-since|pragma|priority|proxy-.*|sec-.*|te|upgrade-insecure-requests|user-agent)$/

export async function compare(scenario: Scenario, recording: Recording): Promise<Difference[]> {
  const outcomes = await playScenario(scenario, recording.engine)
  const { engine } = recording
  const differences: Difference[] = []
  const check = (what: Difference['what'], model: unknown, seen: unknown) => {
    if (JSON.stringify(model) !== JSON.stringify(seen)) differences.push({ what, model, engine: seen })
  }
  check(
    'outcome',
    outcomes.map((outcome) => modelOutcome(outcome, engine)),
    recording.outcomes.map(engineOutcome),
  )
  const [expected, sent] = [modelRequests(outcomes, scenario, engine), engineRequests(recording, scenario)]
  if (engine === 'firefox') check('requests', withoutRetries(expected, scenario), withoutRetries(sent, scenario))
  else check('requests', expected, sent)
  if (recording.engine === 'chromium') check('code', outcomes.flatMap(modelCode), engineCodes(recording))
  if (engine === 'firefox') {
    const lines = outcomes.flatMap((outcome) => outcome.messages.firefox)
    check('code', lines.map(firefoxCategory), engineCategories(recording))
  }
  check(
    'console',
    outcomes.flatMap((outcome) => outcome.messages[recording.engine].map(withPlaceholders)),
    engineConsole(recording),
  )
  return differences
}

type Seen = { readonly error: true } | { type: string; status: number; url: string; headers: Record<string, string> }

function modelOutcome({ response }: Outcome, engine: string): Seen {
  if (response === null) return { error: true }
  const { type, status, url, headers } = response
  return {
    type,
    status,
    url: withPlaceholders(url),
    headers: combined(engine === 'webkit' ? headers.map(asWebkitReads) : headers),
  }
}

function engineOutcome(outcome: Recording['outcomes'][number]): Seen {
  if (!outcome.ok) return { error: true }
  const { type, status, url, headers } = outcome
  return { type, status, url, headers: combined(headers) }
}

/** WebKit reads response headers as UTF-8, and gives the bytes of what that makes of them to script. */
const asWebkitReads = ([name, value]: readonly [string, string]): [string, string] => [
  name,
  utf8(Buffer.from(value, 'latin1').toString('utf8')),
]

/** As script iterates them: by name, values of one name joined. */
function combined(headers: readonly (readonly [string, string])[]): Record<string, string> {
  const byName = new Map<string, string>()
  for (const [name, value] of headers) {
    const known = byName.get(name)
    byName.set(name, withPlaceholders(known === undefined ? value : `${known}, ${value}`))
  }
  return Object.fromEntries([...byName].sort(([a], [b]) => (a < b ? -1 : 1)))
}

interface Sent {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly headers: Record<string, string>
}

function modelRequests(outcomes: readonly Outcome[], scenario: Scenario, engine: string): Sent[] {
  return outcomes
    .flatMap((outcome) => outcome.exchanges)
    .map(({ request: { method, url, headers } }) => {
      const { origin, pathname, search } = new URL(url)
      const host = Object.entries(MODEL_ORIGINS).find(([, known]) => known === origin)?.[0] ?? origin
      const sent = engine === 'webkit' ? headers.map(([name, value]): [string, string] => [name, utf8(value)]) : headers
      return { method, host, path: withPlaceholders(pathname + search), headers: relevant(sent, scenario) }
    })
}

/** WebKit writes what script gave it as UTF-8; the others, as the standard says, one byte a character. */
const utf8 = (value: string) => Buffer.from(value, 'utf8').toString('latin1')

/** Firefox sends a dropped request again, nine times: its HTTP layer, below the model. */
function withoutRetries(sent: Sent[], { answers = {} }: Scenario): Sent[] {
  return sent.filter((request, index) => {
    const answer = answers[request.path.slice(1).replace(/\?.*/, '')]
    const side =
      request.method === 'OPTIONS' && 'access-control-request-method' in request.headers ? answer?.pre : answer?.act
    const isDropped = [side].flat().some((one) => one !== undefined && 'drop' in one)
    return !isDropped || JSON.stringify(request) !== JSON.stringify(sent[index - 1])
  })
}

function engineRequests({ requests }: Recording, scenario: Scenario): Sent[] {
  return requests.map(({ method, host, path, headers }) => ({
    method,
    host,
    path,
    headers: relevant(headers, scenario),
  }))
}

function relevant(headers: readonly (readonly [string, string])[], scenario: Scenario): Record<string, string> {
  const written = authorNames(scenario)
  const sent = combined(
    headers.filter(([name]) => !BELOW_THE_MODEL.test(name) || (written.has(name) && COMPARABLE.has(name))),
  )
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, withoutChance(name, value)]))
}

/** White space at the end does not reach the server. A form's boundary is chance; and Chromium's network stack writes the unit of a range in lower case. */
function withoutChance(name: string, value: string): string {
  if (name === 'range') return value.toLowerCase()
  return value.replace(/(?<=multipart\/form-data; boundary=)(?:corskit|-{4}\w+)/g, '…').trim()
}

/** Of those, the ones that the model does speak of once script has set them, and that no engine adds by itself. */
const COMPARABLE: ReadonlySet<string> = new Set(['if-none-match'])

function authorNames({ calls }: Scenario): Set<string> {
  const names = calls.flatMap(({ init }) => {
    const headers = init?.headers ?? []
    return Array.isArray(headers) ? headers.map(([name]) => name) : Object.keys(headers)
  })
  return new Set(names.map((name) => name.toLowerCase()))
}

function modelCode({ messages, reason }: Outcome): string[] {
  // After a redirect Chromium refuses by another part, which has no code.
  if (reason?.code === 'DisallowedByMode' && reason.phase === 'redirect') return []
  if (reason?.code === 'RedirectContainsCredentials' && messages.chromium.length === 0) return []
  // A redirect to mailto: has the code that a fetch of it would have; to data: it is not a matter of CORS.
  if (reason?.code === 'RedirectUnsupportedScheme' && messages.chromium.some((line) => line.includes('CORS policy')))
    return ['CorsDisabledScheme ']
  return reason !== null && isCorsErrorCode(reason.code)
    ? [`${reason.code} ${printable(withPlaceholders(reason.parameter))}`]
    : []
}

/** What is not ASCII gets lost on the way through the DevTools protocol, with all that follows. */
const printable = (parameter: string) => parameter.replace(/[^\x20-\x7e].*/s, '')

/** Chromium tells a code twice: with the failed load, and in its Issues panel. The panel also has what never went out. */
function engineCodes({ reasons }: Recording): string[] {
  return reasons.flatMap((reason) => (reason.from === 'issue' ? [`${reason.code} ${reason.parameter}`] : []))
}

/** One category a line; what is not a line about the refusal is left out as in {@link engineConsole}. */
function engineCategories({ console, reasons }: Recording): string[] {
  const categories = reasons.flatMap((reason) => (reason.from === 'category' ? [reason.category] : []))
  return categories.filter((_, index) => !console[index]?.startsWith(REMARK))
}

const REMARK = 'Referrer Policy: '

/**
 * Firefox also remarks on referrer policies, which says nothing about the refusal; and it calls an opaque origin by a number made up for it, and
 * by the page around it, which no page can know.
 */
function engineConsole({ console }: Recording): string[] {
  return console
    .filter((line) => !line.startsWith(REMARK))
    .map((line) => line.replace(/moz-nullprincipal:\{[-0-9a-f]*\}(\?\S+)?/g, 'null'))
}

/** Ports and names of the model's servers to the placeholders that recordings have. */
function withPlaceholders(text: string): string {
  let result = text
  for (const key of Object.keys(MODEL_ORIGINS) as OriginKey[]) {
    const origin = MODEL_ORIGINS[key]
    result = result.replaceAll(origin, `{${key}}`).replaceAll(origin.toUpperCase(), `{${key}:upper}`)
  }
  for (const key of Object.keys(MODEL_ORIGINS) as OriginKey[]) {
    result = result.replaceAll(new URL(MODEL_ORIGINS[key]).host, `{${key}:host}`)
  }
  return result
}
