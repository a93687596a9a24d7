import { test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { definePolicy } from '../define.ts'
import { said } from './said.ts'

/** A flag that the target of the types does not know. */
const V = 'v'

const REGEXPS = [
  /^https:\/\/a\.example\.com$/,
  /^https:\/\/a.example.com$/,
  /https:\/\/a\.example\.com$/,
  /^https:\/\/a\.example\.com/,
  /^https:\/\/[a-z]+\.example\.com$/,
  /^https:\/\/[a-z0-9-]+\.example\.com(:\d+)?$/,
  /^https?:\/\/a\.example\.com$/,
  /^https:\/\/.*\.example\.com$/,
  /^https:\/\/.*example\.com$/,
  /^https:\/\/(a|b)\.example\.com$/,
  /^https:\/\/a\.example\.com$|^https:\/\/b\.example\.com$/,
  /^https:\/\/a\.example\.com|https:\/\/b\.example\.com$/,
  /^(https:\/\/a\.example\.com|https:\/\/b\.example\.com)$/,
  /^https:\/\/([a-z]+)*\.example\.com$/,
  /^https:\/\/([a-z]+)+\.example\.com$/,
  /^https:\/\/(a|a)*\.example\.com$/,
  /^https:\/\/a\.example\.com$/g,
  /^https:\/\/a\.example\.com$/i,
  /^https:\/\/a\.example\.com$/y,
  /^https:\/\/a\.example\.com$/m,
  /^https:\/\/a\.example\.com$/u,
  new RegExp('^https:\\/\\/a\\.example\\.com$', V),
  /^https:\/\/\w+\.example\.com$/,
  /^https:\/\/\S+\.example\.com$/,
  /^https:\/\/[^.]+\.example\.com$/,
  /^https:\/\/[^/]+\.example\.com$/,
  /^https:\/\/a\.example\.(com|org)$/,
  /^https:\/\/a\.example\.[a-z]+$/,
  /^https:\/\/[a-z]+\.github\.io$/,
  /^https:\/\/my-app-[a-z0-9]+\.vercel\.app$/,
  /^http:\/\/localhost:\d+$/,
  /^http:\/\/localhost(:\d+)?$/,
  /^http:\/\/127\.0\.0\.1:\d+$/,
  /^http:\/\/10\.\d+\.\d+\.\d+$/,
  /^http:\/\/192\.168\.\d{1,3}\.\d{1,3}(:\d+)?$/,
  /^http:\/\/172\.16\.\d+\.\d+$/,
  /^http:\/\/\d+\.\d+\.\d+\.\d+$/,
  /^capacitor:\/\/localhost$/,
  /^[a-z]+:\/\/localhost$/,
  /^https:\/\/(?=a)a\.example\.com$/,
  /^https:\/\/(?:a)\.example\.com$/,
  /^https:\/\/(a)\1\.example\.com$/,
  /^https:\/\/\ba\.example\.com$/,
  /^$/,
  /^null$/,
  /^.*$/,
  /^https:\/\/A\.example\.com$/,
  /^https:\/\/a\.example\.com\/$/,
  /^https:\/\/a\.example\.com:443$/,
  /^https:\/\/a{2,5}\.example\.com$/,
  /^https:\/\/[a-z]{1,300}\.example\.com$/,
  /^https:\/\/\p{L}+\.example\.com$/u,
  new RegExp('^https:\\/\\/[\\p{L}--[a-z]]\\.example\\.com$', V),
  /^https:\/\/[a-z]\.example\.com$/,
  /^https:\/\/[a-y]\.example\.com$/,
  /^https:\/\/[^a-z]\.example\.com$/,
  /^https:\/\/\d\.example\.com$/,
  /^https:\/\/\D\.example\.com$/,
  /^https:\/\/\W\.example\.com$/,
  /^https:\/\/\s\.example\.com$/,
  /^https:\/\/(?<name>a)\.example\.com$/,
  /^https:\/\/a\.example\.com\.?$/,
  /^https:\/\/([a-z]+\.)*example\.com$/,
  /^https:\/\/([a-z]+\.)?example\.com$/,
  /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+example\.com$/,
  /^https:\/\/example\.com(?::[0-9]{2,5})?$/,
  /^(?:http|https):\/\/example\.com$/,
  /^(?i:https):\/\/example\.com$/,
  /^https:\/\/[A-Z]+\.example\.com$/i,
  /^\x68ttps:\/\/a\.example\.com$/,
  /^https:\/\/a\u002eexample\.com$/,
  /^https:\/\/a\.example\.co[m]$/,
  /^https:\/\/.\.example\.com$/s,
]

/** Anchors where they do not belong, lengths at the limits of labels and hosts, and classes around every boundary. */
const MORE_REGEXPS = [
  ...[
    '^a$b$',
    '^a^b$',
    '^$a$',
    '^(?:^a|b)$',
    '^(?:a$|b)$',
    '^(?:a|b$)',
    '(?:^a|^b)$',
    '(^a)(b$)',
    '^(?:a)(?:$)',
    '^(?:^)a$',
    '^a(?:$|b$)',
    '^(?:^a)*$',
    '^(a^)?b$',
    '^(a(b$|c$))',
    '^(?:(?:a))$',
    '(^a$)|(^b$)',
    '(^a|b)$',
    '^^a$',
    '^a$$',
    '^(?:a|^b)$',
    '^(?:$)?a$',
    '^a$|',
    '|^a$',
    '(?:^a$|)',
    '(?:)^a$',
    '^a$(?:)',
    '(|^a$)',
    '()',
  ].map((source) =>
    source.replaceAll('a', 'https:\\/\\/a\\.example\\.com').replaceAll('b', 'https:\\/\\/b\\.example\\.com'),
  ),
  ...[1, 2, 3, 4, 5, 62, 63, 64].flatMap((times) => [
    `^https:\\/\\/[a-z]{${times}}\\.example\\.com$`,
    `^https:\\/\\/x[ab]{0,${times}}\\.com$`,
    `^https:\\/\\/a{${times}}\\.example\\.com$`,
    `^https:\\/\\/[a-z]{${times},}\\.?example\\.com$`,
  ]),
  // What is below a name that has given names to anybody.
  ...[
    's3',
    '[st]3',
    '[st][34]',
    '(?:[st][34])+',
    '(?:s3)+',
    's+3',
    '(?:s|t)(?:3|4)',
    '[r-v]3',
    '(?:s(?:3|4))*',
  ].flatMap((label) => ['evil\\.', 'evil', ''].map((before) => `^https:\\/\\/${before}${label}\\.amazonaws\\.com$`)),
  // A class with a dot in it is not a dot.
  ...['[.x]', '[x.]', '[.-]', '[.-/]', '[.]', '[..]', '[.a-c]', '[^a]', '(?:\\.|x)', '\\.?'].flatMap((sign) =>
    ['[a-z]+', 'a'].map((label) => `^https:\\/\\/${label}${sign}example\\.com$`),
  ),
  ...['(?:a.b)', '(a.b)', '(?:a.b)?', '(?:(a.b))', '(?:a.)+', '(?:ab|a.b)', '[a.]b', 'a.{2}b', '(?:a.*b)', 'a.+b'].map(
    (part) => `^https:\\/\\/${part}\\.com$`,
  ),
  ...['-', '.', '/', ':', '@', '[', '_', '`', '{', 'a', 'z', 'A', 'Z', '0', '9', '+', '~', ' ', '%'].flatMap((sign) =>
    [
      `^https:\\/\\/a[\\${sign}]b\\.example\\.com$`,
      `^https:\\/\\/a[${sign === '[' || sign === '-' ? '\\' : ''}${sign}-~]b\\.example\\.com$`,
    ].filter((source) => isRegExp(source)),
  ),
  ...['ab', 'abc', 'abcd', 'abcde', 'a-d', 'a-e', '.', '.-', 'a.', '^.'].flatMap((set) => [
    `^https:\\/\\/ex[${set}]mple\\.com$`,
    `^https:\\/\\/[${set}]\\.example\\.com$`,
    `^https:\\/\\/example\\.c[${set}]m$`,
    `^https:\\/\\/example[${set}]com$`,
  ]),
  ...['[a-z]+', 'app', 'chrome-extension', 'http', 'file', '[a-z-]+extension', 'https?|app'].map(
    (scheme) => `^(?:${scheme}):\\/\\/[a-z]{4}$`,
  ),
]

const SUFFIXES = [
  ...[
    'com',
    'co.uk',
    'github.io',
    'vercel.app',
    'amazonaws.com',
    's3.amazonaws.com',
    'railway.app',
    'up.railway.app',
    'blogspot.com',
    'ck',
    'www.ck',
    'kawasaki.jp',
    'city.kawasaki.jp',
    'local',
    'internal',
    'localhost',
    'example',
  ].flatMap((suffix) => {
    const spelled = suffix.replaceAll('.', '\\.')
    return [
      `^https:\\/\\/[a-z]+\\.${spelled}$`,
      `^https:\\/\\/a\\.[a-z]+\\.${spelled}$`,
      `^https:\\/\\/a\\.${spelled}$`,
      `^https:\\/\\/[a-z.]*${spelled}$`,
    ]
  }),
]

const ADDRESSES = [
  ...[
    '0',
    '10',
    '127',
    '169\\.254',
    '172\\.16',
    '172\\.31',
    '172\\.32',
    '192\\.168',
    '100\\.64',
    '8\\.8',
    '255',
    '\\d',
  ].flatMap((start) => [
    `^http:\\/\\/${start}(?:\\.\\d{1,3}){${start.includes('.') ? 2 : 3}}$`,
    `^https?:\\/\\/${start}(?:\\.\\d+)+(?::\\d+)?$`,
  ]),
  ...[
    '::1',
    'fd[0-9a-f:]+',
    'fe80::[0-9a-f]+',
    '2001:db8::[0-9a-f]+',
    '::ffff:[0-9a-f:]+',
    '[0-9a-f:]+',
    ...[
      '1:1:1:1:1:1:1:1::1',
      '1:1:1:1:1:1:1::',
      '1:1:1:1:1:1:1:1::',
      '::1:1:1:1:1:1:1',
      '2001:1:1:1:1:1:1:1:1',
      '2001:1:1:1:1:1::1:1:1',
      '::ffff:1:1:1',
      '64:ff9b::1:1:1:1:1:1:1:1',
    ],
  ].map((host) => `^http:\\/\\/\\[${host}\\]$`),
]

/** Flags that are taken away, where what is left is accepted and where it is not. */
const FLAGGED = ['g', 'y', 'm', 'gm', 'gmy', 'gi', 'my'].flatMap((flags) =>
  ['^https:\\/\\/a\\.example\\.com$', '^https:\\/\\/.*example\\.com$', 'a\\.example\\.com', '^(a+)+$'].map(
    (source) => new RegExp(source, flags),
  ),
)

/** Punycode: of letters at random, hardly any is valid. */
const PUNYCODE = [
  'xn--[0-9]{2}',
  'xn--[a-z]{3}',
  'xn--[a-z0-9-]+',
  'xn--fsq',
  'xn--q',
  'xn--0',
  'xn--zzzzzzzz9',
  'xn--[0-9]{3}',
  'xn---*',
  'xn--p1a[a-z]',
  'xn-[-a]fsq',
  // Of each label that is tried, the shape.
  'xn--[a-z]{5}-[a-z]{3}',
  'xn--[a-z][0-9][a-z]{2}',
  'xn--[0-9]{2}[a-z]{2}[0-9][a-z]{2}[0-9]{2}[a-z]',
  'xn--[0-9][a-z]{5}',
].map((label) => `^https:\\/\\/${label}\\.example\\.com$`)

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp
  } catch {
    return false
  }
}

