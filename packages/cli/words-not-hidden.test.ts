/** No value that a server or a query has can hide what corskit says: its words, the page, the host that is asked. */
import { CAUSE_RULES } from '@corskit/diagnose'
import { expect, test } from 'vitest'
import { run } from './run.ts'
import { RecordingTerminal } from './testing/recording-terminal.ts'
import { httpServer } from './testing/servers.ts'

const PAGE = 'http://localhost:3000'
const OTHER = 'https://shop.test'

async function output(args: readonly string[]): Promise<string> {
  const terminal = new RecordingTerminal()
  await run(args, terminal)
  return terminal.stdout
}

/** Of every cause, the longest word, so that the run is short. */
const WORDS = [
  ...new Set(
    CAUSE_RULES.map(({ fix, title }) =>
      `${title} ${fix}`.split(/[^A-Za-z-]+/).reduce((longest, word) => (word.length > longest.length ? word : longest)),
    ),
  ),
]

/** What a server may have in any header, and anybody in a query. */
const valuesFor = (url: string) => [
  ...[PAGE, PAGE.slice(1, -1), OTHER, OTHER.slice(8), url.slice(7), url, 'PUT, DELETE', 'content-type, x-a'],
  ...['origin', 'ORIGIN', 'preflight', 'credentials', 'Access-Control-Allow-Origin', 'ccess-Control-Allow'],
  ...['MissingAllowOriginHeader', 'AllowOriginMismatch', 'another-origin-allowed', '/items/list', 'express'],
  ...WORDS,
]

test.each([
  ['the value of another page', OTHER],
  ['nothing', null],
])('%s in Access-Control-Allow-Origin: an answer with any of them is told like one without', async (_, allowed) => {
  let debug = ''
  const url = await httpServer((_request, response) => {
    if (allowed !== null) response.setHeader('access-control-allow-origin', allowed)
    response.setHeader('access-control-allow-methods', 'PUT, DELETE')
    response.setHeader('access-control-allow-headers', 'content-type, x-a')
    if (debug !== '') response.setHeader('x-debug', debug)
    response.end('hi')
  })
  const asked = ['--origin', PAGE, '--no-probe', '-X', 'PUT', '-H', 'x-a: 1', '--credentials', 'include']
  const plain = await output(['check', `${url}/items/list`, ...asked])
  expect(plain).not.toContain('[redacted]')
  for (debug of valuesFor(url)) expect(await output(['check', `${url}/items/list`, ...asked]), debug).toBe(plain)
  debug = ''
  // What stands in the path and in the query was typed by the same person, who may not want it shown.
  for (const value of valuesFor(url).filter((text) => !text.startsWith('/'))) {
    const withQuery = await output(['check', `${url}/items/list?x=${encodeURIComponent(value)}`, ...asked])
    expect(withQuery.replaceAll('?[redacted]', ''), value).toBe(plain)
    for (const body of [value, `a=${encodeURIComponent(value)}`, JSON.stringify({ a: value })])
      expect(await output(['check', `${url}/items/list`, ...asked, '-d', body]), body).toBe(plain)
  }
})

test('a secret of a query is hidden where a server says it, although a word stands in it', async () => {
  const url = await httpServer((request, response) => {
    response.setHeader(
      'access-control-allow-origin',
      new URL(request.url ?? '', 'http://x').searchParams.get('x') ?? '',
    )
    response.end()
  })
  for (const secret of ['origin-hunter2-S3cr3t', 'swordfish', 'correct-horse-battery-staple'])
    expect(await output(['check', `${url}/?x=${secret}`, '--origin', PAGE])).not.toContain(secret)
})
