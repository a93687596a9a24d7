import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { judgePolicyFile } from './judge.ts'

const folder = mkdtempSync(`${tmpdir()}/corskit-lint-`)
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  writeFileSync(`${folder}/${name}`, content)
  return `${folder}/${name}`
}

async function lint(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await run(['lint', ...args], terminal)
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr }
}

describe('a right policy is OK in every kind of file', () => {
  test.each([
    ['right.json', '{ "origin": "https://app.example.com", "credentials": true }'],
    ['right.yaml', 'origin:\n  - https://app.example.com\n  - https://*.example.com\nmaxAge: 600\n'],
    ['right.mjs', 'export default { origin: /^https:\\/\\/[a-z]+\\.example\\.com$/ }'],
    ['right.ts', "const origin: string = 'https://app.example.com'\nexport default { origin }"],
  ])('%s', async (name, content) => {
    expect(await lint(file(name, content))).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^OK {2}/),
      stderr: '',
    })
  })
})

describe('whatever form the policy has', () => {
  const made = "{ answer() {}, options: { origin: 'https://app.example.com' } }"
  test.each([
    ['named.mjs', "export const policy = { origin: 'https://app.example.com' }"],
    ['module-exports.cjs', "module.exports = { origin: 'https://app.example.com' }"],
    ['exports-policy.cjs', "exports.policy = { origin: 'https://app.example.com' }"],
    ['exports-default.cjs', "exports.default = { origin: 'https://app.example.com' }"],
    ['compiled.cjs', "exports.__esModule = true; exports.default = { origin: 'https://app.example.com' }"],
    ['compiled-named.cjs', "exports.__esModule = true; exports.policy = { origin: 'https://app.example.com' }"],
    ['both.mjs', "export const policy = 1; export default { origin: 'https://app.example.com' }"],
    ['type.cts', "const origin: string = 'https://app.example.com'; module.exports = { origin }"],
    ['type.mts', "export const policy: { origin: string } = { origin: 'https://app.example.com' }"],
    ['enum.ts', "enum Host { App = 'https://app.example.com' }\nexport default { origin: Host.App as string }"],
    ['policy.mjs', `export default ${made}`],
    ['replaceable.mjs', `export default { ...${made}, get current() { return this }, replace() {} }`],
    ['function.mjs', `export default (request) => request.headers.get('host') === 'x' ? null : ${made}`],
    ['async-function.mjs', `export default async () => (${made})`],
    ['bom.json', '\ufeff{ "origin": "https://app.example.com" }'],
    ['bom.yaml', '\ufefforigin: https://app.example.com\n'],
  ])('%s is OK', async (name, content) => {
    const { exitCode, stdout, stderr } = await lint(file(name, content))
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^OK {2}/)
  })

  test.each(['utf16le', 'utf16be'])('%s, as PowerShell and editors write it', async (encoding) => {
    const path = file(`${encoding}.json`, '')
    const bytes = Buffer.from('\ufeff{ "origin": "https://app.example.com" }', 'utf16le')
    writeFileSync(path, encoding === 'utf16le' ? bytes : bytes.swap16())
    expect(await lint(path)).toMatchObject({ exitCode: 0 })
  })

  test('options beside a policy that is spread are ignored by the adapters, and told', async () => {
    const spread = `const policy = { options: { origin: 'https://old.example.com' }, answer() {}, judgeOrigin() {} }
      export default { ...policy, origin: 'https://app.example.com' }`
    const { exitCode, stdout } = await lint(file('spread.mjs', spread))
    expect(exitCode).toBe(1)
    expect(stdout).toContain('origin beside it changes nothing')
    expect(stdout).toContain('{ ...policy.options, origin: … }')
  })

  test('a function that needs a real request is said to be unchecked', async () => {
    const { exitCode, stdout } = await lint(file('needs-request.mjs', 'export default (request) => request.app.policy'))
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^UNCHECKED {2}/)
    expect(stdout).toContain('note: the policy is a function of the request, which threw')
    const none = await lint(file('gives-none.mjs', 'export default () => null'))
    expect(none).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^UNCHECKED {2}/) })
  })

  test.each([
    ['in.yaml', 'cors:\n  origin: https://app.example.com\n  credentials: true\n', 'cors'],
    ['in.json', '{ "default": { "origin": "https://app.example.com" } }', 'default'],
    ['in2.json', '{ "policy": { "origin": "https://app.example.com" } }', 'policy'],
    ['in.mjs', "export default { corsOptions: { origin: 'https://app.example.com' } }", 'corsOptions'],
  ])('%s: options that stand one level too deep are moved up', async (name, content, wrapper) => {
    const { exitCode, stdout } = await lint(file(name, content))
    expect(exitCode).toBe(1)
    expect(stdout).toContain(`fix: move what is inside ${wrapper} up, and leave ${wrapper} out`)
    expect(stdout).toMatch(/: 1 mistake\n/)
  })

  test.each(['origin: *\n', 'origin: https://a.example\nallowedHeaders: *\n', 'methods: [*]\norigin: x\n'])(
    'a * without quotes in YAML: %j',
    async (content) => {
      const { exitCode, stderr } = await lint(file('star.yaml', content)).catch((error: Error) => ({
        exitCode: 2,
        stderr: error.message,
      }))
      expect(exitCode).toBe(2)
      expect(stderr).toContain("a * is written in quotes: '*'")
    },
  )

  test.each([
    ['1h', '3600'],
    ['10 min', '600'],
    ['30s', '30'],
    ['2 days', '86400'],
    ['PT1H', '3600'],
    ['1_000', '1000'],
    ['soon', 'write a whole number of seconds, like 7200'],
  ])('maxAge: %s is told in seconds', async (written, seconds) => {
    const { stdout } = await lint(file('age.yaml', `origin: https://a.example\nmaxAge: ${written}\n`))
    expect(stdout).toContain(`fix: ${seconds}\n`)
  })

  test('mistakes in the policy that a function gives are printed', async () => {
    expect(await lint(file('gives-wrong.mjs', "export default () => ({ origin: 'x' })"))).toMatchObject({ exitCode: 1 })
  })
})

