import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import type { PolicyOptions } from 'corskit'
import { cors } from 'corskit/node'
import { afterAll, describe, expect, test } from 'vitest'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { http2Server, httpServer, httpsServer } from '../testing/servers.ts'

const folder = mkdtempSync(`${tmpdir()}/corskit-verify-`)
afterAll(() => rmSync(folder, { recursive: true }))

const POLICY: PolicyOptions = { origin: ['https://app.example.com', 'https://*.shop.example'], methods: ['PUT'] }
const file = `${folder}/cors.json`
writeFileSync(file, JSON.stringify(POLICY))

async function corskit(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await run(['verify', ...args, '--policy', file, '--json'], terminal)
  const { differences } = JSON.parse(terminal.stdout) as {
    differences: { subject: string; kind: string; curl: string }[]
  }
  return { exitCode, differences, stderr: terminal.stderr }
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Right except for one kind of answer, which comes from another layer. */
function except(is: (request: IncomingMessage) => boolean, instead: Listener): Listener {
  const withCors = cors(POLICY)
  return (request, response) => {
    if (is(request)) instead(request, response)
    else withCors(request, response, () => response.end('hello'))
  }
}

const right = except(
  () => false,
  () => {},
)

const STATUSES = [301, 304, 308, 401, 403, 404, 405, 413, 422, 500, 502, 503]
const paths = STATUSES.flatMap((status) => ['--path', `/${status}`])
const statusOf = ({ url = '' }: IncomingMessage) => Number(/^\/(\d{3})$/.exec(url)?.[1] ?? 200)

describe('an answer of any status has the headers, or the difference is told', () => {
  test('none is named when all are right', async () => {
    const withCors = cors(POLICY)
    const url = await httpServer((request, response) =>
      withCors(request, response, () => response.writeHead(statusOf(request), { location: '/' }).end()),
    )
    expect(await corskit(url, ...paths)).toMatchObject({ exitCode: 0, differences: [] })
  })

  test(`each of them is found: ${STATUSES.join(', ')}`, async () => {
    const isBare = (request: IncomingMessage) => statusOf(request) !== 200 && request.method === 'GET'
    const url = await httpServer(
      except(isBare, (request, response) => response.writeHead(statusOf(request), { location: '/' }).end()),
    )
    const { exitCode, differences } = await corskit(url, ...paths)
    expect(differences.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(
      STATUSES.map((status) => `narrower path /${status}`),
    )
    expect(exitCode).toBe(1)
  })

  test('a redirect that adds a slash', async () => {
    const url = await httpServer(
      except(
        ({ url }) => url === '/users',
        (_, response) => response.writeHead(301, { location: '/users/' }).end(),
      ),
    )
    const { differences } = await corskit(`${url}/users/`)
    expect(differences.map(({ subject }) => subject)).toEqual(['redirects'])
  })

  test('HEAD', async () => {
    const url = await httpServer(
      except(
        ({ method }) => method === 'HEAD',
        (_, response) => response.end(),
      ),
    )
    const { differences } = await corskit(url)
    expect(differences).toMatchObject([{ subject: 'HEAD', curl: expect.stringContaining('curl -i -I ') }])
  })
})

describe('--errors brings about what no page could', () => {
  test('405 and 413, and only with it', async () => {
    const url = await httpServer(
      except(
        ({ method }) => method === 'POST' || method === 'PUT',
        (_, response) => response.writeHead(413).end(),
      ),
    )
    expect((await corskit(url)).exitCode).toBe(0)
    const { differences, stderr } = await corskit(url, '--errors')
    expect(differences.map(({ subject }) => subject)).toContain('error pages (413)')
    expect(differences.find(({ subject }) => subject.includes('413'))?.curl).toMatch(
      /^head -c 3000000 .* \| curl -i --data-binary @- /,
    )
    expect(stderr).toContain('sending GET, HEAD, OPTIONS, POST and CORSKIT requests')
  })

  test('a server that drops the connection for an unknown method does not count as unreachable', async () => {
    // Node itself answers 400 to an unknown method, and closes.
    const { differences } = await corskit(await httpServer(right), '--errors')
    expect(differences.map(({ subject }) => subject)).toEqual(['error pages (405)'])
  })
})

describe('over TLS', () => {
  const certificate = selfSignedCertificate(['localhost'])
  test.each([
    ['HTTP/1.1', httpsServer],
    ['HTTP/2', http2Server],
  ])('%s', async (_, server) => {
    const versions = new Set<string>()
    const url = await server(certificate, (request, response) => {
      versions.add(request.httpVersion)
      right(request, response)
    })
    expect(await corskit(url, '-k')).toMatchObject({ exitCode: 0, differences: [] })
    expect([...versions]).toEqual([server === http2Server ? '2.0' : '1.1'])
    const wrong = await server(
      certificate,
      except(
        ({ headers }) => headers.origin === 'null',
        (_, response) => {
          response.setHeader('access-control-allow-origin', 'null')
          response.end()
        },
      ),
    )
    const { differences, exitCode } = await corskit(wrong, '-k')
    expect(differences[0]).toMatchObject({
      kind: 'wider',
      subject: 'origin null',
      curl: expect.stringMatching(/^curl -i -k /),
    })
    expect(exitCode).toBe(1)
  })

  test('a certificate that is not trusted is named, and -k goes on', async () => {
    const terminal = new RecordingTerminal()
    const url = await httpsServer(certificate, right)
    expect(await run(['verify', url, '--policy', file], terminal)).toBe(3)
    expect(terminal.stdout).toContain('self-signed')
  })
})

test('two lines of Origin: a server that checks one and repeats the other is named', async () => {
  const url = await httpServer(
    except(
      ({ rawHeaders }) => rawHeaders.filter((each) => each.toLowerCase() === 'origin').length > 1,
      ({ rawHeaders }, response) => {
        const lines = rawHeaders.filter((_, at) => rawHeaders[at - 1]?.toLowerCase() === 'origin')
        if (lines[0] === 'https://app.example.com' || lines[0] === 'https://corskit.shop.example')
          response.setHeader('access-control-allow-origin', lines[1] ?? '')
        response.end()
      },
    ),
  )
  const { differences } = await corskit(url)
  expect(differences).toMatchObject([{ kind: 'wider', subject: 'two Origin lines' }])
  expect(differences[0]?.curl.match(/-H 'origin: /g)?.length).toBe(2)
})

describe('a policy of very many origins is asked for so long as was allowed', () => {
  test('and the first line says how many there would be', async () => {
    const many = `${folder}/many.json`
    writeFileSync(
      many,
      JSON.stringify({ origin: Array.from({ length: 20_000 }, (_, at) => `https://c${at}.example.com`) }),
    )
    let count = 0
    const url = await httpServer((_, response) => {
      count++
      response.end()
    })
    const terminal = new RecordingTerminal()
    expect(await run(['verify', url, '--policy', many, '--most', '60'], terminal)).toBe(1)
    expect(count).toBeLessThanOrEqual(60)
    expect(terminal.stderr).toContain('60 at the most; a complete check would take up to 480052: --most 480052')
  }, 60_000)

  test.each(['0', '39', 'all', '1e3', '-5', '99999999'])('--most %s is refused', async (most) => {
    const terminal = new RecordingTerminal()
    expect(await run(['verify', 'http://127.0.0.1:1/', '--policy', file, '--most', most], terminal)).toBe(2)
    expect(terminal.stderr).toContain('expected a number of requests, 40 or more')
  })
})
