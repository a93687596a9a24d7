import { test } from 'vitest'
import { expectGolden } from '../../../../testing/golden.ts'
import { definePolicy } from '../define.ts'
import type { PolicyOptions } from '../options.ts'

test('which characters pass at a place of an origin', () => {
  const codes = Array.from({ length: 0x101 }, (_, code) => code)
  const places = [
    'https://X.example.com',
    'https://aX.example.com',
    'https://Xa.example.com',
    'https://example.comX',
    'https://a.example.com:X',
    'https://a.example.com:8X',
    'X://a.example.com',
    'aX://a.example.com',
    'https://[::X]',
    'https://10.0.0.X',
    'app://HoX.example',
    'https:X/a.example.com',
    'nullX',
  ]
  const policies: readonly [string, Exclude<PolicyOptions['origin'], undefined>][] = [
    ['a wildcard', 'https://*.example.com:*'],
    ['a label', 'https://a*.example.com'],
    ['a RegExp', /^https:\/\/[\s\S]*\.example\.com(?::\d+)?$/],
    ['a predicate', (origin: string) => origin !== ''],
  ]
  const lines = policies.flatMap(([title, origin]) => {
    const { judgeOrigin } = definePolicy({ origin })
    return places.map((place) => {
      const reasons = new Map<string, string[]>()
      for (const code of codes) {
        const reason = String(judgeOrigin(place.replace('X', String.fromCharCode(code)), undefined))
        reasons.set(reason, [...(reasons.get(reason) ?? []), code.toString(16)])
      }
      return `${title}, ${place}: ${[...reasons].map(([reason, those]) => `${reason} ${ranges(those)}`).join('; ')}`
    })
  })
  for (const length of [1, 61, 62, 63, 64, 189, 190, 250, 253, 254, 255]) {
    const host = Array.from({ length: Math.ceil(length / 62) }, (_, at) =>
      'a'.repeat(Math.min(61, length - at * 62)),
    ).join('.')
    for (const [title, origin] of [...policies, ['a long label', `https://${'a'.repeat(60)}-*.example.com`] as const]) {
      const verdicts = [
        `https://${host}`,
        `https://${host}.example.com`,
        `https://${'a'.repeat(length)}.example.com`,
      ].map((one) => definePolicy({ origin }).judgeOrigin(one, undefined))
      lines.push(`${title}, ${length}: ${verdicts.join(' ')}`)
    }
  }
  const any = definePolicy({ origin: (origin: string) => origin !== '' })
  for (const [scheme, host, port] of [
    [64, 253, 5],
    [65, 253, 5],
    [64, 254, 5],
    [64, 253, 0],
    [64, 254, 0],
    [1, 253, 5],
    [1, 254, 5],
  ] as const) {
    const name = Array.from({ length: Math.ceil(host / 2) }, () => 'a').join('.') + (host % 2 === 0 ? 'a' : '')
    const origin = `${'s'.repeat(scheme)}://${name}${port === 0 ? '' : `:${'65535'.slice(0, port)}`}`
    lines.push(`scheme ${scheme}, host ${name.length}, port ${port}: ${any.judgeOrigin(origin, undefined)}`)
  }
  expectGolden(new URL('places.golden.txt', import.meta.url), lines)
})

/** `61 62 63` is `61-63`. */
function ranges(codes: readonly string[]): string {
  const found: [number, number][] = []
  for (const code of codes.map((text) => Number.parseInt(text, 16))) {
    const last = found.at(-1)
    if (last?.[1] === code - 1) last[1] = code
    else found.push([code, code])
  }
  return found
    .map(([low, high]) => (low === high ? low.toString(16) : `${low.toString(16)}-${high.toString(16)}`))
    .join(' ')
}
