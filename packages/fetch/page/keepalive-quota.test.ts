import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openPage } from '../open-page.ts'

/** The answers of `/held` end when it is called. */
async function echo() {
  const held: (() => void)[] = []
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
      if (request.url === '/redirect') response.writeHead(307, { ...headers, location: '/' })
      else response.writeHead(200, headers)
      if (request.url !== '/held') response.end('ok')
      else {
        response.write('o')
        held.push(() => response.end('k'))
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const page = openPage(`${url}/page`)
  onTestFinished(() => page.close())
  const send = (body: BodyInit, path = '/', keepalive = true) =>
    page.fetch(`${url}${path}`, { method: 'POST', keepalive, body })
  const sends = async (...given: Parameters<typeof send>) => {
    const answer = await send(...given).catch(() => null)
    await answer?.text()
    return answer !== null
  }
  const end = () => {
    for (const one of held.splice(0)) one()
  }
  return { page, url, send, sends, end }
}

const OF = (length: number) => 'x'.repeat(length)

/** As Chromium does, measured. */
describe('a request with keepalive', () => {
  test('may send 64 KiB', async () => {
    const { sends, page, url } = await echo()
    expect(await sends(OF(65_536))).toBe(true)
    expect(await sends(OF(65_537))).toBe(false)
    expect(await sends('é'.repeat(40_000))).toBe(false)
    expect(await sends(new Blob([OF(65_537)]))).toBe(false)
    expect(await sends(new Uint8Array(65_537))).toBe(false)
    const form = new FormData()
    form.append('a', OF(65_500))
    expect(await sends(form)).toBe(false)
    const outcome = await page.outcomeOf(url, { method: 'POST', keepalive: true, body: OF(65_537) })
    expect(outcome).toMatchObject({ verdict: 'unreachable', reason: { code: 'NetworkError' } })
    expect(await sends(OF(65_536))).toBe(true)
    await expect(
      page.fetch(new page.Request(url, { method: 'POST', keepalive: true, body: OF(65_537) })),
    ).rejects.toThrow(TypeError)
  })

  test('counts until its answer has been read', async () => {
    const { send, sends, end } = await echo()
    const first = await send(OF(40_000), '/held')
    expect(await sends(OF(30_000))).toBe(false)
    expect(await sends(OF(25_000))).toBe(true)
    end()
    expect(await first.text()).toBe('ok')
    expect(await sends(OF(60_000))).toBe(true)
  })

  test('counts until nobody wants its answer any more', async () => {
    const { send, sends } = await echo()
    const first = await send(OF(40_000), '/held')
    await first.body?.cancel()
    expect(await sends(OF(60_000))).toBe(true)
    const abort = new AbortController()
    const { page, url } = await echo()
    const going = page.fetch(`${url}/held`, { method: 'POST', keepalive: true, body: OF(40_000), signal: abort.signal })
    await going
    abort.abort()
    await expect(going.then((answer) => answer.text())).rejects.toThrow()
    const again = await page.fetch(url, { method: 'POST', keepalive: true, body: OF(60_000) })
    expect(await again.text()).toBe('ok')
  })

  test('counts once where it is redirected', async () => {
    const { sends } = await echo()
    expect(await sends(OF(60_000), '/redirect')).toBe(true)
    expect(await sends(OF(60_000), '/redirect')).toBe(true)
  })

  test('does not count for others', async () => {
    const { send, sends } = await echo()
    await send(OF(60_000), '/held')
    expect(await sends(OF(100_000), '/', false)).toBe(true)
    expect(await sends('')).toBe(true)
  })

  test('sends no stream', async () => {
    const { page, url } = await echo()
    const body = new ReadableStream()
    await expect(page.fetch(url, { method: 'POST', keepalive: true, body, duplex: 'half' })).rejects.toThrow(TypeError)
  })
})
