import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NIGHTLY, runs } from '../../../../testing/property-runs.ts'
import { parseSerializedOrigin } from '../../protocol/origin.ts'
import { registrableDomain } from '../../protocol/site.ts'
import { publicSuffix, readRules } from '../../protocol/suffix/public-suffix.ts'
import { publicSuffixRules } from '../../protocol/suffix/public-suffix-rules.ts'
import { checkOptions } from '../checks/check-options.ts'
import { definePolicy } from '../define.ts'
import { splitOrigin } from '../origins/origin-syntax.ts'
import { checkRegExp } from './check-regexp.ts'

const check = (regExp: RegExp, options = {}) => checkRegExp(regExp, 'origin', { origin: regExp, ...options }).issues
const codes = (regExp: RegExp, options = {}) => check(regExp, options).map(({ code }) => code)

/** What the compiler's target or the linter would not have as a literal. */
const written = (source: string, flags = '') => new RegExp(source, flags)

test.each([3, 4, 6, 9, 10])('letters of punycode may be %i', (length) => {
  expect(codes(written(`^https:\\/\\/xn--[a-z0-9-]{${length}}\\.example\\.com$`))).toEqual([])
})

test.each([
  /^https:\/\/[a-z0-9-]+\.example\.com$/,
  /^https:\/\/.+\.example\.com$/,
  /^https:\/\/(?:[\s\S]*\.)?example\.com$/,
  /^https:\/\/(?:www\.)?example\.(?:com|org|co\.uk)$/,
  /^HTTPS:\/\/EXAMPLE\.COM$/i,
  /^https:\/\/app[12]\.com$/,
  /^https:\/\/example\.com\.?(?::\d+)?$/,
  /^https:\/\/[\p{Ll}\d-]+\.example\.com$/u,
  written('^https://[[a-z]--[aeiou]]+\\.example\\.com$', 'v'),
  /^https:\/\/xn--bcher-kva\.de$/,
  /^https:\/\/xn--[a-z0-9-]+\.example\.com$/,
  /^https?:\/\/localhost(:\d+)?$/,
  /^https:\/\/[a-z]+\.localhost$/,
  /^http:\/\/192\.168\.\d{1,3}\.\d{1,3}(?::\d+)?$/,
  /^http:\/\/10(?:\.\d{1,3}){3}$/,
  /^http:\/\/172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+$/,
  /^http:\/\/8\.8\.8\.8$/,
  /^http:\/\/\[fd[0-9a-f]{2}:[0-9a-f:]+\](:\d+)?$/,
  /^moz-extension:\/\/[0-9a-f-]{36}$/,
  /^chrome-extension:\/\/[a-p]{32}$/,
  /^safari-web-extension:\/\/[0-9A-F-]{36}$/,
  /^(?:capacitor|ionic):\/\/.+$/,
  /^capacitor:\/\/a\.[a-z]{0,2}\.\d{0,2}\.example\.com$/,
  // Longer than any label, or any origin, may be.
  /^https:\/\/[a-z]{1,300}\.example\.com$/,
  /^https:\/\/[a-z]{1,1000}\.example\.com$/,
  /^https:\/\/xn--b[a-z]+\.example\.com$/,
  /^https:\/\/(?:foo|bar|baz|qux)\.(?:com|org|net|de)$/,
  /^https:\/\/(?:a|b|c|d|e|f|g|h)\.com$/,
  /^https:\/\/(?:www\.)?colou?rs?\.com$/,
  /^https:\/\/(?:(?:a|b|c|d|e|f|g|h){6}\.)?example\.com$/,
])('%s is accepted', (regExp) => {
  expect(check(regExp)).toEqual([])
})

