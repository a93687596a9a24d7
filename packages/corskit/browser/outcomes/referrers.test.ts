import { test } from 'vitest'
import { allowing, call, expectTable, type Headers, PAGE, product, type Server } from '../testing/outcome-table.ts'
import { ENGINES } from '../testing/outcome-text.ts'
import type { Engine } from '../words/outcome.ts'
import type { RequestInput } from '../words/request-input.ts'

const POLICIES = [
  '',
  'no-referrer',
  'no-referrer-when-downgrade',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
] as const

const DEEP = '/deep/page?q=1#f'
const LOOPBACK = 'http://127.0.0.1:3000/'
const OTHER = 'https://third.test/'

/** The page, where it asks, and where it is sent on to. */
const WAYS: readonly (readonly [page: string, ...urls: string[]])[] = [
  [PAGE, `${PAGE}/x`],
  [PAGE, 'https://api.example.com/'],
  [PAGE, OTHER],
  [PAGE, LOOPBACK],
  ['http://localhost:5173', LOOPBACK],
  ['http://localhost:5173', 'http://third.test/'],
  ['http://app.example.com', 'https://third.test/'],
  ['null', OTHER],
  [PAGE, `${PAGE}/x`, OTHER],
  [PAGE, OTHER, `${PAGE}/x`],
  [PAGE, OTHER, LOOPBACK],
  [PAGE, OTHER, 'https://fourth.test/'],
]

const CALLS: readonly Partial<RequestInput>[] = [
  {},
  { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } },
  { method: 'POST', mode: 'no-cors', body: 'x' },
]

/** `Origin` and `Referer` of each exchange. */
function told(request: Partial<RequestInput>, urls: readonly string[], engine: Engine, more: Headers = {}): string {
  let at = 0
  const server: Server = (asked) => {
    if (asked.kind === 'preflight') return allowing()(asked)
    const location = urls[++at]
    return location === undefined ? allowing()(asked) : allowing({ location, ...more }, 307)(asked)
  }
  const { exchanges } = call({ ...request, url: urls[0] }, server, { engine })
  const sent = exchanges.map(({ request: { headers } }) =>
    ['origin', 'referer'].map((name) => headers.find(([each]) => each === name)?.[1] ?? '-').join(' '),
  )
  return sent.join(', ')
}

function lines(title: string, play: (engine: Engine) => string): string[] {
  const standard = play('standard')
  const others = ENGINES.slice(1).flatMap((engine) => {
    const differing = play(engine)
    return differing === standard ? [] : [`  ${engine}: ${differing}`]
  })
  return [`${title}: ${standard}`, ...others]
}

const calledBy = (page: string) => (page === 'null' ? { origin: page } : { origin: page, pageUrl: `${page}${DEEP}` })

test('what each referrer policy sends', () =>
  expectTable(
    'referrers',
    product(product(POLICIES, WAYS), CALLS).map(([[referrerPolicy, [page, ...urls]], given]) => () => {
      const title = `${referrerPolicy} ${given.method ?? 'GET'} ${given.mode ?? 'cors'} ${[page, ...urls].join(' ')}`
      return lines(title, (engine) => told({ ...calledBy(page), referrerPolicy, ...given }, urls, engine))
    }),
  ))

test('the Referrer-Policy of a redirect and the next hop', () =>
  expectTable(
    'referrer-policies',
    product(
      [...POLICIES, 'ORIGIN', 'origin, bogus', 'no-referrer,unsafe-url', ' no-referrer ', 'never', 'origin;'],
      product(['no-referrer', 'origin', ''] as const, ['cors', 'no-cors'] as const),
    ).map(([written, [referrerPolicy, mode]]) => () => {
      const given = { ...calledBy(PAGE), referrerPolicy, mode, method: 'POST' }
      return lines(`${written || 'none'} after ${referrerPolicy}, ${mode}`, (engine) =>
        told(given, [`${PAGE}/x`, OTHER, 'https://fourth.test/'], engine, { 'referrer-policy': written }),
      )
    }),
  ))

test('the referrer that script asks for', () => {
  const pages: readonly Partial<RequestInput>[] = [
    { origin: PAGE },
    { origin: PAGE, pageUrl: `${PAGE}${DEEP}` },
    { origin: 'null' },
    { origin: 'null', pageUrl: `${PAGE}${DEEP}` },
    { origin: 'null', pageUrl: 'data:,x' },
    { origin: 'capacitor://localhost', pageUrl: 'capacitor://localhost/x' },
  ]
  const asked = [
    ...['', 'about:client', 'about:blank', '/rel?q#f', 'rel', `${PAGE}/other#f`, 'http://app.example.com/'],
    ...[`${OTHER}x`, 'data:,y', 'capacitor://localhost/y', 'http://['],
  ]
  expectTable(
    'asked-referrers',
    product(product(pages, asked), ['unsafe-url', 'origin'] as const).map(
      ([[page, referrer], referrerPolicy]) =>
        () => {
          const title = `${page.pageUrl ?? 'no URL'} of ${page.origin} asks for ${JSON.stringify(referrer)}, ${referrerPolicy}`
          return lines(
            title,
            (engine) => told({ ...page, referrer, referrerPolicy }, [OTHER, `${PAGE}/x`], engine) || 'nothing',
          )
        },
    ),
  )
})

test('a referrer of more than 4,096 characters is cut to its origin', () =>
  expectTable(
    'long-referrers',
    [4094, 4095, 4096, 4097].map((length) => () => {
      const referrer = `${PAGE}/`.padEnd(length, 'x')
      return lines(String(length), (engine) =>
        told({ origin: PAGE, pageUrl: `${referrer}#f`, referrerPolicy: 'unsafe-url' }, [OTHER], engine).slice(0, 60),
      )
    }),
  ))
