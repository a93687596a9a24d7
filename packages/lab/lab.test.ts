import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Lab, startLab } from './lab.ts'
import { type OpenedLab, openLab } from './testing/opened-lab.ts'

let opened: OpenedLab
let lab: Lab
const check = async () => ({ mistake: 'nothing is sent here' })

beforeAll(async () => {
  opened = await openLab()
  lab = opened.lab
})

afterAll(() => opened.close())

describe('the servers', () => {
  const post = (headers: Record<string, string>) =>
    fetch(`${lab.url}check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    })

  test('send requests for nobody but their own page', async () => {
    expect((await post({})).status).toBe(403)
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await post({ origin: new URL(lab.url).origin })).status).toBe(400)
  })

  test.each(['check', 'set-up'])('refuse to %s for anybody else, whatever is sent', async (path) => {
    const send = (headers: Record<string, string>, body: string) =>
      fetch(lab.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
    expect((await send({ origin: lab.apiOrigin }, '{}')).status).toBe(403)
    expect((await send({ origin: 'null' }, '{}')).status).toBe(403)
    expect((await send({ origin: new URL(lab.url).origin, 'content-type': 'text/plain' }, '{}')).status).toBe(403)
    expect((await send({ origin: new URL(lab.url).origin }, '[]')).status).toBe(400)
  })

  test('never tell another origin that it may read', async () => {
    const answer = await fetch(lab.url, { headers: { origin: 'https://evil.example' } })
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  test('refuse other pages', async () => {
    expect((await fetch(`${lab.url}../package.json`)).status).toBe(404)
    expect((await fetch(`${lab.url}constructor`)).status).toBe(404)
    expect((await fetch(lab.url, { method: 'DELETE' })).status).toBe(405)
  })

  test('take other ports when one is taken', async () => {
    const port = Number(new URL(lab.url).port)
    await expect(startLab({ check, port, pageFolder: new URL('./page/', import.meta.url) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
    const second = await startLab({ check, pageFolder: new URL('./page/', import.meta.url) })
    expect(second.url).not.toBe(lab.url)
    await second.close()
  })
})
