/** Real runs of `corskit check` against the sample API, as a reader would see them in a terminal. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSampleApi } from '@corskit/example-broken-api'
import { run } from '../packages/cli/run.ts'
import { terminalPicture } from './terminal-picture.ts'

const ORIGIN = 'http://localhost:5173'

const RUNS: Readonly<Record<string, readonly string[]>> = {
  blocked: ['http://localhost:3000/header-missing', '-H', 'X-Request-Id: 7'],
  allowed: ['http://localhost:3000/right/preflight', '-X', 'PUT', '--credentials', 'include'],
  mismatch: ['http://localhost:3000/trailing-slash', '--engine', 'firefox'],
  unreachable: ['http://localhost:3000/users'],
}

export async function transcripts(): Promise<ReadonlyMap<string, string>> {
  const { port, server } = await sampleApi()
  const texts = new Map<string, string>()
  for (const [name, args] of Object.entries(RUNS)) {
    if (name === 'unreachable') await new Promise((resolve) => server.close(resolve))
    texts.set(name, await transcript(['check', ...args, '--origin', ORIGIN], port))
  }
  return texts
}

/** The README's first picture: the same run as in a terminal, up to the end of the sequence. */
export async function picture(): Promise<string> {
  const { port, server } = await sampleApi()
  const { command, output } = await played(['check', ...(RUNS['blocked'] ?? []), '--origin', ORIGIN], port, true)
  server.close()
  const [shown = ''] = output.split('\n\nRule: ')
  return terminalPicture(
    `\x1b[2m$ ${command}\x1b[22m\n${shown}`,
    'A run of corskit check: the verdict, its cause, the line to change, and the exchange that shows it',
  )
}

async function transcript(args: readonly string[], port: number): Promise<string> {
  const { command, output, code } = await played(args, port, false)
  return `\`\`\`console\n$ ${command}\n${output}$ echo $?\n${code}\n\`\`\``
}

/** The server takes any free port; in the text it is 3000. */
async function played(args: readonly string[], port: number, colour: boolean) {
  let output = ''
  const write = (text: string) => {
    output += text
  }
  const code = await run(
    args.map((arg) => arg.replace('localhost:3000', `localhost:${port}`)),
    { out: write, err: write, colour },
  )
  // A fault of corskit itself must not become a transcript.
  if (code > 3) throw new Error(output)
  const command = ['corskit', ...args.map((arg) => (/\s/.test(arg) ? `'${arg}'` : arg))].join(' ')
  // The width of the column follows the length of the port.
  const extra = String(port).length - '3000'.length
  const text = output
    .replaceAll(`localhost:${port}`, 'localhost:3000')
    .replace(/^(browser +\S+ +page)( +)/gm, (_, start: string, spaces: string) => start + spaces.slice(extra))
  return { command, output: text, code }
}

async function sampleApi(): Promise<{ port: number; server: Server }> {
  const server = createServer(createSampleApi({ pageOrigin: ORIGIN, thirdOrigin: 'http://localhost:3001' }))
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return { port: (server.address() as AddressInfo).port, server }
}
