/** What docs/policy.md says of classes, of blocks of addresses and of the characters of hosts. */
import { expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'
import { definePolicy } from '../define.ts'

const codesOf = (source: string) => checkOptions({ origin: new RegExp(source) }).issues.map(({ code }) => code)

test.each(['[ab]', '[a-d]', '[ab][ab]', '[ab]?', '(?:a|b|c|d|e)', '(?:[a-d]|[e-h])'])(
  'a domain with %s is spelled out',
  (part) => {
    expect(codesOf(`^https://shop${part}\\.com$`)).toEqual([])
  },
)

test.each(['[a-e]', '[abc][ab]', '[a-d][ab]', '[ab][ab][ab]'])(
  'a domain with %s has more than four spellings',
  (part) => {
    expect(codesOf(`^https://shop${part}\\.com$`)).toEqual(['regexp-allows-strangers'])
  },
)

test.each(['10.1.2', '172.16.2', '172.31.2', '192.168.1', '127.0.0', '169.254.1', '0.0.0'])(
  '%s.* is in a private block',
  (block) => {
    expect(codesOf(`^http://${block.replaceAll('.', '\\.')}\\.\\d{1,3}$`)).toEqual([])
  },
)

test.each(['172.15.2', '172.32.1', '192.167.1', '100.64.0', '192.0.2', '198.18.0', '203.0.113', '224.0.0', '8.8.8'])(
  '%s.* is not',
  (block) => {
    expect(codesOf(`^http://${block.replaceAll('.', '\\.')}\\.\\d{1,3}$`)).toEqual(['regexp-allows-strangers'])
  },
)

test.each(['!$&\'()*+,;=~`{}"'].flatMap((characters) => [...characters]))(
  'a host with %s is denied by every policy but *, and a predicate is not asked about it',
  (character) => {
    const asked: string[] = []
    const predicate = (origin: string) => asked.push(origin) > 0
    const origin = `https://x${character}y.example.com`
    for (const allowed of [
      'https://*.example.com',
      'https://x*y.example.com',
      /^https:\/\/[^/]*\.example\.com$/,
      predicate,
    ]) {
      expect(definePolicy({ origin: allowed }).judgeOrigin(origin)).toBe('origin-malformed')
    }
    expect(asked).toEqual([])
    expect(definePolicy({ origin: '*' }).answer({ method: 'GET', origin })).toMatchObject({
      headers: [['access-control-allow-origin', '*']],
    })
  },
)
