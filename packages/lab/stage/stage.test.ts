/**
 * The picture of an outcome, whatever the outcome: every exchange and every rule is on it, in order, and inside the
 * stage.
 */
import { type ExchangeResponse, type RequestInput, simulateFetch } from 'corskit/browser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import { asSvg } from './as-svg.ts'
import { asText } from './as-text.ts'
import { momentsOf } from './exchange-steps.ts'
import { layout } from './layout.ts'
import { mergePictures } from './merge-pictures.ts'
import { pictureOf } from './picture-of.ts'
import type { SvgNode } from './svg-node.ts'

const APP = 'https://app.example.com'
const value = fc.constantFrom('*', APP, 'https://other.example', 'null', '', 'true', 'PUT', 'x-a', 'GET, PUT', '<&>"')
const name = fc.constantFrom(
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-allow-credentials',
  'location',
  'etag',
  'vary',
)
const answer = fc.oneof(
  fc.record({
    status: fc.constantFrom(200, 204, 301, 307, 404, 500),
    headers: fc.array(fc.tuple(name, value), { maxLength: 6 }),
  }),
  fc.constant({ networkError: 'the connection was refused' }),
)
const request = fc.record({
  origin: fc.constantFrom(APP, 'null', 'http://localhost:5173'),
  url: fc.constantFrom(
    'https://api.example.com/users',
    `${APP}/own`,
    'http://127.0.0.1:3000/',
    `https://api.example.com/${'long/'.repeat(40)}`,
  ),
  method: fc.constantFrom('GET', 'PUT', 'POST', 'REPORT'),
  headers: fc.array(fc.tuple(fc.constantFrom('x-a', 'content-type'), fc.constantFrom('application/json', '1')), {
    maxLength: 2,
  }),
  mode: fc.constantFrom('cors' as const, 'no-cors' as const),
  credentials: fc.constantFrom('include' as const, 'omit' as const),
})

/** An experiment with up to six answers; the last goes on for ever. */
async function outcomeOf(made: RequestInput, answers: readonly ExchangeResponse[]) {
  let next = 0
  return simulateFetch(made, () => answers[Math.min(next++, answers.length - 1)] ?? { status: 200 })
}

const all = (nodes: readonly SvgNode[]): SvgNode[] =>
  nodes.flatMap((node) => [node, ...all((node.children ?? []).filter((child) => typeof child !== 'string'))])

test('every exchange and every step of any outcome has its moment, in order, and an answer is never looked at before it came', async () => {
  await fc.assert(
    fc.asyncProperty(request, fc.array(answer, { minLength: 1, maxLength: 6 }), async (made, answers) => {
      const outcome = await outcomeOf(made, answers)
      const moments = momentsOf(outcome)
      expect(moments.flatMap((moment) => ('exchange' in moment ? [moment.exchange] : []))).toEqual(outcome.exchanges)
      expect(moments.flatMap((moment) => ('step' in moment ? [moment.step] : []))).toEqual(outcome.steps)
      for (const [index, moment] of moments.entries()) {
        if (!('step' in moment) || !/^(?:CORS check|Access-Control-)/.test(moment.step.rule)) continue
        const before = moments.slice(0, index).findLast((one) => 'exchange' in one)
        expect(before).toBeDefined()
        const isPreflights = /^Access-Control-|the preflight/.test(`${moment.step.rule} ${moment.step.detail}`)
        if (isPreflights && before !== undefined && 'exchange' in before) expect(before.exchange.kind).toBe('preflight')
      }
    }),
    RUNS,
  )
})

test('nothing that is drawn is outside the stage, however narrow it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      request,
      fc.array(answer, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 300, max: 900 }),
      async (made, answers, width) => {
        const { height, events, frame } = layout(pictureOf(made, await outcomeOf(made, answers)), width)
        let before = 0
        for (const { y } of events) {
          expect(y).toBeGreaterThan(before)
          before = y
        }
        for (const { tag, attributes } of all([...frame, ...events.flatMap(({ nodes }) => nodes)])) {
          if (tag !== 'rect') continue
          const { x = 0, y = 0, width: wide = 0, height: high = 0 } = attributes as Record<string, number>
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x + wide).toBeLessThanOrEqual(width)
          expect(y + high).toBeLessThanOrEqual(height)
        }
      },
    ),
    RUNS,
  )
})

