import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS, runs } from '../../../../testing/property-runs.ts'
import { parseSerializedOrigin } from '../../protocol/origin.ts'
import { checkOptions } from '../checks/check-options.ts'
import { definePolicy } from '../define.ts'
import type { PolicyOptions } from '../options.ts'

const SWITCHES = ['credentials', 'dangerouslyAllowInsecureOrigins', 'dangerouslyAllowPublicSuffixes'] as const
const switches = fc
  .subarray([...SWITCHES])
  .map((on) => Object.fromEntries(on.map((name) => [name, true])) as Partial<PolicyOptions>)

const part = fc.constantFrom(
  ...[
    'https',
    'http',
    'HTTP',
    'x-app',
    'moz-extension',
    'file',
    'wss',
    '://',
    '://',
    '://',
    ':',
    '/',
    '.',
    '.',
    '*',
    '*.',
  ],
  ...[
    '-',
    'a',
    'example',
    'example.com',
    'com',
    'co.uk',
    'vercel.app',
    'EXAMPLE',
    'bücher',
    'xn--bcher-kva',
    '~',
    '_',
    '%',
  ],
  ...[
    'localhost',
    '127.0.0.1',
    '192.168.1.',
    '127.1',
    '[::1]',
    '[0::1]',
    ':80',
    ':443',
    ':8080',
    ':*',
    ':3*',
    ':99999',
  ],
  ...['@', '?', '#', ' ', ';', ',', '|', '\n', 'null', 'preview-*', 'a'.repeat(63), 'b.'.repeat(120)],
)
const anything = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
const shaped = fc
  .tuple(
    fc.constantFrom('https://', 'http://', 'x-app://', 'HTTPS://'),
    fc.constantFrom('', '*.', 'preview-*.', '*-a.', 'a*b.', 'a.*.', '*'),
    fc.constantFrom(
      'example.com',
      'example.com.',
      'a.example.co.uk',
      'com',
      'vercel.app',
      'localhost',
      '127.0.0.1',
      'HOST',
      'a_b.example.com',
    ),
    fc.constantFrom('', ':8080', ':*', ':443', ':80', '/', ';https://b.com', ' ', ':3*'),
  )
  .map((parts) => parts.join(''))
const given = fc.oneof(shaped, anything)

/** An origin that the pattern allows, out of the pattern itself. */
function witness(pattern: string): string {
  return pattern.replace(/:\*$/, '').replace('://*.', '://a.').replace('*', 'a')
}

test('for each pattern that is accepted there is an origin that a browser can send and that it allows', () => {
  fc.assert(
    fc.property(given, switches, (origin, options) => {
      if (origin === '*' || checkOptions({ ...options, origin }).issues.length > 0) return
      const sent = witness(origin)
      expect(parseSerializedOrigin(sent), sent).not.toBeNull()
      expect(definePolicy({ ...options, origin }).judgeOrigin(sent)).toBeNull()
      if (!origin.endsWith(':*')) return
      expect(definePolicy({ ...options, origin }).judgeOrigin(`${sent}:8081`)).toBeNull()
    }),
    RUNS,
  )
})

describe('a fix that is code', () => {
  /** The value of a fix; `undefined` for a sentence. */
  function evaluated(fix: string): unknown {
    try {
      return new Function(`return [${fix}].flat()`)()
    } catch {
      return undefined
    }
  }

  /** A text as it is, and without what stands twice in it or in the place of something else. */
  const readings = (text: string) => [
    text,
    text.replace(/^([a-z0-9.-]+):\/\/(?=\d*$)/i, '$1:'),
    text.replace(/^[a-z0-9+.-]+:\/\/(https?)(?::\/*|\/\/+)/i, '$1://'),
    text.replace(/^(https?:\/\/[^:/]+):\/\/(?=\d+$)/, '$1:'),
  ]

  /** Whether one of the origins in the text, its `*` read as anything, names this one. */
  const names = (text: string, origin: string) =>
    [...readings(text), ...withSchemeOf(text, origin)].some((reading) => namesAsWritten(reading, origin))

  /** A scheme that no page has (`wss`, `htps`) may stand for the nearest one. */
  const withSchemeOf = (text: string, origin: string) =>
    /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(text) ? [text.replace(/^[^:]*:/, new URL(origin).protocol)] : []

  function namesAsWritten(text: string, origin: string): boolean {
    // `co.ukHTTP://` is a scheme of its own, or two origins without a space.
    const entries = [/[\s,;|]+|(?<!^)(?=https?:\/\/)/, /[\s,;|]+|(?<!^)(?=https?:\/\/)/i]
      .flatMap((between) => text.split(between))
      .map((entry) => entry.replace(/^.*:\/\/(?=[^/]*:\/\/)/, ''))
    if (URL.canParse(text) && !text.includes('*') && new URL(text).origin === origin) return true
    return entries.some((entry) => {
      const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(entry) ? entry : `${new URL(origin).protocol}//${entry}`
      const bare = withScheme
        .replace(/^([a-z0-9+.-]+:\/\/[^/?#\\]*).*$/i, '$1')
        .replace(/\/\/.*@/, '//')
        .toLowerCase()
      if (URL.canParse(bare) && !bare.includes('*')) {
        const { protocol, host } = new URL(bare)
        return `${protocol}//${host}` === origin.toLowerCase()
      }
      const glob = bare
        .replace(/^(https:.*):443$|^(http:.*):80$|:$/, '$1$2')
        .replace(/:\*$/, '(?::\\d+)?')
        .replace(/[.+[\]]/g, '\\$&')
        .replaceAll('(?::\\d\\+)?', '(?::\\d+)?')
        .replace(/\*+/g, '.+')
      return new RegExp(`^${glob}$`).test(origin.toLowerCase())
    })
  }

  test('passes definePolicy, and allows nothing that the given value did not name', () => {
    fc.assert(
      fc.property(given, switches, (origin, options) => {
        for (const { fix } of checkOptions({ ...options, origin }).issues) {
          const fixed = evaluated(fix)
          if (!Array.isArray(fixed)) continue
          expect(checkOptions({ ...options, origin: fixed }).issues, fix).toEqual([])
          for (const one of fixed) {
            const allowed =
              one instanceof RegExp
                ? fc.sample(fc.stringMatching(one), 3).filter((text) => parseSerializedOrigin(text) !== null)
                : [witness(one)]
            for (const sent of allowed) expect(names(origin, sent), `${origin} → ${fix} → ${sent}`).toBe(true)
          }
        }
      }),
      runs(1_000),
    )
  })
})
