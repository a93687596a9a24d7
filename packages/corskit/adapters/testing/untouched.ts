/**
 * Compares what goes out of an app with corskit with what goes out of the same app without it: line by line, byte by
 * byte.
 */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningServer } from './harness.ts'
import { RESPONSE_KINDS } from './response-kinds.ts'

/** What came back, without what corskit is there for. */
interface Received {
  readonly status: string
  readonly headers: readonly string[]
  readonly body: string
}

/** @param differs the lines in which a platform makes a difference itself, as soon as anybody sets a header */
export function describeUntouched(
  title: string,
  start: () => Promise<RunningServer>,
  apps: readonly string[],
  differs: (line: string, method: string, kind: string) => boolean = () => false,
  kinds: readonly string[] = Object.keys(RESPONSE_KINDS),
): void {
  describe(title, () => {
    let server: RunningServer
    beforeAll(async () => {
      server = await start()
    })
    afterAll(() => server?.close())
    describe.each(apps)('%s', (app) => {
      test.each(kinds)('%s', async (kind) => {
        for (const method of ['GET', 'HEAD', 'POST']) {
          for (const lines of [
            [],
            ['origin: https://app.example.com'],
            ['origin: https://evil.example', 'range: bytes=1-3'],
          ]) {
            const ask = (side: string) =>
              receive(server.url, method, `/${app}/${side}/${encodeURIComponent(kind)}`, lines)
            const [without, given] = [await ask('without'), await ask('with')]
            const isCompared = (line: string) => !differs(line, method, kind)
            const compared = ({ headers, ...rest }: Received) => ({ ...rest, headers: headers.filter(isCompared) })
            expect(compared(given), `${method} ${lines.join(', ')}`).toEqual(compared(without))
          }
        }
      })
    })
  })
}

function receive(base: string, method: string, path: string, lines: readonly string[]): Promise<Received> {
  const { hostname, port, host } = new URL(base)
  const head = [`${method} ${path} HTTP/1.1`, `host: ${host}`, 'connection: close', ...lines]
  if (method === 'POST') head.push('content-length: 0')
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join('\r\n')}\r\n\r\n`))
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      text += chunk
      if (isWhole(text, method)) socket.end()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(parsed(text)))
  })
}

/** A server that passes on what `fetch` gave passes on `connection: keep-alive` too, and does not close. */
function isWhole(text: string, method: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return false
  const head = text.slice(0, end)
  if (!/^connection: keep-alive$/im.test(head)) return false
  if (method === 'HEAD') return true
  if (/^transfer-encoding: chunked$/im.test(head)) return text.endsWith('\r\n0\r\n\r\n')
  const length = /^content-length: (\d+)$/im.exec(head)?.[1]
  return length !== undefined && text.length - end - 4 >= Number(length)
}

function parsed(text: string): Received {
  const end = text.indexOf('\r\n\r\n')
  const [status = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (name === 'date' || name.startsWith('access-control-')) return []
    if (name !== 'vary') return [`${name}: ${value}`]
    const others = value.split(/\s*,\s*/).filter((item) => item.toLowerCase() !== 'origin')
    return others.length === 0 ? [] : [`vary: ${others.join(', ')}`]
  })
  const body = text.slice(end + 4)
  return { status, headers: headers.sort(), body: headers.includes('transfer-encoding: chunked') ? joined(body) : body }
}

/** A chunked body, whose chunks may come in any size. A body that is cut off is not the same as one that ended. */
function joined(body: string): string {
  let whole = ''
  for (let rest = body; rest !== ''; ) {
    const size = Number.parseInt(rest, 16)
    const start = rest.indexOf('\r\n') + 2
    if (size === 0) return `${whole}, ended`
    whole += rest.slice(start, start + size)
    rest = rest.slice(start + size + 2)
  }
  return whole
}
