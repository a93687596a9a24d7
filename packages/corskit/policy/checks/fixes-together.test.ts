/**
 * A fix is pasted in the place of the value, and the rest of the options stays as it is. So a fix that is code passes
 * `definePolicy` with the other options, where these are good, and has only names that stand in the value.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { issuesOfEnv } from '../environment/testing/issues-of-env.ts'
import { checkOptions } from './check-options.ts'

const OPTIONS = ['methods', 'allowedHeaders', 'exposedHeaders', 'vary'] as const
const word = fc.constantFrom(
  ...[
    'etag',
    'ETag',
    'x-a',
    'X-A',
    'content-type',
    'Set-Cookie',
    'Origin',
    'Host',
    'authorization',
    '*',
    '*',
    '* ',
    'vary',
  ],
  ...[
    'PUT',
    'put',
    'DELETE',
    'patch',
    'Trace',
    'TRACE',
    'GET',
    'x',
    'é',
    "'",
    '"',
    '\\',
    '`',
    '',
    '|',
    '(',
    '\n',
    '\0',
    '\u202e',
  ],
)
const separator = fc.constantFrom(',', ', ', ',,', ';', '|', ' ', ':', '', "'", '"', '\t', '\n', "','")
const odd = fc.array(fc.tuple(word, separator), { minLength: 1, maxLength: 5 }).map((parts) => parts.flat().join(''))
const text = fc.oneof(odd, odd, fc.string({ maxLength: 12 }))
const value = fc.oneof(text, fc.array(fc.oneof(text, word), { minLength: 1, maxLength: 4 }))
const others = fc.record({ credentials: fc.boolean(), explain: fc.boolean() })
const option = fc.constantFrom(...OPTIONS)

/** The value of a fix, as code gives it; `null` for a sentence. */
function evaluated(fix: string): readonly unknown[] | null {
  try {
    return new Function(`return [${fix}]`)() as unknown[]
  } catch {
    return null
  }
}

/** Names as a reader sees them in the value, in any case. */
const stands = (name: unknown, given: unknown) => {
  const parts = [given]
    .flat()
    .flatMap((one) => [/[\s,;|:]+/, /[\s,]+/].flatMap((between) => String(one).split(between)))
  return parts.some(
    (part) =>
      [part, part.replace(/^['"`]+|['"`]+$/g, '')].includes(String(name)) ||
      part.toLowerCase() === String(name).toLowerCase(),
  )
}

test('in the place of the value, with all other options', () => {
  fc.assert(
    fc.property(option, value, others, (option, given, others) => {
      const options = { origin: 'https://app.example.com', ...others, [option]: given }
      const { issues } = checkOptions(options)
      for (const { path, fix } of issues) {
        const fixed = evaluated(fix)
        if (fixed === null) continue
        const place = /\[(\d+)\]$/.exec(path)?.[1]
        const whole = place === undefined ? fixed[0] : (given as unknown[]).with(Number(place), fixed).flat()
        for (const name of fixed.flat()) expect(stands(name, given), `${JSON.stringify(given)} → ${fix}`).toBe(true)
        const left = checkOptions({ ...options, [option]: whole }).issues
        // In a list, other entries may be wrong too: each has its own fix.
        const most = place === undefined ? 0 : issues.length - 1
        expect(left.length, `${JSON.stringify(given)} → ${fix}`).toBeLessThanOrEqual(most)
      }
    }),
    runs(2_000),
  )
})

const VARIABLES = {
  methods: 'CORS_METHODS',
  allowedHeaders: 'CORS_ALLOWED_HEADERS',
  exposedHeaders: 'CORS_EXPOSED_HEADERS',
  vary: 'CORS_VARY',
}
/** A variable has no quotes; what is said to be written is the text itself. */
const SENTENCE = /^(?:remove|write|name|set|put|say) /

test('in the place of the entry of a variable, with all other variables', () => {
  fc.assert(
    fc.property(option, text, fc.boolean(), (option, given, credentials) => {
      const variable = VARIABLES[option]
      const env = { CORS_ORIGIN: 'https://app.example.com', CORS_CREDENTIALS: String(credentials), [variable]: given }
      const issues = issuesOfEnv(env)
      for (const { path, fix } of issues) {
        if (SENTENCE.test(fix)) continue
        const place = /\[(\d+)\]$/.exec(path)?.[1]
        const entries = given
          .trim()
          .split(',')
          .map((entry) => entry.trim())
        const whole = place === undefined ? fix : entries.with(Number(place), fix).join(',')
        expect(fix, given).not.toBe('')
        expect(
          issuesOfEnv({ ...env, [variable]: whole }).length,
          `${JSON.stringify(given)} → ${path} ${fix}`,
        ).toBeLessThan(issues.length)
      }
    }),
    runs(2_000),
  )
})
