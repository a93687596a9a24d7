/** Every fix that is printed for Express is applied, and the request is made again: it may be read then. */
import { definePolicy, type PolicyOptions } from 'corskit'
import { type RequestInput, simulateFetchSync } from 'corskit/browser'
import { getHeader, toHeaderList } from 'corskit/protocol'
import { expect, test } from 'vitest'
import { CAUSE_RULES } from '../causes/all.ts'
import { explain } from '../explain/explain.ts'
import { readInput } from '../explain/read-input.ts'
import { causesOf } from '../investigate.ts'
import { SITUATIONS } from '../testing/answering-servers.ts'
import { diagnoseInMemory } from '../testing/ask-in-memory.ts'
import type { Cause } from '../words/cause.ts'

/** What a page sends; each server is asked by each. */
const REQUESTS: readonly Partial<RequestInput>[] = [
  {},
  { method: 'POST', headers: { 'content-type': 'application/json' } },
  { method: 'PUT', headers: { authorization: 'Bearer x', 'content-type': 'application/json' } },
  { method: 'DELETE', headers: { 'x-a': '1' }, credentials: 'include' },
]

/** The options that the code hands to `cors`. */
function optionsIn(code: string): PolicyOptions {
  const taken: PolicyOptions[] = []
  const app = { use() {} }
  const run = new Function('app', 'cors', 'authenticate', code.replace(/^import .*$/gm, ''))
  run(app, (options: PolicyOptions) => taken.push(options), null)
  const [options] = taken
  if (taken.length !== 1 || options === undefined) throw new Error(`cors is called ${taken.length} times in ${code}`)
  return options
}

/** The same request to a server with this policy in front of everything; `status` is what the app answers. */
function asksAgain(request: RequestInput, options: PolicyOptions, status: number): string {
  const policy = definePolicy(options)
  const outcome = simulateFetchSync(request, ({ kind, method, headers }) => {
    const header = (name: string) => getHeader(headers, name) ?? undefined
    const answer = policy.answer({
      method,
      origin: header('origin'),
      requestMethod: header('access-control-request-method'),
      requestHeaders: header('access-control-request-headers'),
    } as never) as { headers?: readonly (readonly [string, string])[] }
    return { status: kind === 'preflight' ? 204 : status, headers: answer.headers ?? [] }
  })
  return outcome.reason?.code ?? outcome.verdict
}

const express = ({ fix }: Cause) => fix.snippets.filter(({ stack }) => stack === 'express')

test('every cause with something to paste, for every request of a page', async () => {
  const blocked: string[] = []
  const applied = new Set<string>()
  const allowed = new Map<string, string>()
  for (const [place, { name, request, server }] of SITUATIONS.entries()) {
    // One of them for each server, in turn: all of them take half a minute.
    const asked = REQUESTS[place % REQUESTS.length] as Partial<RequestInput>
    const input = { ...request, ...asked }
    const { evidence, probes } = await diagnoseInMemory(input, server)
    for (const cause of causesOf(evidence, probes, { stack: 'express' }))
      for (const { code } of express(cause)) {
        applied.add(cause.id)
        const key = JSON.stringify([asked, code])
        const told = allowed.get(key) ?? asksAgain(input, optionsIn(code), 401)
        allowed.set(key, told)
        if (told !== 'allowed') blocked.push(`${name} as ${JSON.stringify(asked)}: ${cause.id}: ${told}\n${code}`)
      }
  }
  expect(blocked.slice(0, 5)).toEqual([])
  // What is left is known from lines alone, is about something else than a refusal, or has nothing for Express.
  const pasted = CAUSE_RULES.filter(({ id, remedy }) => remedy !== 'none' && !applied.has(id)).map(({ id }) => id)
  expect(pasted).toMatchInlineSnapshot(`
    [
      "gateway-error",
      "body-too-large",
      "cached-for-another-origin",
      "two-layers-add-headers",
      "cached-without-headers",
      "opaque-response",
      "header-not-exposed",
    ]
  `)
})

test('a request whose preflight was remembered keeps its headers in the fix', () => {
  const input = { ...REQUESTS[2], origin: 'https://app.example.com', url: 'https://api.example.net/users' }
  const outcome = simulateFetchSync(input, ({ kind }) => ({
    status: kind === 'preflight' ? 204 : 401,
    headers:
      kind === 'preflight'
        ? {
            'access-control-allow-origin': '*',
            'access-control-allow-methods': 'PUT',
            'access-control-allow-headers': 'authorization, content-type',
          }
        : {},
  }))
  const remembered = {
    ...outcome,
    exchanges: outcome.exchanges.slice(1),
    steps: [{ rule: 'CORS-preflight cache', spec: '', passed: true, detail: '' }, ...outcome.steps],
  }
  const { method = 'GET', headers, origin, url } = input
  const request = { method, origin, url, headers: toHeaderList(headers), credentials: 'same-origin' as const }
  const causes = causesOf({ request, outcome: remembered, message: null }, [], { stack: 'express' })
  const codes = causes.flatMap(express).map(({ code }) => code)
  expect(codes.map((code) => asksAgain(input, optionsIn(code), 401))).toEqual(codes.map(() => 'allowed'))
  expect(codes).not.toEqual([])
})

test('a header that script could not read is the one that is exposed', () => {
  const read = readInput('Refused to get unsafe header "X-Rate-Left"')
  if ('why' in read) throw new Error(read.why)
  const [code] = explain(read, { stack: 'express' }).failures[0]?.causes.flatMap(express) ?? []
  expect(optionsIn(code?.code ?? '').exposedHeaders).toEqual(['x-rate-left'])
})

test('a method in lower case that is not listed: the fix says to send it in upper case, which it allows', async () => {
  const input = { method: 'patch', origin: 'https://app.example.com', url: 'https://api.example.net/users' }
  const { evidence, probes } = await diagnoseInMemory(input, () => ({
    status: 204,
    headers: [
      ['access-control-allow-origin', '*'],
      ['access-control-allow-methods', 'PUT'],
    ],
  }))
  const [cause] = causesOf(evidence, probes, { stack: 'express' })
  expect(cause).toMatchObject({
    id: 'method-not-allowed',
    fix: { summary: expect.stringContaining('send PATCH, not patch') },
  })
  const [snippet] = cause === undefined ? [] : express(cause)
  expect(asksAgain({ ...input, method: 'PATCH' }, optionsIn(snippet?.code ?? ''), 200)).toBe('allowed')
})
