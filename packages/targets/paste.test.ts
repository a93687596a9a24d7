import { describe, expect, test } from 'vitest'
import { TARGETS } from './all.ts'
import { generate } from './generate.ts'
import { POLICIES } from './testing/policies.ts'
import { type Playing, play } from './testing/real-server.ts'
import { STARTERS } from './testing/starters.ts'
import { STOCK } from './testing/stock-servers.ts'

const PASTED = ['a list', 'subdomains and any port, with credentials', 'a public API']

describe.each(Object.entries(STOCK))(
  'what is pasted into a stock %s does what the policy says, before its login',
  (name, config) => {
    for (const title of PASTED) {
      const policy = POLICIES[title]
      if (policy === undefined || !generate(name, policy).ok) continue
      test(title, { timeout: 60_000 }, async ({ skip }) => {
        await mustConform(name, title, skip, { standalone: false, config })
      })
    }
  },
)

describe('a gateway answers by itself where no upstream is given', () => {
  for (const { name } of TARGETS.filter(({ name }) => STARTERS[name]?.isGateway)) {
    test(name, { timeout: 60_000 }, async ({ skip }) => {
      await mustConform(name, 'a list', skip, { standalone: true }, false)
    })
  }
})

async function mustConform(
  name: string,
  title: string,
  skip: (note: string) => void,
  playing: Playing,
  isGateway = true,
): Promise<void> {
  const starter = STARTERS[name]
  const policy = POLICIES[title]
  if (starter === undefined || policy === undefined) throw new Error(`there is no ${name} or ${title}`)
  const report = await play(name, policy, { ...starter, isGateway }, skip, playing)
  if (report === null) return
  expect(report.unreachable).toBeNull()
  expect(report.differences.slice(0, 3)).toEqual([])
}

test('an older server than the first that understands the file is an error, and a newer is not', () => {
  for (const { name, leastVersion, capabilities } of TARGETS) {
    if (leastVersion === undefined) continue
    const policy = { origin: 'https://app.example.com' }
    expect(generate(name, policy, { serverVersion: '0.0.1' })).toMatchObject({
      ok: false,
      problems: [{ element: 'serverVersion', instead: `take ${leastVersion} or later` }],
    })
    expect(generate(name, policy, { serverVersion: leastVersion, standalone: capabilities.standalone }).ok).toBe(true)
    expect(generate(name, policy, { serverVersion: '99' }).ok).toBe(true)
  }
})
