import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { startChild } from '../../packages/corskit/adapters/testing/child-server.ts'
import { recogniseMessage } from '../../packages/corskit/browser/index.ts'
import { definePolicy, PolicyError } from '../../packages/corskit/policy/index.ts'
import { launchChromium, requireChromium } from '../../packages/lab/testing/browser.ts'
import { freePort } from '../../testing/free-port.ts'
import { notInstalled } from '../../testing/not-installed.ts'

const run = promisify(execFile)
const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../../', import.meta.url))
/** Debian's: another Python may stand first on the path. */
const PYTHON = '/usr/bin/python3'
const NGINX = '/usr/sbin/nginx'
const framework = join(process.env['CORSKIT_FRAMEWORKS'] ?? '/nowhere', 'sveltekit')

const missing = () => {
  if (!existsSync(join(framework, 'node_modules'))) return 'SvelteKit is not installed; .ci/run installs it'
  if (spawnSync(PYTHON, ['-c', 'import fastapi, uvicorn']).status !== 0) return 'python3-fastapi is not installed'
  if (spawnSync(NGINX, ['-v']).status !== 0) return 'nginx is not installed'
  return null
}

let browser: Browser | undefined
let frontend = ''
let apiPort = 0
let pagePort = 0
let close: (() => Promise<void>) | undefined

beforeEach(async (context) => {
  requireChromium(context)
  const lacks = missing()
  if (lacks !== null) return notInstalled(lacks, context.skip)
  browser ??= await launchChromium()
})

/** The page as it is published. One build does for all: the mistakes are on the other side. */
beforeAll(async () => {
  if (missing() !== null) return
  ;[apiPort, pagePort] = [await freePort(), await freePort()]
  frontend = await mkdtemp(join(framework, 'app-'))
  const filter = (path: string) => !/\/(node_modules|build|\.\w[^/]*)$/.test(path)
  await cp(join(here, 'frontend'), frontend, { recursive: true, filter })
  // The first mistake of all, which changes nothing for the API: it is there throughout.
  await writeFile(
    join(frontend, 'src/hooks.server.js'),
    `export const handle = async ({ event, resolve }) => {
  const response = await resolve(event)
  response.headers.set('Access-Control-Allow-Origin', 'http://localhost:${pagePort}')
  response.headers.set('Access-Control-Allow-Credentials', 'true')
  return response
}
`,
  )
  const env = { ...withoutVitest(), NODE_ENV: 'production', VITE_API: `http://localhost:${apiPort}` }
  await run(process.execPath, ['../node_modules/vite/bin/vite.js', 'build'], { cwd: frontend, env })
  const where = { HOST: '127.0.0.1', PORT: String(pagePort), ORIGIN: `http://localhost:${pagePort}` }
  const server = await startChild({
    executable: process.execPath,
    args: ['build/index.js'],
    cwd: frontend,
    port: pagePort,
    env: { ...env, ...where },
  })
  close = server.close
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await close?.()
  if (frontend !== '') await rm(frontend, { recursive: true, force: true })
})

const withoutVitest = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|NODE_OPTIONS$|NODE_ENV$|TEST$|DEV$|PROD$|SSR$|MODE$)/.test(name),
    ),
  )

async function corskit(env: Record<string, string>, ...args: string[]): Promise<string> {
  const command = ['--conditions=corskit-source', join(root, 'packages/cli/main.ts'), ...args]
  const { stdout } = await run(process.execPath, command, { cwd: here, env: { ...withoutVitest(), ...env } })
  return stdout
}

interface Variant {
  /** What stands in cors_policy.py instead of what is generated. */
  readonly cors?: string
  /** Around what is passed on to FastAPI, behind nginx. */
  readonly location?: (generated: string) => string
}

/** FastAPI at the port that the page knows, or nginx there and FastAPI behind. */
async function serve({ cors, location }: Variant, env: Record<string, string> = {}): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'corskit-example-'))
  await cp(join(here, 'backend'), folder, { recursive: true })
  const made = cors ?? (await corskit(env, 'generate', 'fastapi', '--policy', 'cors.policy.ts'))
  await writeFile(join(folder, 'cors_policy.py'), made)
  const port = location === undefined ? apiPort : await freePort()
  const args = ['-m', 'uvicorn', 'app:app', '--host', '127.0.0.1', '--port', String(port), '--log-level', 'critical']
  const app = await startChild({ executable: PYTHON, args, cwd: folder, port, env: { ...withoutVitest(), ...env } })
  onTestFinished(async () => {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  })
  if (location === undefined) return
  const generated = await corskit(env, 'generate', 'nginx', '--policy', 'cors.policy.ts')
  const [, decisions = '', answers = ''] = generated.split(/^# ---- \d\. .*$/m)
  const site = (await readFile(join(here, 'nginx.conf'), 'utf8'))
    .replace('# ---- 1. of cors.nginx.conf ----', () => decisions)
    .replace('# ---- 2. of cors.nginx.conf ----', () => location(answers))
    .replace('127.0.0.1:8080', `127.0.0.1:${apiPort}`)
    .replace('127.0.0.1:8000', `127.0.0.1:${port}`)
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log stderr;\n${site.replace('http {', 'http { access_log off;')}`,
  )
  const nginx = await startChild({
    executable: NGINX,
    args: ['-p', folder, '-e', 'stderr', '-c', `${folder}/nginx.conf`],
    cwd: folder,
    port: apiPort,
    env: withoutVitest(),
  })
  onTestFinished(nginx.close)
}

interface Seen {
  /** What stands in the page after each button. */
  readonly results: readonly string[]
  readonly messages: readonly string[]
}

/** Presses the buttons one after the other. */
async function play(buttons: readonly string[], host = 'localhost'): Promise<Seen> {
  const page = (await browser?.newPage()) as Page
  const messages: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('CORS policy')) messages.push(message.text())
  })
  try {
    await page.goto(`http://${host}:${pagePort}/`)
    const results: string[] = []
    for (const button of buttons) {
      // Pressing does nothing until Svelte has taken over.
      await expect
        .poll(
          async () => {
            const text = await page.textContent('#result')
            if (text !== '' && text !== '…' && text !== results.at(-1)) return text
            if (text !== '…') await page.click(`#${button}`)
            return ''
          },
          { timeout: 20_000, interval: 100 },
        )
        .not.toBe('')
      results.push((await page.textContent('#result')) ?? '')
    }
    return { results, messages }
  } finally {
    await page.close()
  }
}

