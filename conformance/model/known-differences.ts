/**
 * What engines do differently and the model does not follow, because it is not a part of CORS or of what a model without their network stack can
 * know. Each is explained here, counted apart in every run, and shown by a scenario in `conformance/scenarios/known-differences.json`.
 */
import type { EngineName } from '../recording.ts'
import type { Scenario } from '../scenario.ts'
import type { Difference } from './compare.ts'

export interface KnownDifference {
  readonly name: string
  readonly engine: EngineName
  readonly why: string
  explains(scenario: Scenario, difference: Difference): boolean
}

const requestHeaders = (scenario: Scenario) =>
  scenario.calls.map(({ init }) => (init?.headers ?? []) as [string, string][])

const hasDrop = ({ answers = {} }: Scenario) =>
  Object.values(answers).some(({ act }) => [act].flat().some((answer) => answer !== undefined && 'drop' in answer))

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: 'storage-access-origin',
    engine: 'chromium',
    why: 'A frame with an opaque origin below a same-site page sends Sec-Fetch-Storage-Access with credentials, and with it Origin: the Storage Access API, not CORS.',
    explains: ({ page, calls }, { what, model, engine }) =>
      what === 'requests' &&
      page !== undefined &&
      page !== 'normal' &&
      calls.some(({ init }) => init?.mode === 'no-cors' && init.credentials === 'include') &&
      withoutOrigin(model) === withoutOrigin(engine),
  },
  {
    name: 'refused-name-by-hash',
    engine: 'chromium',
    why: 'Of several refused header names Chromium prints the one that comes first in its hash table of headers, where the model prints the first of the alphabet.',
    explains: (scenario, { what, model, engine }) =>
      (what === 'code' || what === 'console') &&
      withoutRefusedName(model) === withoutRefusedName(engine) &&
      namesAsked(scenario) > 1,
  },
  {
    name: 'two-content-types',
    engine: 'firefox',
    why: 'Of several Content-Type lines Firefox sends one; necko keeps a content type apart from the other headers.',
    explains: (scenario, { what, model, engine }) =>
      what === 'requests' &&
      requestHeaders(scenario).some(
        (list) => list.filter(([name]) => name.toLowerCase() === 'content-type').length > 1,
      ) &&
      withoutContentType(model) === withoutContentType(engine),
  },
  {
    name: 'repeated-allow-origin-in-other-case',
    engine: 'firefox',
    why: 'Firefox counts the lines of Access-Control-Allow-Origin only where the server wrote the name in this case, else it prints the lines as one value; the model reads names in lower case, as HTTP/2 has them.',
    explains: (scenario, { what, model, engine }) =>
      (what === 'console' || what === 'code') &&
      repeatsAllowOriginInOtherCase(scenario) &&
      withoutAllowOriginReason(model) === withoutAllowOriginReason(engine),
  },
  {
    name: 'drop-after-preflight',
    engine: 'firefox',
    why: 'When the connection drops after a preflight, Firefox prints that Access-Control-Allow-Origin is there several times: there is no answer it could have read that from.',
    explains: (scenario, { what, engine }) =>
      (what === 'console' || what === 'code') &&
      hasDrop(scenario) &&
      (engine as string[]).some((line) => /Multiple CORS header|CORSMultipleAllowOrigin/.test(line)),
  },
]

const withoutRefusedName = (told: unknown) =>
  JSON.stringify(told).replace(/(HeaderDisallowedByPreflightResponse|Request header field) [^ "]+/g, '$1 …')

/** How many header names a preflight may have to ask for. */
const namesAsked = (scenario: Scenario) =>
  Math.max(
    ...scenario.calls.map(
      ({ init }) =>
        new Set([
          ...((init?.headers ?? []) as [string, string][]).map(([name]) => name.toLowerCase()),
          ...(init?.body === undefined ? [] : ['content-type']),
        ]).size,
    ),
  )

const repeatsAllowOriginInOtherCase = ({ answers = {} }: Scenario) =>
  Object.values(answers)
    .flatMap(({ pre, act }) => [pre, act].flat())
    .some((answer) => answer !== undefined && 'status' in answer && linesInOtherCase(answer.headers ?? []) > 1)

const ALLOW_ORIGIN = 'Access-Control-Allow-Origin'

const linesInOtherCase = (headers: readonly (readonly [string, string])[]) =>
  headers.filter(([name]) => name !== ALLOW_ORIGIN && name.toLowerCase() === ALLOW_ORIGIN.toLowerCase()).length

const withoutAllowOriginReason = (lines: unknown) =>
  JSON.stringify(lines).replace(
    /Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed|CORS header ‘Access-Control-Allow-Origin’ does not match ‘[^’]*’|CORSMultipleAllowOriginNotAllowed|CORSAllowOriginNotMatchingOrigin/g,
    '…',
  )

const withoutOrigin = (requests: unknown) => JSON.stringify(requests).replace(/,?"origin":"null"/g, '')
const withoutContentType = (requests: unknown) => JSON.stringify(requests).replace(/"content-type":"[^"]*"/g, '')

/** The name of what explains all of these differences; `null` where nothing does, or nothing has to. */
export function explanationOf(
  engine: EngineName,
  scenario: Scenario,
  differences: readonly Difference[],
): string | null {
  const names = differences.map(
    (difference) =>
      KNOWN_DIFFERENCES.find((known) => known.engine === engine && known.explains(scenario, difference))?.name,
  )
  return names.length > 0 && names.every((name) => name !== undefined) ? [...new Set(names)].join(' + ') : null
}
