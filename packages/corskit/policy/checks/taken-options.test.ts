import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { createJudge } from '../../adapters/shared/guard-judge.ts'
import { definePolicy } from '../define.ts'
import { OPTION_NAMES, type PolicyOptions } from '../options.ts'
import { replaceablePolicy } from '../replaceable.ts'
import { createPolicyFinder } from '../source.ts'
import { checkCallOptions } from './check-call-options.ts'
import { checkOptions } from './check-options.ts'
import { ownOf, refuseOtherThanObject } from './taken-options.ts'

const ASKED = { method: 'OPTIONS', origin: 'https://a.com', requestMethod: 'PUT', requestHeaders: 'x-a' } as const
const INHERITED = [...OPTION_NAMES, 'answer', 'current', 'bypass']
const polluted = Object.prototype as Record<string, unknown>

afterEach(() => {
  for (const name of INHERITED) delete polluted[name]
})

test('no value on Object.prototype changes what a policy answers', () => {
  const given: PolicyOptions = { origin: ['https://a.com'], methods: ['PUT'], allowedHeaders: ['x-a'] }
  const expected = definePolicy({ ...given }).answer(ASKED)
  const value = fc.oneof(
    fc.anything(),
    fc.constantFrom('*', ['*'], true, 600, 'https://evil.com', () => true),
  )
  fc.assert(
    fc.property(fc.constantFrom(...INHERITED), value, (name, bad) => {
      if (Object.hasOwn(given, name)) return
      polluted[name] = bad
      try {
        const policy = createPolicyFinder({ ...given }, {})({}) as ReturnType<typeof definePolicy>
        expect(policy.answer(ASKED)).toEqual(expected)
        expect(Object.hasOwn(policy.options, name)).toBe(false)
      } finally {
        delete polluted[name]
      }
    }),
    RUNS,
  )
})

test('nothing on Object.prototype lets a write of another site through guard', () => {
  const facts = { method: 'POST', origin: 'https://evil.com', fetchSite: 'cross-site', host: 'api.com', upgrade: null }
  polluted['bypass'] = () => true
  expect(createJudge({ origin: 'https://a.com' }, {}, () => '/')(facts, {})).toBe('cross-site')
})

test('inherited values are not options', () => {
  const options = Object.create({ credentials: true, methods: '*' }, { origin: { value: 'https://a.com' } })
  expect(definePolicy(options).options).toEqual({ origin: 'https://a.com' })
})

test('getters are read once', () => {
  const reads: string[] = []
  const options = {}
  for (const [name, value] of Object.entries({
    origin: ['https://a.com'],
    credentials: true,
    maxAge: 5,
    methods: 'PUT',
  })) {
    Object.defineProperty(options, name, { enumerable: true, get: () => [value][reads.push(name) * 0] })
  }
  const policy = definePolicy(options as PolicyOptions)
  policy.answer(ASKED)
  expect(reads.sort()).toEqual(['credentials', 'maxAge', 'methods', 'origin'])
})

test('a getter that throws is a mistake like others', () => {
  const options = {
    origin: '*',
    get maxAge(): number {
      throw new Error('no')
    },
  }
  expect(() => definePolicy(options)).toThrow('maxAge cannot be read: no [option-wrong-type]')
})

test('later changes of the options have no effect', () => {
  const options = { origin: ['https://a.com'], methods: ['PUT'] }
  const policy = definePolicy(options)
  options.origin.push('https://evil.com')
  options.methods.push('DELETE')
  Object.assign(options, { credentials: true })
  expect(policy.judgeOrigin('https://evil.com')).toBe('origin-not-allowed')
  expect(policy.options).toEqual({ origin: ['https://a.com'], methods: ['PUT'] })
  expect(() => (policy.options.origin as string[]).push('x')).toThrow(TypeError)
})

