/** After the move an app starts wherever the source shows that it could, and allows the same origins; or it is left. */
import cors from 'cors'
import { definePolicy, PolicyError, type PolicyOptions } from 'corskit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { migrateSource } from '../migrate-source.ts'
import { CORS, codesOf, moved } from '../testing/moved-origin.ts'

const APP = 'https://app.example.com'
const LOCAL = 'http://localhost:3000'
const VARIABLES = ['ONE', 'TWO'] as const
const VALUES = [undefined, '', APP, LOCAL, 'https://set.example.com']
const ENVIRONMENTS = ['production', 'development', undefined].flatMap((NODE_ENV) =>
  VALUES.flatMap((ONE) => VALUES.map((TWO) => ({ NODE_ENV, ONE, TWO }))),
)
const ORIGINS = [APP, LOCAL, 'https://set.example.com', 'https://admin.example.com', 'https://evil.example.net']

const PRELUDE = `const isProd = process.env.NODE_ENV === 'production'
const isDev = process.env.NODE_ENV !== 'production'
const site = 'https://admin.example.com'
const { TWO } = process.env
`

const text = fc.constantFrom(`'${APP}'`, `'${LOCAL}'`, 'site', `\`${APP}\``)
const variable = fc.constantFrom('process.env.ONE', 'process.env.TWO', 'TWO')
const condition = fc.constantFrom('isProd', 'isDev', "process.env.NODE_ENV === 'development'", '!isProd')
const one = fc.oneof({ arbitrary: text, weight: 2 }, variable)
const entry = fc.oneof(
  { arbitrary: one, weight: 4 },
  fc.tuple(condition, one).map(([when, then]) => `${when} && ${then}`),
  fc.tuple(variable, one).map(([left, right]) => `${left} || ${right}`),
  fc.tuple(variable, one).map(([left, right]) => `${left} ?? ${right}`),
  fc.tuple(condition, one, one).map(([when, then, otherwise]) => `${when} ? ${then} : ${otherwise}`),
  fc.tuple(condition, one).map(([when, then]) => `${when} ? ${then} : undefined`),
  fc.constantFrom('isDev', 'isProd || site', 'false', 'new URL(site)', '[site]', "'https://slash.example.com/'"),
)
const spread = fc.oneof(
  fc.tuple(condition, one).map(([when, then]) => `...(${when} ? [${then}] : [])`),
  fc.tuple(condition, one, one).map(([when, then, otherwise]) => `...(${when} ? [${then}] : [${otherwise}])`),
  fc.constantFrom(
    "...(process.env.ONE || '').split(',')",
    "...(process.env.ONE?.split(',') ?? [])",
    `...(process.env.TWO || '${LOCAL}').split(',')`,
    `...(process.env.NEVER || '${APP};${LOCAL}').split(';')`,
    `...(process.env.NEVER || '${APP};${LOCAL};').split(';')`,
    `...(process.env.NEVER ?? '${APP}, ${LOCAL} ,').split(',').map((s) => s.trim())`,
    `...(process.env.NEVER ?? '${APP} ${LOCAL}').split(/\\s+/)`,
    "...(process.env.TWO ? process.env.TWO.split(',') : [])",
  ),
)
const list = fc
  .array(fc.oneof({ arbitrary: entry, weight: 4 }, spread), { minLength: 1, maxLength: 4 })
  .map((entries) => `[${entries.join(', ')}]`)
const origin = fc.oneof(
  { arbitrary: list, weight: 5 },
  fc.tuple(list, list).map(([first, second]) => `isProd ? ${first} : ${second}`),
  list.map((entries) => `${entries}.filter(Boolean)`),
  list.map((entries) => `[...new Set(${entries})]`),
  list.map((entries) => `Array.from(new Set(${entries}))`),
  fc.tuple(list, list).map(([first, second]) => `${first}.concat(${second})`),
  fc.constantFrom(
    "(process.env.ONE || '').split(',')",
    `(process.env.ONE || '${APP}').split(',')`,
    `(process.env.NEVER || '${APP}; ${LOCAL}').split(/[,;]\\s*/)`,
    `(process.env.NEVER || '${APP}|${LOCAL}').split('|')`,
    `(process.env.NEVER || '${APP},${LOCAL}').split(';')`,
    'new Set([site])',
    'new URL(site)',
    '!isProd',
  ),
)
const program = fc.oneof(
  { arbitrary: origin.map((value) => ['', value] as const), weight: 2 },
  origin.map((value) => [`const list = ${value}\n`, 'list'] as const),
  fc
    .tuple(list, variable)
    .map(([value, pushed]) => [`const list = ${value}\nif (isDev) list.push(${pushed})\n`, 'list'] as const),
)

