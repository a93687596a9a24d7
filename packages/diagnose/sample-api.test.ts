/** Each wrong route of the sample API, and what the diagnosis says is wrong with it. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSampleApi, createThirdOrigin } from '@corskit/example-broken-api'
import { ROUTES } from '@corskit/example-broken-api/routes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_PROBES } from './investigate.ts'
import { diagnose } from './testing/ask.ts'

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

const CAUSES: Readonly<Record<string, string>> = {
  '/no-headers': 'no-cors-headers',
  '/wrong-origin': 'another-origin-allowed',
  '/trailing-slash': 'origin-trailing-slash',
  '/glob': 'origin-glob',
  '/null-origin': 'another-origin-allowed',
  '/two-origins': 'origin-list-in-one-header',
  '/duplicated-header': 'two-layers-add-headers',
  '/scheme-missing': 'origin-without-scheme',
  '/empty-value': 'origin-empty',
  '/wildcard-with-credentials': 'wildcard-with-credentials',
  '/missing-allow-credentials': 'credentials-not-allowed',
  '/allow-credentials-in-capitals': 'credentials-not-allowed',
  '/error-without-headers': 'error-without-headers',
  '/only-on-options': 'headers-only-on-preflight',
  // Only a PUT would show that its answer has the headers, and nothing is written to find a cause.
  '/not-on-options': 'no-cors-headers',
  '/options-404': 'options-not-handled',
  '/options-401': 'auth-before-preflight',
  '/login-before-cors': 'auth-before-preflight',
  '/preflight-redirect': 'trailing-slash-redirect',
  '/method-missing': 'method-not-allowed',
  '/method-in-lower-case': 'method-case',
  '/header-missing': 'header-not-allowed',
  '/wildcard-headers-with-credentials': 'wildcard-list-with-credentials',
  '/invalid-token': 'malformed-list',
  '/invalid-method-list': 'malformed-list',
  '/redirect-to-third-origin': 'redirect-taints-origin',
  '/session-expired': 'login-redirect',
  '/redirect-with-password': 'redirect-not-followable',
  '/resource-policy': 'resource-policy',
}

test.each(ROUTES.map((route) => [route.path, route] as const))('%s', async (path, { request, code }) => {
  const { causes, probes } = await diagnose({ origin: pageOrigin, url: apiOrigin + path, ...request })
  expect(probes.length).toBeLessThanOrEqual(MOST_PROBES)
  if (code === null) expect(causes).toEqual([])
  else expect(causes[0]?.id).toBe(CAUSES[path])
})
