import { expect, test } from 'vitest'
import { brief, expectGolden } from '../../../testing/golden.ts'
import { asciiLowerCase, decodeAndSplit, getHeader, getHeaderLines } from './header-list.ts'
import {
  isByteString,
  isCorsNonWildcardRequestHeaderName,
  isCorsSafelistedResponseHeaderName,
  isForbiddenRequestHeader,
  isForbiddenResponseHeaderName,
  isHeaderName,
  isHeaderValue,
  isNoCorsSafelistedRequestHeaderName,
  isPrivilegedNoCorsRequestHeaderName,
  isRequestBodyHeaderName,
} from './header-name.ts'
import { extractDeltaSeconds, extractTokenList } from './list-value.ts'
import { isCorsSafelistedMethod, isForbiddenMethod, isMethod, normalizeMethod } from './method.ts'
import { mimeTypeEssence } from './mime-type.ts'
import {
  defaultPort,
  isLoopbackHost,
  isPotentiallyTrustworthy,
  originOfPage,
  originOfUrl,
  parseSerializedOrigin,
  tupleOrigin,
  urlOfSerializedOrigin,
} from './origin.ts'
import { parseSingleRange } from './range.ts'
import { isCorsSafelistedRequestHeader, isNoCorsSafelistedRequestHeader } from './safelist.ts'
import { isPublicSuffix, isSameSite, isSchemelesslySameSite, registrableDomain, siteRelation } from './site.ts'
import { normalizeHeaderValue, stripTabsAndSpaces } from './whitespace.ts'

const CODES = Array.from({ length: 0x180 }, (_, code) => code)

/** The characters for which it holds, as ranges of their codes. */
function classOf(holds: (character: string) => boolean): string {
  const ranges: [number, number][] = []
  for (const code of CODES) {
    if (!holds(String.fromCharCode(code))) continue
    const last = ranges.at(-1)
    if (last?.[1] === code - 1) last[1] = code
    else ranges.push([code, code])
  }
  return ranges.map(([from, to]) => (from === to ? hex(from) : `${hex(from)}-${hex(to)}`)).join(' ')
}

const hex = (code: number) => code.toString(16).padStart(2, '0')

const HEADER_NAMES = (
  'accept accept-charset accept-encoding accept-language access-control-request-headers access-control-request-method authorization ' +
  'cache-control connection content-encoding content-language content-length content-location content-type cookie cookie2 date dnt expect expires ' +
  'host keep-alive last-modified origin pragma range referer set-cookie set-cookie2 te trailer transfer-encoding upgrade via x-http-method ' +
  'x-http-method-override x-method-override proxy- proxy-a proxy sec- sec-a sec user-agent etag x-a'
).split(' ')

const METHODS =
  'GET get HEAD head POST post PUT put DELETE delete OPTIONS options PATCH patch TRACE trace TRACK Track CONNECT connect Egg'.split(
    ' ',
  )

test('characters', () => {
  const lines = Object.entries({
    isHeaderName,
    'isHeaderName after a': (c: string) => isHeaderName(`a${c}`),
    'isHeaderValue in the middle': (c: string) => isHeaderValue(`a${c}a`),
    'isHeaderValue at the start': (c: string) => isHeaderValue(`${c}a`),
    'isHeaderValue at the end': (c: string) => isHeaderValue(`a${c}`),
    isByteString,
    isMethod,
    'stripTabsAndSpaces at the start': (c: string) => stripTabsAndSpaces(`${c}a`) === 'a',
    'stripTabsAndSpaces at the end': (c: string) => stripTabsAndSpaces(`a${c}`) === 'a',
    'normalizeHeaderValue at the start': (c: string) => normalizeHeaderValue(`${c}a`) === 'a',
    'normalizeHeaderValue at the end': (c: string) => normalizeHeaderValue(`a${c}`) === 'a',
    ...Object.fromEntries(
      ['accept', 'accept-language', 'content-language', 'content-type', 'range', 'x-a'].flatMap((name) => {
        const start = name === 'content-type' ? 'text/plain;a=' : name === 'range' ? 'bytes=1-' : 'a'
        return [
          [`safelisted in ${name}`, (c: string) => isCorsSafelistedRequestHeader(name, start + c)],
          [`safelisted in ${name}, in no-cors`, (c: string) => isNoCorsSafelistedRequestHeader(name, start + c)],
        ]
      }),
    ),
    'essence, in the type': (c: string) => mimeTypeEssence(`a${c}/b`) !== null,
    'essence, in the subtype': (c: string) => mimeTypeEssence(`a/b${c}`) !== null,
  } satisfies Record<string, (character: string) => boolean>).map(([name, holds]) => `${name}: ${classOf(holds)}`)
  expectGolden(new URL('testing/characters.golden.txt', import.meta.url), lines)
})