const REST = ", methods: [], allowedHeaders: ['x-a'] }"

type Environment = (typeof ENVIRONMENTS)[number]

/** The programs are this test's own. */
const optionsIn = (source: string, env: Environment): unknown =>
  new Function('process', source.replace(/^import .*$/m, '').replace(/app\.use\(cors\((.*)\)\)$/s, 'return $1'))({
    env,
  })

function allowedByCors(options: unknown): string[] {
  return ORIGINS.filter((asked) => {
    const sent = new Map<string, string>()
    const response = {
      getHeader: (name: string) => sent.get(name),
      setHeader: (name: string, value: string) => sent.set(name, value),
    }
    cors(options as cors.CorsOptions)(
      { method: 'GET', headers: { origin: asked } } as never,
      response as never,
      () => {},
    )
    return sent.get('Access-Control-Allow-Origin') === asked
  })
}

async function allowedByPolicy(options: unknown): Promise<string[]> {
  const policy = definePolicy(options as PolicyOptions)
  const answers = await Promise.all(ORIGINS.map((asked) => policy.answer({ method: 'GET', origin: asked })))
  return ORIGINS.filter((_, index) => answers[index]?.headers.some(([name]) => /allow-origin/i.test(name)))
}

/** What corskit says at start; `null` where it starts. */
function refusal(options: unknown): string[] | null {
  try {
    definePolicy(options as PolicyOptions)
    return null
  } catch (error) {
    return error instanceof PolicyError ? error.issues.map(({ code }) => code) : [String(error)]
  }
}

describe('a list that the environment decides about', () => {
  test('is moved so that the app starts and allows the same origins, or is left', async () => {
    await fc.assert(
      fc.asyncProperty(program, async ([before, value]) => {
        const source = `${CORS}${PRELUDE}${before}app.use(cors({ origin: ${value}${REST}))`
        const result = migrateSource('a.js', source)
        if (result.decisions.length > 0) return
        const isTold = result.changes.some(({ code }) => code === 'unset-variable')
        for (const env of ENVIRONMENTS) {
          const old = allowedByCors(optionsIn(source, env))
          const options = optionsIn(result.text, env)
          const refused = refusal(options)
          // The command says so: while a variable is not set, the app stops at start.
          if (refused !== null && isTold && old.length === 0 && VARIABLES.some((name) => !env[name])) continue
          expect({ env, refused }).toEqual({ env, refused: null })
          expect({ env, allowed: await allowedByPolicy(options) }).toEqual({ env, allowed: old })
        }
      }),
      // Each run evaluates two programs in several environments: 5 to 15 ms.
      runs(300, 10_000),
    )
  })

  test.each([
    [`['${APP}', isDev && '${LOCAL}']`, `['${APP}', isDev && '${LOCAL}'].filter(Boolean)`],
    [`[process.env.X || '${LOCAL}', '${LOCAL}']`, `[...new Set([process.env.X || '${LOCAL}', '${LOCAL}'])]`],
    [`['${APP}', process.env.X]`, `[...new Set(['${APP}', process.env.X])].filter(Boolean)`],
    [`['${APP}', ...(isDev ? ['${LOCAL}'] : [])]`, `['${APP}', ...(isDev ? ['${LOCAL}'] : [])]`],
    [`[...new Set(['${APP}', process.env.X])]`, `[...new Set(['${APP}', process.env.X])].filter(Boolean)`],
    [
      `Array.from(new Set(['${APP}', process.env.X]))`,
      `Array.from(new Set(['${APP}', process.env.X])).filter(Boolean)`,
    ],
    [
      `[...new Set(['${APP}', process.env.X])].filter(Boolean)`,
      `[...new Set(['${APP}', process.env.X])].filter(Boolean)`,
    ],
    ["process.env.X.split(',')", "process.env.X.split(',')"],
    [`(process.env.X || '${APP},${LOCAL}').split(',')`, `(process.env.X || '${APP},${LOCAL}').split(',')`],
    [`(process.env.X ?? '${APP}').split(',')`, `(process.env.X ?? '${APP}').split(',')`],
    ...["';'", "' '", "'|'", '/[,;]\\s*/', '/\\s*,\\s*/', '/[\\s,]+/'].map((separator): [string, string] => {
      const text = `${APP}${/[;| ](?=['+\]])|;/.exec(separator)?.[0] ?? ','}${LOCAL}`
      const list = `(process.env.X || '${text}').split(${separator})`
      return [list, list]
    }),
    [
      `['${LOCAL}', ...(process.env.X || '${LOCAL}').split(',')]`,
      `[...new Set(['${LOCAL}', ...(process.env.X || '${LOCAL}').split(',')])]`,
    ],
    [`isProd ? ['${APP}'] : ['${LOCAL}']`, `isProd ? ['${APP}'] : ['${LOCAL}']`],
  ])('%s', (before, after) => {
    expect(moved(before)).toBe(after)
  })

  test('by its name', () => {
    const declared = `const isDev = process.argv.length > 2\nconst list = ['${APP}', isDev && '${LOCAL}']\n`
    const { text } = migrateSource('a.js', `${CORS}${declared}app.use(cors({ origin: list${REST}))`)
    expect(text).toContain('origin: list.filter(Boolean),')
  })

  test('in TypeScript', () => {
    expect(moved(`['${APP}', isDev && '${LOCAL}']`, 'a.ts')).toBe(
      `['${APP}', isDev && '${LOCAL}'].flatMap((entry) => entry || [])`,
    )
    expect(moved(`['${APP}', process.env.X] as string[]`, 'a.ts')).toBe(
      `[...new Set(['${APP}', process.env.X])].flatMap((entry) => entry || []) as string[]`,
    )
  })
})

