import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../../../../testing/free-port.ts'
import { isListening } from '../../../../testing/is-listening.ts'
import { notInstalled } from '../../../../testing/not-installed.ts'
import { stopped } from '../../../../testing/stopped.ts'
import { generate } from '../../generate.ts'
import { POLICIES } from '../../testing/policies.ts'
import { ask } from '../../testing/real-server.ts'

/** Microsoft's emulator, where scripts/install-frameworks.mjs put it. */
const PROGRAM = `${process.env['CORSKIT_FRAMEWORKS'] ?? '/nowhere'}/azurite/node_modules/azurite/dist/src/blob/main.js`
/**
 * The account that every Azurite has.
 * https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
 */
const ACCOUNT = 'devstoreaccount1'
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

const folder = mkdtempSync(`${tmpdir()}/corskit-azurite-`)
let running: ChildProcess | undefined
let started: Promise<number> | undefined
afterAll(async () => {
  if (running !== undefined) await stopped(running)
  rmSync(folder, { recursive: true, force: true })
})

async function azurite(): Promise<number> {
  const port = await freePort()
  const options = [
    '--blobPort',
    String(port),
    '--location',
    folder,
    '--silent',
    '--skipApiVersionCheck',
    '--disableTelemetry',
  ]
  running = spawn(process.execPath, [PROGRAM, ...options], { stdio: 'ignore' })
  await isListening(port, running)
  await put(port, '/public', { restype: 'container' }, '', { 'x-ms-blob-public-access': 'blob' })
  await put(port, '/public/file', {}, '{}', { 'x-ms-blob-type': 'BlockBlob' })
  return port
}

/**
 * A request that the account's key signs.
 * https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
 */
async function put(port: number, path: string, query: Readonly<Record<string, string>>, body: string, more = {}) {
  const msHeaders: Record<string, string> = {
    'x-ms-date': new Date().toUTCString(),
    'x-ms-version': '2024-11-04',
    ...more,
  }
  const listed = (pairs: Readonly<Record<string, string>>) =>
    Object.entries(pairs)
      .sort()
      .map(([name, value]) => `${name}:${value}`)
  const length = body === '' ? '' : String(Buffer.byteLength(body))
  const parts = ['PUT', '', '', length, '', 'application/xml', '', '', '', '', '', '', ...listed(msHeaders)]
  const toSign = [...parts, `/${ACCOUNT}/${ACCOUNT}${path}`, ...listed(query)].join('\n')
  const signature = createHmac('sha256', Buffer.from(KEY, 'base64')).update(toSign).digest('base64')
  const response = await fetch(`http://127.0.0.1:${port}/${ACCOUNT}${path}?${new URLSearchParams(query)}`, {
    method: 'PUT',
    headers: { ...msHeaders, 'content-type': 'application/xml', authorization: `SharedKey ${ACCOUNT}:${signature}` },
    body,
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
}

interface Rule {
  readonly allowedOrigins: readonly string[]
  readonly allowedMethods: readonly string[]
  readonly allowedHeaders: readonly string[]
  readonly exposedHeaders: readonly string[]
  readonly maxAgeInSeconds: number
}

/** The rule as the service's own interface takes it. */
function xml(rule: Rule): string {
  const list = (name: string, values: readonly string[]) => `<${name}>${values.join(',')}</${name}>`
  return [
    '<?xml version="1.0" encoding="utf-8"?><StorageServiceProperties><Cors><CorsRule>',
    list('AllowedOrigins', rule.allowedOrigins),
    list('AllowedMethods', rule.allowedMethods),
    `<MaxAgeInSeconds>${rule.maxAgeInSeconds}</MaxAgeInSeconds>`,
    list('ExposedHeaders', rule.exposedHeaders),
    list('AllowedHeaders', rule.allowedHeaders),
    '</CorsRule></Cors></StorageServiceProperties>',
  ].join('')
}

/**
 * For `*`, Azurite answers preflights with the origin and credentials, which is wider than what Azure's documentation
 * says.
 */
for (const title of ['one exact origin', 'a list']) {
  test(`Microsoft's emulator does what the policy says: ${title}`, { timeout: 120_000 }, async ({ skip }) => {
    if (!existsSync(PROGRAM)) return notInstalled(`there is no ${PROGRAM}`, skip)
    const policy = POLICIES[title]
    if (policy === undefined) throw new Error(`there is no policy ${title}`)
    const made = generate('azure-storage', policy)
    if (!made.ok) throw new Error(JSON.stringify(made.problems))
    started ??= azurite()
    const port = await started
    const [rule] = JSON.parse(made.text).cors.corsRules as [Rule]
    await put(port, '/', { comp: 'properties', restype: 'service' }, xml(rule))
    // It reads no cookies, and sends Access-Control-Allow-Credentials whatever the policy says: a note tells that.
    const report = await ask(`http://127.0.0.1:${port}/${ACCOUNT}/public/file`, { ...policy, credentials: true })
    expect(report.unreachable).toBeNull()
    // A path outside of the account is not the account's to answer; that there is no Vary without Origin is in the
    // notes.
    expect(report.differences.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['narrower', 'error pages'],
      ['cache', 'Vary'],
    ])
  })
}
