import { expect, test } from 'vitest'
import { corsCheck } from './cors-check.ts'

const ORIGIN = 'https://app.example.com'
const acao = (...values: string[]) => values.map((value) => ['access-control-allow-origin', value] as const)
const TRUE = ['access-control-allow-credentials', 'true'] as const

test.each([
  ['the origin itself', [...acao(ORIGIN)], false],
  ['a wildcard', [...acao('*')], false],
  ['the origin and true, with credentials', [...acao(ORIGIN), TRUE], true],
])('succeeds with %s', (_, headers, credentialed) => {
  expect(corsCheck(ORIGIN, credentialed, headers)).toBeNull()
})

test('null matches the origin null, and nothing else does', () => {
  expect(corsCheck('null', false, acao('null'))).toBeNull()
  expect(corsCheck('null', false, acao(ORIGIN))?.code).toBe('AllowOriginMismatch')
})

test.each([
  ['nothing', [], false, 'MissingAllowOriginHeader', ''],
  ['a wildcard, with credentials', [...acao('*'), TRUE], true, 'WildcardOriginNotAllowed', ''],
  ['two equal lines', acao(ORIGIN, ORIGIN), false, 'MultipleAllowOriginValues', `${ORIGIN}, ${ORIGIN}`],
  [
    'a list in one line',
    acao(`${ORIGIN} https://b.test`),
    false,
    'MultipleAllowOriginValues',
    `${ORIGIN} https://b.test`,
  ],
  ['a trailing slash', acao(`${ORIGIN}/`), false, 'AllowOriginMismatch', `${ORIGIN}/`],
  ['upper case', acao('HTTPS://APP.EXAMPLE.COM'), false, 'AllowOriginMismatch', 'HTTPS://APP.EXAMPLE.COM'],
  ['no origin at all', acao('app.example.com'), false, 'InvalidAllowOriginValue', 'app.example.com'],
  ['a value beyond bytes', acao('https://\u0100.example'), false, 'InvalidAllowOriginValue', 'https://\u0100.example'],
  ['a value of bytes', acao('https://\u00ff.example'), false, 'AllowOriginMismatch', 'https://\u00ff.example'],
  ['an empty value', acao(''), false, 'InvalidAllowOriginValue', ''],
  ['no Allow-Credentials, with credentials', acao(ORIGIN), true, 'InvalidAllowCredentials', ''],
  [
    'True, with credentials',
    [...acao(ORIGIN), ['access-control-allow-credentials', 'True'] as const],
    true,
    'InvalidAllowCredentials',
    'True',
  ],
  ['true twice, with credentials', [...acao(ORIGIN), TRUE, TRUE], true, 'InvalidAllowCredentials', 'true, true'],
])('fails with %s', (_, headers, credentialed, code, parameter) => {
  expect(corsCheck(ORIGIN, credentialed, headers)).toMatchObject({ code, parameter })
})
