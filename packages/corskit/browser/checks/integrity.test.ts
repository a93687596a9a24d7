import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { type Engine, type RequestInput, simulateFetch } from '../index.ts'
import { INTEGRITY_ALGORITHMS, integrityNeed, isSameDigest } from './integrity.ts'

const ALGORITHMS = Object.keys(INTEGRITY_ALGORITHMS) as (keyof typeof INTEGRITY_ALGORITHMS)[]
const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('base64')
const of = (text: string, algorithm = 'sha256') => `${algorithm}-${hash(algorithm, text)}`

test.each(ALGORITHMS)('the hash of nothing by %s', (algorithm) => {
  expect(INTEGRITY_ALGORITHMS[algorithm]).toBe(hash(algorithm, ''))
})

async function ask(engine: Engine, input: Partial<RequestInput>, status = 200) {
  const request = { origin: 'https://app.example.com', url: 'https://api.example.com/a#f', ...input }
  const headers: [string, string][] = [
    ['access-control-allow-origin', '*'],
    ['location', '/b'],
  ]
  const { verdict, reason, steps, messages } = await simulateFetch(request, () => ({ status, headers }), { engine })
  const step = steps.find(({ rule }) => rule === 'integrity')
  return { verdict, code: reason?.code ?? null, reason, step: step?.passed ?? null, messages }
}

const [ok, refused, untouched] = [
  ['allowed', null, true],
  ['blocked', 'IntegrityCheckFailed', false],
  ['allowed', null, null],
] as const

describe.each([
  ['standard', { noBody: refused, wrongNoBody: refused, redirect: refused, wrongRedirect: refused, blank: refused }],
  ['chromium', { noBody: ok, wrongNoBody: refused, redirect: refused, wrongRedirect: refused, blank: refused }],
  ['firefox', { noBody: ok, wrongNoBody: refused, redirect: ok, wrongRedirect: refused, blank: refused }],
  ['webkit', { noBody: ok, wrongNoBody: refused, redirect: ok, wrongRedirect: refused, blank: untouched }],
] as const)('in %s, integrity', (engine, row) => {
  const opaque = (expected: readonly unknown[]) =>
    expected[0] === 'allowed' ? ['opaque', ...expected.slice(1)] : expected

  test.each([
    ['of nothing', '', 200, {}, untouched],
    ['of a body', of('x'), 200, {}, ok],
    ['of a body that is cut', of('x'), 206, {}, ok],
    ['of 204', of(''), 204, {}, row.noBody],
    ['of 205', of(''), 205, {}, row.noBody],
    ['of 304', of('', 'sha512'), 304, {}, row.noBody],
    ['of HEAD', of('', 'sha384'), 200, { method: 'HEAD' }, row.noBody],
    ['that nobody knows of 204', 'md5-abc', 204, {}, row.noBody],
    ['of 204 that is another', of('x'), 204, {}, row.wrongNoBody],
    ['of 204 whose strongest is another', `${of('')} ${of('x', 'sha384')}`, 204, {}, row.wrongNoBody],
    ['of 204 whose strongest is right', `${of('x')} ${of('', 'sha384')}`, 204, {}, row.noBody],
    ['of HEAD that is another', of('x'), 200, { method: 'HEAD' }, row.wrongNoBody],
    ['of an opaque answer', of('x'), 200, { mode: 'no-cors' }, refused],
    ['that nobody knows of an opaque answer', 'nonsense', 200, { mode: 'no-cors' }, refused],
    ['of white space of an opaque answer', ' ', 200, { mode: 'no-cors' }, opaque(row.blank)],
    ['of a redirect', of(''), 302, { redirect: 'manual' }, opaque(row.redirect)],
    ['of a redirect that is another', of('x'), 302, { redirect: 'manual' }, row.wrongRedirect],
  ] as const)('%s', async (_, integrity, status, input, expected) => {
    const { verdict, code, step } = await ask(engine, { integrity, ...input }, status)
    expect([verdict, code, step]).toEqual(expected)
  })

  test('says what was asked for, and where', async () => {
    const { reason } = await ask(engine, { integrity: of('x'), mode: 'no-cors' })
    expect(reason).toMatchObject({ phase: 'actual', parameter: of('x'), url: 'https://api.example.com/a' })
  })
})

