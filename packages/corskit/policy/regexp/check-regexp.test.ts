import { describe, expect, test } from 'vitest'
import { checkRegExp } from './check-regexp.ts'

const SPELL_OUT =
  'write the registrable domain out, with a dot before it, like /^https:\\/\\/[a-z0-9-]+\\.example\\.com$/ (or say dangerouslyAllowPublicSuffixes: true)'

function codes(regExp: RegExp, options = {}) {
  const { issues, matcher } = checkRegExp(regExp, 'origin', { origin: regExp, ...options })
  expect(matcher === null).toBe(issues.length > 0)
  return issues.map((issue) => issue.code)
}

describe('sound RegExps pass', () => {
  test.each([
    /^https:\/\/[a-z]+\.example\.com$/,
    /^(?:https:\/\/a\.com|https:\/\/b\.com)$/,
    /^https:\/\/a\.com$|^https:\/\/b\.com$/,
    /^https:\/\/(?:[a-z0-9-]+\.)+example\.com$/,
    /^https:\/\/([a-z0-9-]+\.)*example\.com$/i,
    /^https:\/\/pr-[0-9]{1,5}\.example\.com$/,
    /^https:\/\/(?:\w+-)*\w+\.example\.com$/,
    /^http:\/\/localhost(:\d+)?$/,
  ])('%s', (regExp) => {
    expect(codes(regExp, { credentials: true })).toEqual([])
  })
})

test.each([
  [/https:\/\/a\.com$/, '/^https:\\/\\/a\\.com$/'],
  [/a\.com$/, '/^https:\\/\\/a\\.com$/'],
  [/\.a\.com$/, '/^https:\\/\\/[a-z0-9-]+\\.a\\.com$/'],
  [/^https:\/\/a\.com/, '/^https:\\/\\/a\\.com$/'],
  [/^https:\/\/a\.com|https:\/\/b\.com$/, '/^(?:https:\\/\\/a\\.com|https:\\/\\/b\\.com)$/'],
])('refuses %s, of which some branch is not anchored at both ends', (regExp, fix) => {
  const issues = checkRegExp(regExp, 'origin', { origin: regExp }).issues
  expect(issues).toMatchObject([{ code: 'regexp-not-anchored', fix }])
})

test.each([
  [/^https:\/\/a.example\.com$/, '/^https:\\/\\/a\\.example\\.com$/'],
  [/^https:\/\/a.+example\.com$/, SPELL_OUT],
])('refuses the unescaped dot of %s', (regExp, fix) => {
  expect(checkRegExp(regExp, 'origin', { origin: regExp }).issues).toMatchObject([
    { code: 'regexp-unescaped-dot', fix },
  ])
})

test.each([/^https:\/\/a\.com$/g, /^https:\/\/a\.com$/y, /^https:\/\/a\.com$/m])('refuses the flag of %s', (regExp) => {
  expect(codes(regExp)).toEqual(['regexp-flag'])
})

test.each(['u', 'su', 'du', 'sv', 'isu'])('the flags %s are no obstacle', (flags) => {
  expect(codes(new RegExp('^https:\\/\\/[\\p{Ll}]+\\.example\\.com$', flags))).toEqual([])
})

test.each([
  /^https:\/\/([a-z]+)+\.com$/,
  /^https:\/\/((?:ab)+)+\.com$/,
  /^https:\/\/(?:(?:abc)+)*d\.com$/,
  /^https:\/\/(a|a)*\.com$/,
  /^https:\/\/(?:\w+\w+)*x$/,
  /^https:\/\/[a-z0-9-]+[a-z]*\.com$/,
  /^https:\/\/(a?){30}\.com$/,
  /^https:\/\/(a*)*\.com$/,
  /^https:\/\/([a-z]|[a-z0-9])+\.com$/,
])('refuses %s, which can backtrack badly', (regExp) => {
  expect(codes(regExp)).toEqual(['regexp-backtracks'])
})

test.each([/^https:\/\/(?=a)a\.com$/, /^https:\/\/(a)\1\.com$/])('refuses %s, which it cannot check', (regExp) => {
  expect(codes(regExp)).toEqual(['regexp-too-complex'])
})

test('refuses a RegExp that allows http: beside credentials', () => {
  expect(codes(/^https?:\/\/a\.com$/, { credentials: true })).toEqual(['origin-insecure-with-credentials'])
  expect(codes(/^https?:\/\/a\.com$/)).toEqual([])
})

test.each([
  [/^https:\/\/a\.com\/$/, 'no origin that a browser sends is matched by this'],
  // The shape is that of an origin, but browsers leave the default port out.
  [/^https:\/\/a\.com:443$/, 'browsers leave 443 out, because it is the default port of https:'],
  [/^wss:\/\/a\.com$/, 'a web socket carries the origin of the page that opens it, which is http: or https:'],
  [/^ftp:\/\/a\.com$/, 'no browser loads pages by ftp:'],
  // A name that every object has is not a scheme that is refused.
  [/^constructor:a$/, 'no origin that a browser sends is matched by this'],
])('says of %s what is known: %s', (regExp, message) => {
  expect(checkRegExp(regExp, 'origin', { origin: regExp }).issues).toMatchObject([{ message }])
})

test.each(['g', 'y', 'm', 'gi', 'gmy'])('one whose only mistake is its flags (%s) is matched by nothing', (flags) => {
  expect(codes(new RegExp('^https:\\/\\/a\\.com$', flags))).toEqual(['regexp-flag'])
})

test.each([
  [4_999, []],
  [5_000, []],
  [5_001, ['regexp-too-complex']],
])('a RegExp of %i characters: %j', (length, expected) => {
  const [before, after] = ['^https:\\/\\/[', ']\\.example\\.com$']
  const regExp = new RegExp(before + 'a'.repeat(length - before.length - after.length) + after)
  expect(regExp.source).toHaveLength(length)
  expect(codes(regExp)).toEqual(expected)
})

test.each([
  /^https:\/\/(?:ok\.com|(?:a|b|c|d|e|f|g|h){4}\.com:443)$/,
  /^https:\/\/(?:ok\.com|[a-h]+\.com:443)$/,
  /^http:\/\/(?:ok\.com|[a-h]+\.com:80)$/,
])('%s: a branch with the default port admits nothing, so it admits no stranger', (regExp) => {
  expect(codes(regExp)).toEqual([])
  const withOtherPort = new RegExp(regExp.source.replace(/(?:443|80)\)/, '8$&'))
  expect(codes(withOtherPort)).toEqual(['regexp-allows-strangers'])
})

test.each<[RegExp, string[]]>([
  [/^http:\/\/localhost:(?:300|30)0$/, ['300', '3000']],
  [/^http:\/\/localhost:(?:80|8[01]9)0$/, ['800', '8090', '8190']],
  [/^http:\/\/localhost(?::5173)?$/, ['5173']],
  [/^http:\/\/localhost:\d+$/, []],
  [/^http:\/\/localhost:300\d$/, Array.from({ length: 10 }, (_, digit) => `300${digit}`)],
  [/^http:\/\/localhost:30(?:0\d|10)$/, []],
])('the ports of %s are %j', (regExp, ports) => {
  expect(checkRegExp(regExp, 'origin', { origin: regExp }).ports.toSorted()).toEqual(ports)
})
