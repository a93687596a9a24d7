/** Every sentence that is thrown for what is no policy, beside one, or no environment: told as it is written. */
import { test } from 'vitest'
import { expectGolden } from '../../../testing/golden.ts'
import { checkCallOptions } from './checks/check-call-options.ts'
import { PolicyError } from './checks/issue.ts'
import { ownOf } from './checks/taken-options.ts'
import { definePolicy } from './define.ts'
import { policyFromEnv } from './environment/from-env.ts'
import { NAMES_OF_THIS_MACHINE } from './origins/this-machine.ts'
import { replaceablePolicy } from './replaceable.ts'
import { createPolicyFinder } from './source.ts'
import { said, told } from './tables/said.ts'

const APP = 'https://app.example.com'
const policy = definePolicy({ origin: APP })

function thrown(make: () => unknown): string {
  try {
    make()
    return 'fine'
  } catch (error) {
    return error instanceof PolicyError ? error.issues.map(told).join(' || ') : String(error)
  }
}

/** An object whose property throws this. */
const throwing = (name: string, what: unknown) =>
  Object.defineProperty({}, name, {
    enumerable: true,
    get() {
      throw what
    },
  })

const unlisted = new Proxy({ origin: APP }, { ownKeys: () => null as never })
const withoutSymbols = new Proxy(
  { origin: APP },
  { ownKeys: (target) => [...Reflect.ownKeys(target), Symbol('x')], getOwnPropertyDescriptor: () => undefined },
)

const CASES: Readonly<Record<string, () => unknown>> = {
  'a class in the place of a function of the request': () => createPolicyFinder(class {} as never, {}),
  'a generator there': () => createPolicyFinder(function* () {} as never, {}),
  'an async generator there': () => createPolicyFinder(async function* () {} as never, {}),
  'a function there': () => createPolicyFinder(() => policy, {}),
  'a policy without judgeOrigin': () => replaceablePolicy({ answer: policy.answer, options: {} } as never),
  'a policy without options': () =>
    replaceablePolicy({ answer: policy.answer, judgeOrigin: policy.judgeOrigin } as never),
  'a policy whose options are null': () => replaceablePolicy({ ...policy, options: null } as never),
  'a policy whose options are a text': () => replaceablePolicy({ ...policy, options: 'x' } as never),
  'an answer that is no function': () => replaceablePolicy({ ...policy, answer: 1 } as never),
  'options beside a policy': () => replaceablePolicy({ ...policy, origin: '*', maxAge: 5 } as never),
  'a policy replaced by itself': () => {
    const replaceable = replaceablePolicy({ origin: APP })
    replaceable.replace(replaceable)
  },
  'options that cannot be listed': () => definePolicy(unlisted),
  'options whose symbols cannot be listed': () => definePolicy(withoutSymbols),
  'a symbol': () => definePolicy({ origin: APP, [Symbol('corskit')]: 1, [Symbol()]: 2 } as never),
  'a getter that throws an error': () => definePolicy(throwing('origin', new Error('no such file')) as never),
  'a getter that throws a text': () => definePolicy(throwing('origin', 'x') as never),
  'a getter that throws null': () => definePolicy(throwing('maxAge', null) as never),
  'a getter of another name': () => definePolicy(throwing('orign', new Error('no')) as never),
  'a reporter that is a class': () => definePolicy({ origin: APP, onFault: class {} as never }),
  'a reporter that is a generator': () => definePolicy({ origin: APP, onFault: function* () {} as never }),
  'a predicate that is a class': () => definePolicy({ origin: class {} as never }),
  'a bypass that is a class': () => checkCallOptions({ bypass: class {} }, 'bypass'),
  'what bypass is elsewhere': () => checkCallOptions({ bypass: 1 }),
  'a handler of errors': () => checkCallOptions({ onError: 1, bypass: 1 }, 'onError'),
  ...Object.fromEntries(
    [null, 5, 'x', [], () => 1, Promise.resolve(), new Map(), new (class Own {})()].map((value, at) => [
      `beside a policy, ${at}`,
      () => ownOf(value as never),
    ]),
  ),
  'what throws, beside a policy': () => ownOf(throwing('prefix', new Error('no'))),
  'what throws a text, beside a policy': () => ownOf(throwing('prefix', 'no')),
  ...Object.fromEntries(
    ['TIMEOUT', 'ON_FAULT', 'LEGACY_PRIVATE_NETWORK_ACCESS', 'DANGEROUSLY_ALLOW_LOOPBACKS', 'PREDICATE_TIMEOUT'].map(
      (name) => [`the variable CORS_${name}`, () => policyFromEnv({ CORS_ORIGIN: APP, [`CORS_${name}`]: 'x' })],
    ),
  ),
  ...Object.fromEntries(
    [
      ...['http://a:b@localhost', 'http://a@*.localdomain', 'http://*.localdomain:80', 'http://local*', 'http://*st'],
      ...[
        'file:///a',
        'file://localhost',
        'null',
        'https://a.com/',
        'localhost:3000',
        '*',
        'x',
        'capacitor://localhost',
      ],
      ...['http://localhost,https://a.com/', 'https://a.com/,http://127.0.0.1', 'http://localhost;http://[::1]'],
      ...['http://localhost;http://[::1];https://a.com', 'http://localhost/;https://a.com', 'https://localhost:443'],
    ].map((origin) => [
      `${origin} in production`,
      () => policyFromEnv({ CORS_ORIGIN: origin, NODE_ENV: 'production' }),
    ]),
  ),
}

