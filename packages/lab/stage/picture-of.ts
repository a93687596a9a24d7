/** Makes a picture of an outcome: who sent what, what arrived, which rule decided, and what script sees. */
import { decidingHeader } from '@corskit/diagnose'
import type { Exchange, Outcome, RequestInput, Step } from 'corskit/browser'
import { ACTORS, PICTURE } from '../page/words/picture.ts'
import { detailWords, ruleWords } from '../page/words/rules.ts'
import type { Cast } from '../words/experiment.ts'
import type { Actor, Picture, PictureEvent, PictureHeader } from '../words/picture.ts'
import { momentsOf } from './exchange-steps.ts'

export interface PictureOptions {
  readonly cast?: Cast
  readonly effect?: (exchange: Exchange) => string | null
}

export function pictureOf(request: RequestInput, outcome: Outcome, options: PictureOptions = {}): Picture {
  return { actors: actorsOf(request, options.cast), events: eventsOf(request, outcome, options) }
}

export function actorsOf({ origin, url }: RequestInput, cast: Cast = {}): readonly Actor[] {
  const page = { id: 'page', name: cast.page ?? ACTORS.page, detail: origin === 'null' ? ACTORS.nullOrigin : origin }
  return [
    { ...page, kind: cast.pageIsEvil ? 'other' : 'page' },
    { id: 'browser', kind: 'browser', name: ACTORS.browser },
    { id: 'server', kind: 'server', name: cast.server ?? ACTORS.server, detail: originOf(url, origin) },
  ]
}

export function eventsOf(request: RequestInput, outcome: Outcome, options: PictureOptions = {}): PictureEvent[] {
  const method = (request.method ?? 'GET').toUpperCase()
  const events: PictureEvent[] = [
    {
      type: 'arrow',
      from: 'page',
      to: 'browser',
      line: 'sent',
      plate: `fetch ${method}`,
      says: PICTURE.asks(method, request.url),
    },
  ]
  const decides = decidingStep(outcome)
  for (const moment of momentsOf(outcome)) {
    if ('exchange' in moment) events.push(...exchangeEvents(moment.exchange, outcome, options))
    else {
      events.push(ruleEvent(moment.step, moment.step === decides, moment.of?.kind === 'preflight'))
      if (moment.step.rule === 'CORS-preflight cache') events.push(KEPT)
    }
  }
  events.push(lastArrow(outcome))
  return events
}

/** A note and no arrow: nothing is sent. */
const KEPT: PictureEvent = { type: 'note', at: 'browser', says: PICTURE.kept }

export function decidingStep({ steps }: Outcome): Step | undefined {
  return steps.findLast(({ passed }) => !passed) ?? steps.findLast(({ rule }) => rule === 'CORS check') ?? steps.at(-1)
}

function ruleEvent(step: Step, decides: boolean, ofPreflight: boolean): PictureEvent {
  const { rule, spec, passed } = step
  const detail = detailWords(rule, step.detail)
  // The name of a header or a method keeps its case.
  const isName = /^\S*[-'":/]/.test(detail) || /^[A-Z]/.test(detail)
  const sentence = detail.endsWith('.') ? detail : `${detail}.`
  const says = isName ? sentence : sentence.charAt(0).toUpperCase() + sentence.slice(1)
  return {
    type: 'rule',
    at: 'browser',
    state: passed ? 'passed' : 'failed',
    ...ruleWords(rule, step.detail, ofPreflight),
    spec,
    decides,
    says,
  }
}

function exchangeEvents(exchange: Exchange, outcome: Outcome, { effect }: PictureOptions): PictureEvent[] {
  const { kind, request, response } = exchange
  const preflight = kind === 'preflight'
  const isLast = exchange === outcome.exchanges.at(-1)
  const hidden = response !== null && !preflight && isLast && outcome.verdict !== 'allowed'
  const done = effect?.(exchange) ?? null
  return [
    {
      type: 'arrow',
      from: 'browser',
      to: 'server',
      line: 'sent',
      preflight,
      plate: `${request.method} ${pathOf(request.url)}`,
      headers: request.headers.map(([name, value]) => ({
        name,
        value,
        mark: isSentMark(name) ? 'looked-at' : 'plain',
      })),
      says: preflight
        ? PICTURE.asksFirst(headerValue(request.headers, 'access-control-request-method'))
        : PICTURE.sends,
    },
    ...(done === null ? [] : [{ type: 'effect', at: 'server', says: done } as const]),
    ...(response === null
      ? [{ type: 'note', at: 'server', says: PICTURE.noAnswer } as const]
      : [
          {
            type: 'arrow',
            from: 'server',
            to: 'browser',
            line: 'answer',
            preflight,
            hidden,
            plate: String(response.status),
            headers: answerHeaders(exchange, outcome),
            says: PICTURE.answers(response.status, preflight, hidden),
          } as const,
        ]),
  ]
}

function lastArrow({ verdict, reason, response, exchanges }: Outcome): PictureEvent {
  const base = { type: 'arrow', from: 'browser', to: 'page', line: 'answer', spoken: true } as const
  switch (verdict) {
    case 'allowed':
      return {
        ...base,
        plate: PICTURE.reads(response?.status),
        says: PICTURE.handsOver(response?.type === 'cors'),
      }
    case 'opaque':
      return {
        ...base,
        plate: PICTURE.opaque,
        hidden: true,
        says: PICTURE.opaqueAnswer,
      }
    case 'unreachable':
      return { ...base, plate: 'TypeError', hidden: true, says: PICTURE.networkFailed }
    default: {
      const arrived = reason?.phase !== 'preflight' && exchanges.at(-1)?.response
      return {
        ...base,
        plate: 'TypeError',
        hidden: true,
        says: arrived ? PICTURE.hides : exchanges.length > 0 ? PICTURE.doesNotSend : PICTURE.sendsNothing,
      }
    }
  }
}

const SENT = /^(?:origin|access-control-request-.*|cookie|authorization)$/
const isSentMark = (name: string) => SENT.test(name)
const LOOKED_AT = /^(?:access-control-.*|location|cross-origin-resource-policy|vary|set-cookie)$/

function answerHeaders(exchange: Exchange, outcome: Outcome): PictureHeader[] {
  const isLast = exchange === outcome.exchanges.at(-1)
  const decides = isLast
    ? outcome.reason === null
      ? outcome.response?.type === 'cors'
        ? 'access-control-allow-origin'
        : null
      : decidingHeader(outcome.reason.code)
    : null
  const seen = new Set(outcome.response?.headers.map(([name]) => name) ?? [])
  const filters = isLast && exchange.kind === 'actual' && outcome.verdict === 'allowed'
  let hidden = 0
  return (exchange.response?.headers ?? []).map(([name, value]): PictureHeader => {
    if (name === decides) return { name, value, mark: 'decides' }
    if (LOOKED_AT.test(name)) return { name, value, mark: 'looked-at' }
    const isHidden = filters && !seen.has(name) && ++hidden <= MOST_HIDDEN
    return { name, value, mark: isHidden ? 'hidden' : 'plain' }
  })
}

/** Enough to see that headers are kept from script. */
const MOST_HIDDEN = 3

const headerValue = (headers: readonly (readonly [string, string])[], name: string) =>
  headers.find(([each]) => each === name)?.[1] ?? ''

function originOf(url: string, base: string): string {
  try {
    return new URL(url, base === 'null' ? undefined : base).origin
  } catch {
    return url
  }
}

function pathOf(url: string): string {
  try {
    const { pathname, search } = new URL(url)
    return pathname + search
  } catch {
    return url
  }
}
