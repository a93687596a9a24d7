/** Tables of outcomes: each row has a call, a server, and every engine's outcome. */
import { expectGolden } from '../../../../testing/golden.ts'
import { type SimulateOptions, simulateFetchSync } from '../simulate.ts'
import type { ExchangeRequest, ExchangeResponse } from '../words/exchange.ts'
import type { Outcome } from '../words/outcome.ts'
import type { RequestInput } from '../words/request-input.ts'
import { inEachEngine } from './outcome-text.ts'

export const PAGE = 'https://app.example.com'
export const API = 'https://api.example.com/a'

export type Headers = Readonly<Record<string, string>>
export type Server = (request: ExchangeRequest) => ExchangeResponse
/** The lines of one call, or of a few that belong together. */
export type Row = () => readonly string[]

/** Allows whatever is asked for. @param headers that replace its own */
export const allowing =
  (headers: Headers = {}, status = 200): Server =>
  ({ headers: sent }) => {
    const of = (name: string) => sent.find(([each]) => each === name)?.[1]
    const asked = {
      'access-control-allow-origin': of('origin') ?? '*',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': of('access-control-request-method') ?? 'GET',
      'access-control-allow-headers': of('access-control-request-headers') ?? 'x-none',
    }
    return { status, headers: Object.entries({ ...asked, ...headers }) }
  }

export const answering =
  (headers: Headers = {}, status = 200): Server =>
  () => ({ status, headers })

/** @param request how it differs from a GET of `API` by `PAGE`; it may be malformed */
export const call = (request: unknown, server: Server, options: SimulateOptions): Outcome =>
  simulateFetchSync({ origin: PAGE, url: API, ...(request as Partial<RequestInput>) }, server, options)

export const row =
  (title: string, request: unknown, server: Server = allowing(), options: SimulateOptions = {}): Row =>
  () =>
    inEachEngine(title, (engine) => [call(request, server, { engine, ...options })])

export function expectTable(name: string, rows: readonly Row[]): void {
  expectGolden(
    new URL(`../outcomes/${name}.golden.txt`, import.meta.url),
    rows.flatMap((each) => each()),
  )
}

export const product = <A, B>(some: readonly A[], others: readonly B[]): [A, B][] =>
  some.flatMap((one) => others.map((other): [A, B] => [one, other]))
