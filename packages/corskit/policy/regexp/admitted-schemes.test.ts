/** Schemes are judged by what a RegExp admits, wherever they are written in it; a repair loses no branch. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { checkRegExp } from './check-regexp.ts'

const check = (regExp: RegExp) => checkRegExp(regExp, 'origin', { origin: regExp }).issues
const issuesOf = (source: string) => check(new RegExp(source)).map(({ code }) => code)

const FORMS: readonly ((scheme: string) => string)[] = [
  (scheme) => scheme,
  (scheme) => `(${scheme})`,
  (scheme) => `(?:${scheme})`,
  (scheme) => `(?<scheme>${scheme})`,
  (scheme) => `(?:${scheme}|rediss)`,
  (scheme) => `${scheme.slice(0, 1)}(?:${scheme.slice(1)})`,
  (scheme) => `[${scheme.slice(0, 1)}]${scheme.slice(1)}`,
  (scheme) => `(?:${scheme.slice(0, 2)})${scheme.slice(2)}`,
  (scheme) => `\\x${scheme.charCodeAt(0).toString(16)}${scheme.slice(1)}`,
]

describe('a mistyped scheme, one of another program or a host in its place', () => {
  const wrong = fc.constantFrom('htps', 'htp', 'htttp', 'httpx', 'ws', 'wss', 'ftp', 'file', 'redis', 'localhost')
  test('is refused in every spelling', () => {
    fc.assert(
      fc.property(wrong, fc.constantFrom(...FORMS), (scheme, form) => {
        const source = `^${form(scheme)}:\\/\\/app\\.example\\.com$`
        expect({ source, codes: issuesOf(source).length }).toEqual({ source, codes: 1 })
      }),
      runs(300),
    )
  })

  test.each(['capacitor', 'tauri', 'my-app', 'app'])('and %s, an app’s own, is accepted', (scheme) => {
    for (const form of FORMS) expect(issuesOf(`^${form(scheme)}:\\/\\/app\\.example\\.com$`)).toEqual([])
  })

  test.each(['^(https?|wss?):\\/\\/a\\.com$', '^(?:capacitor|https):\\/\\/localhost$', '^[a-z]+:\\/\\/localhost$'])(
    'and %s, which admits pages as well, is accepted',
    (source) => {
      expect(issuesOf(source)).toEqual([])
    },
  )

  test('of one branch is told beside branches that are right', () => {
    expect(issuesOf('^htps:\\/\\/a\\.com$|^https:\\/\\/b\\.com$')).toEqual(['origin-scheme-refused'])
  })
})

test('a branch is judged with the flags of its RegExp', () => {
  // TypeScript does not know the flag yet.
  const flags: string = 'v'
  const regExp = new RegExp('^https://a\\.com$|^localhost[a--b](:.*)?$', flags)
  expect(check(regExp).map(({ code }) => code)).toEqual(['regexp-matches-nothing'])
})

test('a repair admits the host of every branch', () => {
  const hosts = fc.uniqueArray(fc.constantFrom('app', 'admin', 'www', 'shop'), { minLength: 1, maxLength: 3 })
  const start = fc.constantFrom('', 'htps:\\/\\/', 'wss:\\/\\/', 'https:\\/\\/', '(?:htps):\\/\\/')
  const join = fc.constantFrom(
    (branches: readonly string[]) => branches.map((branch) => `^${branch}$`).join('|'),
    (branches: readonly string[]) => `^(?:${branches.join('|')})$`,
  )
  fc.assert(
    fc.property(fc.array(start, { minLength: 3, maxLength: 3 }), hosts, join, (starts, names, joined) => {
      const source = joined(names.map((name, at) => `${starts[at]}${name}\\.example\\.com`))
      const [issue] = check(new RegExp(source))
      if (issue === undefined || !issue.fix.startsWith('/')) return
      const repaired = new Function(`return ${issue.fix}`)() as RegExp
      expect(check(repaired)).toEqual([])
      for (const name of names) {
        const isAdmitted = ['https', 'http'].some((scheme) => repaired.test(`${scheme}://${name}.example.com`))
        expect({ source, fix: issue.fix, name, isAdmitted }).toEqual({ source, fix: issue.fix, name, isAdmitted: true })
      }
    }),
    runs(500),
  )
})
