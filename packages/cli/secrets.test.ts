/** A secret in every place of every command, looked for in every output. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { run } from './run.ts'
import { RecordingTerminal } from './testing/recording-terminal.ts'
import { httpServer } from './testing/servers.ts'

const SECRET = 'hunter2-S3cr3t-T0ken'
const BASE64 = Buffer.from(SECRET).toString('base64').replace(/=+$/, '')

const folder = mkdtempSync(`${tmpdir()}/corskit-secrets-`)
afterAll(() => rmSync(folder, { recursive: true }))

async function output(args: readonly string[]): Promise<string> {
  const terminal = new RecordingTerminal()
  await run(args, terminal)
  return terminal.stdout + terminal.stderr
}

function expectNoSecret(text: string): void {
  expect(text).not.toContain(SECRET)
  expect(text).not.toContain(BASE64)
}

test('check', async () => {
  const url = await httpServer((request, response) => {
    const sent = Object.values(request.headers).join(' ')
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-allow-headers', `authorization, x-key ${/hunter2[\w-]*/.exec(sent)?.[0] ?? ''}`)
    response.setHeader('set-cookie', `session=${SECRET}; Path=/; SameSite=None`)
    response.setHeader('x-echo', Buffer.from(sent).toString('base64'))
    response.setHeader('x-made-up', SECRET)
    response.writeHead(request.url === '/away' ? 302 : 200, { location: `/next?token=${SECRET}#${SECRET}` }).end()
  })
  const places = [
    ['-H', `Authorization: Bearer ${SECRET}`],
    ['-H', `X-Key: ${SECRET}`],
    ['-H', `Cookie: a=${SECRET}`],
    ['-H', `Bearer ${SECRET}`],
    ['-H', SECRET],
    ['-u', `ada:${SECRET}`],
    ['-b', `a=${SECRET}`],
    ['-d', SECRET],
    ['-F', SECRET],
    ['Bearer', SECRET],
    [SECRET],
    [`--${SECRET}`],
    [`--json=${SECRET}`],
    ['--engine', SECRET],
    ['--mode', SECRET],
    ['--credentials', SECRET],
    ['--origin', SECRET],
    ['--origin', `https://u:${SECRET}@app.example.com`],
    ['--timeout', SECRET],
    ['--resolve', SECRET],
    ['-x', `http://ada:${SECRET}@127.0.0.1:1`],
    ['-x', `socks5://ada:${SECRET}@proxy.test`],
    ['-x', SECRET],
    ['-x', '127.0.0.1:1', '-U', `ada:${SECRET}`],
    ['--permission', SECRET],
    ['-X', `${SECRET} x`],
  ]
  const targets = [
    url,
    `${url}/away`,
    `${url}/?key=${SECRET}`,
    `${url}/#${SECRET}`,
    url.replace('//', `//u:${SECRET}@`),
  ]
  const wrong = [`htp://u:${SECRET}@h`, `https://${SECRET}@`, `api.example.com/?t=${SECRET}`, SECRET]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...targets, ...wrong),
      fc.array(fc.constantFrom(...places), { maxLength: 2 }),
      fc.boolean(),
      async (target, options, json) => {
        expectNoSecret(await output(['check', target, ...options.flat(), ...(json ? ['--json'] : [])]))
      },
    ),
    { numRuns: 200 },
  )
  expect(await output(['check', `${url}/?key=${SECRET}`, '--show-secrets'])).toContain(SECRET)
})

test.each([
  ['userinfo.json', `{ "origin": "https://u:${SECRET}@app.example.com" }`],
  ['query.json', `{ "origin": ["https://app.example.com/?token=${SECRET}"] }`],
  [
    'unknown.json',
    `{ "origin": "https://a.com", "apiKey": "${SECRET}", "headers": { "authorization": "x ${SECRET}" } }`,
  ],
  ['list.json', `{ "origin": "https://a.com", "tokens": ["${SECRET}"], "allowedHeader": ["x-key: ${SECRET}"] }`],
  ['nested.json', `{ "cors": { "origin": "https://a.com", "apiKey": "${SECRET}" } }`],
  ['compose.yaml', `services:\n  api:\n    environment:\n      TOKEN: ${SECRET}\n`],
  [
    'header.json',
    `{ "origin": "https://a.com", "allowedHeaders": ["authorization: Bearer ${SECRET}", "x=${SECRET}"] }`,
  ],
  ['exposed.json', `{ "origin": "https://a.com", "exposedHeaders": "x-key:${SECRET}" }`],
  ['broken.json', `{ "origin": ${SECRET} }`],
  ['prints.mjs', `console.log('a')\nconsole.error('${SECRET}')\nexport default { origin: 'https://app.example.com' }`],
  ['prints-first.mjs', `console.log('${SECRET}')\nexport default { origin: 'https://app.example.com' }`],
  ['named.mjs', `throw new Error('cannot log in with password=hunter2')`],
  ['short.mjs', `throw new Error('pw=hunter2-S3cr3t-T0ken')`],
  ['dsn.mjs', `throw new Error('cannot connect: ada:hunter2-S3cr3t-T0ken@tcp(db:3306)')`],
  ['bearer.mjs', `throw new Error('401 for Authorization: Bearer ${SECRET}')`],
  ['json.mjs', `throw new Error(JSON.stringify({ apiKey: 'hunter2', token: '${SECRET}' }))`],
  ['word.mjs', `throw new Error('no such key: ${SECRET}')`],
  ['jwt.mjs', `throw new Error('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJodW50ZXIyIn0.c2lnbmF0dXJlMTIzNDU2 is too old')`],
  ['url.mjs', `throw new Error('cannot reach https://u:${SECRET}@db.example.com/?k=${SECRET}')`],
])('lint %s', async (name, content) => {
  writeFileSync(`${folder}/${name}`, content)
  for (const json of [[], ['--json']]) expectNoSecret(await output(['lint', ...json, `${folder}/${name}`]))
})