test('what CORS refuses is refused by CORS', async () => {
  const { code } = await ask('chromium', { integrity: of('x'), credentials: 'include' })
  expect(code).toBe('WildcardOriginNotAllowed')
})

test.each([
  [
    'chromium',
    { mode: 'no-cors' },
    200,
    [
      "Subresource Integrity: The resource 'https://api.example.com/a#f' has an integrity attribute, but the response is not eligible for integrity validation.",
      "Fetch API cannot load https://api.example.com/a#f. SRI's integrity checks failed.",
    ],
  ],
  [
    'chromium',
    {},
    204,
    [
      `Failed to find a valid digest in the 'integrity' attribute for resource 'https://api.example.com/a#f' with computed SHA-256 integrity '${hash('sha256', '')}'. The resource has been blocked.`,
      "Fetch API cannot load https://api.example.com/a#f. SRI's integrity checks failed.",
    ],
  ],
  [
    'firefox',
    { mode: 'no-cors' },
    200,
    [
      '“https://api.example.com/a#f” is not eligible for integrity checks since it’s neither CORS-enabled nor same-origin.',
    ],
  ],
  [
    'firefox',
    {},
    204,
    [
      `None of the “sha256” hashes in the integrity attribute match the content of the subresource at “https://api.example.com/a#f”. The computed hash is “${hash('sha256', '')}”.`,
    ],
  ],
  [
    'webkit',
    { mode: 'no-cors' },
    200,
    ['Fetch API cannot load https://api.example.com/a due to access control checks.'],
  ],
] as const)('%s prints about %j with status %i', async (engine, input, status, lines) => {
  expect((await ask(engine, { integrity: of('x'), ...input }, status)).messages[engine]).toEqual(lines)
})

const digest = fc.base64String({ maxLength: 8 })
const known = fc.record({ algorithm: fc.constantFrom(...ALGORITHMS), digest })
const token = fc.oneof(
  known.map(({ algorithm, digest }) => `${algorithm}-${digest}`),
  known.map(({ algorithm, digest }) => `${algorithm.toUpperCase()}-${digest}?option`),
  fc.constantFrom('md5-abc', 'sha256', 'sha256x', '-', '-sha256', 'sha1-abc', 'sha2567-abc', ''),
)

test('of several, the strongest count, all of them, in their order', () => {
  const property = fc.property(fc.array(token), fc.constantFrom(' ', '\n', '\t', '\r\n', '\f'), (tokens, space) => {
    const parts = tokens.map((each) => /^(sha256|sha384|sha512)-([^?]*)/i.exec(each))
    const found = parts.flatMap((part) => (part === null ? [] : [{ name: part[1]?.toLowerCase(), digest: part[2] }]))
    const strongest = ALGORITHMS.findLast((name) => found.some((each) => each.name === name))
    const digests = found.filter(({ name }) => name === strongest).map(({ digest }) => digest)
    const expected = strongest === undefined ? null : { algorithm: strongest, digests }
    expect(integrityNeed(tokens.join(space))).toEqual(expected)
  })
  fc.assert(property, RUNS)
})

test('a digest is the same in base64url and without its padding', () => {
  const property = fc.property(fc.uint8Array({ minLength: 1, maxLength: 12 }), (bytes) => {
    const actual = Buffer.from(bytes).toString('base64')
    const url = Buffer.from(bytes).toString('base64url')
    for (const written of [actual, url, actual.replace(/=+$/, '')]) expect(isSameDigest(written, actual)).toBe(true)
    expect(isSameDigest(`${actual}A`, actual)).toBe(false)
    expect(isSameDigest(actual.slice(1), actual)).toBe(false)
  })
  fc.assert(property, RUNS)
})
