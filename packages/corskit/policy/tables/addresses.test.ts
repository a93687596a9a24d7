import { expect, test } from 'vitest'
import { expectGolden } from '../../../../testing/golden.ts'
import { checkOptions } from '../checks/check-options.ts'
import { createMatcher } from '../regexp/linear-matcher.ts'
import { originGrammars } from '../regexp/origin-grammars.ts'

/** For which numbers a RegExp with any address behind them is refused, and which are told as an example. */
function verdicts(
  title: string,
  numbers: readonly (number | string)[],
  expression: (number: number | string) => string,
): string {
  const byVerdict = new Map<string, (number | string)[]>()
  for (const number of numbers) {
    const { issues } = checkOptions({ origin: new RegExp(expression(number)) })
    const verdict = issues.map(({ code }) => code).join(' ') || 'accepted'
    byVerdict.set(verdict, [...(byVerdict.get(verdict) ?? []), number])
  }
  return `${title}: ${[...byVerdict].map(([verdict, those]) => `${verdict} for ${inRanges(those)}`).join('; ')}`
}

function inRanges(numbers: readonly (number | string)[]): string {
  const texts: string[] = []
  for (const [at, number] of numbers.entries()) {
    const isNext = typeof number === 'number' && numbers[at - 1] === number - 1
    if (!isNext) texts.push(String(number))
    else if (numbers[at + 1] !== number + 1) texts[texts.length - 1] += `-${number}`
  }
  return texts.join(' ')
}

const OCTETS = Array.from({ length: 256 }, (_, number) => number)
const ANY = '\\d{1,3}'

test("addresses that may be anybody's", () => {
  const pieces = Array.from({ length: 256 }, (_, number) => (number * 256).toString(16))
  const lines = [
    verdicts('the first number', OCTETS, (number) => `^http:\\/\\/${number}\\.${ANY}\\.${ANY}\\.${ANY}$`),
    ...[10, 100, 127, 169, 172, 192, 198, 203].map((first) =>
      verdicts(`behind ${first}`, OCTETS, (number) => `^http:\\/\\/${first}\\.${number}\\.${ANY}\\.${ANY}$`),
    ),
    verdicts('one address', OCTETS, (number) => `^http:\\/\\/8\\.8\\.8\\.${number}$`),
    verdicts('the first piece', pieces, (piece) => `^http:\\/\\/\\[${piece}:[0-9a-f:]+\\]$`),
    verdicts(
      'an address in another',
      ['::ffff:', '64:ff9b::', '::', '::1:', 'fe80::', 'fd00::'],
      (start) => `^http:\\/\\/\\[${start}[0-9a-f:]+\\]$`,
    ),
  ]
  expectGolden(new URL('addresses.golden.txt', import.meta.url), lines)
})

test("an IPv4 address may be anybody's in its IPv6 spellings where it may be in its own", () => {
  const matchers = originGrammars('address').map(createMatcher)
  const isPublic = (origin: string) => matchers.some((matcher) => matcher.test(origin))
  const differing: string[] = []
  for (let first = 0; first < 256; first++) {
    for (let second = 0; second < 256; second++) {
      const own = isPublic(`http://${first}.${second}.0.1`)
      const high = (first * 256 + second).toString(16)
      for (const spelling of [`[::ffff:${high}:1]`, `[64:ff9b::${high}:1]`]) {
        if (isPublic(`http://${spelling}`) !== own) differing.push(spelling)
      }
    }
  }
  expect(differing).toEqual([])
})

test.each([
  ['::ffff:c0a8:[0-9a-f]{1,4}', true],
  ['::ffff:7f00:[0-9a-f]{1,4}', true],
  ['::ffff:a[0-9a-f]{2}:[0-9a-f]{1,4}', true],
  ['64:ff9b::c0a8:[0-9a-f]{1,4}', true],
  ['::c0a8:[0-9a-f]{1,4}', true],
  ['::ffff:c0a9:[0-9a-f]{1,4}', false],
  ['::ffff:808:[0-9a-f]{1,4}', false],
  ['64:ff9b::808:[0-9a-f]{1,4}', false],
])('a RegExp of the block %s is accepted: %s', (block, isAccepted) => {
  const { issues } = checkOptions({ origin: new RegExp(`^http:\\/\\/\\[${block}\\]$`) })
  expect(issues.length === 0).toBe(isAccepted)
})
