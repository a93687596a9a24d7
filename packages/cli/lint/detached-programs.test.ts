/** Programs that a policy file starts: those in its group end with it, detached ones outlive it (docs/policy.md). */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, expect, test } from 'vitest'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'

const folder = mkdtempSync(`${tmpdir()}/corskit-detached-`)
const started: number[] = []
afterAll(() => {
  for (const pid of started) if (isRunning(pid)) process.kill(pid, 'SIGKILL')
  rmSync(folder, { recursive: true })
})

/** A process that has ended and that nobody has waited for is not running. */
function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** What the program gets: nothing, the output of the policy file, or the pipe of the result too. */
const STREAMS = ["'ignore'", "'inherit'", "['ignore', 'inherit', 'inherit', 3]"]
const ENDS = [
  ["export default { origin: 'https://app.example.com' }", 0, ''],
  ["export default { origin: 'x' }", 1, ''],
  ["throw new Error('no')", 2, 'cannot be run: no'],
  ['process.exit(3)', 2, 'ended the process (exit code 3)'],
] as const

const cases = [true, false].flatMap((detached) =>
  STREAMS.flatMap((stdio) => ENDS.map(([end, exitCode, said]) => ({ detached, stdio, end, exitCode, said }))),
)

test.each(cases)('detached: $detached, streams $stdio, $end', async ({ detached, stdio, end, exitCode, said }) => {
  const name = `${folder}/${cases.length}-${started.length}`
  // It runs for longer than a test may take.
  writeFileSync(
    `${name}.mjs`,
    `import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
const child = spawn('sleep', ['300'], { detached: ${detached}, stdio: ${stdio} })
writeFileSync(${JSON.stringify(`${name}.pid`)}, String(child.pid))
child.unref()
${end}
`,
  )
  const terminal = new RecordingTerminal()
  const code = await run(['lint', `${name}.mjs`], terminal)
  const pid = Number(readFileSync(`${name}.pid`, 'utf8'))
  started.push(pid)
  expect({ code, stderr: terminal.stderr }).toEqual({ code: exitCode, stderr: expect.stringContaining(said) })
  if (detached) expect(isRunning(pid)).toBe(true)
  else await expect.poll(() => isRunning(pid)).toBe(false)
})
