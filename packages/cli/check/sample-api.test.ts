import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Cause } from '@corskit/diagnose'
import { createSampleApi, createThirdOrigin } from '@corskit/example-broken-api'
import { ROUTES } from '@corskit/example-broken-api/routes'
import type { Outcome } from 'corskit/browser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { check } from './command.ts'

const pageOrigin = 'http://localhost:5173'
const servers = [createServer(), createServer()]
let apiOrigin = ''

beforeAll(async () => {
  for (const server of servers) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const [api, third] = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const site = { pageOrigin, thirdOrigin: third ?? '' }
  servers[0]?.on('request', createSampleApi(site) as RequestListener)
  servers[1]?.on('request', createThirdOrigin(site) as RequestListener)
  apiOrigin = api ?? ''
})

afterAll(() => {
  for (const server of servers) server.close()
})

describe('`corskit check` names what is wrong with', () => {
  for (const engine of ['standard', 'chromium']) {
    test.each(ROUTES)(`$path: $code, as ${engine}`, async ({ path, request, code }) => {
      const args = [`${apiOrigin}${path}`, '--origin', pageOrigin, '--json', '--engine', engine]
      if (request.method !== undefined) args.push('-X', request.method)
      if (request.body !== undefined) args.push('--data', request.body)
      if (request.credentials !== undefined) args.push('--credentials', request.credentials)
      if (request.mode !== undefined) args.push('--mode', request.mode)
      for (const [name, value] of Object.entries(request.headers ?? {})) args.push('-H', `${name}: ${value}`)
      let stdout = ''
      const exitCode = await check(args, { out: (text) => (stdout += text), err: () => {}, colour: false })
      const outcome: Outcome = JSON.parse(stdout)
      expect(outcome.reason?.code ?? null).toBe(code)
      expect(exitCode).toBe(code === null ? 0 : 1)
      const [cause] = (JSON.parse(stdout) as { causes: readonly Cause[] }).causes
      if (code === null) expect(cause).toBeUndefined()
      else expect(cause?.confidence).toBeOneOf(['certain', 'likely'])
    })
  }
})

test('the table has every way that the issue asks for, and each path once', () => {
  expect(ROUTES.filter(({ code }) => code !== null).length).toBeGreaterThanOrEqual(14)
  expect(new Set(ROUTES.map(({ path }) => path)).size).toBe(ROUTES.length)
})