/** In how many ways may a client's text be read? */
const AMBIGUOUS = [
  '(a|a)*',
  '(a*)*',
  '(a*)+',
  '(a|ab)*',
  '(a|b)*',
  '(?:a?){10}',
  '.*.*',
  '[a-z]*[a-z]*',
  '[a-z]*-[a-z]*',
  'a*a',
  'a*b?a*',
  '(ab|a|b)*',
  '(?:[a-z]*\\.)*',
  '(?:[a-z]+\\.)*',
  '(?:[a-z]+-?)*',
  '(?:[a-z]+-)*[a-z]+',
  '([a-z0-9]+)*x',
  '(a+)(a+)',
  '(?:a{2,}){2,}',
  '(?:a{2}){3}',
  '(?:ab?c?)*',
  '(?:a|b|ab)+',
  '(?:(?:a)*)*',
  '(?:a|aa)+',
  '(?:a|b)?(?:a|b)?(?:a|b)?',
  '[ab]+[bc]+',
  '[ab]+[cd]+',
  '(?:x[ab]*)*',
  '(?:[ab]*x)*',
  '(?:a*x?)*',
  'a?a?a?a?',
  '(?:a+b+)*',
  '(?:a+|b+)*',
  '(?:a+|b)*',
  '(?:a|(?:b|c)*)*',
  '(?:\\w+\\d)*',
  '(?:\\d+[a-z])*',
  '(?:)*',
  '(?:a|)*',
  '(?:|a)+',
  '[^]*[^]*',
  '(?:a{0,3}){2}',
  '(?:a{1,3}b)*',
  '(a)(b)?(a)?',
  '(?:a?){0}',
  '(?:a?){1}',
  '(?:a?){2}',
  '(?:a*){1}',
  '(?:){1}',
  '(?:){2}',
  '(?:a?){0,1}',
  '(?:a?){1,2}',
  '(?:a?){1,}',
  'a{0}',
  'a{0,1}',
  'a{1}',
].map((part) => `^https:\\/\\/${part}\\.example\\.com$`)