describe('what corskit would refuse at start is left', () => {
  const SET = `import cors from 'PACKAGE'\napp.use(cors({ origin: ORIGIN }))`
  test.each([
    ["new Set(['https://a.example'])", 'origin-reflected'],
    ["new URL('https://a.example')", 'origin-reflected'],
    ["['https://a.example', new URL(process.env.X)]", 'origin-reflected'],
    ["['https://a.example', isProd === false]", 'origin-reflected'],
    ["['https://a.example', !isProd]", 'origin-reflected'],
    ["['https://a.example', isProd ? 'https://b.example' : true]", 'origin-reflected'],
    ['!isProd', 'origin-reflected'],
    ["[process.env.X, ['https://a.example']]", 'origin-wrong-type'],
    ["[isProd && 'https://a.example']", 'origin-switched-off'],
    ["isProd ? ['https://a.example'] : []", 'origin-switched-off'],
    ["process.env.X || 'https://a.example/'", 'origin-trailing-slash'],
    ["[process.env.X, 'https://a.example/']", 'origin-trailing-slash'],
    ["isProd ? 'https://a.example' : /a.example$/", 'regexp-not-anchored'],
  ])('%s: %s', (value, code) => {
    expect(codesOf(SET.replace('PACKAGE', 'cors').replace('ORIGIN', value))).toContain(code)
  })

  test('the same words stand for what was dangerous: every site was let in by its own name', () => {
    expect(allowedByCors({ origin: new Set([APP]) })).toEqual(ORIGINS)
    expect(allowedByCors({ origin: new URL(APP) })).toEqual(ORIGINS)
    expect(allowedByCors({ origin: [APP, true] })).toEqual(ORIGINS)
  })

  test.each([
    `['${APP}', '${LOCAL}'].join(',')`,
    `['${APP}', '${LOCAL}'].join()`,
    `['${APP}', '${LOCAL}'].toString()`,
    `['${APP}', '${LOCAL}'].join(' ').trim()`,
    `'${APP}, ${LOCAL}'.split(',')`,
    `'${APP}/'.split(',')`,
    `(process.env.X || '${APP};${LOCAL}').split(',')`,
    `(process.env.X || '${APP},${LOCAL}').split(';')`,
    `(process.env.X || '${APP},${LOCAL}').split()`,
    `(process.env.X || '${APP}; ${LOCAL}').split(';')`,
  ])('a text that is put together in the source, and is refused at start: %s', (value) => {
    expect(codesOf(`${CORS}app.use(cors({ origin: ${value}${REST}))`)).toHaveLength(1)
    expect(codesOf(`${CORS}const list = ${value}\napp.use(cors({ origin: list${REST}))`)).toHaveLength(1)
  })

  test.each([
    ["list.join(',')", ['origin-several-in-one']],
    ['list.join()', ['origin-several-in-one']],
    ["isDev ? 'http://localhost:3000' : list.join(' ')", ['origin-several-in-one']],
    ["['https://', process.env.HOST].join('')", []],
  ])('a text of a list that is not known: %s', (value, codes) => {
    expect(codesOf(`${CORS}const list = []\nread(list)\napp.use(cors({ origin: ${value}${REST}))`)).toEqual(codes)
  })

  test('with credentials, a page over http is one of these', () => {
    const source = `${CORS}app.use(cors({ origin: process.env.X || 'http://a.example', credentials: true }))`
    expect(codesOf(source)).toEqual(['origin-insecure-with-credentials'])
  })
})

