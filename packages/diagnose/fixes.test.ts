/** What is offered as a fix: for every stack, never wider than the page that asked. */
import { generate, TARGETS } from '@corskit/targets'
import { type RequestInput, simulateFetchSync } from 'corskit/browser'
import { describe, expect, test } from 'vitest'
import { APP_STACKS } from './fixes/app-stacks.ts'
import { STACKS } from './fixes/stacks.ts'
import { TARGET_STACKS } from './fixes/target-stacks.ts'
import { causesOf } from './investigate.ts'
import type { Evidence } from './words/evidence.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.com/users'

function evidenceOf(
  input: Partial<RequestInput>,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Evidence {
  const request = { origin: PAGE, url: API, ...input }
  const outcome = simulateFetchSync(request, () => ({ status, headers }), { engine: 'chromium' })
  const { method = 'GET', credentials = 'same-origin', origin, url } = request
  return {
    request: { method, url, origin, credentials, headers: Object.entries((request.headers ?? {}) as object) },
    outcome,
    message: null,
  }
}

const ASKED = { method: 'PUT', headers: { 'x-request-id': '7' }, credentials: 'include' as const }

describe.each(Object.keys(APP_STACKS))('%s', (stack) => {
  test('is given the page, the method and the header that were asked for, and nothing wider', () => {
    const [cause] = causesOf(evidenceOf(ASKED), [], { stack })
    const [snippet] = cause?.fix.snippets ?? []
    expect(snippet).toMatchObject({ stack })
    const { code = '' } = snippet ?? {}
    for (const asked of ['app.example.com', 'PUT', 'x-request-id']) expect(code).toContain(asked)
    for (const wide of [/["'\s]\*["'\s,\]]/, /\bnull\b/, /no-cors/, /reflect/i, /\.\*/]) {
      // Paths may have a wildcard, origins and lists may not.
      const lines = code.split('\n').filter((line) => !/path|matcher|app\.use\('\*'/i.test(line))
      expect(lines.join('\n')).not.toMatch(wide)
    }
  })

  test('has no words for credentials where none were asked for', () => {
    const [cause] = causesOf(evidenceOf({}), [], { stack })
    const { code = '' } = cause?.fix.snippets[0] ?? {}
    expect(code).not.toMatch(/credential[^\n]*(true|True)/i)
  })
})

describe.each(Object.entries(TARGET_STACKS))('%s', (stack, { title }) => {
  test.each([
    ['a request with everything', ASKED, { methods: ['PUT'], allowedHeaders: ['x-request-id'], credentials: true }],
    ['a simple request', {}, { methods: [], allowedHeaders: [], credentials: false }],
  ])(
    'is given what the target writes of the smallest policy for %s, or the reason why it cannot',
    (_, asked, policy) => {
      const [cause] = causesOf(evidenceOf(asked), [], { stack })
      const target = TARGETS.find((each) => each.title === title)
      const made = generate(target?.name ?? '', { origin: PAGE, ...policy })
      if (made.ok) expect(cause?.fix.snippets).toMatchObject([{ stack, code: made.text }])
      else {
        expect(cause?.fix.snippets).toEqual([])
        expect(cause?.fix.summary).toContain(made.problems[0]?.instead)
      }
    },
  )
})

test('a stack of the fixes can be asked for by every name that has a target', () => {
  const own = new Set(Object.keys(STACKS))
  const missing = TARGETS.map(({ name }) => name).filter((name) => !own.has(name))
  expect(missing).toEqual(['nest', 'workers'])
})

test('the fix for a page without an origin is to serve it, and never allows null', () => {
  const [cause] = causesOf(evidenceOf({ origin: 'null' }))
  expect(cause?.fix.snippets).toEqual([])
  expect(cause?.fix.summary).toMatch(/Do not allow null/)
})

test('names that no configuration can hold are not written into one', () => {
  const [cause] = causesOf(evidenceOf({ headers: { "x'a`$b": '1' } }))
  expect(cause?.fix.snippets).toEqual([])
})

test('the stack is the one that the answer names', () => {
  const stackFor = (headers: Readonly<Record<string, string>>) =>
    causesOf(evidenceOf({}, headers))[0]?.fix.snippets.map(({ stack }) => stack)
  expect(stackFor({ 'x-powered-by': 'Express' })).toEqual(['express'])
  expect(stackFor({ server: 'uvicorn' })).toEqual(['fastapi'])
  expect(stackFor({ server: 'nginx/1.22.1' })).toEqual(['nginx'])
  expect(stackFor({ server: 'AmazonS3' })).toEqual(['s3'])
  expect(stackFor({})).toEqual(['express', 'fastapi', 'nginx'])
})