test.each([
  [written('^https://[^]*example\\.com$'), 'https://evilexample.com'],
  [/^https:\/\/[\s\S]+example\.com$/, 'https://evilexample.com'],
  [/^https:\/\/.*example\.com$/, 'https://evilexample.com'],
  [/^https:\/\/(?:[a-z]+\.)?[a-z]*example\.com$/, 'https://evilexample.com'],
  [/^https:\/\/[\w-]+\.vercel\.app$/, 'https://evil.vercel.app'],
  [/^https:\/\/my-app-\w+\.vercel\.app$/, 'https://my-app-evil.vercel.app'],
  [/^https:\/\/[a-z]+\.co\.uk$/, 'https://evil.co.uk'],
  [/^https:\/\/[a-z]+\.com\.$/, 'https://evil.com.'],
  [/^https:\/\/example\.[a-z]+$/, 'https://example.evil'],
  [/^https:\/\/example\.com(?:\.[a-z]+)?$/, 'https://example.com.evil'],
  [/^https:\/\/[a-z]+$/, 'https://evil'],
  [/^[a-z-]+:\/\/[a-z]{4}$/, 'http://aaaa'],
  [/^https:\/\/(?:example\.com|[a-z]+\.org)$/, 'https://evil.org'],
  [/^https:\/\/app\d\.com$/, 'https://app0.com'],
  [/^https:\/\/(?:foo)+\.com$/, 'https://foofoo.com'],
  [/^https:\/\/EXAMPLE\.[A-Z]+$/i, 'https://example.evil'],
  [/^https:\/\/xn--[a-z]+\.com$/, null],
  [/^https:\/\/xn--[a-z0-9-]+\.com$/, 'https://xn--evil.com'],
  [/^http:\/\/\d+\.\d+\.\d+\.\d+$/, 'http://1.0.0.0'],
  [/^http:\/\/172\.\d+\.0\.1$/, 'http://172.2'],
  [/^https:\/\/\[[0-9a-f:]+\]$/, null],
  [/^https:\/\/[^.]+example\.com$/, 'https://evilexample.com'],
  [/^https:\/\/[^/]+$/, null],
  // Every character is named, and yet nobody has named these domains.
  [written(`^https://(?:${[...'abcdefghijklmnopqrstuvwxyz'].join('|')}){3}\\.com$`), null],
  [/^https:\/\/(?:0|1|2|3|4|5|6|7|8|9){4}\.com$/, null],
  [/^https:\/\/a{1,63}\.com$/, null],
  [/^https:\/\/w?e?b?s?h?o?p?\.com$/, null],
  [/^https:\/\/(?:www\.)?w?e?b?s?h?o?p?\.com$/, null],
  [/^http:\/\/8\.8\.(?:1|2)?(?:1|2|3)?(?:4|5|6)?(?:7|8|9)?\.(?:1|2|3)?(?:4|5|6)?$/, null],
])('%s is refused, because it also allows %s', (regExp, witness) => {
  const issues = check(regExp)
  expect(issues).toHaveLength(1)
  expect(issues[0]?.code).toMatch(/^regexp-(?:allows-strangers|unescaped-dot)$/)
  if (witness !== null) expect(issues[0]?.message).toContain(witness)
  expect(check(regExp, { dangerouslyAllowPublicSuffixes: true })).toEqual([])
})

test.each([
  /^https:\/\/a\.com:443$/,
  /^https:\/\/a\.com\/$/,
  /^https:\/\/A\.com$/,
  /^https:\/\/[a-z]{64}\.example\.com$/,
  /^https:\/\/a\.com:99999$/,
  /^a\.com$/,
  /^https:\/\/a\.1$/,
  /^$/,
])('%s matches nothing that a browser sends', (regExp) => {
  expect(codes(regExp)).toEqual(['regexp-matches-nothing'])
})

test.each([
  /^https:\/\/(?=a)a\.com$/,
  /^https:\/\/(?<!b)a\.com$/,
  /^https:\/\/(a)\1\.com$/,
  /^https:\/\/\ba\.com$/,
  written('^https://[\\q{a|bc}]\\.com$', 'v'),
  new RegExp(`^https:\\/\\/${'a'.repeat(6000)}\\.com$`),
])('%s cannot be judged', (regExp) => {
  expect(codes(regExp)).toEqual(['regexp-too-complex'])
})

test.each([
  [/^http:\/\/1\d\.example\.com$/, true],
  [/^http:\/\/login\.example\.com$/, true],
  [/^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]|[a-z]+\.localhost)(?::\d+)?$/, false],
  [/^http:\/\/localhost\.example\.com$/, true],
  [/^http:\/\/notlocalhost$/, true],
  [/^http:\/\/192\.168\.1\.\d+$/, true],
  [/^https?:\/\/localhost$/, false],
])('%s beside credentials is insecure: %s', (regExp, insecure) => {
  expect(codes(regExp, { credentials: true })).toEqual(insecure ? ['origin-insecure-with-credentials'] : [])
  expect(codes(regExp, { credentials: true, dangerouslyAllowInsecureOrigins: true })).toEqual([])
})

