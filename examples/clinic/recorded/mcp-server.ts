/**
 * A client of the Model Context Protocol over standard input and output: JSON, one message on each line.
 * https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#stdio
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface McpServer {
  /** `chrome_devtools 1.11.0`, as the server says itself. */
  readonly name: string
  /** The names of its tools. */
  readonly tools: readonly string[]
  /** What a tool answers, as text. A tool that fails answers with its error. */
  readonly call: (tool: string, args?: object) => Promise<string>
  readonly close: () => Promise<void>
}

interface Reply {
  readonly id?: number
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

/** No tool that is used here takes so long. */
const PATIENCE = 60_000

export async function openMcpServer(program: string, args: readonly string[]): Promise<McpServer> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  const waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }
  >()
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${program} ended: ${said}`))
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, result, error } = JSON.parse(line) as Reply
    const reply = id === undefined ? undefined : waiting.get(id)
    if (id === undefined || reply === undefined) return
    waiting.delete(id)
    if (error === undefined) reply.resolve(result ?? {})
    else reply.reject(new Error(error.message))
  })
  let last = 0
  const tell = (message: object) => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  const ask = (method: string, params: object) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const id = ++last
      const timer = setTimeout(() => reject(new Error(`${method} was not answered: ${said}`)), PATIENCE)
      const done =
        <Value>(settle: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer)
          settle(value)
        }
      waiting.set(id, { resolve: done(resolve), reject: done(reject) })
      tell({ id, method, params })
    })

  const { serverInfo } = await ask('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'corskit-clinic', version: '0' },
  })
  tell({ method: 'notifications/initialized' })
  const { tools } = await ask('tools/list', {})
  const { name, version } = serverInfo as { name: string; version: string }
  return {
    name: `${name} ${version}`,
    tools: (tools as { name: string }[]).map((tool) => tool.name),
    async call(tool, args = {}) {
      const { content } = await ask('tools/call', { name: tool, arguments: args })
      return (content as { type: string; text?: string }[]).map(({ text }) => text ?? '').join('\n')
    },
    async close() {
      child.stdin.end()
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(timer)
    },
  }
}
