import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { cors } from 'corskit/node'
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { isListening } from '../../../testing/is-listening.ts'
import { notInstalled } from '../../../testing/not-installed.ts'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { closedPort, httpServer } from '../testing/servers.ts'

const folder = mkdtempSync(`${tmpdir()}/corskit-cache-`)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const POLICY = { origin: ['https://app.example.com', 'https://admin.example.com'] }
const file = `${folder}/cors.json`
writeFileSync(file, JSON.stringify(POLICY))

const withCors = cors(POLICY)
const right: RequestListener = (request, response) =>
  withCors(request, response, () => response.setHeader('cache-control', 'max-age=60').end('hello'))

/** Starlette, S3 and others write Vary on a match only. */
const halfVary: RequestListener = (request, response) => {
  const { origin = '' } = request.headers
  if (!POLICY.origin.includes(origin) || request.method === 'OPTIONS') {
    if (request.method !== 'OPTIONS') response.setHeader('cache-control', 'max-age=60').end('hello')
    else right(request, response)
  } else right(request, response)
}

/** nginx with a cache, which heeds Vary unless it is told not to. */
async function nginxBefore(app: string, more: string): Promise<string> {
  const place = mkdtempSync(`${folder}/nginx-`)
  const port = await closedPort()
  writeFileSync(
    `${place}/nginx.conf`,
    // Its workers write into a folder of whoever runs the test.
    `${process.getuid?.() === 0 ? 'user root;' : ''} worker_processes 1; pid ${place}/pid; error_log stderr; daemon off;
events { worker_connections 64; }
http {
  access_log off;
  proxy_cache_path ${place}/cache keys_zone=all:1m;
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass ${app}; proxy_cache all; proxy_cache_key $uri$is_args$args; ${more} }
  }
}
`,
  )
  const child = spawn('/usr/sbin/nginx', ['-p', place, '-e', 'stderr', '-c', `${place}/nginx.conf`], {
    stdio: 'ignore',
  })
  onTestFinished(async () => {
    child.kill()
    if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve))
  })
  await isListening(port, child)
  return `http://127.0.0.1:${port}`
}

describe("nginx's cache in front", () => {
  beforeEach(({ skip }) => {
    if (spawnSync('/usr/sbin/nginx', ['-v'], { stdio: 'ignore' }).status !== 0)
      notInstalled('nginx is not installed here', skip)
  })

  test.each<[string, RequestListener, string, string[]]>([
    ['that heeds Vary, of a right app', right, '', []],
    ['that heeds Vary, of an app that writes it on a match only', halfVary, '', ['a second request', 'Vary']],
    ['that does not heed Vary', right, 'proxy_ignore_headers Vary;', ['a second request']],
    [
      'that does not heed Vary, and says when it had the answer',
      right,
      'proxy_ignore_headers Vary; add_header X-Cache-Status $upstream_cache_status;',
      ['a second request', 'origin https://admin.example.com'],
    ],
  ])('%s', async (_, app, more, expected) => {
    const url = await nginxBefore(await httpServer(app), more)
    const terminal = new RecordingTerminal()
    const exitCode = await run(['verify', url, '--policy', file, '--json'], terminal)
    const { differences } = JSON.parse(terminal.stdout) as { differences: Record<string, string>[] }
    const subjects = differences.map(({ subject }) => subject)
    for (const subject of expected) expect(subjects).toContain(subject)
    expect(exitCode).toBe(expected.length === 0 ? 0 : 1)
    for (const { kind, subject, curl } of differences) {
      expect(kind).toBe('cache')
      // What shows it is asked one after the other.
      if (subject === 'a second request') expect(curl).toMatch(/^curl -i .*\/\?corskit=[\w-]+' && curl -i .*'$/)
    }
  })
})