/**
 * Beside an https origin, so that something is always matched: what stands here is on the network, on this machine, or
 * not an origin at all.
 */
const HOSTS_BESIDE = [
  ...[
    'localhost',
    'localhost.',
    'a.localhost',
    'localhos',
    'localhostt',
    'xlocalhost',
    'localhos[a-z]',
    'localhost-a',
    'l-calhost',
    '-ocalhost',
    '-localhost',
    'localhos-',
    'lo-',
    'localhost-',
    'ocalhost',
  ],
  ...[
    '127.0.0.1',
    '127.255.255.255',
    '126.0.0.1',
    '128.0.0.1',
    '12.0.0.1',
    '127.0.0',
    '127.0.0.256',
    '1127.0.0.1',
    '137.0.0.1',
  ],
  ...[
    '[::1]',
    '[::]',
    '[::2]',
    '[::11]',
    '[1::1]',
    '[::1:1]',
    '[::1%]',
    '[1:2:3:4:5:6:7:8]',
    '[1:2:3:4:5:6:7]',
    '[::01]',
    '[12345::]',
    '[1:2:3:4:5:6:7:8:9]',
    '[::1:2:3:4:5:6:7:8]',
    '[00001::]',
  ],
  ...[
    '1',
    '01',
    '[0-9]+',
    '1.2',
    'a.1',
    'a.01',
    'a.1a',
    '1a',
    '1-',
    '0x7f',
    'a_b',
    '-',
    'a..b',
    '.a',
    'a.',
    '9.9.9.9.',
  ],
  ...['a:0', 'a:1', 'a:80', 'a:65535', 'a:65536', 'a:99999', 'a:01', 'a:', 'a:100000'],
].map((host) => {
  const written = host.includes('[a-z]') || host.includes('[0-9]') ? host : host.replace(/[[\].]/g, '\\$&')
  return `^(?:https:\\/\\/a\\.example\\.com|http:\\/\\/${written})$`
})

