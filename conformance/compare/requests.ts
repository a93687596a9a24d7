/** What goes out, from both sides in the same form. */
import type { ExchangeRequest } from 'corskit/browser'
import { modelOrigins } from '../model/model-origins.ts'
import type { Played } from '../model/play-scenario.ts'
import type { EngineName, Recording } from '../recording.ts'
import type { Scenario } from '../scenario.ts'
import { combined, utf8, withPlaceholders } from './model-placeholders.ts'

export interface Sent {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** Request headers that an engine adds below the model, or that say nothing about CORS. */
const BELOW_THE_MODEL =
  /^(accept-encoding|accept-language|connection|content-length|cookie|host|if-none-match|if-modified-since|icy-metadata|priority|proxy-.*|sec-ch-ua.*|sec-fetch-storage-access|te|upgrade-insecure-requests|user-agent)$/

export function modelRequests(played: readonly Played[], scenario: Scenario, engine: EngineName): Sent[] {
  const sent = played.flatMap(({ asked }) => asked).map((request) => modelRequest(request, scenario, engine))
  return engine === 'firefox' ? withoutRetries(sent, scenario) : sent
}

function modelRequest({ method, url, headers }: ExchangeRequest, scenario: Scenario, engine: EngineName): Sent {
  const { origin, pathname, search } = new URL(url)
  const host = modelOrigins.find(([, known]) => known === origin)?.[0] ?? origin
  const written = engine === 'webkit' ? headers.map(([name, value]): [string, string] => [name, utf8(value)]) : headers
  return { method, host, path: withPlaceholders(pathname + search), headers: relevant(written, scenario) }
}

export function engineRequests({ engine, requests }: Recording, scenario: Scenario): Sent[] {
  const sent = requests
    .filter((request) => engine !== 'webkit' || !isPartOfMedia(request))
    .map(({ method, host, path, headers }) => ({
      method,
      host,
      path,
      headers: relevant(headers, scenario),
    }))
  return engine === 'firefox' ? withoutRetries(sent, scenario) : sent
}

/** WebKitGTK's media player asks a second time for parts of what it got. The player is not a part of WebKit. */
const isPartOfMedia = ({ headers }: Recording['requests'][number]) =>
  headers.some(([name]) => name === 'icy-metadata') && headers.some(([name]) => name === 'range')

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

function relevant(headers: readonly (readonly [string, string])[], scenario: Scenario): Record<string, string> {
  const written = authorNames(scenario)
  const sent = combined(
    headers.filter(
      ([name, value]) => !BELOW_THE_MODEL.test(name) || (written.has(name) && COMPARABLE.has(name) && !OWN.test(value)),
    ),
  )
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, withoutChance(name, value)]))
}

/**
 * White space at the end does not reach the server. A form's boundary is chance; and Chromium's network stack writes
 * the unit of a range in lower case.
 */
function withoutChance(name: string, value: string): string {
  if (name === 'range') return value.toLowerCase()
  return value.replace(/(?<=multipart\/form-data; boundary=)(?:corskit|-{4}\w+)/g, '…').trim()
}

/** Of those, the ones that the model does speak of once script has set them. */
const COMPARABLE: ReadonlySet<string> = new Set([
  'accept-language',
  'if-none-match',
  'priority',
  'upgrade-insecure-requests',
  'user-agent',
])

/** What engines put there themselves. */
const OWN = /^(Mozilla\/5\.0 .*|en-US,en;q=0\.9|C|u=[0-9](, i)?)$/

function authorNames({ calls }: Scenario): Set<string> {
  const names = calls.flatMap(({ init }) => {
    const headers = init?.headers ?? []
    return Array.isArray(headers) ? headers.map(([name]) => name) : Object.keys(headers)
  })
  return new Set(names.map((name) => name.toLowerCase()))
}