describe('a RegExp is copied', () => {
  const ours = () => /^https:\/\/[a-z]+\.example\.com$/
  const allows = (regExp: RegExp, spoil: (regExp: RegExp) => void) => {
    const policy = definePolicy({ origin: [regExp] })
    spoil(regExp)
    spoil((policy.options.origin as RegExp[])[0] as RegExp)
    return ['https://a.example.com', 'https://evil.com', 'https://a.example.com'].map(
      (o) => policy.judgeOrigin(o) === null,
    )
  }

  test.each<[string, (regExp: RegExp) => void]>([
    ['compile', (regExp) => regExp.compile('.*')],
    ['an own test', (regExp) => Object.assign(regExp, { test: () => true })],
    ['an own exec', (regExp) => Object.assign(regExp, { exec: () => [''] })],
    ['lastIndex', (regExp) => Object.assign(regExp, { lastIndex: 5 })],
    ['another prototype', (regExp) => Object.setPrototypeOf(regExp, { test: () => true, exec: () => [''] })],
  ])('%s of the given one changes nothing', (_, spoil) => {
    expect(allows(ours(), spoil)).toEqual([true, false, true])
  })

  test('its own properties do not count', () => {
    const liar = Object.defineProperty(/.*/, 'source', { value: '^https:\\/\\/[a-z]+\\.example\\.com$' })
    expect(() => definePolicy({ origin: liar })).toThrow('regexp-not-anchored')
    class Liar extends RegExp {
      override get flags() {
        return ''
      }
    }
    expect(() => definePolicy({ origin: new Liar('^https:\\/\\/a\\.com$', 'g') })).toThrow('regexp-flag')
  })

  test('the options of the policy tell one of our own, alone and in a list', () => {
    for (const given of [
      ours(),
      Object.assign(ours(), { lastIndex: 3 }),
      runInNewContext('/^https:\\/\\/a\\.com$/i'),
    ]) {
      const [one, inList] = [definePolicy({ origin: given }), definePolicy({ origin: ['https://a.com', given] })]
      for (const told of [one.options.origin, (inList.options.origin as unknown[])[1]] as RegExp[]) {
        expect(told).not.toBe(given)
        expect([told.source, told.flags, told.lastIndex]).toEqual([given.source, given.flags, 0])
        expect(told).toBeInstanceOf(RegExp)
      }
    }
  })

  test('one of another realm is a RegExp', () => {
    const foreign = runInNewContext('/^https:\\/\\/[a-z]+\\.example\\.com$/')
    expect(allows(foreign, () => {})).toEqual([true, false, true])
  })
})

test('a list is read by index, and not by an iterator of its own', () => {
  const origin = Object.assign(['https://a.com'], {
    *[Symbol.iterator]() {
      while (true) yield 'https://evil.com'
    },
  })
  expect(definePolicy({ origin }).options.origin).toEqual(['https://a.com'])
})

test('a hole in a list is a mistake, whatever Array.prototype holds and however many holes there are', () => {
  const origin: string[] = []
  origin.length = 4_294_967_295
  origin[1] = 'https://a.com'
  const array = Array.prototype as unknown as Record<number, unknown>
  array[0] = 'https://evil.com'
  try {
    expect(() => definePolicy({ origin })).toThrow('not undefined [origin-wrong-type]')
  } finally {
    delete array[0]
  }
})

test('a proxy that refuses everything is an issue and not another error', () => {
  const refuse = () => {
    throw new Error('no')
  }
  const options = new Proxy({}, { ownKeys: refuse, getOwnPropertyDescriptor: refuse })
  expect(() => definePolicy(options as never)).toThrow('option-wrong-type')
})

test('a proxy that was revoked is not an object to read options from', () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  expect(() => definePolicy(proxy as never)).toThrow('options-not-an-object')
})

test('what stands beside a policy is an object', () => {
  const given = { timeout: 5 }
  expect(ownOf(given)).toEqual(given)
  expect(Object.getPrototypeOf(ownOf(given))).toBeNull()
  const wrong = [
    null,
    undefined,
    0,
    'x',
    true,
    Symbol('s'),
    1n,
    [],
    () => {},
    Promise.resolve({}),
    new Map(),
    new Date(),
    /x/,
  ]
  for (const value of wrong) expect(() => ownOf(value as object), String(value)).toThrow('options-not-an-object')
})