/** Of which the first words that come to mind are not origins: default ports, labels that are too long, punycode. */
const HARD_EXAMPLES = [
  'a\\.example\\.com:(?:80|81)',
  'a\\.example\\.com:8\\d',
  'a\\.example\\.com:\\d+',
  'a\\.example\\.com:(?:0|80|99999|443)',
  'xn--[a-z]{3}\\.example\\.com',
  'xn--[0-9]{2}\\.example\\.com',
  'xn--[a-z0-9-]+\\.example\\.com',
  'xn--[a-c]{2,5}\\.example\\.com',
  'xn--(?:q|0|1)\\.example\\.com',
  '[a-z-]{2,4}\\.example\\.com',
  '(?:a{64}|b)\\.example\\.com',
  '(?:a{64}|[b-d]{3})\\.example\\.com',
  '[a-z]{60,70}\\.example\\.com',
  '[^]*\\.example\\.com',
  '[A-Z]+\\.example\\.com',
  '[!-~]{2}\\.example\\.com',
  '[0-9.]+',
  '[0-9a-f.]+',
  '(?:xn--[a-z]{9}\\.com|[a-z]+\\.org)',
  '(?:[a-z]+\\.org|xn--[a-z]{9}\\.com)',
  '(?:xn--[a-z]{9}\\.org|[a-z]+\\.com)',
  '(?:[a-z]+\\.com|xn--[a-z]{9}\\.org)',
  '(?:aa\\.example\\.com|bb\\.example\\.com)',
  '(?:localhost|127\\.0\\.0\\.1|10\\.0\\.0\\.1)',
  '(?:[a-z]+\\.)?localhost(?::\\d+)?',
  '\\[[0-9a-f:]+\\]',
].map((rest) => `^https?:\\/\\/${rest}$`)

