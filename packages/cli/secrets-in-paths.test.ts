/** Secrets that are known by their form or their place, and that stand outside of queries and user names. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, test } from 'vitest'
import { redactUrl, redactUrls, redactValue } from './command-line/redact-url.ts'
import { run } from './run.ts'
import { RecordingTerminal } from './testing/recording-terminal.ts'
import { httpServer } from './testing/servers.ts'

const SECRET = 'Hunter2Zq7KxWv9JtHunter2Zq7KxWv9Jt'
const LEAK = /Hunter2|Zq7Kx|Wv9Jt/i
const folder = mkdtempSync(`${tmpdir()}/corskit-paths-`)
afterAll(() => rmSync(folder, { recursive: true }))

const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx${SECRET}In0.${SECRET}`
/** Paths, with the host where it tells that the path has a secret. */
const URLS = [
  `https://api.example.com/reset/${JWT}`,
  `https://api.example.com/${JWT}/x`,
  `https://api.example.com/t/${JWT}.`,
  `https://api.example.com/jwe/eyJhbGciOiJkaXIi.${SECRET}.${SECRET}.${SECRET}.${SECRET}`,
  `https://hooks.slack.com/services/T000/B000/${SECRET}`,
  `https://hooks.slack.com/workflows/T000/A000/123/${SECRET}`,
  `https://hooks.slack.com/triggers/T000/123/${SECRET}`,
  `https://api.telegram.org/bot123456:${SECRET}/sendMessage`,
  `https://api.telegram.org/file/bot123456:${SECRET}/photo.jpg`,
  `https://api.telegram.org/bot123456%3A${SECRET}/getMe`,
  `https://discord.com/api/webhooks/123456/${SECRET}`,
  `https://discordapp.com/api/v10/webhooks/123456/${SECRET}/slack`,
  `https://canary.discord.com/api/webhooks/123456/${SECRET}`,
  `https://hooks.zapier.com/hooks/catch/123/${SECRET}/`,
  `https://acme.webhook.office.com/webhookb2/${SECRET}/IncomingWebhook/${SECRET}`,
  `https://maker.ifttt.com/trigger/done/with/key/${SECRET}`,
  `https://api.example.com/as/ghp_${SECRET}`,
  `https://api.example.com/as/github_pat_${SECRET}`,
  `https://api.example.com/as/glpat-${SECRET}`,
  `https://api.example.com/as/xoxb-${SECRET}`,
  `https://api.example.com/as/sk_live_${SECRET}`,
  `https://api.example.com/as/AIza${SECRET}a`,
  'https://api.example.com/as/AKIAHUNTER2ZQ7KXWV9J',
  'https://api.example.com/as/ASIAHUNTER2ZQ7KXWV9J',
  `https://api.example.com/as/SG.${SECRET}.${SECRET}`,
  ...['npm_', 'sk-ant-api03-', 'sk-proj-', 'sk-svcacct-', 'sk-', 'shpat_', 'shpss_', 'whsec_', 'hf_', 'dop_v1_'].map(
    (prefix) => `https://api.example.com/as/${prefix}${SECRET}`,
  ),
  ...['doo_v1_', 'ya29.', 'GOCSPX-', 'sbp_', 'sb_secret_', 'xapp-1-', 'glrt-', 'gldt-', 'pypi-', 'dckr_pat_'].map(
    (prefix) => `https://api.example.com/as/${prefix}${SECRET}`,
  ),
  ...[
    'lin_api_',
    'ntn_',
    'figd_',
    'gsk_',
    'xai-',
    'pplx-',
    'r8_',
    'nvapi-',
    'sntrys_',
    'PMAK-',
    'CFPAT-',
    'ATATT3',
  ].map((prefix) => `https://api.example.com/as/${prefix}${SECRET}`),
]
const CSP = `Refused to connect to 'https://api.example.com/x' because it violates the following Content Security Policy directive: "connect-src 'self' 'nonce-${SECRET}'".`

describe.each(URLS)('%s', (url) => {
  test('by itself, in a value and in sentences, once and for all', () => {
    for (const shown of [
      redactUrl(url),
      redactValue(url),
      redactUrls(url),
      redactUrls(`see ${url}, and then`),
      redactUrls(`'${url}' is not allowed`),
      redactUrls(url.replace('https://', '')),
    ]) {
      expect(shown).not.toMatch(LEAK)
      expect(redactUrls(shown)).toBe(shown)
    }
  })
})

test('a nonce of a policy', () => {
  expect(redactUrls(CSP)).toBe(CSP.replace(SECRET, '[redacted]'))
})

test.each([
  'https://api.example.com/users/3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  'https://cdn.example.com/assets/index-4f3a9c1be07d22a1.js',
  'https://cdn.example.com/da39a3ee5e6b4b0d3255bfef95601890afd80709/app.css',
  'https://api.example.com/v1.2.3/eyJ',
  'https://api.example.com/eyes.on.you',
  'https://slack.com/services/T000/B000/x',
  'https://discord.com/api/channels/123/messages',
  'https://api.telegram.org/about',
  "script-src 'sha256-abcdefghijklmnop' 'strict-dynamic'",
  'the header x-nonce-check is not allowed',
  'https://api.example.com/sk_live/xoxb-1/ghp_x',
])('%s stays', (text) => {
  expect(redactUrls(text)).toBe(text)
  expect(redactValue(text)).toBe(text)
})

async function leaks(...args: readonly string[]): Promise<string[]> {
  const terminal = new RecordingTerminal()
  await run(args, terminal)
  return `${terminal.stdout}\n${terminal.stderr}`.split('\n').filter((line) => LEAK.test(line))
}

const har = (url: string, status: number, headers: readonly object[] = []) =>
  JSON.stringify({
    log: {
      entries: [
        {
          request: { method: 'PUT', url, headers: [{ name: 'Origin', value: 'https://app.example.com' }] },
          response: { status, headers },
        },
      ],
    },
  })

test('no command prints them, in any form', async () => {
  const found: string[] = []
  for (const url of URLS) {
    const texts = [
      `Access to fetch at '${url}' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
      `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.`,
      `curl -X PUT '${url}'`,
      har(url, 200),
      har('https://api.example.com/a', 302, [{ name: 'Location', value: url }]),
      CSP,
    ]
    for (const text of texts)
      for (const form of [[], ['--json'], ['--markdown']]) found.push(...(await leaks('explain', ...form, text)))
  }
  let target = ''
  const server = await httpServer((_request, response) => response.writeHead(302, { location: target }).end())
  for (const url of URLS) {
    target = url
    const own = url.replace(/^https:\/\/[^/]*/, server)
    for (const form of [[], ['--json']]) {
      found.push(...(await leaks('check', '--no-probe', server, ...form)))
      if (own.includes('eyJ')) found.push(...(await leaks('check', own, ...form)))
    }
  }
  const policy = `${folder}/list.json`
  writeFileSync(policy, JSON.stringify({ origin: URLS }))
  const project = `${folder}/project`
  mkdirSync(project)
  writeFileSync(`${project}/package.json`, '{ "dependencies": { "cors": "2", "express": "5" } }')
  writeFileSync(
    `${project}/app.js`,
    ["const cors = require('cors')", "const app = require('express')()"]
      .concat(URLS.map((url) => `app.use(cors({ origin: ${JSON.stringify(url)} }))`))
      .join('\n'),
  )
  for (const form of [[], ['--json']])
    found.push(...(await leaks('lint', ...form, policy)), ...(await leaks('migrate', ...form, project)))
  expect(found.map((line) => line.slice(0, 200))).toEqual([])
})
