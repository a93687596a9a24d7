import { test } from 'vitest'
import { expectGolden } from '../../../../testing/golden.ts'
import { checkOptions } from '../checks/check-options.ts'

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
