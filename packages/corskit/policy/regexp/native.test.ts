/** What a RegExp of `origin` admits is never more than what the engine says that it matches. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { checkOptions } from '../checks/check-options.ts'
import { definePolicy } from '../define.ts'

/** Not a literal: the target of the types does not know the flag. */
const V = 'v'
const FLAGS = ['', 'i', 'u', 'iu', V, `i${V}`]

const PROPERTIES =
  'ASCII Any Assigned L Ll Lu Lt LC Lm N P gc=Lu Alphabetic Lowercase Uppercase Cased Changes_When_Lowercased CWU CWKCF ID_Start White_Space ASCII_Hex_Digit Script=Latin Soft_Dotted Dash'.split(
    ' ',
  )

/** Every class escape, alone and in brackets. Some of these are not allowed with some flags. */
const CLASSES = [
  ...['.', '\\w', '\\W', '\\d', '\\D', '\\s', '\\S', '[a-z]', '[A-F]', '[^a]', '[^A-F]', '[^\\W]', '[^\\x00-\\x7f]'],
  ...[
    '[^]',
    '[^.]',
    '[k]',
    '\\u017f',
    '\\u212a',
    '[\\u017f\\u212a]',
    '[\\x00-\\uffff]',
    '[^\\u212a]',
    '[r-t]',
    '[\\-\\w]',
  ],
  ...['\\u{17f}', '[\\u{80}-\\u{10ffff}]', '[^\\u{17f}]'],
  ...[
    '[\\w--\\d]',
    '[[a-z]&&[aks]]',
    '[[A-Z]&&[k-s]]',
    '[\\p{L}--[\\u{212a}]]',
    '[\\p{L}--\\P{Lu}]',
    '[\\P{Lu}&&\\p{L}]',
  ],
  ...['[[^a]--[^b]]', '[^[^A-Z]]', '[[\\p{Lu}]\\d]', '[\\p{ASCII}--\\p{Lu}]', '[^\\P{ASCII}a]'],
  ...PROPERTIES.flatMap((name) => [
    ...[`\\p{${name}}`, `\\P{${name}}`, `[\\p{${name}}]`, `[\\P{${name}}]`, `[^\\p{${name}}]`, `[^\\P{${name}}]`],
    ...[`[\\P{${name}}\\-]`, `[^\\P{${name}}\\-]`],
  ]),
]

function regExpOf(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags)
  } catch {
    return null
  }
}

const CHARACTERS = Array.from('abcdefghijklmnopqrstuvwxyz0123456789-_')

/**
 * Under `i` with `u` or `v`, `\u017f` matches `s` and `\u212a` matches `k`. The policy takes neither for ASCII, so that
 * it may admit less there.
 */
const mayAdmitLess = (flags: string, character: string) => /i[uv]/.test(flags) && /[ks]/.test(character)

describe.each(FLAGS)('with the flags %j', (flags) => {
  test('each class admits the characters that the engine says, at two places of a host', () => {
    const wrong: string[] = []
    for (const atom of CLASSES) {
      for (const [before, after] of [
        ['', '\\.example\\.com'],
        ['x', 'y\\.com'],
        ['shop', '?\\.com'],
      ] as const) {
        const regExp = regExpOf(`^https:\\/\\/${before}${atom}${after}$`, flags)
        if (regExp === null || checkOptions({ origin: regExp }).issues.length > 0) continue
        const policy = definePolicy({ origin: regExp })
        for (const character of CHARACTERS) {
          const origin = `https://${before}${character}${after.replace(/[\\?]/g, '')}`
          const isAllowed = policy.judgeOrigin(origin) === null
          if (isAllowed === regExp.test(origin) || (!isAllowed && mayAdmitLess(flags, character))) continue
          wrong.push(`${regExp} ${isAllowed ? 'admits' : 'does not admit'} ${origin}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

const parts = fc.array(
  fc.oneof(
    fc.constantFrom('shop', 'app', 'example', 'com', 'a', '-', '1', '\\.', '\\.', '\\d', 'k', 's'),
    fc.tuple(fc.constantFrom(...CLASSES), fc.constantFrom('', '', '+', '*', '?', '{1,3}')).map((two) => two.join('')),
  ),
  { minLength: 1, maxLength: 5 },
)
const group = fc.tuple(parts, parts).map(([a, b]) => `(?:${a.join('')}|${b.join('')})`)
const source = fc
  .tuple(
    fc.constantFrom('https:\\/\\/', 'https?:\\/\\/', 'http:\\/\\/', '\\w+:\\/\\/'),
    fc.oneof(
      parts.map((list) => list.join('')),
      group,
    ),
    fc.constantFrom('\\.example\\.com', 'example\\.com', '\\.com', '\\.co\\.uk', '\\.github\\.io', '', '\\.localhost'),
    fc.constantFrom('', '', '(?::\\d+)?', '.*'),
  )
  .map(([scheme, host, suffix, port]) => `^${scheme}${host}${suffix}${port}$`)
const label = fc.oneof(
  fc.constantFrom('shop', 'app', 'shops', 'shopk', 'a', 'k', 's', '1', '-'),
  fc.array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 4 }).map((list) => list.join('')),
)
const origin = fc
  .tuple(
    fc.constantFrom('https://', 'http://'),
    fc.array(label, { minLength: 1, maxLength: 2 }).map((list) => list.join('.')),
    fc.constantFrom('.example.com', 'example.com', '.com', '.co.uk', '.github.io', '', '.localhost'),
    fc.constantFrom('', '', ':8080'),
  )
  .map((three) => three.join(''))

test('any RegExp admits what the engine matches, and the origin that a message names is matched', () => {
  fc.assert(
    fc.property(source, fc.constantFrom(...FLAGS), fc.array(origin, { maxLength: 30 }), (text, flags, origins) => {
      const regExp = regExpOf(text, flags)
      if (regExp === null) return
      const { issues } = checkOptions({ origin: regExp })
      for (const { message } of issues) {
        const witness = /also allows ([^\s,]+?)(?::? the registrable|$)/.exec(message)?.[1]
        if (witness !== undefined) expect([witness, regExp.test(witness)]).toEqual([witness, true])
      }
      if (issues.length > 0) return
      const policy = definePolicy({ origin: regExp })
      for (const one of origins) {
        const isAllowed = policy.judgeOrigin(one) === null
        if (isAllowed || !mayAdmitLess(flags, one)) {
          const reason = policy.judgeOrigin(one)
          if (reason !== 'origin-malformed') expect([one, isAllowed]).toEqual([one, regExp.test(one)])
        }
      }
    }),
    runs(1_000),
  )
})
