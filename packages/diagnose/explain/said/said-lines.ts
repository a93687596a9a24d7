/** Reads console lines about requests that something other than CORS has stopped. */
import type { SaidKind, SaidLine } from '../../words/said-line.ts'
import { originOf } from '../../words/url-parts.ts'
import type { FailureFound, InputRead } from '../explanation.ts'
import { warningOf } from '../lines/warned-lines.ts'
import { withoutPrefixes } from './middleware-stacks.ts'
import { FAILED_WITH_STATUS, SAID_FORMS } from './said-forms.ts'

interface Said {
  readonly kind: SaidKind
  readonly line: string
  readonly start: number
  readonly end: number
  readonly detail: string
  readonly url: string
  readonly page: string | null
  readonly method: string
  readonly status: number | null
}

/** At most so many characters are read. */
const MOST_LINES = 1000

/** `null` when no line is one of these. */
export function readSaidLines(text: string): InputRead | null {
  const plain = straight(text)
  const lines = linesIn(plain)
  if (lines.length === 0) return null
  const warning = ({ kind, start, end }: Said) => warningOf(kind, plain, start, end)
  const warnings = [...new Set(lines.flatMap((one) => warning(one) ?? []))]
  return {
    input: { kind: 'console', ...(warnings.length === 0 ? {} : { warnings }) },
    failures: withoutRepeats(lines.filter((one) => warning(one) === null)).map(failureOf),
  }
}

/** One line of a recording. */
export function saidLine(text: string): SaidLine | null {
  const [said] = linesIn(straight(text))
  return said === undefined ? null : saidOf(said)
}

/** What servers say themselves of what they refuse, in a log or in the body of an answer. */
const OF_SERVERS: ReadonlySet<SaidKind> = new Set<SaidKind>([
  'cors-off',
  'header-refused',
  'host-refused',
  'method-refused',
  'not-a-preflight',
  'refused-by-server',
  'wildcard-list-refused',
  'wildcard-refused',
])

export const isOfServer = (said: SaidLine | undefined): boolean => said !== undefined && OF_SERVERS.has(said.kind)

/** The first of these in the body of an answer. */
export function refusalIn(body: string): SaidLine | null {
  const [said] = linesIn(straight(unescaped(body.slice(0, LONGEST_BODY))), FORMS_OF_SERVERS)
  return said === undefined ? null : saidOf(said)
}

/** A recording may have thousands of them. */
const LONGEST_BODY = 16 * 1024
const FORMS_OF_SERVERS = SAID_FORMS.filter(([kind]) => OF_SERVERS.has(kind))

/** Pages escape quotes in one way, and JSON in another one. */
const unescaped = (body: string) =>
  body
    .replace(/&(?:#0?39|#x27|apos);/g, "'")
    .replace(/&(?:#0?34|#x22|quot);/g, '"')
    .replace(/\\(["'/])/g, '$1')
    .replace(/\\n/g, '\n')

const saidOf = ({ kind, line, detail }: Said): SaidLine => ({ kind, line, detail })

/** What other console lines tell of a request. */
export interface ToldBesides {
  readonly method: string
  readonly status: number | null
  /** Whether they tell it of a request that CORS has stopped, which may be the preflight of the one that is named. */
  readonly isStopped: boolean
}

/** By URL, and for `OPTIONS`, which is a preflight, by that and the URL. */
export function toldBesides(text: string): ReadonlyMap<string, ToldBesides> {
  const told = new Map<string, ToldBesides>()
  for (const { groups = {} } of straight(text).matchAll(FAILED_WITH_STATUS)) {
    const { url = '', method = 'GET', refused, status = refused } = groups
    const key = method === 'OPTIONS' ? `OPTIONS ${url}` : url
    if ((told.get(key)?.status ?? null) !== null) continue
    told.set(key, { method, status: status === undefined ? null : Number(status), isStopped: refused === undefined })
  }
  return told
}

/** Makes quotes straight, and a line break inside of a sentence a space. */
function straight(text: string): string {
  return text
    .replace(/[\u2018\u2019\u201a\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u2033]/g, '"')
    .replace(/\u00a0/g, ' ')
}

/** When several forms match at one place, the first one counts. */
function linesIn(text: string, forms = SAID_FORMS): Said[] {
  const found: Said[] = []
  for (const [kind, form] of forms) {
    for (const { 0: line, groups = {}, index } of text.matchAll(form)) {
      const end = index + line.length
      if (found.length >= MOST_LINES || found.some((one) => index < one.end && one.start < end)) continue
      const { detail = '', frames, method = 'GET', page, status, url = '' } = groups
      const shown = frames === undefined ? line : withoutPrefixes(frames)
      found.push({
        kind,
        line: shown.replace(/[ \t\r\n]+/g, ' ').slice(0, 400),
        start: index,
        end,
        detail: detail.trim(),
        url: url.replace(/[.,;:)]+$/, ''),
        page: page === undefined ? null : originOf(page.replace(/[.,;:!]+$/, '')),
        method,
        status: status === undefined ? null : Number(status),
      })
    }
  }
  return found.sort((one, other) => one.start - other.start)
}

/** One event may print two lines: one of the policy, and one of the loader. The second often names no URL. */
function withoutRepeats(said: readonly Said[]): Said[] {
  const isLike = (one: Said, other: Said) => one.kind === other.kind && one.url === other.url
  const isSame = (one: Said, other: Said) => isLike(one, other) && one.page === other.page
  const hasPage = (one: Said) => said.some((other) => one.page === null && other.page !== null && isLike(one, other))
  const isNamed = (one: Said) =>
    said.some(({ kind, url, detail }) => one.url === '' && url !== '' && kind === one.kind && detail === one.detail)
  return said.filter(
    (one, place) => !isNamed(one) && !hasPage(one) && said.findIndex((other) => isSame(one, other)) === place,
  )
}

function failureOf(told: Said): FailureFound {
  const { kind, url, page, method, status } = told
  const said = saidOf(told)
  return {
    evidence: {
      request: { method, url, origin: page, headers: [], credentials: kind === 'cookie' ? 'include' : 'same-origin' },
      outcome: null,
      message: null,
      said: status === null ? said : { ...said, status },
    },
    missing: [...(url === '' ? ['the URL'] : []), ...(page === null ? ['the page’s origin'] : [])],
  }
}