test.each([
  ['// c\n{ "origin": "*" }', 'at line 1, column 1'],
  ['{\n  "origin": TRUE }', 'at line 2, column 13'],
  ['{ "origin": tru }', 'at line 1, column 16'],
  ["{ 'origin': '*' }", 'at line 1, column 3'],
  ['{ "origin": "*", }', 'at line 1, column 18'],
  ['["*",]', 'at line 1, column 6'],
  ['{ "maxAge": NaN }', 'at line 1, column 13'],
  ['end of JSON', 'at line 1, column 1'],
  ['{ "origin": "*" } at position 3', 'at line 1, column 19'],
  ['{ "origin": ', '(it ends too early)'],
  ['{', '(it ends too early)'],
  ['[1, -', '(it ends too early)'],
  ['{ "origin": "https://a', '(it ends too early)'],
  ['', '(it is empty)'],
  [' \n', '(it is empty)'],
])('what is not JSON is told with its place: %s', async (content, place) => {
  const { exitCode, stderr } = await lint(file('no.json', content))
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: `corskit: '${folder}/no.json' cannot be parsed: it is not JSON ${place}\n`,
  })
})

test.each([
  ['{ "origin": "*", "origin": "https://a.example" }', 'at line 1, column 18'],
  ['{\n\t"origin": "*",\n\t"maxAge": 5,\n\t"maxAge": 6\n}', 'at line 4, column 2'],
])('an option that stands twice in JSON is told with its place: %s', async (content, place) => {
  expect(await lint(file('twice.json', content))).toMatchObject({
    exitCode: 2,
    stderr: `corskit: '${folder}/twice.json' cannot be parsed: a name is there twice ${place}\n`,
  })
})