describe('lists of methods and headers', () => {
  const OPTION = {
    methods: ["'PUT'", "'DELETE'"],
    allowedHeaders: ["'x-a'", "'x-b'"],
    exposedHeaders: ["'x-a'", "'etag'"],
  }
  const LISTS = [
    '[A, isDev && B]',
    '[A, isDev ? B : undefined]',
    '[A, ...(isDev ? [B] : [])]',
    '[A, process.env.NAME]',
    '[process.env.NAME || A, A]',
    '[isDev && A]',
    '[A].concat(isDev ? [B] : [])',
    'isDev ? [A, B] : [A, process.env.NAME]',
    '[...new Set([A, process.env.NAME])]',
    "[A, ...(process.env.NAME || 'z').split(',')]",
  ]
  const cases = Object.entries(OPTION).flatMap(([name, [a = '', b = '']]) =>
    LISTS.flatMap((list) => {
      const value = list.replace(/\bA\b/g, a).replace(/\bB\b/g, b)
      return [
        [name, `${name}: ${value}`, ''],
        [name, `${name}: list`, `const list = ${value}\n`],
        [name, name, `const ${name} = ${value}\n`],
      ] as const
    }),
  )

  test.each(cases)('%s: %s %s', (name, option, before) => {
    const isDev = "const isDev = process.env.NODE_ENV !== 'production'\n"
    const source = `${CORS}${isDev}${before}app.use(cors({ origin: '${APP}', ${option} }))`
    const { text, decisions } = migrateSource('a.js', source)
    expect(decisions).toEqual([])
    for (const NODE_ENV of ['production', 'development', undefined]) {
      const inList = OPTION[name as keyof typeof OPTION][0]?.slice(1, -1)
      // The letters of a header's name may be large or small.
      const inLetters = (entry: unknown) => (name === 'methods' ? entry : String(entry).toLowerCase())
      for (const NAME of [undefined, '', inList, name === 'methods' ? inList : inList?.toUpperCase()]) {
        const env = { NODE_ENV, NAME } as never
        const namesIn = (of: string) =>
          new Set((optionsIn(of, env) as Record<string, unknown[]>)[name]?.filter(Boolean).map(inLetters))
        expect(refusal(optionsIn(text, env))).toBeNull()
        expect(namesIn(text)).toEqual(namesIn(source))
      }
    }
  })

  test.each([
    [
      "['X-A', process.env.NAME]",
      "[...new Set(['X-A', process.env.NAME].filter(Boolean).map((entry) => entry.toLowerCase()))]",
    ],
    ["['X-A', isDev && 'x-b']", "['X-A', isDev && 'x-b'].filter(Boolean)"],
    [
      "['X-A', isDev ? 'x-a' : 'x-b']",
      "[...new Set(['X-A', isDev ? 'x-a' : 'x-b'].map((entry) => entry.toLowerCase()))]",
    ],
  ])('allowedHeaders: %s', (before, after) => {
    const { text } = migrateSource(
      'a.js',
      `${CORS}app.use(cors({ origin: '${APP}', methods: 'PUT', allowedHeaders: ${before} }))`,
    )
    expect(text).toContain(`allowedHeaders: ${after} }`)
  })

  test.each([
    ['methods', "['PUT', isDev && 'delete']", 'method-lower-case'],
    ['methods', "['PUT', !isDev]", 'option-wrong-type'],
    ['allowedHeaders', "[process.env.NAME, 'x a']", 'header-malformed'],
  ])('%s: %s is left', (name, value, code) => {
    expect(codesOf(`${CORS}app.use(cors({ origin: '${APP}', ${name}: ${value} }))`)).toContain(code)
  })
})

test.each([
  `(process.env.NEVER ?? '${APP}, ${LOCAL} ,').split(',').map((s) => s.trim())`,
  `(process.env.NEVER || '${APP},,${LOCAL}').split(',')`,
])('a blank entry of a default is left out: %s', (origin) => {
  const { text, decisions } = migrateSource('a.js', `${CORS}app.use(cors({ origin: ${origin} }))`)
  expect(decisions).toEqual([])
  expect(text).toContain(`${origin}.filter(Boolean)`)
})

test.each([
  `['${APP}', '${LOCAL}'].map((entry) => new RegExp(entry))`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a program
  "process.env.ORIGINS.split(',').map((entry) => new RegExp(`^${entry}$`))",
  "Array.from(names, (name) => RegExp(name, 'i'))",
  'new RegExp(process.env.ORIGIN)',
  "process.env.ORIGIN ? new RegExp(process.env.ORIGIN) : 'https://a.example'",
  "['https://a.example', new RegExp(process.env.ORIGIN)]",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a program
  'new RegExp(`^${process.env.ORIGIN}$`)',
])('RegExps that are made of texts are left: %s', (origin) => {
  const { decisions } = migrateSource('a.js', `${CORS}const names = []\napp.use(cors({ origin: ${origin} }))`)
  expect(decisions.map(({ code }) => code)).toContain('regexp-not-known')
})