const OWN = new Set(['evil.com', 'example.com', 'example.org', 'other.com', 'other.org', 'example.co.uk'])
const before = fc.constantFrom(
  ...[
    '',
    '',
    '[a-z]+',
    '[a-z]+\\.',
    '(?:[a-z0-9-]+\\.)*',
    '[^]*',
    '(?:www\\.)?',
    '.*\\.',
    'a.',
    '(?:a|b)?',
    '[^.]+\\.',
    '\\w*',
  ],
)
const domain = fc.constantFrom(
  ...[
    'example\\.com',
    'example.com',
    '(?:example|other)\\.(?:com|org)',
    '[a-z]+\\.com',
    'EXAMPLE\\.COM',
    'ex[a-z]?ample\\.com',
  ],
  ...[
    'example\\.com(?:\\.[a-z]+)?',
    'example\\.[a-z.]+',
    'example\\.co\\.uk',
    '[a-z]+\\.co\\.uk',
    'example\\.com\\.?',
    'example\\.(?:com|org)',
  ],
)
const after = fc.constantFrom('', '', '(?::\\d+)?', ':8080', '(?:\\.evil\\.com)?')
const regExps = fc
  .tuple(
    fc.constantFrom('https:\\/\\/', 'https?:\\/\\/', '[a-z]+:\\/\\/'),
    before,
    before,
    domain,
    after,
    fc.constantFrom('', 'i', 'u', 's'),
  )
  .map(([scheme, first, second, host, port, flags]) => new RegExp(`^${scheme}${first}${second}${host}${port}$`, flags))

/** Without the flags that the generator of texts does not know; all that they would add is in upper case. */
const sampled = ({ source }: RegExp) => new RegExp(source.toLowerCase())

const isStranger = (origin: string) => {
  const { scheme, host } = splitOrigin(origin) ?? { scheme: '', host: '' }
  if (!scheme.startsWith('http')) return false
  const owner = registrableDomain(host)?.replace(/\.$/, '') ?? host
  return !OWN.has(owner) && !OWN.has(owner.replace(/^[ab]+/, ''))
}

describe('any RegExp', () => {
  test('that is accepted admits nobody whose domain is not spelled out; one that is refused shows whom it admits', () => {
    fc.assert(
      fc.property(regExps, (regExp) => {
        const issues = check(regExp)
        if (issues.length === 0) {
          const admitted = fc
            .sample(fc.stringMatching(sampled(regExp)), 5)
            .filter((text) => parseSerializedOrigin(text) !== null)
          expect(admitted.filter((origin) => splitOrigin(origin) !== null && isStranger(origin))).toEqual([])
        }
        const witness = / also allows (\S+?)(?::? |$)/.exec(issues[0]?.message ?? '')?.[1]?.replace(/:$/, '')
        if (witness === undefined || !witness.includes('://')) return
        const policy = definePolicy({ origin: regExp, dangerouslyAllowPublicSuffixes: true })
        expect(policy.judgeOrigin(witness)).toBeNull()
        expect(parseSerializedOrigin(witness)).not.toBeNull()
      }),
      runs(500),
    )
  })
})

test('a RegExp is matched as the engine matches it', () => {
  const texts = fc.array(
    fc.constantFrom(
      'https://',
      'http://',
      'a',
      'b',
      '.',
      'www',
      'example',
      'other',
      '.com',
      '.org',
      '.co.uk',
      ':8080',
      '.evil.com',
      ':',
    ),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(regExps, texts, (regExp, parts) => {
      const { matcher } = checkRegExp(regExp, '', { origin: regExp, dangerouslyAllowPublicSuffixes: true })
      if (matcher === null) return
      const text = parts.join('')
      for (const asked of [text, `https://${text}`, ...fc.sample(fc.stringMatching(sampled(regExp)), 1)]) {
        if (/^[ -~]*$/.test(asked)) expect(matcher.test(asked), `${regExp} ${asked}`).toBe(regExp.test(asked))
      }
    }),
    runs(500),
  )
})

test('no client can make a RegExp that is accepted try many ways', () => {
  const regExp = new RegExp(`^https://${'(?:a|b)?'.repeat(30)}\\.example\\.com$`)
  const { matcher, issues } = checkRegExp(regExp, '', { origin: regExp })
  expect(issues).toEqual([])
  expect(matcher?.test(`https://${'a'.repeat(30)}.example.com`)).toBe(true)
  expect(matcher?.test(`https://${'a'.repeat(31)}.example.com`)).toBe(false)
  expect(matcher?.test(`https://${'a'.repeat(30)}.example.org`)).toBe(false)
})

