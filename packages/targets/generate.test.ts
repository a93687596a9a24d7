import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { WRITES_GOLDEN } from '../../testing/golden.ts'
import { TARGETS } from './all.ts'
import { generate } from './generate.ts'
import { POLICIES } from './testing/policies.ts'

/**
 * As on the day when somebody looked at it: `CORSKIT_GOLDEN=1 npx vitest run packages/targets/generate.test.ts` writes
 * them anew.
 */
const GOLDEN = ['one exact origin', 'a list', 'subdomains and any port, with credentials', 'a public API']

function golden(target: string, output: string, policy: string, text: string): string {
  const name = `${policy.replaceAll(/[^a-z]+/g, '-')}.${output}`
  const file = fileURLToPath(new URL(`golden/${target}/${name}`, import.meta.url))
  if (WRITES_GOLDEN) {
    mkdirSync(new URL('.', `file://${file}`), { recursive: true })
    writeFileSync(file, text)
  }
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

describe.each(TARGETS.map((target) => [target.name, target] as const))('%s', (name, target) => {
  test.each(GOLDEN)('writes what it wrote for %s', (policy) => {
    const result = generate(name, POLICIES[policy] ?? { origin: '*' })
    const text = result.ok ? result.text : result.problems.map((problem) => `${JSON.stringify(problem)}\n`).join('')
    expect(text).toBe(golden(name, target.output, policy, text))
  })

  test.each((target.forms ?? []).map((form) => [form.name, form] as const))(
    'writes %s as it wrote it',
    (format, form) => {
      for (const policy of GOLDEN) {
        const result = generate(name, POLICIES[policy] ?? { origin: '*' }, { format })
        if (result.ok) expect(result.text).toBe(golden(name, form.output, policy, result.text))
      }
    },
  )

  test.each((target.forms ?? []).map((form) => [form.name, form] as const))(
    'names the command, the policy and its notes in %s, or beside it',
    (format, form) => {
      const result = generate(
        name,
        { origin: 'https://app.example.com', methods: [] },
        { format, command: 'corskit x' },
      )
      const said = result.ok ? (form.keepsHeading ? result.text : (result.notes[0] ?? '')) : ''
      expect(said).toContain('made by: corskit x (policy ')
      for (const note of [...(target.notes ?? []), ...form.notes]) {
        expect(result.ok && result.notes).toContain(note)
        if (form.keepsHeading) expect(result.ok && result.text).toContain(JSON.stringify(note).slice(1, -1))
      }
    },
  )

  test('names the forms that it has, for one that it has not', () => {
    const names = (target.forms ?? []).map((form) => form.name)
    expect(() => generate(name, { origin: 'https://app.example.com' }, { format: 'hcl' })).toThrow(
      names.length === 0 ? 'it has one form only' : `expected ${names.join(' or ')}`,
    )
  })

  test('names the command and the policy in its first line', () => {
    const result = generate(name, { origin: 'https://app.example.com' }, { command: 'corskit generate x\n --policy y' })
    if (!result.ok) return
    const inside = 'made by: corskit generate x  --policy y (policy '
    // What has no comments has a note beside it; what keeps them inside has them there.
    if (target.comment === null) {
      const shown = target.language === 'json' ? (result.notes[0] ?? '') : result.text.replaceAll('- -', '--')
      return expect(shown).toContain(inside)
    }
    expect(result.text.split('\n', 1)[0]).toMatch(
      new RegExp(
        `^${target.comment.replace(/[^\w]/g, '\\$&')} made by: corskit generate x  --policy y \\(policy [0-9a-f]{16}\\)$`,
      ),
    )
  })

  test('says where it goes, where nothing of it starts as it is', () => {
    if (target.capabilities.standalone) return
    expect(generate(name, { origin: 'https://app.example.com', methods: [] }, { standalone: true })).toMatchObject({
      ok: false,
      problems: [
        { element: 'standalone', instead: expect.stringMatching(/^generate without --standalone, and (put|give) it /) },
      ],
    })
    expect(target.place).toBeDefined()
  })

  test('refuses a predicate', () => {
    expect(generate(name, { origin: () => true })).toMatchObject({ ok: false, problems: [{ element: 'origin' }] })
  })

  test('writes 2,000 origins, or says how many it takes', () => {
    const result = generate(name, POLICIES['2,000 origins'] ?? { origin: '*' })
    if (result.ok) expect(result.text.replaceAll('\\', '')).toContain('https://customer-1999.example.com')
    else expect(result.problems.map(({ message }) => message).join()).toMatch(/2000|credentials/)
  })

  test('writes 2,000 origins in less than 50 ms of processor time', () => {
    const times = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage()
      generate(name, POLICIES['2,000 origins'] ?? { origin: '*' })
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    })
    // The best of some: whatever else the process does is not its fault.
    expect(Math.min(...times)).toBeLessThan(50)
  })
})

test('100,000 origins are written whole, or said to be too many', () => {
  const origin = Array.from({ length: 100_000 }, (_, at) => `https://customer-${at}.example.com`)
  for (const name of ['nginx', 'haproxy', 'fastapi', 'spring', 'lighttpd', 'cloudfront']) {
    const result = generate(name, { origin })
    if (result.ok) expect(result.text.match(/customer-\d+/g)?.at(-1)).toBe('customer-99999')
    else expect(result.problems[0]?.message).toContain('100000')
  }
})
