/**
 * The pages of an attack: the app's and the attacker's, at any name under `.localhost`. Each does what the lab's page
 * tells it, and ignores all others.
 */
import type { RequestListener } from 'node:http'
import { type AttackPorts, storyOrigin } from '../../attacks/live/live-names.ts'

const DOCUMENT = '<!doctype html><meta charset="utf-8"><title>A page of the lab</title><script src="/page.js"></script>'

/** As text, since it runs in the frame; `LAB` is the origin of the lab's page. */
const SCRIPT = `
const WAYS = {
  async fetch({ url, init }) {
    const response = await fetch(url, { ...init, cache: 'no-store' })
    return { status: response.status, type: response.type, body: await response.text() }
  },
  form({ url, fields }) {
    return new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.name = 'answer'
      document.body.append(frame)
      const form = Object.assign(document.createElement('form'), { action: url, method: 'post', target: 'answer' })
      for (const [name, value] of Object.entries(fields)) {
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
      }
      document.body.append(form)
      frame.onload = () => resolve(null)
      form.submit()
    })
  },
  socket({ url }) {
    return new Promise((resolve) => {
      const socket = new WebSocket(url)
      socket.onmessage = ({ data }) => {
        resolve(String(data))
        socket.close()
      }
      socket.onclose = () => resolve(null)
    })
  },
}
addEventListener('message', async ({ origin, data, ports: [port] }) => {
  if (origin !== LAB || port === undefined || !Object.hasOwn(WAYS, data?.do)) return
  try {
    port.postMessage({ value: await WAYS[data.do](data) })
  } catch (error) {
    port.postMessage({ refused: String(error?.message ?? error) })
  }
})
`

export function createPuppets(pageOrigin: string, ports: AttackPorts): RequestListener {
  const bank = `${ports.scheme}://*.localhost:${ports.bank}`
  return (request, response) => {
    const { host = '' } = request.headers
    if (storyOrigin(`${ports.scheme}://${host}`, ports) === null) {
      response.writeHead(421, { 'content-type': 'text/plain' }).end('This is not the host you asked for.\n')
      return
    }
    if (request.method !== 'GET') {
      response.writeHead(405, { 'content-type': 'text/plain' }).end('Expected GET.\n')
      return
    }
    const headers = {
      'content-security-policy': [
        "default-src 'none'",
        // Not `self`: a sandboxed frame has no origin.
        `script-src ${ports.scheme}://${host}`,
        `connect-src ${bank} ${bank.replace('http', 'ws')} ${ports.scheme}://*.localhost:${ports.cache}`,
        `frame-src ${bank}`,
        `form-action ${bank}`,
        "base-uri 'none'",
        `frame-ancestors ${pageOrigin}`,
      ].join('; '),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    }
    if (request.url === '/page') {
      response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(DOCUMENT)
    } else if (request.url === '/page.js') {
      response
        .writeHead(200, { ...headers, 'content-type': 'text/javascript; charset=utf-8' })
        .end(`const LAB = ${JSON.stringify(pageOrigin)}\n${SCRIPT}`)
    } else {
      response.writeHead(404, { ...headers, 'content-type': 'text/plain' }).end('There is no such page.\n')
    }
  }
}