test('no RegExp holds the start-up', () => {
  const worst = [
    `^https://${'(?:a?b?c?d?)*'.repeat(40)}$`,
    `^https://${'(?:'.repeat(300)}a${')*'.repeat(300)}$`,
    `^https://(?:${Array.from({ length: 290 }, () => '[acegikmoqsuwy]').join('?')})*\\.example\\.com$`,
    `^https://(?:(?:(?:a{64}){64}){64}){64}$`,
    `^https://(?:(?:){999999999}){999999999}$`,
    `^https://(?:(?:(?:(?:){300}){300}){300}){300}$`,
    `^https://[acegikmoqsuwy0-9]+${'[bdfhj]?'.repeat(200)}\\.com$`,
    `^https://(?:${Array.from({ length: 100 }, (_, at) => `a${at}`).join('|')})*\\.com$`,
    `^https://${'(?:a|b)?'.repeat(60)}\\.com$`,
    `^https://${'[a-z]{0,63}'.repeat(4)}\\.example\\.com$`,
    `^https://(?:[a-z]{0,63}\\.){0,60}example\\.com$`,
    `^${'(?:https|http|x-[a-z]+)?'.repeat(30)}://[^]*$`,
    '^.{0,1000}$',
    '^[^]{8,320}$',
  ]
  for (const source of worst) {
    const start = process.cpuUsage()
    check(new RegExp(source), { credentials: true })
    const { user, system } = process.cpuUsage(start)
    // Processor time, and not the clock: other programs on the machine do not count.
    expect((user + system) / 1e6, source.slice(0, 60)).toBeLessThan(5)
  }
})

describe('a name whose owner lets anybody have names under it', () => {
  const escaped = (text: string) => text.replaceAll('.', '\\.')
  /**
   * Suffixes whose parent is not a suffix, as `s3.amazonaws.com`; those who own the parent have one-label names there.
   */
  const given = [...readRules(publicSuffixRules())].filter((rule) => {
    const parent = rule.slice(rule.indexOf('.') + 1)
    return (
      !/^[*!]/.test(rule) &&
      rule.includes('.') &&
      publicSuffix(parent) !== parent &&
      registrableDomain(parent) === parent
    )
  })

  test('is not spelled out by a pattern or a RegExp that reaches below those', () => {
    expect(given.length).toBeGreaterThan(50)
    // At night each of them, otherwise some.
    for (const suffix of NIGHTLY ? given : fc.sample(fc.constantFrom(...given), 40)) {
      const parent = suffix.slice(suffix.indexOf('.') + 1)
      const stranger = `https://evil.${suffix}`
      if (suffix.indexOf('.') <= 1) continue
      for (const origin of [
        `https://*.${suffix}`,
        `https://*.${parent}`,
        written(`^https://[a-z0-9-]+\\.${escaped(suffix)}$`),
        written(`^https://(?:[a-z0-9-]+\\.)+${escaped(parent)}$`),
        written(`^https://[a-z0-9.-]*\\.${escaped(parent)}(?::\\d+)?$`),
        // Their own label is spelled out, and that of the suffix is not.
        written(`^https://evil\\.[a-z0-9-]+\\.${escaped(parent)}$`),
        written(`^https://(?:evil|own)\\.${suffix.slice(0, 1)}[a-z0-9-]+\\.${escaped(parent)}$`),
        written(`^https://evil\\.(?:[a-z0-9]|-)+\\.${escaped(parent)}$`),
      ]) {
        const { issues } = checkOptions({ origin })
        expect([origin, issues.length]).toEqual([origin, 1])
        if (origin instanceof RegExp) expect(issues[0]?.message).toMatch(/also allows https:/)
        expect(checkOptions({ origin, dangerouslyAllowPublicSuffixes: true }).issues).toEqual([])
        if (origin instanceof RegExp) expect(origin.test(stranger)).toBe(true)
      }
      const own = `https://own-${suffix.split('.')[0]}.${parent}`
      expect(checkOptions({ origin: [own, written(`^https://own-[a-z]+\\.${escaped(parent)}$`)] }).issues).toEqual([])
      const spelledOut = [`^https://(?:a|b)\\.${escaped(suffix)}$`, `^https://own\\.[a-z]+\\.own\\.${escaped(parent)}$`]
      for (const source of spelledOut) expect(checkOptions({ origin: written(source) }).issues).toEqual([])
    }
  })
})

test.each(['file', 'javascript', 'data', 'about', 'blob', 'ftp', 'ws', 'wss'])(
  'no page has an origin of %s:, so a RegExp for one matches nothing',
  (scheme) => {
    expect(codes(written(`^${scheme}://[a-z]+\\.example\\.com$`))).toEqual(['regexp-matches-nothing'])
  },
)

test.each([
  [/^https:\/\/[a-z]+\.[b-d]o\.uk$/, 'co.uk'],
  [/^https:\/\/[a-z]+\.[k-m]td\.uk$/, 'ltd.uk'],
  [/^https:\/\/[a-z]+\.github\.[g-i]o$/, 'github.io'],
])('%s admits strangers under %s, one of several suffixes', (regExp, suffix) => {
  const [issue] = check(regExp)
  expect(issue?.code).toBe('regexp-allows-strangers')
  expect(issue?.message).toContain(`.${suffix}`)
})