test.each(['export default class { origin = 1 }', 'export class policy { origin = 1 }'])(
  'a class is not a policy: %s',
  async (content) => {
    const { exitCode, stderr } = await lint(file(`class-${content.length}.mjs`, content))
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('exports a class') })
  },
)

test.each([
  ['regexp.json', '{ "origin": "https://a.*.example.com" }', true],
  ['regexp.yml', 'origin: [https://a.*.example.com, https://b.example.com]', true],
  ['regexp.mjs', "export default { origin: 'https://a.*.example.com' }", false],
  ['text.json', '{ "origin": "https://app.example.com/" }', false],
])(
  '%s: where the fix is a RegExp and the file can have none, it says which file can',
  async (name, content, isSaid) => {
    const { stdout } = await lint(file(name, content))
    expect(/^ {2}\(a RegExp needs a policy file in JavaScript, such as cors\.policy\.mjs\)$/m.test(stdout)).toBe(isSaid)
    expect(stdout).not.toContain('\\x')
  },
)

test('a warning of the YAML parser does not count as output of the file', async () => {
  const { stderr } = await lint(file('tag.yaml', 'origin: !!js/regexp /x/\n'))
  expect(stderr).toBe('')
  expect((await lint(file('twice.yaml', 'origin: x\norigin: y\n'))).stderr).toMatch(/[^:]\n$/)
})

describe('what a policy file does affects only itself', () => {
  const right = "export default { origin: 'https://app.example.com' }"

  test('its prints stay out of the answer', async () => {
    const content = `console.log('{'); console.error('e'); process.stdout.write('\\x1b[2J'); ${right}`
    const { exitCode, stdout, stderr } = await lint('--json', file('prints.mjs', content))
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ issues: [], warnings: [] })
    expect(stderr).toMatch(/^corskit: note: the policy file printed .*, not repeated here\n$/)
    expect(stderr).not.toContain('\x1b')
  })

  test.each([
    ['timer.mjs', `setInterval(() => {}, 1000); ${right}`],
    ['server.mjs', `import { createServer } from 'node:http'; createServer().listen(0, '127.0.0.1'); ${right}`],
    ['throws-later.mjs', `setTimeout(() => { throw new Error('later') }, 60_000); ${right}`],
    ['never-exits.mjs', `process.exit = () => {}; setInterval(() => {}, 1000); ${right}`],
  ])('%s ends with its answer', async (name, content) => {
    expect(await lint(file(name, content))).toMatchObject({ exitCode: 0, stderr: '' })
  })

  test.each([
    ['exit.mjs', `process.exit(0); ${right}`, 'ended the process (exit code 0)'],
    ['object.mjs', 'throw { code: 1 }', 'cannot be run: it threw an object that is not an Error'],
    ['module.cjs', "export default { origin: 'https://app.example.com' }", "cannot be run: Unexpected token 'export'"],
    ['exit-1.cjs', 'process.exit(1)', 'ended the process (exit code 1)'],
    ['killed.mjs', 'process.kill(process.pid, "SIGKILL")', 'ended the process (SIGKILL)'],
    ['null.mjs', 'throw null', 'cannot be run: null'],
    ['undefined.mjs', 'throw undefined', 'cannot be run: undefined'],
    ['symbol.mjs', 'throw Symbol("s")', 'cannot be run: Symbol(s)'],
    ['no-string.mjs', 'throw { toString() { throw 1 } }', 'cannot be run: object'],
    ['promise.mjs', 'export default Promise.resolve({ origin: "*" })', 'exports a promise'],
    ['rejected.mjs', 'export default Promise.reject(new Error("no"))', 'cannot be run: no'],
    ['rejected-null.mjs', 'export default Promise.reject(null)', 'cannot be run: null'],
    ['never.mjs', 'await new Promise(() => {}); export default {}', 'an await in it is never settled'],
    ['never-exported.mjs', 'export default new Promise(() => {})', 'an await in it is never settled'],
    ['getter.cjs', 'module.exports = { get default() { throw new Error("g") }, __esModule: true }', 'cannot be run: g'],
    ['middleware.mjs', 'export default (request, response, next) => next()', 'as a middleware is'],
    ['missing-import.mjs', 'import "./nowhere.mjs"', 'cannot be run: Cannot find module'],
    ['out-of-memory.mjs', 'const a = []; a.length = 2 ** 32', 'cannot be run: Invalid array length'],
    ['proxy.mjs', 'export default new Proxy({}, { get() { throw 1 }, has() { throw 1 } })', 'cannot be run: 1'],
    [
      'stringify.mjs',
      `JSON.stringify = () => '{"issues":[]}'; export default { origin: 'https://a.com/' }`,
      'before it had a policy',
    ],
    ['deep.mjs', 'const f = () => f(); f()', 'cannot be run: Maximum call stack'],
  ])('%s is one line and exit code 2', async (name, content, line) => {
    const { exitCode, stdout, stderr } = await lint(file(name, content))
    expect(stderr).toContain(line)
    expect({ exitCode, stdout, lines: stderr.match(/\n/g)?.length }).toEqual({ exitCode: 2, stdout: '', lines: 1 })
  })

  test.each([
    ['throwing-getter.mjs', 'export default { get origin() { throw new Error("g") } }'],
    ['cyclic.mjs', 'const o = { origin: ["x"] }; o.methods = o; o.origin.push(o); export default o'],
    ['bigint.mjs', 'export default { origin: 1n, maxAge: 2n }'],
  ])('%s is a policy with mistakes', async (name, content) => {
    for (const json of [[], ['--json']]) {
      const { exitCode, stderr } = await lint(...json, file(name, content))
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
    }
  })

  test('code that does not end is given up', async () => {
    const loop = judgePolicyFile(file('loop.mjs', 'for (;;) {}'), 1500)
    await expect(loop).rejects.toThrow('was given up after 1.5 s')
  })
})

