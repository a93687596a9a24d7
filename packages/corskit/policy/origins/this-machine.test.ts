import { expect, test } from 'vitest'
import type { PolicyError } from '../checks/issue.ts'
import { type Environment, policyFromEnv } from '../environment/from-env.ts'
import { admitsThisMachine, isThisMachine, NAMES_OF_THIS_MACHINE } from './this-machine.ts'

const LOCAL = [
  'http://localhost',
  'http://localhost:*',
  'http://localhost.:3000',
  'http://a.b.localhost',
  'http://*.localhost:*',
  'http://pr-*.localhost',
  'https://LOCALHOST',
  'http://127.0.0.1:3000',
  'http://127.255.255.254',
  'http://127.1',
  'http://2130706433',
  'http://0x7f000001',
  'http://0177.0.0.1',
  'http://0.0.0.0:8080',
  'http://0',
  'http://[::1]',
  'http://[::]:3000',
  'http://[0:0:0:0:0:0:0:1]',
  'http://[::ffff:7f00:1]',
  'http://[::ffff:127.0.0.1]',
  'http://[::ffff:0.0.0.0]',
  'http://[::127.0.0.1]',
  'http://[64:ff9b::127.0.0.1]',
  'http://ip6-localhost',
  'http://ip6-loopback:1',
  'http://localhost4',
  'http://localhost6.',
  'http://localhost.localdomain',
  'http://localhost4.localdomain4:3000',
  'http://localhost6.localdomain6',
  'http://ipv6-localhost',
  'http://ipv6-loopback:3000',
  'http://loopback',
  'http://[::ffff:0:7f00:1]',
  'http://[::ffff:0:0:0]',
  'http://[::ffff:0:0:ffff]',
  'http://[::ffff:0:1]',
  'http://[::1:2]',
  'http://[64:ff9b::]',
  'http://[64:ff9b::0.0.0.1]',
  'http://[64:ff9b::7f00:0]',
  'http://[::ffff:0:7f12:0]',
  'http://localhost.localdomain:3000',
  'http://user@localhost/x',
  'localhost',
  'localhost:3000',
  'HTTPS://localhost',
  'http:localhost',
  'http://tauri.localhost:3000',
  'http://x.tauri.localhost',
  'http://localhost?x',
  'http://localhost#x',
  'http://a@b@localhost',
  'localhost:3000/path',
  ...['host.docker', 'gateway.docker', 'kubernetes.docker', 'docker.for.mac.host', 'docker.for.win.host'].map(
    (name) => `http://${name}.internal:3000`,
  ),
  ...['containers', 'lima', 'minikube', 'k3d', 'orb'].map((program) => `https://host.${program}.internal`),
]

test.each(LOCAL)('%s is the machine of the visitor, and refused in production', (origin) => {
  expect(isThisMachine(origin)).toBe(true)
  expect(() => policyFromEnv({ NODE_ENV: 'production', CORS_ORIGIN: `https://a.com,${origin}` })).toThrow(
    'origin-loopback-in-production',
  )
})

test.each([
  'https://example.com',
  'https://localhost.example.com',
  'https://notlocalhost',
  'http://128.0.0.1',
  'http://10.0.0.127',
  'http://[::2]',
  'x http://localhost',
  'http://[::ffff]',
  'http://[::7f00]',
  'http://[64:ff9b::8000:1]',
  'http://[64:ff9b:1::7f00:1]',
  'http://[::fffe:7f00:1]',
  'http://[1::7f00:1]',
  'http://[1:2:3:4:5:6:7f00:1]',
  'http://1.127.0.1',
  'http://a.127.0.0.b',
  'http://127.0.0.1.a',
  'http://[fd00::1]',
  'http://[::ffff:8000:1]',
  'https://127.0.0.1.example.com',
  // Apps that people install.
  'capacitor://localhost',
  'tauri://localhost',
  'my+app://localhost',
  'my-app.x2://127.0.0.1',
  'TAURI://localhost',
  ' tauri://localhost',
  'httpx://localhost',
  'HTTP://TAURI.localhost',
  'http://tauri.localhost',
  'http://wails.localhost',
  'https://tauri.localhost',
  // No scheme: what stands after the colon is a port, and not an address.
  'app.example.com:3000',
  'app.example.com:0',
  'intranet:8080/path',
  'http://docker.internal',
  'http://host.internal',
  'http://hosts.docker.internal',
])('%s is not', (origin) => {
  expect(isThisMachine(origin)).toBe(false)
  expect(admitsThisMachine(origin)).toBe(false)
})

/** Every pattern that a policy accepts and that admits this name, with each place and each length of the wildcard. */
function patternsFor(name: string): string[] {
  const labels = name.split('.')
  const suffixes = labels.slice(1).map((_, at) => `*.${labels.slice(at + 1).join('.')}`)
  const [first = '', ...rest] = labels
  const inLabel = Array.from({ length: first.length + 1 }, (_, start) =>
    Array.from(
      { length: first.length - start },
      (_, length) => `${first.slice(0, start)}*${first.slice(start + length + 1)}`,
    ),
  ).flat()
  return [name, ...suffixes, ...(rest.length === 0 ? [] : inLabel.map((label) => [label, ...rest].join('.')))]
}

test('a pattern that admits a name of this machine is refused in production, wherever its wildcard stands', () => {
  const wrong: string[] = []
  let refused = 0
  for (const name of NAMES_OF_THIS_MACHINE) {
    for (const host of patternsFor(name)) {
      for (const origin of [`http://${host}`, `https://${host}:*`, `http://${host}.:3000`]) {
        const env = { CORS_ORIGIN: origin, CORS_DANGEROUSLY_ALLOW_PUBLIC_SUFFIXES: 'true' }
        const codes = codesOf({ ...env, NODE_ENV: 'production' })
        // What is no pattern anyway needs no second reason.
        if (codesOf(env).length > 0) continue
        if (String(codes) === 'origin-loopback-in-production') refused++
        else wrong.push(`${origin} (${codes})`)
      }
    }
  }
  expect(wrong).toEqual([])
  expect(refused).toBeGreaterThan(500)
})

function codesOf(env: Environment): string[] {
  try {
    policyFromEnv(env)
    return []
  } catch (error) {
    return (error as PolicyError).issues.map(({ code }) => code)
  }
}

test.each([
  'http://*.example.com',
  'http://*.docker.example.com',
  'http://x*.localdomain',
  'http://*x.localdomain',
  'http://localhost*.localdomain5',
  'http://hosts*.docker.internal',
  'http://*.corp.internal',
  'http://l*.example.localdomain',
  'http://*.*.localdomain',
])('%s admits no name of this machine', (origin) => {
  expect(admitsThisMachine(origin)).toBe(false)
})
