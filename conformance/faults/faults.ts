/**
 * Faults that are put into the model on purpose. Each changes what the model says of one thing, as a wrong rule would;
 * saved recordings of the engines have to find it, and no known difference may explain it.
 */
import type { Outcome, Reason } from 'corskit/browser'
import type { Played } from '../model/play-scenario.ts'
import type { EngineName } from '../recording.ts'
import { type CallInit, hasOpaqueOrigin, type Scenario } from '../scenario.ts'

export interface Fault {
  readonly name: string
  readonly engines: readonly EngineName[]
  inject(played: Played, init: CallInit, scenario: Scenario): Played
}

type Header = readonly [string, string]
type Asked = Played['asked'][number]
type Response = NonNullable<Outcome['response']>

const ALL: readonly EngineName[] = ['chromium', 'firefox', 'webkit']

/** Changes every request that goes out. */
const inRequests = (change: (request: Asked, index: number, all: readonly Asked[]) => Asked | readonly Asked[]) =>
  ((played) => ({ ...played, asked: played.asked.flatMap(change) })) satisfies Fault['inject']

const inHeaders = (change: (headers: readonly Header[], request: Asked) => readonly Header[]) =>
  inRequests((request) => ({ ...request, headers: change(request.headers, request) }))

const replaced = (headers: readonly Header[], wanted: string, value: (old: string) => string | null): Header[] =>
  headers.flatMap(([name, old]): Header[] => {
    if (name !== wanted) return [[name, old]]
    const next = value(old)
    return next === null ? [] : [[name, next]]
  })

const inResponse = (change: (response: Response) => Response | null): Fault['inject'] => {
  return (played) => {
    const { outcome } = played
    const response = outcome.response === null ? null : change(outcome.response)
    return { ...played, outcome: copy(outcome, { response }) }
  }
}

const inLines = (change: (lines: readonly string[], engine: EngineName) => string[]): Fault['inject'] => {
  return (played) => ({
    ...played,
    outcome: copy(played.outcome, { messages: messages(played.outcome, change) }),
  })
}

const messages = (outcome: Outcome, change: (lines: readonly string[], engine: EngineName) => string[]) => ({
  chromium: change(outcome.messages.chromium, 'chromium'),
  firefox: change(outcome.messages.firefox, 'firefox'),
  webkit: change(outcome.messages.webkit, 'webkit'),
})

const inReason = (change: (reason: Reason) => Reason): Fault['inject'] => {
  return (played) => {
    const { reason } = played.outcome
    return { ...played, outcome: copy(played.outcome, { reason: reason === null ? null : change(reason) }) }
  }
}

const copy = (outcome: Outcome, changed: Partial<Outcome>): Outcome =>
  // A fault may well contradict itself.
  ({ ...outcome, ...changed }) as Outcome

const isCredentialedNoCors = ({ mode, credentials }: CallInit) => mode === 'no-cors' && credentials === 'include'

/** Requests of no-cors calls with credentials from frames with an opaque origin. */
const inStorageAccess = (
  change: (headers: readonly Header[], request: Asked) => readonly Header[],
): Fault['inject'] => {
  return (played, init, scenario) =>
    hasOpaqueOrigin(scenario) && isCredentialedNoCors(init) ? inHeaders(change)(played) : played
}

const withOrigin = (headers: readonly Header[], value: string): Header[] => [
  ...replaced(headers, 'origin', () => null),
  ['origin', value],
]

/** The reason, the code and the lines name another header. */
const naming = (choose: (name: string, played: Played) => string): Fault['inject'] => {
  return (played) => {
    const { outcome } = played
    const { reason } = outcome
    if (reason?.code !== 'HeaderDisallowedByPreflightResponse') return played
    const name = choose(reason.parameter, played)
    const lines = messages(outcome, (list) => list.map((line) => line.replaceAll(reason.parameter, name)))
    return { ...played, outcome: copy(outcome, { reason: { ...reason, parameter: name }, messages: lines }) }
  }
}

const askedNames = ({ asked }: Played): string[] =>
  asked.flatMap(
    ({ headers }) => headers.find(([name]) => name === 'access-control-request-headers')?.[1].split(',') ?? [],
  )

const MULTIPLE = 'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).'
const NO_SUCCESS = 'CORS request did not succeed). Status code: (null).'

