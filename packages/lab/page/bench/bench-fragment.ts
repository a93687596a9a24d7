/**
 * The whole workbench in the address, behind `#`: `#/bench?v=1&…`. Links of the first lab, `#url=…`, are read as well.
 */
import type { RawAnswer, ServerCard } from '../../set-up/server-card.ts'
import { fromFragment, headersOf, toFragment } from '../fragment.ts'
import { BENCH } from '../words/bench.ts'
import type { Bench, RecordedAnswer } from './bench.ts'

const VERSION = '1'

export type BenchRead = { readonly bench: Bench } | { readonly mistake: string } | null

export function toBenchHash({ request, server, said, lacks = [], recorded = [] }: Bench, pageOrigin: string): string {
  const state = new URLSearchParams(`v=${VERSION}`)
  for (const [name, value] of new URLSearchParams(toFragment(request, pageOrigin).slice(1))) state.append(name, value)
  if (said !== '') state.set('said', said)
  for (const one of lacks) state.append('lacks', one)
  for (const one of recorded) state.append('recorded', one)
  if (server.by !== 'url') state.set('server', server.by)
  if (server.by === 'policy') {
    state.set('policy', server.policy)
    writeAnswer(state, 'answer', server.answer)
  }
  if (server.by === 'raw') {
    writeAnswer(state, 'preflight', server.preflight)
    writeAnswer(state, 'answer', server.actual)
    if (server.redirected !== null) writeAnswer(state, 'redirected', server.redirected)
  }
  return `#/bench?${state}`
}

/**
 * @param text what follows `#/bench?`, or a whole fragment of the first lab
 * @returns `null` when it holds no request
 */
export function fromBenchState(text: string, pageOrigin: string): BenchRead {
  const state = new URLSearchParams(text)
  const version = state.get('v')
  if (version !== null && version !== VERSION) return { mistake: BENCH.otherVersion(version, VERSION) }
  const request = fromFragment(text, pageOrigin)
  if (request === null) return null
  const lacks = state.getAll('lacks')
  const bench = { request, server: readServer(state), said: state.get('said') ?? '' }
  const recorded = state.getAll('recorded').filter(isRecordedAnswer)
  return { bench: { ...bench, ...(lacks.length > 0 && { lacks }), ...(recorded.length > 0 && { recorded }) } }
}

const isRecordedAnswer = (name: string): name is RecordedAnswer => name === 'preflight' || name === 'actual'

function readServer(state: URLSearchParams): ServerCard {
  const by = state.get('server')
  const answer = readAnswer(state, 'answer') ?? { status: 200, headers: [] }
  if (by === 'policy') return { by, policy: state.get('policy') ?? '', answer }
  if (by === 'raw') {
    const preflight = readAnswer(state, 'preflight') ?? { status: 404, headers: [] }
    return { by, preflight, actual: answer, redirected: readAnswer(state, 'redirected') }
  }
  return { by: 'url' }
}

function writeAnswer(state: URLSearchParams, name: string, { status, headers }: RawAnswer): void {
  state.set(name, String(status))
  for (const [key, value] of headers) state.append(`${name}-header`, `${key}: ${value}`)
}

function readAnswer(state: URLSearchParams, name: string): RawAnswer | null {
  const status = Number(state.get(name))
  if (!Number.isInteger(status) || status < 200 || status > 599) return null
  return { status, headers: headersOf(state.getAll(`${name}-header`).join('\n')) }
}
