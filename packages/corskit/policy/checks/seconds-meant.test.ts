import { expect, test } from 'vitest'
import { checkOptions } from './check-options.ts'

const SENTENCE = 'write a whole number of seconds, like 7200'

/** What is clear is the fix; a number that nobody named never is. */
test.each<[unknown, string]>([
  ['600', '600'],
  ['600;', '600'],
  ['600,', '600'],
  [' 600 ', '600'],
  ['1_000', '1000'],
  ['1,000', '1000'],
  ['1 000', '1000'],
  ["1'000", '1000'],
  ['86,400,000', '86400'],
  [['600'], '600'],
  [[600], '600'],
  ['01:00:00', '3600'],
  ['1h', '3600'],
  ['2h30m', '9000'],
  ['1 hour and 30 minutes', '5400'],
  ['1.5h', '5400'],
  ['10 min', '600'],
  ['600000ms', '600'],
  ['7200s', '7200'],
  ['7 days', '86400'],
  ['1 week', '86400'],
  ['1 month', '86400'],
  ['1y', '86400'],
  ['PT1H', '3600'],
  ['PT1H30M', '5400'],
  ['P1D', '86400'],
  ['P1DT2H', '86400'],
  ['0x10', '16'],
  ['1e3', '1000'],
  [Infinity, '86400'],
  [-0.5, '0'],
  [600.5, '601'],
  [5n, '5'],
  ...[Number.NaN, null, true, {}, [], ['600', '700'], [['600']], new Date(600), Symbol('x'), () => 600].map(
    (value): [unknown, string] => [value, SENTENCE],
  ),
  ...[
    '',
    ' ',
    'abc',
    'soon',
    'Infinity',
    '10:00',
    '1,5',
    'P1M',
    '5 apples',
    '1h-',
    '1h 5',
    '٣',
    '1'.repeat(1_000_000),
  ].map((value): [unknown, string] => [value, SENTENCE]),
])('maxAge %o', (maxAge, fix) => {
  const { issues } = checkOptions({ origin: 'https://app.example.com', maxAge })
  expect(issues.map((issue) => issue.fix)).toEqual([fix])
})