test('names, methods and values', () => {
  const lines: string[] = []
  const nameRules = {
    isCorsNonWildcardRequestHeaderName,
    isCorsSafelistedResponseHeaderName,
    isForbiddenResponseHeaderName,
    isNoCorsSafelistedRequestHeaderName,
    isPrivilegedNoCorsRequestHeaderName,
    isRequestBodyHeaderName,
    isForbiddenRequestHeader: (name: string) => isForbiddenRequestHeader(name, 'x'),
    'isForbiddenRequestHeader with TRACE': (name: string) => isForbiddenRequestHeader(name, 'a, Trace'),
  }
  for (const [rule, holds] of Object.entries(nameRules)) lines.push(`${rule}: ${HEADER_NAMES.filter(holds).join(' ')}`)
  const methodRules = { isCorsSafelistedMethod, isForbiddenMethod, isMethod }
  for (const [rule, holds] of Object.entries(methodRules)) lines.push(`${rule}: ${METHODS.filter(holds).join(' ')}`)
  lines.push(`normalizeMethod: ${METHODS.map(normalizeMethod).join(' ')}`)
  for (const length of [0, 1, 127, 128, 129]) {
    const value = 'a'.repeat(length)
    for (const name of ['accept', 'accept-language', 'content-language', 'content-type', 'range', 'x-a']) {
      lines.push(
        `${name} of ${length}: ${isCorsSafelistedRequestHeader(name, value)} ${isNoCorsSafelistedRequestHeader(name, value)}`,
      )
    }
    lines.push(
      `content-type of ${length + 11}: ${isCorsSafelistedRequestHeader('content-type', `text/plain;${value}`)}`,
    )
  }
  for (const type of [
    'text/plain',
    'TEXT/plain',
    ' text/plain ',
    'text/plain;',
    'text/plain , a',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
    'text/html',
    '/',
    'a/',
    '/b',
    'a/b/c',
    'a',
    '',
    ';',
    'a/b;c/d',
    'a /b',
    'a/ b',
    'a/b ;c',
  ]) {
    lines.push(`type ${brief(type)}: ${mimeTypeEssence(type)} ${isCorsSafelistedRequestHeader('content-type', type)}`)
  }
  for (const range of [
    'bytes=0-10',
    'bytes=0-',
    'bytes=-5',
    'bytes=-',
    'bytes=5-4',
    'bytes=5-5',
    'bytes=4-5',
    'bytes= 0-1',
    'bytes=0 -1',
    'bytes=0-1,2-3',
    'Bytes=0-1',
    'bytes=',
    'bytes',
    'xbytes=0-1',
    'bytes=0-1x',
    'bytes=00-01',
    'bytes=99999999999999999999-99999999999999999998',
    'bytes=9007199254740993-9007199254740992',
    'bytes=a-1',
    'bytes=1-a',
  ]) {
    lines.push(`range ${range}: ${brief(parseSingleRange(range))} ${isCorsSafelistedRequestHeader('range', range)}`)
  }
  for (const value of [
    '',
    ',',
    ',,',
    'a',
    'a,b',
    ' a , b ',
    '"a,b"',
    '"a,b',
    '"a\\",b",c',
    'a"b,c"d,e',
    '\\,a',
    '"\\',
    '"a"b"c"',
    'a,\t b\t',
  ]) {
    lines.push(`split ${brief(value)}: ${brief(decodeAndSplit(value))}`)
    lines.push(`tokens ${brief(value)}: ${brief(extractTokenList([['x', value]], 'x'))}`)
  }
  lines.push(
    `tokens of two lines: ${brief(
      extractTokenList(
        [
          ['x', 'a'],
          ['y', '@'],
          ['x', 'b, c'],
        ],
        'x',
      ),
    )}`,
  )
  lines.push(`tokens of none: ${brief(extractTokenList([['y', 'a']], 'x'))}`)
  for (const value of [
    '',
    '0',
    '1',
    '600',
    '00600',
    '-1',
    '+1',
    '1.5',
    ' 600 ',
    '600, 600',
    '99999999999999999999',
    '2147483647',
    '2147483648',
    'a',
    '1a',
  ]) {
    lines.push(`seconds ${brief(value)}: ${brief(extractDeltaSeconds([['x', value]], 'x'))}`)
  }
  lines.push(`seconds of none: ${brief(extractDeltaSeconds([], 'x'))}`)
  const list = [
    ['a', '1'],
    ['b', '2'],
    ['a', '3'],
  ] as const
  lines.push(`list: ${brief(['a', 'b', 'c'].map((name) => [getHeader(list, name), getHeaderLines(list, name)]))}`)
  expectGolden(new URL('testing/words.golden.txt', import.meta.url), lines)
})

