// `corskit check` as a whole process, beside `node -e 0` and curl doing the same two requests. npm run bench --
// check-process
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { machine, measure } from './measure.ts'

// In a worker: spawnSync blocks this thread, and the server has to answer meanwhile.
const source = `
  const { createServer } = require('node:http')
  const { parentPort } = require('node:worker_threads')
  const headers = { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'PUT' }
  const server = createServer((request, response) => response.writeHead(request.method === 'OPTIONS' ? 204 : 200, headers).end())
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`
const worker = new Worker(source, { eval: true })
const port = await new Promise<number>((resolve) => worker.once('message', resolve))
const url = `http://127.0.0.1:${port}/users`
const corskit = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url))

const spawn = (command: string, args: readonly string[]) => () => {
  const run = spawnSync(command, args, { stdio: 'ignore' })
  if (run.error !== undefined || run.status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed: ${run.error ?? run.status}`)
}
const preflight = [
  '-s',
  '-X',
  'OPTIONS',
  '-H',
  'Origin: https://app.example.com',
  '-H',
  'Access-Control-Request-Method: PUT',
  url,
]
const actual = ['-s', '-X', 'PUT', '-H', 'Origin: https://app.example.com', url]

const measured = await measure(
  [
    { name: 'node -e 0', run: spawn(process.execPath, ['-e', '0']) },
    { name: 'curl, two requests', run: spawn('curl', [...preflight, '--next', ...actual]) },
    { name: 'corskit check -X PUT', run: spawn(process.execPath, [corskit, 'check', url, '-X', 'PUT']) },
  ],
  1,
  21,
)
await worker.terminate()
console.log(machine())
const [base] = measured
for (const { name, nanoseconds } of measured) {
  console.log(
    `${name.padEnd(22)} ${(nanoseconds / 1e6).toFixed(0).padStart(5)} ms  ${(nanoseconds / (base?.nanoseconds ?? nanoseconds)).toFixed(2)}x`,
  )
}