/** Several words that are equally short, or nearly: which of them is told? */
const SEVERAL_STARTS = [
  '^(?:http:\\/\\/aa\\.example\\.com|http:\\/\\/bb\\.example\\.com)$',
  '^(?:http:\\/\\/bb\\.example\\.com|http:\\/\\/aa\\.example\\.com)$',
  '^(?:http:\\/\\/aaa\\.example\\.com|http:\\/\\/bb\\.example\\.com)$',
  '^(?:http:\\/\\/a\\.example\\.com|http:\\/\\/bb\\.example\\.com)$',
]

/** The first letter that is read easily is told, where the class has one. */
const CLASSES = [
  '[_-a]',
  '[_-b]',
  '[0-a]',
  '[Z-a]',
  '[y-z]',
  '[z-~]',
  '[^b-z]',
  '[9-_]',
  '[-0-9]',
  '[!-~]',
  '[A-Z]',
  '[a-bx-z]',
  '[b-cx-z]',
]
  .flatMap((set) => [`http:\\/\\/${set}${set}\\.example\\.com`, `app:\\/\\/${set}${set}`, `x${set}y:\\/\\/a`])
  .map((source) => `^${source}$`)

/** By one piece or more of an address that is not spelled out. */
const IPV6 = [
  ...['2001', '3fff', '2[0-9a-f]{3}', '[23][0-9a-f]{3}', 'fd00', 'fe80', '[1-9a-f][0-9a-f]{3}'].flatMap((first) => [
    `${first}(?::[0-9a-f]{1,4}){7}`,
    `${first}(?::[1-9]){7}`,
    `${first}::[0-9a-f]{1,4}`,
    `${first}:1::[0-9a-f]{1,4}`,
    `${first}::1`,
  ]),
  ...['::ffff:', '64:ff9b::', '::'].flatMap((start) => [`${start}[1-9a-f]{3}:1`, `${start}808:[0-9a-f]{1,4}`]),
].map((address) => `^http:\\/\\/\\[${address}\\]$`)

