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