describe('the options of a policy', () => {
  test('do not change, even where compile changes a RegExp that was read', () => {
    const regExp = /^https:\/\/a\.example\.com$/
    for (const origin of [regExp, [regExp], ['https://b.example.com', regExp]]) {
      const { options } = definePolicy({ origin })
      for (const read of [options.origin].flat()) if (read instanceof RegExp) read.compile('^https:\\/\\/evil\\.com$')
      const again = definePolicy(options)
      expect(again.judgeOrigin('https://evil.com')).toBe('origin-not-allowed')
      expect(again.judgeOrigin('https://a.example.com')).toBeNull()
      expect(options).toEqual({ origin })
      expect({ ...options }).toEqual({ origin })
      expect(Object.isFrozen(options)).toBe(true)
    }
  })

  const throws = () => {
    throw new Error('no')
  }

  test.each<[ProxyHandler<object>, string[]]>([
    [{ ownKeys: throws }, ['options-not-an-object@']],
    [{ get: throws, ownKeys: throws }, ['option-wrong-type@origin', 'options-not-an-object@']],
    [{ get: throws }, ['option-wrong-type@origin']],
    [{ has: throws, getPrototypeOf: throws }, []],
  ])('that cannot be read are told so, and nothing else (%#)', (handler, issues) => {
    const given = new Proxy({ origin: 'https://a.com' }, handler)
    expect(checkOptions(given).issues.map(({ code, path }) => `${code}@${path}`)).toEqual(issues)
  })
})

test('what `import * as` gives is an object of the app', async () => {
  expect(() => refuseOtherThanObject(Object.create(null))).not.toThrow()
  await import('./taken-options.ts').then((namespace) => expect(() => refuseOtherThanObject(namespace)).not.toThrow())
  expect(() => refuseOtherThanObject(new Map())).toThrow('options-not-an-object')
})

test.each(['value', 'get', 'set', 'writable', 'enumerable', 'configurable'])(
  'what is on Object.prototype as %s is no part of a descriptor',
  (name) => {
    const regExp = /^https:\/\/a\.example\.com$/
    for (const value of [1, false, '', () => 'https://evil.example', { origin: '*' }]) {
      const judged: unknown[] = []
      Reflect.set(Object.prototype, name, value)
      try {
        const policy = definePolicy({ origin: [regExp, 'https://b.example.com'] })
        const other = replaceablePolicy(policy)
        other.replace({ origin: regExp })
        judged.push(
          policy.judgeOrigin('https://a.example.com'),
          policy.judgeOrigin('https://evil.example'),
          other.judgeOrigin('https://b.example.com'),
        )
      } finally {
        Reflect.deleteProperty(Object.prototype, name)
      }
      expect(judged).toEqual([null, 'origin-not-allowed', 'origin-not-allowed'])
    }
  },
)

const byDescription = Symbol('credentials')

test.each<[description: string, options: object, said: string[]]>([
  ['a symbol', { [Symbol('x')]: 1 }, ['option-unknown@Symbol(x): remove Symbol(x)']],
  ['a symbol without a description', { [Symbol()]: 1 }, ['option-unknown@Symbol(): remove Symbol()']],
  ['a symbol of the registry', { [Symbol.for('origin')]: '*' }, ['option-unknown@Symbol(origin): origin']],
  ['one that is named as an option', { [byDescription]: true }, ['option-unknown@Symbol(credentials): credentials']],
  [
    'a well-known one',
    { *[Symbol.iterator]() {} },
    ['option-unknown@Symbol(Symbol.iterator): remove Symbol(Symbol.iterator)'],
  ],
  ['what a module namespace has', { [Symbol.toStringTag]: 'Module' }, []],
  ['one that is not enumerable', Object.defineProperty({}, Symbol('x'), { value: 1 }), []],
])('an option whose key is %s', (_, options, said) => {
  const { issues } = checkOptions(Object.defineProperty(options, 'origin', { value: '*', enumerable: true }))
  expect(issues.map(({ code, path, fix }) => `${code}@${path}: ${fix}`)).toEqual(said)
})

test('a symbol beside a policy is refused as well, and the namespace of a module has none that counts', async () => {
  expect(() => checkCallOptions({ [Symbol('timeout')]: 1 })).toThrow('there is no option Symbol(timeout)')
  const source: string = 'data:text/javascript,export const origin = "*"'
  const namespace: object = await import(source)
  expect(Reflect.ownKeys(namespace)).toContain(Symbol.toStringTag)
  expect(checkOptions(namespace).issues).toEqual([])
})

test.each(['default', 'module.exports', '__esModule'])('a whole module is told by its %s', (key) => {
  for (const given of [{ [key]: { origin: '*' } }, { origin: '*', [key]: true }]) {
    const { issues } = checkOptions(given as never)
    const [issue] = issues.filter(({ path }) => path === key)
    expect(issue?.message).toBe(`there is no option '${key}': a whole module, or a file of several parts, was given`)
    expect(issue?.fix).toContain('default export')
  }
})
