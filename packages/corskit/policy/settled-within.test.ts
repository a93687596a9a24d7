import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('a process that has nothing else to do stays until the time of a predicate is over', async () => {
  const program = `
    import { definePolicy } from 'corskit'
    const policy = definePolicy({ origin: () => new Promise(() => {}), timeout: 50, onFault() {} })
    console.log((await policy.answer({ method: 'GET', origin: 'https://a.example.com' })).verdict)`
  const args = ['--conditions=corskit-source', '--no-warnings', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname })
  expect(stdout).toBe('denied\n')
})
