/** A shared cache in front of the bank: a real one where it is installed. It is started when it is first needed. */
import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server, request as send } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BEHIND, type CacheProgram, IN, installedAt } from './cache-programs.ts'
import { type KeptProgram, keepProgram } from './keep-program.ts'

const START_MILLISECONDS = 15_000
const ANSWER_MILLISECONDS = 10_000

interface Running {
  /** `Varnish 7.1.1`. */
  readonly name: string
  readonly socket: string
  readonly kept: KeptProgram
  readonly behind: Server
}

/** Headers between two hops, not between browser and bank. */
const OF_ONE_HOP = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'])

export class CacheInFront {
  readonly #bank: RequestListener
  readonly #programs: readonly CacheProgram[]
  #running: Promise<Running | null> | null = null
  #isClosed = false

  /**
   * @param bank what the cache asks
   * @param programs the first that is installed and starts is taken; none for the lab's own small cache
   */
  constructor(bank: RequestListener, programs: readonly CacheProgram[]) {
    this.#bank = bank
    this.#programs = process.platform === 'win32' ? [] : programs
  }

  /** `Varnish 7.1.1`, or `null` when none is installed: then the lab's own small cache is used. */
  async name(): Promise<string | null> {
    return (await this.#start())?.name ?? null
  }

  /** Answers through the real cache. `false` when there is none, or it has ended: then nothing was answered. */
  async answer(...[request, response]: Parameters<RequestListener>): Promise<boolean> {
    const running = await this.#start()
    if (running === null) return false
    const { method, url = '/' } = request
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !OF_ONE_HOP.has(name)))
    return new Promise((resolve) => {
      const asked = send(
        { socketPath: running.socket, path: url, method, headers, timeout: ANSWER_MILLISECONDS },
        (answer) => {
          for (const [name, value] of Object.entries(answer.headers))
            if (value !== undefined && !OF_ONE_HOP.has(name) && name !== 'transfer-encoding')
              response.setHeader(name, value)
          response.statusCode = answer.statusCode ?? 502
          answer.pipe(response)
          answer.once('error', () => response.destroy())
          resolve(true)
        },
      )
      asked.once('timeout', () => asked.destroy())
      asked.once('error', (error: NodeJS.ErrnoException) => {
        const isGone = error.code === 'ECONNREFUSED' || error.code === 'ENOENT'
        if (!isGone && !response.headersSent) response.writeHead(502).end()
        resolve(!isGone)
      })
      response.once('close', () => asked.destroy())
      request.pipe(asked)
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const running = await this.#running
    if (running !== null && running !== undefined) await stop(running)
  }

  #start(): Promise<Running | null> {
    this.#running ??= this.#isClosed ? Promise.resolve(null) : this.#firstThatStarts()
    return this.#running
  }

  async #firstThatStarts(): Promise<Running | null> {
    for (const program of this.#programs) {
      const path = installedAt(program.command)
      const running = path === null ? null : await this.#started(program, path)
      if (running !== null) return running
    }
    return null
  }

  async #started(program: CacheProgram, path: string): Promise<Running | null> {
    const folder = mkdtempSync(join(tmpdir(), 'corskit-lab-cache-'))
    writeFileSync(join(folder, program.file), program.configuration(folder))
    const behind = createServer({ requestTimeout: ANSWER_MILLISECONDS }, this.#bank)
    await new Promise<void>((resolve) => behind.listen(join(folder, BEHIND), resolve))
    const kept = keepProgram(folder, path, program.arguments(folder))
    const socket = join(folder, IN)
    const running = { name: `${program.name}${await versionOf(path, program)}`, socket, kept, behind }
    if (await listensBefore(socket, Date.now() + START_MILLISECONDS, kept)) return running
    await stop(running)
    return null
  }
}

async function stop({ kept, behind }: Running): Promise<void> {
  behind.close()
  behind.closeAllConnections()
  await kept.close()
}

async function listensBefore(socket: string, end: number, { gone }: KeptProgram): Promise<boolean> {
  let isGone = false
  gone.then(() => {
    isGone = true
  })
  while (!isGone && Date.now() < end) {
    if (await isListening(socket)) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

function isListening(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket)
    connection.once('connect', () => resolve(true))
    connection.once('error', () => resolve(false))
    connection.once('connect', () => connection.destroy())
  })
}

/** ` 7.1.1`, or nothing when it does not say. */
function versionOf(path: string, { version }: CacheProgram): Promise<string> {
  return new Promise((resolve) => {
    execFile(path, [...version], { timeout: 5000 }, (_, stdout, stderr) => {
      const [found] = /\d+(?:\.\d+)+/.exec(stdout + stderr) ?? []
      resolve(found === undefined ? '' : ` ${found}`)
    })
  })
}
