/** Real servers on loopback: started with a generated file, asked by `verify`, stopped. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import type { PolicyOptions } from 'corskit'
import type { Header } from 'corskit/protocol'
import { freePort } from '../../../testing/free-port.ts'
import { isListening } from '../../../testing/is-listening.ts'
import { notInstalled } from '../../../testing/not-installed.ts'
import { stopped } from '../../../testing/stopped.ts'
import { generate } from '../generate.ts'
import { verify } from '../verify/verify.ts'
import type { VerifyAnswer, VerifyProbe, VerifyReport } from '../verify/words.ts'

/** Of a list of thousands, so many requests are enough; tests in memory ask for everything. */
const MOST_PROBES = 8_000

export interface Starter {
  /** The file's name in its folder. */
  readonly file: string
  /** The program with its arguments; the file is given by its path. */
  readonly command: (file: string, folder: string, listen: number) => readonly string[]
  /** The server's own check of the file, where it has one. */
  readonly check?: (file: string, folder: string, listen: number) => readonly string[]
  /** Whether everything is there: a program with arguments that ends with 0. */
  readonly needs: readonly string[]
  /** A gateway stands in front of an app. */
  readonly isGateway: boolean
  /** A whole app around a file that is only pasted. */
  readonly config?: Playing['config']
  /** For a server that takes long to start: the policies that it is started with. Default: all. */
  readonly policies?: readonly string[]
  /** For a server that takes long for each request. */
  readonly mostProbes?: number
  /** Where the server here is older than what is written for unless told. */
  readonly serverVersion?: string
  /** Where the file has to be for its imports. Default: a folder of its own. */
  readonly folder?: string
}

export interface Place {
  readonly listen: number
  readonly upstream: string
  readonly folder: string
}

export interface Playing {
  readonly standalone: boolean
  /** A whole configuration around what is pasted. */
  readonly config?: (made: string, place: Place) => string
}

/** Generates, starts, verifies and stops. */
export async function play(
  target: string,
  policy: PolicyOptions,
  starter: Starter,
  skip: (note: string) => void,
  { standalone, config = starter.config }: Playing = { standalone: starter.config === undefined },
): Promise<VerifyReport | null> {
  const [program = '', ...args] = starter.needs
  if (spawnSync(program, args, { stdio: 'ignore' }).status !== 0) {
    notInstalled(`${starter.needs.join(' ')} does not work here`, skip)
    return null
  }
  const folder = mkdtempSync(`${starter.folder ?? tmpdir()}/corskit-play-`)
  const app = starter.isGateway ? await appBehind() : null
  let child: ChildProcess | null = null
  try {
    const listen = await freePort()
    const upstream = `http://127.0.0.1:${app?.port ?? 0}`
    const result = generate(target, policy, {
      standalone,
      listen,
      ...(app === null ? {} : { upstream }),
      ...(starter.serverVersion === undefined ? {} : { serverVersion: starter.serverVersion }),
    })
    if (!result.ok) throw new Error(JSON.stringify(result.problems))
    const file = `${folder}/${starter.file}`
    const text = config?.(result.text, { listen, upstream, folder }) ?? result.text
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    if (starter.check !== undefined) mustPass(starter.check(file, folder, listen))
    const started = start(starter.command(file, folder, listen), folder)
    child = started
    const listening = () => isListening(listen, started, () => output.get(started) ?? '')
    await listening()
    return await ask(`http://127.0.0.1:${listen}/`, policy, { limit: starter.mostProbes ?? MOST_PROBES, listening })
  } finally {
    if (child !== null) await stopped(child)
    await app?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function mustPass([program = '', ...args]: readonly string[]): void {
  const run = spawnSync(program, args, { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${run.stdout}${run.stderr}`)
}

const output = new WeakMap<ChildProcess, string>()

function start([program = '', ...args]: readonly string[], folder: string): ChildProcess {
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: folder },
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream
      ?.setEncoding('utf8')
      .on('data', (text: string) => output.set(child, `${output.get(child) ?? ''}${text}`.slice(-5_000)))
  }
  return child
}

/** An app that adds CORS headers of its own, too wide ones: the gateway in front takes them away. */
async function appBehind(): Promise<{ port: number; close: () => Promise<void> }> {
  const { createServer } = await import('node:http')
  const server = createServer((incoming, response) => {
    response.setHeader('Access-Control-Allow-Origin', incoming.headers.origin ?? '*')
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    response.setHeader('Access-Control-Expose-Headers', 'x-inner')
    response.setHeader('Vary', 'Accept')
    response.writeHead(incoming.url === '/' ? 200 : 404, { 'content-type': 'application/json' }).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    port,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface Asking {
  readonly limit?: number | undefined
  /** Waits until the server takes connections, and throws when its program has ended. */
  readonly listening?: () => Promise<void>
}

export async function ask(
  url: string,
  policy: PolicyOptions,
  { limit, listening = () => Promise.resolve() }: Asking = {},
): Promise<VerifyReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    const run = verify(url, policy, limit === undefined ? {} : { limit })
    let step = run.next()
    while (!step.done) step = run.next(await send(step.value, agent, listening))
    return step.value
  } finally {
    agent.destroy()
  }
}

/**
 * A server may close a connection that it kept open just when the next request comes, and one for development starts
 * anew when it has written files of its own: that request is sent again.
 */
async function send(probe: VerifyProbe, agent: Agent, listening: () => Promise<void>): Promise<VerifyAnswer> {
  const answer = await sendOnce(probe, agent)
  if (!('networkError' in answer) || !/ECONNRESET|ECONNREFUSED|socket hang up/.test(answer.networkError)) return answer
  await listening()
  return sendOnce(probe, agent)
}

function sendOnce({ method, url, headers }: VerifyProbe, agent: Agent): Promise<VerifyAnswer> {
  return new Promise((resolve) => {
    // A name that stands twice is sent twice.
    const lines: Record<string, string[]> = {}
    for (const [name, value] of headers) lines[name] = [...(lines[name] ?? []), value]
    const outgoing = request(url, { method, headers: lines, agent }, (response) => {
      const pairs: Header[] = []
      for (let at = 0; at + 1 < response.rawHeaders.length; at += 2) {
        pairs.push([(response.rawHeaders[at] ?? '').toLowerCase(), response.rawHeaders[at + 1] ?? ''])
      }
      const answer = { status: response.statusCode ?? 0, headers: pairs }
      response.resume().on('end', () => resolve(answer))
      // Python's own server sends a body to HEAD as well, which is an error or not by how the bytes come in.
      if (method === 'HEAD') resolve(answer)
    })
    outgoing.on('error', (error) => resolve({ networkError: String(error) }))
    outgoing.end()
  })
}
