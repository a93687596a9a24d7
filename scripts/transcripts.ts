/** Real runs of `corskit check` against the sample API, as a reader would see them in a terminal. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSampleApi } from '@corskit/example-broken-api'
import { run } from '../packages/cli/run.ts'

const ORIGIN = 'http://localhost:5173'

const RUNS: Readonly<Record<string, readonly string[]>> = {
  blocked: ['http://localhost:3000/header-missing', '-H', 'X-Request-Id: 7'],
  allowed: ['http://localhost:3000/right/preflight', '-X', 'PUT', '--credentials', 'include'],
  mismatch: ['http://localhost:3000/trailing-slash', '--engine', 'firefox'],
  unreachable: ['http://localhost:3000/users'],
}

export async function transcripts(): Promise<ReadonlyMap<string, string>> {
  const server = createServer(createSampleApi({ pageOrigin: ORIGIN, thirdOrigin: 'http://localhost:3001' }))
  const port = await listen(server)
  const texts = new Map<string, string>()
  for (const [name, args] of Object.entries(RUNS)) {
    if (name === 'unreachable') await new Promise((resolve) => server.close(resolve))
    texts.set(name, await transcript(['check', ...args, '--origin', ORIGIN], port))
  }
  return texts
}

/** The server takes any free port; in the text it is 3000. */
async function transcript(args: readonly string[], port: number): Promise<string> {
  let output = ''
  const write = (text: string) => {
    output += text
  }
  const code = await run(
    args.map((arg) => arg.replace('localhost:3000', `localhost:${port}`)),
    { out: write, err: write, colour: false },
  )
  // A fault of corskit itself is not an answer to print.
  if (code > 3) throw new Error(output)
  const command = ['corskit', ...args.map((arg) => (/\s/.test(arg) ? `'${arg}'` : arg))].join(' ')
  return `\`\`\`console\n$ ${command}\n${output.replaceAll(`localhost:${port}`, 'localhost:3000')}$ echo $?\n${code}\n\`\`\``
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return (server.address() as AddressInfo).port
}
