import { expect, test } from 'vitest'
import { policyFromEnv } from '../from-env.ts'
import { isThisMachine } from './this-machine.ts'

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
  'https://tauri.localhost',
])('%s is not', (origin) => {
  expect(isThisMachine(origin)).toBe(false)
})