const ORIGINS = [
  'https://example.com',
  'http://example.com',
  'https://example.com:8443',
  'https://a.example.com',
  'https://b.example.com',
  'https://example.com.',
  'https://a.github.io',
  'https://b.github.io',
  'https://github.io',
  'https://example.co.uk',
  'https://co.uk',
  'http://127.0.0.1',
  'http://127.9.9.9:1',
  'http://128.0.0.1',
  'http://localhost',
  'http://a.localhost',
  'http://localhost.com',
  'http://[::1]',
  'http://[::2]',
  'ws://example.com',
  'wss://example.com',
  'ftp://example.com',
  'capacitor://localhost',
  'null',
  'https://example.com/',
  'https://example.com:443',
  'HTTPS://example.com',
  'https://Example.com',
  'https://u@example.com',
  'https://',
  'example.com',
  '',
  'file://',
  'data:x',
  'https://com',
  'https://127.0.0.1.example.com',
  'https://x127.0.0.1',
  'https://example.com?',
]

test('origins and sites', () => {
  const lines: string[] = []
  const parsed = ORIGINS.map((text) => [text, parseSerializedOrigin(text)] as const)
  for (const [text, origin] of parsed) {
    const parts =
      origin === null || origin.opaque
        ? ''
        : `${origin.scheme} ${origin.host} ${origin.port} ${isLoopbackHost(origin.host)} ${registrableDomain(origin.host)} ${isPublicSuffix(origin.host)}`
    lines.push(
      `${text}: ${origin?.serialized ?? 'none'} ${parts} ${origin === null ? '' : isPotentiallyTrustworthy(origin)}`,
    )
  }
  for (const text of [
    'file://host',
    'https://a.test',
    'ws://a.test',
    'app://x',
    'app://127.0.0.1',
    'app://127.0.0.',
    'app://127.0..1',
    'app://127..0.1',
    'app://127.a.b.c',
    'app://1270.0.0.1',
    'app://127.0.0.1.',
    'app://127.0.0.1.com',
    'app://x127.0.0.1',
    'app://127.0.0',
    'app://xlocalhost',
    'app://a.localhost',
    'app://localhost.',
    'app://[::1]',
    'app:x',
    'https://a b',
  ]) {
    const url = urlOfSerializedOrigin(text)
    const trusted = url !== null && isPotentiallyTrustworthy(tupleOrigin(url, text))
    lines.push(`a page of ${text}: ${url?.href} ${trusted}`)
  }
  const tuples = parsed.flatMap(([, origin]) => (origin === null || origin.opaque ? [] : [origin]))
  for (const one of tuples) {
    lines.push(
      `${one.serialized} to: ${tuples.map((other) => `${siteRelation(one, other)[5]}${Number(isSameSite(one, other))}${Number(isSchemelesslySameSite(one, other))}`).join(' ')}`,
    )
  }
  for (const url of [
    'https://u:p@a.test:8443/x',
    'http://a.test:80/',
    'ws://a.test/',
    'wss://a.test/',
    'ftp://a.test:21/',
    'file:///x',
    'data:,x',
    'about:blank',
    'blob:https://a.test/1',
    'blob:http://a.test:81/1',
    'blob:ftp://a.test/1',
    'blob:null/1',
    'capacitor://localhost/x',
    'chrome-extension://abc/x',
    'file://host/x',
    'mailto:a@b',
  ]) {
    lines.push(
      `${url}: ${[originOfUrl, originOfPage]
        .map((of) => of(new URL(url)))
        .map((origin) => `${origin.serialized} ${isPotentiallyTrustworthy(origin)}`)
        .join(' ')}`,
    )
  }
  lines.push(
    `ports: ${['http', 'https', 'ws', 'wss', 'ftp', 'file', 'constructor'].map((scheme) => defaultPort(scheme) ?? 'none').join(' ')}`,
  )
  expectGolden(new URL('testing/origins.golden.txt', import.meta.url), lines)
})

test('the first sign of a type is a part of it', () => {
  expect(['/html', '(text/html', ' /html', 'é/html'].map(mimeTypeEssence)).toEqual([null, null, null, null])
  expect(mimeTypeEssence(' Text/HTML ;a')).toBe('text/html')
})

test('of ASCII, the letters from A to Z have a lower case, and nothing else', () => {
  for (let code = 0; code < 0x180; code++) {
    const character = String.fromCharCode(code)
    const isUpper = character >= 'A' && character <= 'Z'
    expect(asciiLowerCase(character)).toBe(isUpper ? character.toLowerCase() : character)
    expect(asciiLowerCase(`a${character}b`)).toBe(isUpper ? `a${character.toLowerCase()}b` : `a${character}b`)
  }
})
