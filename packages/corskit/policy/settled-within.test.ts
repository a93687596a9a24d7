import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { definePolicy } from './define.ts'
import { settledWithin } from './settled-within.ts'

afterEach(() => void vi.useRealTimers())

test('a process that has nothing else to do stays until the time of a predicate is over', async () => {
  const program = `
    import { definePolicy } from 'corskit'
    const policy = definePolicy({ origin: () => new Promise(() => {}), timeout: 50, onFault() {} })
    console.log((await policy.answer({ method: 'GET', origin: 'https://a.example.com' })).verdict)`
  const args = ['--conditions=corskit-source', '--no-warnings', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname })
  expect(stdout).toBe('denied\n')
})

test.each([
  ['keeps its promise', () => Promise.resolve(1)],
  ['rejects', () => Promise.reject(new Error('no'))],
])('no timer is left when a promise %s', async (_, made) => {
  vi.useFakeTimers()
  const settled = settledWithin(5000, made()).catch((error: unknown) => error)
  expect(vi.getTimerCount()).toBe(1)
  await settled
  expect(vi.getTimerCount()).toBe(0)
})

test.each([
  [undefined, 5000],
  [50, 50],
])('with the limit %s, a predicate has %i ms', async (timeout, milliseconds) => {
  vi.useFakeTimers()
  const policy = definePolicy({
    origin: () => new Promise<boolean>(() => {}),
    onFault() {},
    ...(timeout && { timeout }),
  })
  let isAnswered = false
  void Promise.resolve(policy.answer({ method: 'GET', origin: 'https://a.example.com' })).then(() => {
    isAnswered = true
  })
  await vi.advanceTimersByTimeAsync(milliseconds - 1)
  expect(isAnswered).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(isAnswered).toBe(true)
})
