/** OPTIONS that is forbidden: the method, or who calls. */
import { describe, expect, test } from 'vitest'
import { causesOf } from '../../investigate.ts'
import { diagnoseInMemory, type ServerInMemory } from '../../testing/ask-in-memory.ts'

const REQUEST = { origin: 'https://app.example.com', url: 'https://api.example.net/items', method: 'PUT' }
type Lines = readonly (readonly [string, string])[]

const told = (causes: readonly { confidence: string; id: string }[]) =>
  causes.filter(({ id }) => id !== 'no-cors-headers').map(({ confidence, id }) => `${id} (${confidence})`)

const HTML = ['content-type', 'text/html'] as const

/** Heads of 403, as these answer where a rule about methods refuses OPTIONS. */
const FORBIDDING: Readonly<Record<string, Lines>> = {
  'nginx, limit_except': [['server', 'nginx/1.22.1'], HTML],
  'Apache, LimitExcept': [
    ['server', 'Apache/2.4.71 (Debian)'],
    ['content-type', 'text/html; charset=iso-8859-1'],
  ],
  'HAProxy, deny if METH_OPTIONS': [['cache-control', 'no-cache'], HTML],
  'CloudFront, allowed methods': [['server', 'CloudFront'], HTML, ['x-cache', 'Error from cloudfront']],
  'a load balancer of AWS, a rule of its firewall': [['server', 'awselb/2.0'], HTML],
  'Envoy, RBAC': [
    ['server', 'envoy'],
    ['content-type', 'text/plain'],
  ],
  'IIS, a rule about verbs': [['server', 'Microsoft-IIS/10.0'], HTML],
}

const forbidding =
  (head: Lines, own: Lines, status = 200): ServerInMemory =>
  ({ method }) =>
    method === 'OPTIONS' ? { status: 403, headers: head } : { status, headers: own }

describe.each(Object.entries(FORBIDDING))('%s', (_, head) => {
  const ALLOWING: Lines = [['access-control-allow-origin', REQUEST.origin]]

  test.each([[], ALLOWING])('the method is refused, and not who calls: %j', async (...own) => {
    for (const status of [200, 204, 405]) {
      const { causes } = await diagnoseInMemory(REQUEST, forbidding(head, own as never, status))
      expect(told(causes)).toEqual(['options-not-handled (likely)', 'auth-before-preflight (possible)'])
      expect(causes[0]?.fix.summary).toContain('limit_except')
    }
  })

  test('GET is refused too: it may be who calls', async () => {
    for (const status of [401, 403]) {
      const { causes } = await diagnoseInMemory(REQUEST, forbidding(head, [], status))
      expect(told(causes)[0]).toBe('auth-before-preflight (likely)')
    }
  })

  test('a preflight alone is refused: something looks at the origin', async () => {
    const server: ServerInMemory = (asked) =>
      asked.method === 'OPTIONS' && asked.header('origin') === null
        ? { status: 204, headers: [] }
        : forbidding(head, [])(asked)
    const { causes } = await diagnoseInMemory(REQUEST, server)
    expect(told(causes)).not.toContain('options-not-handled (likely)')
  })
})

test.each(['nginx/1.22.1', 'Apache/2.4.71 (Debian)', 'Microsoft-IIS/10.0'])(
  'without probes, a page of %s does not say which of them it is',
  async (server) => {
    const { evidence } = await diagnoseInMemory(REQUEST, forbidding([['server', server], HTML], []))
    expect(told(causesOf(evidence))).toEqual(['auth-before-preflight (possible)', 'options-not-handled (possible)'])
  },
)

test('a login that is asked for is told as that', async () => {
  const head: Lines = [['server', 'nginx'], HTML, ['www-authenticate', 'Basic realm="a"']]
  const { causes } = await diagnoseInMemory(REQUEST, forbidding(head, []))
  expect(told(causes)[0]).toBe('auth-before-preflight (certain)')
})