export const FAULTS: readonly Fault[] = [
  // What known differences once explained.
  { name: 'names x-nonsense as the refused header', engines: ['chromium'], inject: naming(() => 'x-nonsense') },
  {
    name: 'names a header that the preflight allowed',
    engines: ['chromium'],
    inject: naming((name, played) => askedNames(played).find((other) => other !== name) ?? 'x-a'),
  },
  {
    name: 'names the refused header in the code only',
    engines: ['chromium'],
    inject: inReason((reason) =>
      reason.code === 'HeaderDisallowedByPreflightResponse' ? { ...reason, parameter: 'x-nonsense' } : reason,
    ),
  },
  {
    name: 'sends no Origin on no-cors with credentials from opaque frames',
    engines: ['chromium'],
    inject: inStorageAccess((headers) => replaced(headers, 'origin', () => null)),
  },
  {
    name: 'sends Origin: null on no-cors with credentials from opaque frames, wherever it goes',
    engines: ['chromium'],
    inject: inStorageAccess((headers) => withOrigin(headers, 'null')),
  },
  {
    name: "sends the page's origin on no-cors with credentials from opaque frames",
    engines: ['chromium'],
    inject: inStorageAccess((headers) => withOrigin(headers, 'http://web-platform.test:9100')),
  },
  {
    name: 'sends one header more on no-cors with credentials from opaque frames',
    engines: ['chromium'],
    inject: inStorageAccess((headers) => [...headers, ['x-more', '1']]),
  },
  {
    name: 'sends a wrong content type',
    engines: ['firefox'],
    inject: inHeaders((headers) => replaced(headers, 'content-type', () => 'text/wrong')),
  },
  {
    name: 'sends a wrong content type where two were written',
    engines: ['firefox'],
    inject: (played, init) =>
      typesIn(init).length > 1
        ? inHeaders((list) => replaced(list, 'content-type', () => 'text/wrong'))(played)
        : played,
  },
  {
    name: 'sends both content types',
    engines: ['firefox'],
    inject: (played, init) =>
      typesIn(init).length > 1
        ? inHeaders((list) => replaced(list, 'content-type', () => typesIn(init).join(', ')))(played)
        : played,
  },
  {
    name: 'prints that Access-Control-Allow-Origin is there several times wherever a connection drops',
    engines: ['firefox'],
    inject: inLines((lines) => lines.map((line) => line.replace(NO_SUCCESS, MULTIPLE))),
  },
  {
    name: 'never prints that Access-Control-Allow-Origin is there several times',
    engines: ['firefox'],
    inject: inLines((lines) => lines.map((line) => line.replace(MULTIPLE, NO_SUCCESS))),
  },
  {
    name: 'prints another value for repeated lines of Access-Control-Allow-Origin',
    engines: ['firefox'],
    inject: inLines((lines) => lines.map((line) => line.replace(/does not match ‘[^’]*’/, 'does not match ‘x’'))),
  },
  // Requests.
  {
    name: 'asks no preflight',
    engines: ALL,
    inject: inRequests((request) => (request.kind === 'preflight' ? [] : [request])),
  },
  {
    name: 'asks every preflight twice',
    engines: ALL,
    inject: inRequests((request) => (request.kind === 'preflight' ? [request, request] : [request])),
  },
  {
    name: 'sends the request although its preflight was refused',
    engines: ALL,
    inject: inRequests((request, index, all) =>
      request.kind === 'preflight' && index === all.length - 1
        ? [request, { ...request, kind: 'actual', method: 'GET' }]
        : [request],
    ),
  },
  {
    name: 'joins the names of a preflight by a comma and a space',
    engines: ALL,
    inject: inHeaders((list) => replaced(list, 'access-control-request-headers', (old) => old.replaceAll(',', ', '))),
  },
  {
    name: 'asks for the names in reverse order',
    engines: ALL,
    inject: inHeaders((list) =>
      replaced(list, 'access-control-request-headers', (old) => old.split(',').reverse().join(',')),
    ),
  },
  {
    name: 'writes every method in capitals',
    engines: ALL,
    inject: inRequests((request) => ({ ...request, method: request.method.toUpperCase() })),
  },
  { name: 'follows no redirect', engines: ALL, inject: inRequests((request, index) => (index === 0 ? [request] : [])) },
  {
    name: 'tells the whole URL of the page',
    engines: ALL,
    inject: inHeaders((list) => replaced(list, 'referer', () => 'http://web-platform.test:9100/page.html')),
  },
  {
    name: 'tells no referrer',
    engines: ALL,
    inject: inHeaders((list) => replaced(list, 'referer', () => null)),
  },
  {
    name: 'keeps its origin after a redirect',
    engines: ALL,
    inject: (played, _, scenario) =>
      hasOpaqueOrigin(scenario)
        ? played
        : inHeaders((list) => replaced(list, 'origin', () => 'http://web-platform.test:9100'))(played),
  },
  {
    name: 'sends Origin with every GET',
    engines: ALL,
    inject: inHeaders((list) => (list.some(([name]) => name === 'origin') ? list : withOrigin(list, 'null'))),
  },
  {
    name: 'sends Authorization to no other origin',
    engines: ALL,
    inject: inHeaders((list) => replaced(list, 'authorization', () => null)),
  },
  {
    name: 'tells caches nothing',
    engines: ALL,
    inject: inHeaders((list) =>
      replaced(
        replaced(list, 'cache-control', () => null),
        'pragma',
        () => null,
      ),
    ),
  },
  {
    name: 'sends no Sec-Fetch-Mode with a preflight',
    engines: ['chromium'],
    inject: inHeaders((list) => replaced(list, 'sec-fetch-mode', () => null)),
  },
  // What script gets.
  {
    name: 'shows a response that was refused',
    engines: ALL,
    inject: ({ outcome, asked, ...rest }) => ({
      ...rest,
      outcome: copy(outcome, {
        response: outcome.response ?? { type: 'cors', status: 200, url: asked.at(-1)?.url ?? '', headers: [] },
      }),
      asked,
    }),
  },
  { name: 'refuses every response', engines: ALL, inject: inResponse(() => null) },
  {
    name: 'calls every response basic',
    engines: ALL,
    inject: inResponse((response) => ({ ...response, type: 'basic' })),
  },
  {
    name: 'shows the status of an opaque response',
    engines: ALL,
    inject: inResponse((response) => ({ ...response, status: response.status || 200 })),
  },
  {
    name: 'shows no header',
    engines: ALL,
    inject: inResponse((response) => ({ ...response, headers: [] })),
  },
  {
    name: 'shows a header that is not exposed',
    engines: ALL,
    inject: inResponse((response) => ({ ...response, headers: [...response.headers, ['x-f', '1']] })),
  },
  {
    name: 'gives the URL of the call, not of the last hop',
    engines: ALL,
    inject: ({ outcome, asked, ...rest }) => {
      const { response } = outcome
      const url = asked[0]?.url ?? ''
      return {
        ...rest,
        outcome: copy(outcome, { response: response && response.url !== '' ? { ...response, url } : response }),
        asked,
      }
    },
  },
  {
    name: 'rejects with the words of a forbidden method',
    engines: ALL,
    inject: inReason((reason) => ({ ...reason, code: 'ForbiddenMethod' })),
  },
  // Why.
  {
    name: 'confuses an origin that does not match with one that is not valid',
    engines: ['chromium'],
    inject: inReason((reason) =>
      reason.code.endsWith('AllowOriginMismatch')
        ? { ...reason, code: reason.code.replace('AllowOriginMismatch', 'InvalidAllowOriginValue') as Reason['code'] }
        : reason,
    ),
  },
  {
    name: 'leaves the parameter of a reason empty',
    engines: ['chromium'],
    inject: inReason((reason) => ({ ...reason, parameter: '' })),
  },
  {
    name: 'takes a refused preflight for a refused answer',
    engines: ['chromium'],
    inject: inReason((reason) => ({ ...reason, code: reason.code.replace(/^Preflight/, '') as Reason['code'] })),
  },
  // What is printed.
  { name: 'prints nothing', engines: ALL, inject: inLines(() => []) },
  { name: 'prints every line twice', engines: ALL, inject: inLines((lines) => lines.flatMap((line) => [line, line])) },
  {
    name: 'prints its first line alone',
    engines: ['firefox', 'webkit'],
    inject: inLines((lines) => lines.slice(0, 1)),
  },
  { name: 'prints lines in reverse', engines: ['firefox', 'webkit'], inject: inLines((lines) => [...lines].reverse()) },
  {
    name: 'ends its lines without a full stop',
    engines: ALL,
    inject: inLines((lines) => lines.map((line) => line.replace(/\.$/, ''))),
  },
  {
    name: 'prints null for the origin of the page',
    engines: ['chromium'],
    inject: inLines((lines) => lines.map((line) => line.replace(/from origin '[^']*'/, "from origin 'null'"))),
  },
]

function typesIn({ headers = [] }: CallInit): string[] {
  return (headers as [string, string][]).flatMap(([name, value]) =>
    name.toLowerCase() === 'content-type' ? [value] : [],
  )
}