test('two pictures on one stage: each can be read from it again, and what both have is there once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(request, request),
      fc.array(answer, { minLength: 1, maxLength: 4 }),
      fc.array(answer, { minLength: 1, maxLength: 4 }),
      async ([made, other], first, second) => {
        const before = pictureOf(made, await outcomeOf(made, first))
        const now = pictureOf(other, await outcomeOf(other, second))
        const { events = [] } = mergePictures(before, now) ?? {}
        const of = (side: 'before' | 'now') =>
          events
            .filter((event) => event.side === undefined || event.side === side)
            .map(({ side: _, ...event }) => event)
        expect(of('before')).toEqual(before.events)
        expect(of('now')).toEqual(now.events)
        expect(mergePictures(now, now)).toEqual(now)
      },
    ),
    RUNS,
  )
  const [made] = [{ origin: APP, url: `${APP}/` }]
  const picture = pictureOf(made, await outcomeOf(made, [{ status: 200 }]))
  const evil = { id: 'evil', kind: 'other', name: 'an evil page' } as const
  expect(mergePictures(picture, { ...picture, actors: [...picture.actors, evil] })).toBeNull()
})

describe('the picture of an answer that script does not see', async () => {
  const made = { origin: APP, url: 'https://api.example.com/users' }
  const picture = pictureOf(
    made,
    await simulateFetch(made, () => ({ status: 200, headers: [['set-cookie', 'a=<b>']] })),
  )

  test('as text says that it arrived, and that the page does not see it', () => {
    expect(asText(picture)).toEqual([
      'Script of the page asks the browser for GET https://api.example.com/users.',
      expect.stringContaining('The browser looks at "Is the call in order?" (new Request): passed.'),
      expect.stringContaining('The browser looks at "Need not ask first" (no CORS-preflight needed): passed.'),
      expect.stringContaining('The browser sends the request. origin: https://app.example.com'),
      'The server answers with 200. The answer arrives at the browser; the page does not see it. set-cookie: a=<b>',
      'The browser looks at "May this page read it?" (CORS check): failed. There is no Access-Control-Allow-Origin.',
      'The browser hides the answer. The page gets a TypeError that does not say why.',
    ])
  })

  test('as SVG is one document in which nothing of the server is markup', () => {
    const svg = asSvg(picture, '.stage{}')
    expect(svg.match(/<svg/g)).toHaveLength(1)
    expect(svg).not.toContain('<b>')
    expect(svg).toContain('a=&lt;b&gt;')
  })
})

test('the names of four actors fit side by side on a phone', () => {
  const actors = ['page', 'browser', 'other', 'server'].map((kind, place) => ({
    id: kind,
    kind: kind as 'page',
    name: ['the pages', 'the browser', 'the cache', 'the server'][place] as string,
    detail: 'https://a.name.that.is.long.example',
  }))
  const text = JSON.stringify(layout({ actors, events: [] }, 320).frame)
  const named = [
    ...text.matchAll(/"text","attributes":\{"x":([\d.]+),"y":54,"text-anchor":"(\w+)".*?"children":\["([^"]+)"/g),
  ]
  const spans = named.map(([, x, anchor, name = '']) => {
    const width = name.length * 7
    const left = Number(x) - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2)
    return { left, right: left + width }
  })
  expect(spans.length).toBe(4)
  for (const [place, { left }] of spans.entries())
    if (place > 0) expect(left).toBeGreaterThanOrEqual(spans[place - 1]?.right ?? 0)
})

test('a name of a header is not cut, however narrow the stage is', () => {
  const names = ['access-control-request-headers', 'access-control-allow-credentials']
  const headers = names.map((name) => ({ name, value: 'x-request-id', mark: 'looked-at' as const }))
  const arrow = {
    type: 'arrow',
    from: 'browser',
    to: 'server',
    line: 'sent',
    plate: 'OPTIONS /',
    says: '',
    headers,
  } as const
  const actors = (['page', 'browser', 'server'] as const).map((kind) => ({ id: kind, kind, name: kind }))
  for (const width of [300, 360, 560, 600, 640, 700, 768, 860]) {
    const drawn = JSON.stringify(layout({ actors, events: [arrow] }, width))
    for (const name of names) expect(drawn).toContain(`${name}:`)
  }
})