test.each(['.*', '.?', '[^/]*', '\\w*', '\\d?', '\\S*', '[0-9]', '[^.]?'])(
  '%s in front of an address spells nothing out',
  (before) => {
    for (const address of ['10\\.20\\.30\\.40', '3\\.4\\.5\\.6', '99\\.1\\.1\\.1']) {
      const [issue] = check(new RegExp(`^https?:\\/\\/${before}${address}$`))
      expect(issue?.code).toMatch(/^regexp-(?:allows-strangers|unescaped-dot)$/)
    }
  },
)

describe('a repetition', () => {
  const domain = fc.constantFrom('example\\.com', 'example\\.org', 'my-app\\.io', 'a\\.co\\.uk')
  const end = fc.constantFrom('\\.com', '\\.org', '\\.co', '\\.io', '\\.net')
  const several = fc.constantFrom('+', '*', '{1,}', '{1,2}', '{1,3}', '{0,2}')
  const between = fc.constantFrom('', ',?', ';?', '(?::\\d+)?')

  test('of a domain, or of its end, puts together other domains than those that are written', () => {
    const whole = fc
      .tuple(fc.uniqueArray(domain, { minLength: 1, maxLength: 3 }), between, several)
      .map(([domains, after, times]) => `(?:${domains.map((one) => one + after).join('|')})${times}`)
    const ends = fc
      .tuple(fc.uniqueArray(end, { minLength: 1, maxLength: 3 }), several)
      .map(([names, times]) => `example(?:${names.join('|')})${times}`)
    fc.assert(
      fc.property(fc.oneof(whole, ends), (source) => {
        const issues = check(new RegExp(`^https:\\/\\/${source}$`))
        expect({ source, codes: issues.map(({ code }) => code) }).toEqual({
          source,
          codes: ['regexp-allows-strangers'],
        })
      }),
      runs(200),
    )
  })

  test('of whole origins, or of what is below a domain, is accepted', () => {
    fc.assert(
      fc.property(fc.uniqueArray(domain, { minLength: 1, maxLength: 3 }), several, (domains, times) => {
        const origins = domains.map((one) => `https:\\/\\/(?:[a-z]+\\.)*${one},?`).join('|')
        expect(check(new RegExp(`^(?:${origins})${times}$`))).toEqual([])
      }),
      runs(200),
    )
  })
})

describe('classes in what must be spelled out', () => {
  // Whatever digit stands in them, they are octets of public addresses.
  const octet = fc.oneof(
    fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 9 })),
    fc.tuple(fc.constant(1), fc.integer({ min: 3, max: 4 }), fc.integer({ min: 1, max: 9 })),
  )
  const address = fc
    .tuple(octet, octet, octet, octet)
    .map((octets) => octets.map((digits) => digits.join('')).join('\\.'))
  const piece = fc.stringMatching(/^[1-9a-f]{2,4}$/)
  const ipv6 = fc.tuple(piece, piece, piece).map(([a, b, c]) => `\\[2606:${a}:${b}::${c}\\]`)
  const name = fc.stringMatching(/^[a-w][a-w0-9]{6,12}$/).map((label) => `${label}\\.com`)

  // In the place of hundreds there can only be 1 and 2, and still a class has as many spellings as characters.
  test.each([
    ['IPv4', address, /(?<=\d)\d(?=\\|$)|(?<!\d)1(?=\d\d)/g],
    ['IPv6', ipv6, /(?<=[a-f1-9]{2}|:)[a-f1-9](?=[a-f1-9]*(?::|\\\]))(?<!\[2606:?)/g],
    ['names', name, /(?<=^\w+)\w(?=\w)/g],
  ])('%s: together they have up to four spellings', (_, hosts, places) => {
    fc.assert(
      fc.property(
        hosts,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 5 })), { maxLength: 3 }),
        (host, made) => {
          const at = [...host.matchAll(places)].map(({ index }) => index)
          const classes = new Map(made.map(([nth, size]) => [at[nth % at.length] as number, size]))
          const source = [...host]
            .map((one, index) => (classes.has(index) ? `[1-${classes.get(index)}]` : one))
            .join('')
          const spellings = [...classes.values()].reduce((product, size) => product * size, 1)
          const issues = check(new RegExp(`^https:\\/\\/${source}$`)).map(({ code }) => code)
          expect({ source, issues }).toEqual({ source, issues: spellings > 4 ? ['regexp-allows-strangers'] : [] })
        },
      ),
      runs(100),
    )
  })
})