test('what is thrown', () => {
  const lines = Object.entries(CASES).map(([title, make]) => `${title}: ${thrown(make)}`)
  expectGolden(new URL('tables/thrown.golden.txt', import.meta.url), lines)
})

const ODD_NAMES = [
  ...['all', 'ANY', 'every', 'everything', '**', '*-a', 'x*', 'undefined', 'null', 'NaN', 'none', 'false', 'true'],
  ...['x-a, cookie', 'cookie, set-cookie', 'cookie; host', 'cookie: x', 'TRACE, PUT', 'TRACE CONNECT', 'x-a:'],
]

test('what is said of names that nobody sends, or that browsers forbid', () => {
  const lines = ODD_NAMES.flatMap((name) =>
    ['methods', 'allowedHeaders', 'exposedHeaders', 'vary'].flatMap((option) =>
      [name, [name], [name, 'X-A']].flatMap((value) =>
        [{}, { credentials: true }].map((more) => {
          const options = { origin: APP, [option]: value, ...more }
          return `${JSON.stringify(options)}: ${said(options)}`
        }),
      ),
    ),
  )
  expectGolden(new URL('tables/odd-names.golden.txt', import.meta.url), lines)
})

test('the names of the machine itself', () => {
  expectGolden(new URL('tables/names-of-this-machine.golden.txt', import.meta.url), [...NAMES_OF_THIS_MACHINE])
})

/** The URL parser takes away some of these at the ends of a host. */
test('no host has a character that nobody sees', () => {
  const hidden = ['\0', '\u0001', '\u001f', '\u007f', '\u0080', '\u00a0', '\u00ad', '\u200b', '\ufeff', '\t', '\n', ' ']
  const lines = ['https', 'http', 'app'].flatMap((scheme) =>
    hidden.flatMap((sign) =>
      ['X', 'Xa.com', 'a.comX', 'aX.com', '*.Xa.com', 'aX*.com', 'a.com:X', 'a.com:8X'].map((host) => {
        const origin = `${scheme}://${host.replace('X', sign)}`
        return `${JSON.stringify(origin)}: ${said({ origin })}`
      }),
    ),
  )
  expectGolden(new URL('tables/hidden-characters.golden.txt', import.meta.url), lines)
})