describe('options of other software are named as such', () => {
  test.each([
    ['s3.json', '[{ "AllowedOrigins": ["*"], "AllowedMethods": ["GET"], "MaxAgeSeconds": 3 }]', 'an Amazon S3 bucket'],
    ['s3-cli.json', '{ "CORSRules": [{ "AllowedOrigins": ["*"] }] }', 'an Amazon S3 bucket'],
    [
      'gcs.json',
      '[{ "origin": ["*"], "method": ["GET"], "responseHeader": ["*"], "maxAgeSeconds": 3 }]',
      'Google Cloud Storage',
    ],
    ['flask.yaml', 'origins: "*"\nsupports_credentials: true\n', 'flask-cors'],
    ['spring.yaml', 'spring:\n  mvc:\n    cors:\n      allowedOrigins: "*"\n      allowCredentials: true\n', 'Spring'],
    [
      'spring.cloud.yaml',
      'spring:\n  cloud:\n    gateway:\n      globalcors:\n        corsConfigurations:\n          "[/**]":\n            allowedOrigins: "*"\n',
      'Spring',
    ],
    ['rack.yaml', 'origins: "*"\nresource: "*"\n', 'rack-cors'],
    ['django.mjs', 'export default { CORS_ALLOWED_ORIGINS: [] }', 'django-cors-headers'],
    ['fastapi.json', '{ "allow_origins": ["*"], "allow_methods": ["*"] }', 'FastAPI'],
    ['laravel.json', '{ "paths": [], "allowed_origins": ["*"], "allowed_methods": ["*"] }', 'Laravel'],
    [
      'traefik.yaml',
      'http:\n  middlewares:\n    a:\n      headers:\n        accessControlAllowOriginList: ["*"]\n',
      'Traefik',
    ],
    ['gateway.json', '{ "AllowOrigins": ["*"], "AllowMethods": ["*"] }', 'Amazon API Gateway'],
  ])('%s', async (name, content, whose) => {
    const { exitCode, stderr } = await lint(file(name, content))
    expect(stderr).toContain(whose)
    expect(exitCode).toBe(2)
  })
})

