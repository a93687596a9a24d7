/** Values that a program or a file of settings wrote, and that are no origin: each is told as what it is. */
import { expect, test } from 'vitest'
import { explain } from '../../explain/explain.ts'
import { readInput } from '../../explain/read-input.ts'
import { diagnoseInMemory } from '../../testing/ask-in-memory.ts'

const PAGE = 'http://localhost:5173'
const API = 'https://api.example.net/items'

const IN_SIGNS = [
  ...[';', '\\n', '\u00c2\u00a0', '\u00e2\u0080\u008b', '\u00a0'].map((sign) => `${PAGE}${sign}`),
  ...['\u00ef\u00bb\u00bf', '\u00e2\u0080\u009c', '\u201c'].map((sign) => `${sign}${PAGE}`),
  `"${PAGE}"`,
  `'${PAGE}'`,
  `\`${PAGE}\``,
  `["${PAGE}"]`,
  `['${PAGE}']`,
  `[${PAGE}]`,
  `<${PAGE}>`,
  `(${PAGE})`,
  `{${PAGE}}`,
  `"${PAGE}`,
  `${PAGE}"`,
  '"*"',
  '["*"]',
  '"https://else.example.com"',
  '"localhost:5173"',
]

const NOT_FILLED_IN: Readonly<Record<string, RegExp>> = {
  undefined: /variable that is not set/,
  None: /variable that is not set/,
  nil: /variable that is not set/,
  NaN: /variable that is not set/,
  '${CORS_ORIGIN}': /nothing has replaced/,
  'https://${HOST}': /nothing has replaced/,
  '"${CORS_ORIGIN}"': /nothing has replaced/,
  $CORS_ORIGIN: /nothing has replaced/,
  $http_origin: /nothing has replaced/,
  '%CORS_ORIGIN%': /nothing has replaced/,
  '{{CORS_ORIGIN}}': /nothing has replaced/,
  '{{ cors_origin }}': /nothing has replaced/,
  '#{CORS_ORIGIN}': /nothing has replaced/,
  'process.env.CORS_ORIGIN': /nothing has replaced/,
  '[object Object]': /object was written as text/,
  true: /switch was written as text/,
  False: /switch was written as text/,
  '(origin) => true': /function was written as text/,
}

async function checked(value: string) {
  const { causes } = await diagnoseInMemory({ origin: PAGE, url: API }, () => ({
    status: 200,
    headers: [['access-control-allow-origin', value]],
  }))
  return causes
}

test.each(IN_SIGNS)('%s: the signs around it are a part of the value', async (value) => {
  const causes = await checked(value)
  expect(causes.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual(['origin-in-quotes certain'])
  if (value.includes(PAGE)) expect(causes[0]?.evidence.join()).toContain('Without them it is the origin of the page')
})

test('a sign that nobody sees is named', async () => {
  const [cause] = await checked(`${PAGE}\u00a0`)
  expect(cause?.evidence.join()).toContain('(U+00A0)')
})

test.each(Object.entries(NOT_FILLED_IN))('%s: it is what a program left there', async (value, meaning) => {
  const causes = await checked(value)
  expect(causes.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual(['origin-not-filled-in certain'])
  expect(causes[0]?.evidence.join()).toMatch(meaning)
})

test.each(['app.example.com', 'localhost:5173', '/example/', 'null', `${PAGE}/`, `["${PAGE}", "https://b.example"]`])(
  '%s is told otherwise',
  async (value) => {
    const [cause] = await checked(value)
    expect(['origin-in-quotes', 'origin-not-filled-in']).not.toContain(cause?.id)
  },
)

test('null is the origin of another page, or a variable that is not set', async () => {
  const [cause] = await checked('null')
  expect(cause?.id).toBe('another-origin-allowed')
  expect(cause?.evidence.join()).toMatch(/sandboxed.*variable that is not set/)
})

const said = (sentence: string, value: string) =>
  `Access to fetch at '${API}' from origin '${PAGE}' has been blocked by CORS policy: The 'Access-Control-Allow-Origin' header contains ${sentence.replace('{value}', value)}`

test.each(['undefined', '$CORS_ORIGIN', '[object Object]', '"*"', `"${PAGE}"`])('a line says it too: %s', (value) => {
  const sentence = value.includes(' ')
    ? "multiple values '{value}', but only one is allowed."
    : "the invalid value '{value}'."
  const read = readInput(said(sentence, value))
  if ('why' in read) throw new Error(read.why)
  const [failure] = explain(read).failures
  const expected = value.includes('"') ? 'origin-in-quotes' : 'origin-not-filled-in'
  expect(failure?.causes[0]).toMatchObject({ id: expected, confidence: expect.stringMatching(/certain|likely/) })
})
