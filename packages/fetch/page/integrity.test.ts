import { createHash } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { openPage } from '../index.ts'
import { httpServer } from '../testing/servers.ts'

const API = 'https://api.example.com'
const TEXT = 'Hello, world'

const digest = (algorithm: string, text = TEXT) => `${algorithm}-${createHash(algorithm).update(text).digest('base64')}`
const right = { 256: digest('sha256'), 384: digest('sha384'), 512: digest('sha512') }
const wrong = { 256: digest('sha256', 'x'), 384: digest('sha384', 'x'), 512: digest('sha512', 'x') }

function open(answer: () => Response = () => new Response(TEXT, { headers: { 'access-control-allow-origin': '*' } })) {
  const page = openPage('https://app.example.com/', { handlers: { [API]: answer } })
  onTestFinished(() => page.close())
  return page
}

it.each([
  ['of each algorithm', right[256]],
  ['of each algorithm', right[384]],
  ['of each algorithm', right[512]],
  ['in capital letters', right[256].replace('sha', 'SHA')],
  ['without padding', right[512].replace(/=+$/, '')],
  ['in base64url', right[512].replaceAll('+', '-').replaceAll('/', '_')],
  ['with options', `${right[256]}?ct=text/plain`],
  ['the strongest of several', `${wrong[256]} \n ${right[384]}`],
  ['one of two as strong', `${wrong[512]} ${right[512]} `],
  ['of nothing that is known', 'md5-abc sha256 nonsense -'],
  ['that is empty', ''],
])('takes a body that has the integrity %s: %j', async (_, integrity) => {
  const response = await open().fetch(API, { integrity })
  expect(response).toMatchObject({ status: 200, type: 'cors', url: `${API}/`, bodyUsed: false })
  expect(await response.text()).toBe(TEXT)
})

it.each([
  wrong[256],
  `${right[256]} ${wrong[384]}`,
  `${right[384]} ${wrong[512]}`,
  `${wrong[256]} ${wrong[512]}`,
  'sha256-',
  `${right[256]}=`,
])('refuses a body that is not %j', async (integrity) => {
  const page = open()
  await expect(page.fetch(API, { integrity })).rejects.toThrow(new TypeError('Failed to fetch'))
  await expect(page.fetch(new page.Request(API, { integrity }))).rejects.toThrow(TypeError)
  const outcome = await page.outcomeOf(API, { integrity })
  expect(outcome).toMatchObject({
    verdict: 'blocked',
    reason: { parameter: integrity, url: `${API}/` },
    response: null,
  })
  expect(outcome.exchanges).toHaveLength(1)
  expect(outcome.steps.at(-1)).toMatchObject({ rule: 'integrity', passed: false })
})

it('refuses what nobody may look at, and what has no body', async () => {
  const integrity = digest('sha256', '')
  await expect(open().fetch(API, { integrity: right[256], mode: 'no-cors' })).rejects.toThrow(TypeError)
  const headers = { 'access-control-allow-origin': '*' }
  const empty = open(() => new Response(null, { status: 204, headers }))
  await expect(empty.fetch(API, { integrity })).rejects.toThrow(TypeError)
})

it('says what CORS says of an answer that script may not read, whatever its body', async () => {
  const outcome = await open(() => new Response(TEXT)).outcomeOf(API, { integrity: wrong[256] })
  expect(outcome.reason?.code).toBe('MissingAllowOriginHeader')
})

it('looks at data: and blob: URLs too', async () => {
  const url = URL.createObjectURL(new Blob([TEXT]))
  onTestFinished(() => URL.revokeObjectURL(url))
  for (const of of [url, `data:,${TEXT}`]) {
    expect(await (await open().fetch(of, { integrity: right[256] })).text()).toBe(TEXT)
    await expect(open().fetch(of, { integrity: wrong[256] })).rejects.toThrow(TypeError)
  }
})

it('waits for the whole body; one that breaks off, or is aborted, is refused', async () => {
  const server = await httpServer((request, response) => {
    response.writeHead(200, { 'access-control-allow-origin': '*' }).write(TEXT)
    if (request.url === '/breaks') setImmediate(() => response.destroy())
  })
  const page = openPage('http://app.example.com/', { resolve: { 'api.example.com': server.address } })
  onTestFinished(() => page.close())
  await expect(page.fetch('http://api.example.com/breaks', { integrity: right[256] })).rejects.toThrow(TypeError)
  const signal = AbortSignal.timeout(100)
  const late = page.fetch('http://api.example.com/hangs', { integrity: right[256], signal })
  await expect(late).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }))
})