describe('a variable that is not set', () => {
  test('is named where something is missing', async () => {
    const { exitCode, stdout } = await lint(
      file('unset.mjs', 'export default { origin: process.env.CORSKIT_TEST_ORIGIN }'),
    )
    expect(exitCode).toBe(1)
    expect(stdout).toContain(
      'note: the file reads the environment variable, which is not set here: CORSKIT_TEST_ORIGIN',
    )
  })

  test('is named where a part of an origin is missing', async () => {
    const { exitCode, stdout } = await lint(
      file('part.mjs', "export default { origin: 'https://' + process.env.CORSKIT_TEST_ORIGIN }"),
    )
    expect(exitCode).toBe(0)
    expect(stdout).toContain("warning: origin: no page comes from 'https://undefined'")
    expect(stdout).toContain('not set here: CORSKIT_TEST_ORIGIN')
  })

  test('is not named when nothing is missing', async () => {
    const content = "export default { origin: process.env.CORSKIT_TEST_ORIGIN ?? 'https://app.example.com' }"
    expect((await lint(file('unset-default.mjs', content))).stdout).not.toContain('note')
  })
})

test('a callback in the style of cors is a mistake', async () => {
  const { exitCode, stdout } = await lint(
    file('callback.mjs', 'export default { origin: (o, done) => done(null, true) }'),
  )
  expect(exitCode).toBe(1)
  expect(stdout).toContain('[origin-callback]')
})

describe('every mistake is told at once, with its code and what to write instead', () => {
  const content =
    '{ "origin": ["https://app.example.com/", "*"], "credentials": true, "maxage": -1, "methods": ["put"] }'

  test('to people', async () => {
    const { exitCode, stdout } = await lint(file('wrong.json', content))
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^WRONG {2}.*wrong\.json: \d+ mistakes\n/)
    for (const code of ['origin-trailing-slash', 'origin-any-in-list', 'option-unknown', 'method-lower-case']) {
      expect(stdout).toContain(`[${code}]`)
    }
  })

  test('to programs', async () => {
    const { exitCode, stdout } = await lint('--json', file('wrong2.json', content))
    expect(exitCode).toBe(1)
    const { issues } = JSON.parse(stdout)
    expect(issues).toContainEqual(expect.objectContaining({ code: 'option-unknown', path: 'maxage' }))
  })

  test('also when the file calls definePolicy itself', async () => {
    const issue = { code: 'origin-null', path: 'origin', message: 'null is everybody', fix: 'remove it', value: 'null' }
    const text = `export default (() => { throw Object.assign(new Error('x'), { name: 'PolicyError', issues: [${JSON.stringify(issue)}] }) })()`
    expect(await lint(file('throws.mjs', text))).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('[origin-null]'),
    })
  })
})

