import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keep, ownDirectory, waitForText } from './process.ts'

const isRunning = (pid: number) => {
  try {
    // A container's first process may leave the dead unburied: state Z is dead.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

const until = async (condition: () => boolean) => {
  for (let patience = 100; patience > 0 && !condition(); patience -= 1) await new Promise((r) => setTimeout(r, 50))
  return condition()
}

/** Stands for an engine: has a child of its own and says both numbers. */
const engine = ['-c', 'sleep 600 & echo "$$ $! ."; wait']

test('closing ends the engine with its helpers and removes its directory', async () => {
  const directory = ownDirectory('test')
  const kept = keep(directory, '/bin/sh', engine)
  const [, main, helper] = await waitForText(kept.child.stdout, /(\d+) (\d+) \./)
  expect(isRunning(Number(helper))).toBe(true)
  await kept.close()
  expect(existsSync(directory)).toBe(false)
  expect(await until(() => !isRunning(Number(main)) && !isRunning(Number(helper)))).toBe(true)
})

test('the same happens when the process that opened it is killed', async () => {
  const program = `
    import { keep, ownDirectory } from ${JSON.stringify(join(import.meta.dirname, 'process.ts'))}
    const directory = ownDirectory('test')
    keep(directory, '/bin/sh', ${JSON.stringify(engine)}).child.stdout.on('data', (text) => console.log(directory + ' ' + text))`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [, directory = '', main, helper] = await waitForText(parent.stdout, /(\S+) (\d+) (\d+) \./)
  expect(existsSync(directory)).toBe(true)
  parent.kill('SIGKILL')
  expect(await until(() => !existsSync(directory))).toBe(true)
  expect(await until(() => !isRunning(Number(main)) && !isRunning(Number(helper)))).toBe(true)
})

test('closed at once, it is gone at once', { timeout: 10_000 }, async () => {
  const kepts = Array.from({ length: 20 }, () => keep(ownDirectory('test'), '/bin/sh', engine))
  await Promise.all(kepts.map((kept) => kept.close()))
  expect(kepts.filter(({ directory }) => existsSync(directory))).toEqual([])
})