test.each(['nginx', 'fastapi', 's3', SECRET])('generate %s', async (target) => {
  const files = [
    ['right.json', '{ "origin": "https://app.example.com" }'],
    ['userinfo.json', `{ "origin": "https://u:${SECRET}@app.example.com" }`],
    ['broken.json', `{ "origin": ${SECRET} }`],
    ['throws.mjs', `throw new Error('cannot reach https://u:${SECRET}@db.example.com/?k=${SECRET}')`],
    ['prints.mjs', `console.log('${SECRET}')\nexport default { origin: 'https://app.example.com' }`],
  ] as const
  for (const [name, content] of files) {
    const file = `${folder}/generate-${name}`
    writeFileSync(file, content)
    for (const more of [
      [],
      ['--listen', SECRET],
      ['--upstream', `http://u:${SECRET}@127.0.0.1:1`, '--standalone'],
      [`--${SECRET}`],
    ]) {
      const told = await output(['generate', target, '--policy', file, ...more])
      // An upstream with a password is what the user wants written.
      if (!more.includes('--upstream')) expectNoSecret(told)
    }
  }
  expectNoSecret(
    await output(['generate', target, '--policy', `${folder}/${SECRET}.json`]).then((told) =>
      told.replaceAll(`${folder}/${SECRET}.json`, ''),
    ),
  )
})

test('verify', { timeout: 60_000 }, async () => {
  const url = await httpServer((request, response) => {
    response.setHeader('set-cookie', `session=${SECRET}`)
    response.setHeader('access-control-allow-origin', request.headers.origin === undefined ? SECRET : '*')
    response.writeHead(200).end(SECRET)
  })
  const file = `${folder}/verify.json`
  writeFileSync(file, '{ "origin": "https://app.example.com", "credentials": true }')
  for (const target of [`${url}/?key=${SECRET}`, url.replace('//', `//u:${SECRET}@`), `http://${SECRET}@`, SECRET]) {
    for (const more of [[], ['--json'], ['--timeout', SECRET], ['--path', `/x?token=${SECRET}`]]) {
      expectNoSecret(await output(['verify', target, '--policy', file, ...more]))
    }
  }
})

test('explain', async () => {
  const texts = [
    `curl 'https://u:${SECRET}@api.example.com/?key=${SECRET}' -H 'Authorization: Bearer ${SECRET}' -b 'a=${SECRET}' --data '${SECRET}'`,
    `fetch('https://api.example.com/?key=${SECRET}', { headers: { 'x-key': '${SECRET}' }, body: '${SECRET}', method: 'POST' })`,
    `Access to fetch at 'https://api.example.com/?key=${SECRET}#${SECRET}' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    `${SECRET} nothing of CORS`,
    `{ "log": { "entries": [ ${SECRET}`,
  ]
  for (const text of texts)
    for (const more of [[], ['--json'], ['--markdown']]) expectNoSecret(await output(['explain', ...more, text]))
})

test('migrate', async () => {
  const project = `${folder}/project`
  mkdirSync(project)
  writeFileSync(`${project}/package.json`, JSON.stringify({ dependencies: { cors: '2', express: '5' }, token: SECRET }))
  writeFileSync(
    `${project}/app.js`,
    `const cors = require('cors')\nconst app = require('express')()\napp.use(cors({ origin: 'https://u:${SECRET}@app.example.com', key: '${SECRET}' }))\n`,
  )
  for (const more of [[], ['--json'], ['--write'], [`--${SECRET}`]])
    expectNoSecret(await output(['migrate', project, ...more]))
})

test.each([['lab', '--port', SECRET], ['lab', SECRET], [SECRET], [`--${SECRET}`], ['lint', `--${SECRET}`]])(
  '%s %s',
  async (...args) => {
    expectNoSecret(await output(args))
  },
)