describe('a file that is not a policy is one line and exit code 2', () => {
  test.each([
    ['latin-1.yaml', 'origin: https://b\u00fccher.example # caf\u00e9'],
    ['latin-1.json', '{ "origin": "https://b\u00fccher.example" }'],
  ])('%s is not UTF-8', async (name, content) => {
    const path = file(name, '')
    writeFileSync(path, Buffer.from(content, 'latin1'))
    expect(await lint(path)).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(/it is not text in UTF-8\. Save it in UTF-8\n$/),
    })
  })

  test('a link that leads back to itself', async () => {
    const path = `${folder}/loop.yaml`
    symlinkSync(path, path)
    expect(await lint(path)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('leads back to itself') })
  })

  test.each([
    [[], 'lint expects a file'],
    [['/nowhere/cors.policy.json'], 'there is no such file'],
    [[folder.concat('.json')], 'there is no such file'],
    [['cors.policy.toml'], 'expected a name that ends in .ts'],
    [['a.json', 'b.json'], 'lint expects one file'],
  ])('%j', async (args, line) => {
    const { exitCode, stdout, stderr } = await lint(...args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(line)
    expect(stderr.match(/\n/g)).toHaveLength(1)
  })

  test.each([
    ['broken.json', '{ "origin": ', 'cannot be parsed'],
    ['broken.yaml', 'origin: [', 'cannot be parsed'],
    ['broken.mjs', 'export default {', 'cannot be run'],
    ['throwing.mjs', 'throw new Error("no\\nway")', 'cannot be run: no'],
    ['nothing.mjs', 'export const origin = 1', 'exports neither default nor policy'],
  ])('%s', async (name, content, line) => {
    const { exitCode, stderr } = await lint(file(name, content))
    expect(exitCode).toBe(2)
    expect(stderr).toContain(line)
    expect(stderr.match(/\n/g)).toHaveLength(1)
  })

  test.each([
    ['null.json', 'null'],
    ['list.yaml', '- a'],
    ['empty.yaml', ''],
  ])('%s holds no options, which is a mistake like others', async (name, content) => {
    expect(await lint(file(name, content))).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('[options-not-an-object]'),
    })
  })
})

describe('TypeScript as people write it', () => {
  const typed = "export const list: string[] = ['https://app.example.com']\n"
  test.each([
    ['js.ts', "import { list } from './origins.js'\nexport default { origin: list }"],
    ['bare.ts', "import { list } from './origins'\nexport default { origin: list }"],
    ['index.ts', "import { list } from './lib'\nexport default { origin: list }"],
    [
      'imports.cts',
      "import { EOL } from 'node:os'\nexport = { origin: 'https://app.example.com' as string, maxAge: EOL.length }",
    ],
  ])('%s, in a package of either kind', async (name, content) => {
    for (const type of ['commonjs', 'module']) {
      const place = mkdtempSync(`${folder}/typed-`)
      mkdirSync(`${place}/lib`)
      writeFileSync(`${place}/package.json`, JSON.stringify({ type }))
      writeFileSync(`${place}/origins.ts`, typed)
      writeFileSync(`${place}/lib/index.ts`, typed)
      writeFileSync(`${place}/${name}`, content)
      const { exitCode, stdout, stderr } = await lint(`${place}/${name}`)
      expect({ type, exitCode, stderr, stdout: stdout.slice(0, 4) }).toEqual({
        type,
        exitCode: 0,
        stderr: '',
        stdout: 'OK  ',
      })
    }
  })

  test.each([
    [
      'namespace.ts',
      "namespace Origins { export const app = 'https://app.example.com' }\nexport default { origin: Origins.app }",
    ],
    [
      'decorator.ts',
      "const keep = (of: unknown) => of as any\n@keep class Of { origin = 'https://app.example.com' }\nexport default { origin: new Of().origin }",
    ],
    ['path.ts', "import { list } from '@/origins'\nexport default { origin: list }"],
    [
      'waits.ts',
      "enum App { Origin = 'https://app.example.com' }\nexport const policy = { origin: await Promise.resolve(App.Origin) }",
    ],
    [
      'modules.js',
      "import { EOL } from 'node:os'\nexport default { origin: 'https://app.example.com', maxAge: EOL.length }",
    ],
  ])('%s, which Node does not run, is judged and generated from', async (name, content) => {
    const place = mkdtempSync(`${folder}/transpiled-`)
    mkdirSync(`${place}/src`)
    writeFileSync(`${place}/package.json`, JSON.stringify({ type: 'commonjs' }))
    writeFileSync(`${place}/tsconfig.json`, JSON.stringify({ compilerOptions: { paths: { '@/*': ['./src/*'] } } }))
    writeFileSync(`${place}/src/origins.ts`, typed)
    writeFileSync(`${place}/${name}`, content)
    expect(await lint(`${place}/${name}`)).toMatchObject({ exitCode: 0, stderr: '' })
    const terminal = new RecordingTerminal()
    expect(await run(['generate', 'nginx', '--policy', `${place}/${name}`], terminal)).toBe(0)
    expect(terminal.stdout).toContain('app.example.com')
  })

  test.each(['syntax.ts', 'syntax.mjs'])('what is not a program is told with its place: %s', async (name) => {
    const path = file(name, "export default {\n  origin: 'https://app.example.com',, secret: 'hunter2' }")
    expect(await lint(path)).toMatchObject({
      exitCode: 2,
      stderr: `corskit: '${path}' cannot be run: line 2, column 36 of ${name}: Unexpected token\n`,
    })
  })

  test('a module that is not found is named', async () => {
    const { exitCode, stderr } = await lint(
      file('nowhere.ts', "import { x } from './nowhere-at-all.js'\nexport default x"),
    )
    expect(exitCode).toBe(2)
    expect(stderr).toContain('nowhere-at-all.js')
  })
})