const RIGHT = [/^200 2 \{"notes":\["Buy milk"/, /^200 - \{"notes":\["Buy bread"/, /^500 - Internal Server Error$/]

describe('the example as it is', () => {
  test('in development, FastAPI answers: the page reads, writes, and reads the error of a crash', async () => {
    await serve({})
    const { results, messages } = await play(['load', 'change', 'crash'])
    for (const [at, expected] of RIGHT.entries()) expect(results[at]).toMatch(expected)
    expect(messages).toEqual([])
  }, 60_000)

  test('behind nginx, which answers in production, it does the same', async () => {
    await serve({ location: (answers) => answers }, { CORS_BY: 'nginx' })
    const { results, messages } = await play(['load', 'change', 'crash'])
    for (const [at, expected] of RIGHT.entries()) expect(results[at]).toMatch(expected)
    expect(messages).toEqual([])
  }, 60_000)

  test('in production, both do what the policy says and let in nobody of development', async () => {
    const env = { NODE_ENV: 'production' }
    await serve({ location: (answers) => answers }, { ...env, CORS_BY: 'nginx' })
    const said = await corskit(env, 'verify', `http://127.0.0.1:${apiPort}/notes`, '--policy', 'cors.policy.ts')
    expect(said).toMatch(/^CONFORMS/)
    const { results, messages } = await play(['load'])
    expect(results[0]).toMatch(/^failed: TypeError/)
    expect(messages[0]).toContain("No 'Access-Control-Allow-Origin' header is present")
  }, 60_000)
})

/** FastAPI's own middleware, as people write it by hand. */
const byHand = (origins: string, more = '') => `from starlette.middleware.cors import CORSMiddleware

def CorsPolicy(app):
    app.add_middleware(CORSMiddleware, allow_origins=${origins}, allow_credentials=True, allow_methods=["GET", "PUT"], allow_headers=["content-type"]${more})
    return app
`
const NOTHING = 'CorsPolicy = lambda app: app\n'

describe('the mistakes that people make there', () => {
  test.each<[string, () => Variant, string, string, string, string?]>([
    [
      'CORS is configured in SvelteKit instead of FastAPI',
      () => ({ cors: NOTHING }),
      'load',
      'MissingAllowOriginHeader',
      "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    ],
    [
      'the same with a write, which a preflight comes before',
      () => ({ cors: NOTHING }),
      'change',
      'PreflightMissingAllowOriginHeader',
      "Response to preflight request doesn't pass access control check",
    ],
    [
      'the page is at 127.0.0.1, and localhost is allowed',
      () => ({}),
      'load',
      'MissingAllowOriginHeader',
      "from origin 'http://127.0.0.1:",
      '127.0.0.1',
    ],
    [
      'a slash at the end of the origin',
      () => ({ cors: byHand(`["http://localhost:${pagePort}/"]`) }),
      'load',
      'MissingAllowOriginHeader',
      "No 'Access-Control-Allow-Origin' header is present",
    ],
    [
      '* with credentials',
      () => ({ cors: byHand('["*"]') }),
      'load',
      'WildcardOriginNotAllowed',
      "must not be the wildcard '*' when the request's credentials mode is 'include'",
    ],
    [
      'both layers add headers',
      () => ({
        cors: byHand(`["http://localhost:${pagePort}"]`),
        location: () => `add_header Access-Control-Allow-Origin http://localhost:${pagePort} always;`,
      }),
      'load',
      'MultipleAllowOriginValues',
      'contains multiple values',
    ],
    [
      'an exception has no headers, so its 500 cannot be read',
      () => ({ cors: byHand(`["http://localhost:${pagePort}"]`) }),
      'crash',
      'MissingAllowOriginHeader',
      "No 'Access-Control-Allow-Origin' header is present",
    ],
  ])(
    '%s',
    async (_, variant, button, code, message, host) => {
      await serve(variant())
      const { results, messages } = await play([button], host)
      expect(results[0]).toMatch(/^failed: TypeError: Failed to fetch$/)
      expect(messages.join('\n')).toContain(message)
      expect(recogniseMessage(messages[0] ?? '')?.code).toBe(code)
    },
    60_000,
  )

  test('a slash at the end, and * with credentials, are refused before they can be deployed', () => {
    for (const origin of [`http://localhost:${pagePort}/`, '*']) {
      expect(() => definePolicy({ origin, credentials: true })).toThrow(PolicyError)
    }
  })
})
