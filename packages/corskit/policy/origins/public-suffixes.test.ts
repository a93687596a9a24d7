/**
 * A wildcard and a RegExp never admit a public suffix: whoever has a bucket at `s3-us-west-1.amazonaws.com` has pages
 * there.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { publicSuffix, readRules } from '../../protocol/suffix/public-suffix.ts'
import { publicSuffixRules } from '../../protocol/suffix/public-suffix-rules.ts'
import { checkOptions } from '../checks/check-options.ts'
import { definePolicy } from '../define.ts'

/** Those that have an owner above them, whose names a wildcard may otherwise be about. */
const suffixes = [...readRules(publicSuffixRules())]
  .filter((rule) => !rule.startsWith('!'))
  .map((rule) => rule.replace('*', 'any-name'))
  .filter((suffix) => /^[a-z0-9.-]+\./.test(suffix) && !suffix.includes('xn--'))
const suffix = fc.constantFrom(...suffixes)

/** The suffix with a part of its first label left open. */
const open = fc.tuple(suffix, fc.nat(), fc.nat()).map(([suffix, one, other]) => {
  const dot = suffix.indexOf('.')
  const from = one % dot
  const to = from + 1 + (other % (dot - from))
  return { suffix, before: suffix.slice(0, from), after: suffix.slice(to) }
})

const escaped = (text: string) => text.replaceAll('.', '\\.')
/** A final dot changes nothing about who owns a name. */
const origins = fc.tuple(open, fc.constantFrom('', '.')).chain(([{ suffix: name, before, after: rest }, dot]) => {
  const suffix = name + dot
  const after = rest + dot
  return fc.constantFrom<{ suffix: string; origin: string | RegExp }>(
    { suffix, origin: `https://${before}*${after}` },
    { suffix, origin: new RegExp(`^https://${escaped(before)}[a-z0-9-]+${escaped(after)}$`) },
    { suffix, origin: new RegExp(`^https://${escaped(before)}[^.]*${escaped(after)}$`) },
    { suffix, origin: new RegExp(`^https://(?:x|${escaped(before)}[^.]+)${escaped(after)}(?::\\d+)?$`) },
    { suffix: `a.${suffix}`, origin: new RegExp(`^https://[a-z0-9-]+[.]${escaped(suffix)}$`) },
    { suffix: `a.${suffix}`, origin: new RegExp(`^https://(?:[a-z0-9-]+[.])+${escaped(suffix)}$`) },
  )
})

test('a wildcard or a RegExp that admits a public suffix is refused, and the message names an origin', () => {
  fc.assert(
    fc.property(origins, ({ suffix, origin }) => {
      const { issues } = checkOptions({ origin })
      expect([suffix, String(origin), issues.length]).not.toEqual([suffix, String(origin), 0])
      for (const { code, message } of issues) {
        if (code === 'regexp-allows-strangers') expect(message).toMatch(/https?:\/\//)
      }
      // A pattern may be refused for other reasons as well.
      const dangerous = { origin, dangerouslyAllowPublicSuffixes: true }
      if (checkOptions(dangerous).issues.length > 0) return
      const policy = definePolicy(dangerous)
      expect(policy.judgeOrigin(`https://${suffix}`)).toBe(null)
      // What a message says that it allows is allowed.
      for (const { message } of issues) {
        const [, witness] =
          /(https?:\/\/\S+) would be allowed|it also allows (\S+):/.exec(message)?.filter(Boolean) ?? []
        if (witness !== undefined) expect([message, policy.judgeOrigin(witness)]).toEqual([message, null])
      }
    }),
    runs(300),
  )
})

test.each([
  'https://s3-*.amazonaws.com',
  'https://s3-us-*.amazonaws.com',
  'https://x-*.compute.amazonaws.com',
  /^https:\/\/s3-[a-z0-9-]+\.amazonaws\.com$/,
  /^https:\/\/x-[a-z]+\.compute\.amazonaws\.com$/,
  /^https:\/\/app\.x-[a-z]+\.compute\.amazonaws\.com$/,
])('%s is refused', (origin) => {
  const { issues } = checkOptions({ origin })
  expect(issues).toHaveLength(1)
  const witness = /https:\/\/([a-z0-9.-]+)/.exec(issues[0]?.message ?? '')?.[1] ?? ''
  expect(publicSuffix(witness).endsWith('.amazonaws.com')).toBe(true)
})

test.each([
  // Spelled out: whoever writes it means it.
  'https://s3-us-west-1.amazonaws.com',
  /^https:\/\/(?:s3-us-west-1|s3-us-west-2)\.amazonaws\.com$/,
  /^https:\/\/app\.my\.compute\.amazonaws\.com$/,
  // No such name is on the list.
  'https://console-*.amazonaws.com',
  /^https:\/\/console-[a-z0-9]+\.amazonaws\.com$/,
])('%s is accepted', (origin) => {
  expect(checkOptions({ origin }).issues).toEqual([])
})

test.each(['app://.:*', 'tauri://.:*', 'app://.:*/'])(
  '%s is refused: nothing that it could stand for is looked up',
  (origin) => {
    const { issues } = checkOptions({ origin })
    expect(issues.map(({ code }) => code)).toContain(
      origin.endsWith('/') ? 'origin-trailing-slash' : 'origin-host-invalid',
    )
    for (const { fix } of issues) expect(fix).not.toContain('.:*')
  },
)
