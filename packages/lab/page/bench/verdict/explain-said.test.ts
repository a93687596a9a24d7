import type { Outcome } from 'corskit/browser'
import { expect, test } from 'vitest'
import type { LabRequest } from '../../../lab.ts'
import { USUAL } from '../../fragment.ts'
import { besideSaid, causesBeside, explainSaid, type SaidExplained, withCall } from './explain-said.ts'

const URL_ = 'https://api.example.com/users'
const PAGE = 'https://app.example.com'
const blocked = (rest: string) =>
  `Access to fetch at '${URL_}' from origin '${PAGE}' has been blocked by CORS policy: ${rest}`
const STATUS = blocked(
  "Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
)
const request: LabRequest = { ...USUAL, url: URL_, origin: PAGE, headers: [] as [string, string][] }
const explained = async (line: string, asked = request) => (await explainSaid(line, asked, undefined)) as SaidExplained

test.each([
  ['a status', STATUS],
  [
    'a missing header',
    blocked(
      "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    ),
  ],
  [
    'a redirect',
    blocked(
      "Response to preflight request doesn't pass access control check: Redirect is not allowed for a preflight request.",
    ),
  ],
])('a line about %s of a preflight does not tell whose: a plain GET is not asked for', async (_, line) => {
  const said = await explained(line)
  expect(said.isOther).toBe(true)
  expect(said.likely.length).toBeGreaterThan(2)
  expect(said.missing).toContain('the method and the headers of the request')
  for (const { method, headers } of said.likely)
    expect((await explained(line, { ...request, method, headers: headers as [string, string][] })).isOther).toBe(false)
})

test.each([
  [
    'names the method',
    blocked('Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.'),
    'PUT',
    [],
  ],
  [
    'names a header',
    blocked('Request header field x-token is not allowed by Access-Control-Allow-Headers in preflight response.'),
    'GET',
    [['x-token', '']],
  ],
  [
    'is about the answer',
    blocked("No 'Access-Control-Allow-Origin' header is present on the requested resource."),
    'GET',
    [],
  ],
])('a line that %s can be sent as it is', async (_, line, method, headers) => {
  const said = await explained(line, { ...request, method, headers: headers as [string, string][] })
  expect(said).toMatchObject({ isOther: false, likely: [] })
})

const outcome = (verdict: string, code?: string) =>
  ({ verdict, reason: code === undefined ? null : { code } }) as Outcome

test('what the server does now stands beside the line, and proves it wrong in no case', async () => {
  const said = await explained(STATUS)
  expect(besideSaid(said, outcome('blocked', 'PreflightInvalidStatus'))).toBe('same')
  for (const other of [outcome('allowed'), outcome('blocked', 'AllowOriginMismatch'), outcome('unreachable')]) {
    expect(besideSaid(said, other)).toBe('other')
    const found = [{ ...said.causes[0], id: 'x', confidence: 'certain' } as SaidExplained['causes'][0]]
    const beside = causesBeside(said, found, 'other')
    expect(beside.slice(0, said.causes.length)).toEqual(said.causes)
    expect(beside.at(-1)).toMatchObject({ id: 'x', confidence: 'possible' })
  }
})

test('a line of Firefox that fits the preflight and the answer agrees with either', async () => {
  const line =
    'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.com/users. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.'
  const said = await explained(line)
  expect(said.isOther).toBe(false)
  for (const code of ['MissingAllowOriginHeader', 'PreflightMissingAllowOriginHeader'])
    expect(besideSaid(said, outcome('blocked', code))).toBe('same')
})

test('a line that is not about CORS is not proven wrong by an answer', async () => {
  const said = await explained(`GET ${URL_} net::ERR_NAME_NOT_RESOLVED`)
  expect(besideSaid(said, outcome('allowed'))).toBe('other')
  expect(besideSaid(said, outcome('unreachable'))).toBe('unknown')
})

test('once the visitor has said what is sent, the fix and the command are for that', async () => {
  const asked = { ...request, method: 'PUT', headers: [['content-type', 'application/json']] as [string, string][] }
  const { causes, isOther } = await explained(STATUS, asked)
  expect(isOther).toBe(false)
  const codes = causes.flatMap(({ fix }) => fix.snippets.map(({ code }) => code)).join('\n')
  expect(codes).toMatch(/methods: \['PUT'\]/)
  expect(codes).toMatch(/allowedHeaders: \['content-type'\]/)
  const told = withCall(causes, asked, isOther).map(({ confirm }) => confirm ?? '')
  expect(told.some((line) => line.includes(`corskit check '${URL_}' -X PUT`))).toBe(true)
  expect(told.join()).not.toMatch(/check URL|METHOD/)
  const plain = withCall((await explained(STATUS)).causes, request, true).map(({ confirm }) => confirm ?? '')
  expect(plain.some((line) => line.includes(`corskit check '${URL_}' -X METHOD`))).toBe(true)
})
