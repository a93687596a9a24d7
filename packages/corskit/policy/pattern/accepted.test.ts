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
  ...['\\d+', '\\d', '\\w*', '\\.', '[0-9]', '(:\\d+)?', '\\'],
  ...['@', '?', '#', ' ', ';', ',', '|', '\n', 'null', 'preview-*', 'a'.repeat(63), 'b.'.repeat(120)],
)
const anything = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
const shaped = fc
  .tuple(
    fc.constantFrom('https://', 'http://', 'x-app://', 'HTTPS://'),
    fc.constantFrom('', '*.', 'preview-*.', 'my.app\\d+.', '\\w*.', '*-a.', 'a_*.', '*_a.', 'a*b.', 'a.*.', '*'),
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

test.each(
  ['https://my.app', 'http://preview.dev', 'https://a-b.example'].flatMap((start) =>
    ['\\d+.example.com', '\\d.example.com', '\\w*.example.com:3000', '\\S+.example.com', '\\d', '\\d+$'].map(
      (end) => start + end,
    ),
  ),
)('%s is a RegExp in a string: what stands before its class is not what was meant', (origin) => {
  const { issues } = checkOptions({ origin })
  expect(issues.map(({ fix }) => /^['/[]/.test(fix))).toEqual(issues.map(() => false))
})

test.each([
  ['http://192.168.1.0/24:3000', '/^http:\\/\\/192\\.168\\.1\\.\\d{1,3}:3000$/'],
  ['http://192.168.1.0:3000/255.255.255.0', '/^http:\\/\\/192\\.168\\.1\\.\\d{1,3}:3000$/'],
  ['http://8.8.8.8/32:3000', "'http://8.8.8.8:3000'"],
  ...[
    'http://192.168.1.0/24/',
    'http://192.168.1.0/24:3000/',
    'http://192.168.0.0/16:3000-3010',
    'http://10.0.0.1/0.255.255.255:8080',
    'http://10/8',
  ].map((block): [string, string] => [
    block,
    'name each address that serves pages (in code, a RegExp or a predicate can allow the block)',
  ]),
  ['http://10.0.0.0/255.0.0.0', '/^http:\\/\\/10\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}$/'],
  ['https://a.com\\docs', "'https://a.com'"],
  ['https://a.com\\', "'https://a.com'"],
  ['https://www\\.a\\-b\\.com', "'https://www.a-b.com'"],
])('%s: %s', (origin, fix) => {
  expect(checkOptions({ origin }).issues.map((issue) => issue.fix)).toEqual([fix])
})

test('all mistakes of one origin have the same fix', () => {
  fc.assert(
    fc.property(given, switches, (origin, options) => {
      const { issues } = checkOptions({ ...options, origin })
      const fixes = new Set(issues.filter(({ path }) => path === 'origin').map(({ fix }) => fix))
      expect([...fixes].length, [...fixes].join(' | ')).toBeLessThan(2)
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

  /**
   * Whether the text names the origin. Host and port stand in it as wholes, between characters that no host has. A `*`
   * is read as anything, and addresses and other letters as the URL parser reads them. The scheme stands in it too,
   * unless neither `http` nor `https` does.
   */
  function names(given: string, origin: string): boolean {
    // So a RegExp names any port, a dot and a hyphen.
    const text = given.replaceAll('(:\\d+)?', ':*').replace(/\\([.-])/g, '$1')
    const { protocol, hostname, port } = new URL(origin)
    const scheme = protocol.slice(0, -1)
    const written: readonly string[] = text.toLowerCase().match(/(?<![a-z])https?(?=:|\/\/)/g) ?? []
    if (written.length > 0 && !written.includes(scheme) && !text.toLowerCase().includes(`${scheme}:`)) return false
    const between = [/[\s,;|/\\?#@]+/, /[\s,;|/\\?#@]+|(?=https?:)/i, /[\s,;|/\\?#@]+|(?<=https?:)/i]
    return between.some((one) =>
      namedIn(
        text.split(one).filter((piece) => piece !== ''),
        hostname,
        port,
        scheme,
      ),
    )
  }

  function namedIn(pieces: readonly string[], hostname: string, port: string, scheme: string): boolean {
    return pieces.some((piece, at) => {
      const [, host = '', after] = /^(.*?)(?::([\d*]*))?$/.exec(piece.toLowerCase()) ?? []
      if (!isHost(host, hostname, scheme)) return false
      // `http://localhost://3000`
      const next = /^\d+$/.test(pieces[at + 1] ?? '') ? pieces[at + 1] : ''
      return isPort(after === '' || after === undefined ? '' : after, port, scheme) || isPort(next ?? '', port, scheme)
    })
  }

  function isHost(written: string, hostname: string, scheme: string): boolean {
    if (written.includes('*')) return asGlob(written).test(hostname.toLowerCase())
    if (written === hostname.toLowerCase()) return true
    // The parser reads names in URLs of the web only, and IPv6 addresses in all.
    if (!/^https?$/.test(scheme) && !written.startsWith('[')) return false
    return URL.canParse(`http://${written}`) && new URL(`http://${written}`).hostname === hostname
  }

  function isPort(written: string, port: string, scheme: string): boolean {
    const standard = { http: '80', https: '443' }[scheme] ?? ''
    if (written === '*') return true
    if (written.includes('*')) return asGlob(written).test(port || standard)
    return (written === '' ? standard : String(Number(written))) === (port || standard)
  }

  const asGlob = (text: string) => new RegExp(`^${text.replace(/[^\w*-]/g, '\\$&').replace(/\*+/g, '.+')}$`)

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
