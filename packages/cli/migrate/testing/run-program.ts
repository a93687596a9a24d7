/** Runs a program of this suite, before or after its move, and asks it as a page would. */
import { createServer, type RequestListener, request as sendRequest } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import * as express from 'corskit/express'
import * as fastify from 'corskit/fastify'
import * as hono from 'corskit/hono'
import * as koa from 'corskit/koa'

const MOVED: Readonly<Record<string, unknown>> = {
  'corskit/express': express,
  'corskit/fastify': fastify,
  'corskit/hono': hono,
  'corskit/koa': koa,
}

const requireHere = createRequire(import.meta.url)
const load = (name: string): unknown => (Object.hasOwn(MOVED, name) ? MOVED[name] : requireHere(name))

export interface RunningProgram {
  answer(
    method: string,
    headers: Readonly<Record<string, string>>,
    path?: string,
  ): Promise<{ status: number; headers: [string, string][] }>
  stop(): Promise<void>
}

/**
 * @param text a program that ends with `return` of something that answers: a listener of Node, or an app with `inject`
 * or `fetch`
 */
export async function runProgram(text: string): Promise<RunningProgram> {
  return running(await new Function('require', text)(load))
}

/** @param files CommonJS by name; what `main.js` exports answers */
export async function runProject(files: Readonly<Record<string, string>>): Promise<RunningProgram> {
  const modules = new Map<string, { exports: unknown }>()
  const required = (name: string): unknown => {
    const file = `${name.slice(2)}.js`
    const text = name.startsWith('./') ? files[file] : undefined
    if (text === undefined) return load(name)
    const known = modules.get(file)
    if (known !== undefined) return known.exports
    const made: { exports: unknown } = { exports: {} }
    modules.set(file, made)
    new Function('require', 'module', 'exports', text)(required, made, made.exports)
    return made.exports
  }
  return running(required('./main'))
}

async function running(app: unknown): Promise<RunningProgram> {
  if (isFetch(app)) {
    return {
      answer: async (method, headers, path = '/x') => {
        const response = await app.fetch(new Request(`http://api.example.net${path}`, { method, headers }))
        return { status: response.status, headers: [...response.headers] }
      },
      stop: async () => undefined,
    }
  }
  const server = createServer(app as RequestListener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    answer: (method, headers, path = '/x') => send(port, method, headers, path),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const isFetch = (app: unknown): app is { fetch(request: Request): Response | Promise<Response> } =>
  typeof (app as { fetch?: unknown }).fetch === 'function'

function send(port: number, method: string, headers: Readonly<Record<string, string>>, path: string) {
  return new Promise<{ status: number; headers: [string, string][] }>((resolve, reject) => {
    const request = sendRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const raw = response.rawHeaders
      const pairs = raw.flatMap((name, index): [string, string][] =>
        index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : [],
      )
      response.resume()
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: pairs }))
    })
    request.on('error', reject)
    request.end()
  })
}
