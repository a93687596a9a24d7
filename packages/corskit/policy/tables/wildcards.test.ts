/** A wildcard at every place of a host, before every kind of rest: what is said of each. */
import { test } from 'vitest'
import { expectGolden } from '../../../../testing/golden.ts'
import { said } from './said.ts'

const LABELS = [
  '*',
  'a*',
  '*a',
  'a-*',
  '*-a',
  'a*b',
  'A*',
  '**',
  '*.*',
  'a.*',
  '*.a*',
  'xn--*',
  'xn*',
  'ä*',
  '*_',
  '-*',
  `${'a'.repeat(62)}*`,
  `${'a'.repeat(63)}*`,
]
const RESTS = [
  '',
  '.',
  '.com',
  '.com.',
  '.co.uk',
  '.example.com',
  '.Example.com',
  '.example.com.',
  '.vercel.app',
  '.localhost',
  '.1',
  '.1.2.3',
  '.[::1]',
  '.a b',
  '..com',
  '.exa*mple.com',
]
const MORE = ['', ':*', ':8080', '/']

test('what is said of each', () => {
  const hosts = LABELS.flatMap((label) => RESTS.map((rest) => label + rest))
  const lines = hosts.flatMap((host, at) => {
    const more = MORE[at % MORE.length] as string
    return [`https://${host}`, `${at % 2 === 0 ? 'http' : 'my-app'}://${host}${more}`]
  })
  expectGolden(
    new URL('wildcards.golden.txt', import.meta.url),
    lines.map((origin) => `${JSON.stringify(origin)}: ${said({ origin })}`),
  )
})

/** A domain whose owner sells or gives away what the wildcard stands for. */
const OF_MANY = [
  ...['*.com', '*.co.uk', '*.github.io', '*.ck', '*.kawasaki.jp', '*.amazonaws.com', '*.compute.amazonaws.com'],
  ...['x-*.vercel.app', '*-x.co.uk', 'x-*-y.com', 's3-*.amazonaws.com', 's3-us-*-1.amazonaws.com', 'x-*.ck'],
  ...['*.example.com', 'x-*.example.com', 'x-*.amazonaws.com', 's*.amazonaws.com', '*.x-*.github.io'],
]

test('what anybody may have, with and without a port and a final dot', () => {
  const origins = OF_MANY.flatMap((host) =>
    ['', '.'].flatMap((dot) => ['', ':*', ':8080'].map((port) => `https://${host}${dot}${port}`)),
  )
  expectGolden(
    new URL('of-many.golden.txt', import.meta.url),
    origins.map((origin) => `${origin}: ${said({ origin })}`),
  )
})