/** Hosts of strangers, some without an example: which one is told of two? */
const STRANGERS = [
  'xn--[a-z]{9}\\.com',
  'x{64}[a-z]*\\.com',
  '[a-z]+\\.org',
  '[a-z]+\\.co\\.uk',
  '[a-z]+\\.s3\\.amazonaws\\.com',
  '[a-z]*\\.?s3\\.amazonaws\\.com',
  '(?:x{64}\\.|[a-z]+\\.)s3\\.amazonaws\\.com',
  '(?:evil|a)\\.(?:[a-z0-9-]+|x)\\.amazonaws\\.com',
  '\\d+\\.8\\.8\\.8',
]
const PAIRS = STRANGERS.flatMap((one) => STRANGERS.map((other) => `^http:\\/\\/(?:${one}|${other})\\.?$`))

const withOptions = (sources: readonly string[]) =>
  sources.flatMap((source) =>
    [{}, { credentials: true }, { dangerouslyAllowPublicSuffixes: true }].map(
      (more) => `${source} ${brief(more)}: ${said({ origin: new RegExp(source), ...more })}`,
    ),
  )

test.each([
  ['more-regexps', MORE_REGEXPS],
  ['regexp-suffixes', SUFFIXES],
  ['regexp-addresses', ADDRESSES],
  ['ambiguous', AMBIGUOUS],
  ['punycode', PUNYCODE],
  ['classes', CLASSES],
  ['ipv6', IPV6],
])('%s', (name, sources) => {
  expectGolden(new URL(`${name}.golden.txt`, import.meta.url), withOptions(sources))
})

test('strangers', () => {
  expectGolden(
    new URL('strangers.golden.txt', import.meta.url),
    PAIRS.map((source) => `${source}: ${said({ origin: new RegExp(source) })}`),
  )
})

test('examples', () => {
  const lines: string[] = []
  for (const source of HARD_EXAMPLES) {
    for (const written of [source, source.replace('https?', 'http')]) {
      const options = { origin: new RegExp(written), credentials: true }
      lines.push(`${written}: ${said(options)}`)
      lines.push(`  anybody: ${said({ ...options, dangerouslyAllowPublicSuffixes: true })}`)
    }
  }
  for (const source of HOSTS_BESIDE) {
    const options = { origin: new RegExp(source), credentials: true, dangerouslyAllowPublicSuffixes: true }
    lines.push(`${source}: ${said(options).slice(0, 120)}`)
  }
  for (const source of SEVERAL_STARTS) {
    lines.push(`${source}: ${said({ origin: new RegExp(source), credentials: true })}`)
  }
  lines.push(...FLAGGED.map((origin) => `${origin}: ${said({ origin })}`))
  expectGolden(new URL('regexp-examples.golden.txt', import.meta.url), lines)
})

test('regular expressions', () => {
  const probes = [
    'https://a.example.com',
    'https://b.example.com',
    'https://A.example.com',
    'https://aa.example.com',
    'https://example.com',
    'https://example.com:8080',
    'http://a.example.com',
    'https://axexample.com',
    'https://a.example.org',
    'http://localhost:3000',
    'http://localhost',
    'http://127.0.0.1:1',
    'http://10.1.2.3',
    'http://192.168.0.1',
    'capacitor://localhost',
    'https://1.example.com',
    'https://_.example.com',
    'https://-.example.com',
    'https://my-app-x1.vercel.app',
    'null',
    'https://x.github.io',
  ]
  const lines = REGEXPS.map((origin) => {
    const verdict = said({ origin })
    if (verdict !== 'fine') return `${origin}: ${verdict}`
    const policy = definePolicy({ origin })
    return `${origin}: fine for ${probes.filter((probe) => policy.judgeOrigin(probe) === null).join(' ')}`
  })
  expectGolden(new URL('regexps.golden.txt', import.meta.url), lines)
})