test('an error of a getter is printed without what looks like a secret', async () => {
  const { stdout } = await lint(
    file('getter.mjs', "export default { get origin() { throw new Error('no, password=hunter2') } }"),
  )
  expect(stdout).toContain('origin cannot be read: no, password=[redacted]')
})

test.each([
  String.raw`/^https?:\/\/[a-z]+\.example\.com$/`,
  String.raw`/^(?:https?):\/\/(www\.)?example\.com$/`,
  String.raw`/^https?:\/\/app\.example\.com(?::\d+)?$/i`,
])('a RegExp is shown whole, and its fix can be pasted: %s', async (written) => {
  const { stdout } = await lint(
    file('regexp.mjs', `export default { origin: [${written}], credentials: true }`),
    '--json',
  )
  const [issue] = JSON.parse(stdout).issues
  expect(issue).toMatchObject({ code: 'origin-insecure-with-credentials', value: written })
  expect(issue.fix).not.toContain('redacted')
})

test('YAML with a merge key is read as one object, and a second document is named', async () => {
  const merged = 'origin: https://app.example.com\n<<: { maxAge: 600 }\n'
  expect(await lint(file('merge.yaml', merged))).toMatchObject({ exitCode: 0, stderr: '' })
  const two = await lint(file('two.yaml', 'origin: https://a.example\n---\norigin: https://b.example\n'))
  expect(two).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('expected one document, and another one begins at line 2'),
  })
})

test.skipIf(process.platform === 'win32')('a program that the file starts ends with it', async () => {
  const place = file('started.txt', '')
  const starts = `import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' })
writeFileSync(${JSON.stringify(place)}, String(child.pid))
export default { origin: 'https://app.example.com' }`
  expect(await lint(file('starts.mjs', starts))).toMatchObject({ exitCode: 0 })
  const pid = Number(readFileSync(place, 'utf8'))
  expect(pid).toBeGreaterThan(0)
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/), { timeout: 10_000 })
})

test('many mistakes: the report spells out 20 and counts all, --json has all', async () => {
  const many = file(
    'many.mjs',
    "export default { origin: Array.from({ length: 5000 }, (_, i) => 'https://x' + i + '.example.com/') }",
  )
  const { stdout } = await lint(many)
  expect(stdout).toMatch(/^WRONG {2}.*: 5000 mistakes\n/)
  expect(stdout.match(/origin-trailing-slash/g)).toHaveLength(20)
  expect(stdout).toMatch(/\nand 4980 more; --json has all\n$/)
  const { issues } = JSON.parse((await lint(many, '--json')).stdout) as { issues: unknown[] }
  expect(issues).toHaveLength(5000)
})
