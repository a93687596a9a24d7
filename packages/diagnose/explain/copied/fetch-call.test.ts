/** One call of fetch in many forms: each is read as the same request, or refused with a sentence. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { readInput } from '../read-input.ts'

const told = (text: string) => {
  const read = readInput(text)
  if ('why' in read) return read.why
  const [failure] = read.failures
  const { method, url, headers } = failure?.evidence.request ?? {}
  return { method, url, headers, missing: failure?.missing }
}
const API = 'https://api.example.com/v1'
const PUT = { method: 'PUT', url: API }
const WITH_HEADER = { ...PUT, headers: [['x-a', '1']] }

test.each([
  `fetch("${API}", { /* note */ method: "PUT" })`,
  `await fetch<User>("${API}", { method: "PUT" })`,
  `await fetch<Promise<Record<string, User[]>>>("${API}", { method: "PUT" })`,
  `globalThis.fetch?.("${API}", { method: "PUT" })`,
  `fetch("${API}", {\n  // save\n  method: "PUT", // it's, a "note"\n})`,
  `fetch("${API}", /* c */ { method: "PUT" })`,
  `fetch(/* where */ "${API}", { method: "PUT" })`,
  `fetch("${API}", // c\n { "method": "PUT" })`,
  `fetch("${API}", { ['method']: \`PUT\` } as RequestInit)`,
  `fetch("${API}", { mode: 'cors', method: 'PUT', cache } )`,
  `const method = 'PUT'\nfetch("${API}", { method })`,
  `const base = 'https://api.example.com'\nawait fetch(\`\${base}/v1\`, { method: 'PUT' })`,
  `const base = 'https://api.example.com'\nawait fetch(base + '/v1', { method: 'PUT' })`,
  `fetch('https://api.example.com' + '/v1', { method: 'PUT' })`,
  `fetch(new URL('/v1', 'https://api.example.com'), { method: 'PUT' })`,
  `const options = {};\noptions.method = 'PUT';\nfetch('${API}', options)`,
  `fetch("${API}", { ...defaults, method: 'PUT' })`,
  `fetch(new Request("${API}", { method: "PUT" }))`,
  `const request = new Request("${API}", { method: "POST" });\nfetch(request, { method: 'PUT' })`,
  `// fetch("${API}", { method: 'DELETE' })\nfetch("${API}", { method: 'PUT' })`,
])('is a PUT: %s', (text) => {
  expect(told(text)).toMatchObject(PUT)
})

test.each([
  `const options = {method: "PUT", headers: {"x-a": "1"}};\nfetch("${API}", options)`,
  `const myHeaders = new Headers();\nmyHeaders.append("x-a", "1");\n\nconst requestOptions = {\n  method: "PUT",\n  headers: myHeaders,\n  redirect: "follow"\n};\n\nfetch("${API}", requestOptions)\n  .then((response) => response.text())\n  .then((result) => console.log(result))\n  .catch((error) => console.error(error));`,
  `const url = '${API}';\nconst options = {method: 'PUT', headers: {'x-a': '1'}};\n\ntry {\n  const response = await fetch(url, options);\n  const data = await response.json();\n  console.log(data);\n} catch (error) {\n  console.error(error);\n}`,
  `let options = {\n  method: 'PUT',\n  headers: {'x-a': '1'}\n};\n\nfetch('${API}', options)\n  .then(res => res.json())`,
  `fetch("${API}", { method: 'PUT', headers: new Headers({ "x-a": "1" }) })`,
  `fetch("${API}", { method: 'PUT', headers: [["x-a", "1"]] })`,
  `fetch("${API}", { method: 'PUT', headers: new Headers([["X-A", "1"]]) })`,
  `const headers = {}\nheaders['x-a'] = '1'\nfetch("${API}", { method: 'PUT', headers })`,
  `fetch(new Request("${API}", { method: 'PUT', headers: { 'X-A': '1' } }))`,
])('is a PUT with a header: %s', (text) => {
  expect(told(text)).toMatchObject(WITH_HEADER)
})

test.each([
  `{ 'X-A': token, ...extra }`,
  `Object.assign({}, extra)`,
  `extra`,
  `new Headers(extra)`,
  `[['x-a', '1'], extra]`,
])('headers that are not written out are missing: %s', (headers) => {
  const read = told(`fetch("${API}", { method: 'PUT', headers: ${headers} })`)
  expect(read).toMatchObject({
    ...PUT,
    missing: expect.arrayContaining(['the headers that are not written out in the call']),
  })
  if (/x-a/i.test(headers)) expect(read).toMatchObject({ headers: [['x-a', expect.any(String)]] })
})

test.each([
  [`fetch("${API}", options)`, 'the second argument (options)'],
  [`fetch("${API}", optionsOf({ method: 'PUT' }))`, 'the second argument'],
  [`fetch("${API}", isNew ? { method: 'POST' } : { method: 'PUT' })`, 'the second argument'],
  [`fetch("${API}", { method })`, 'its method'],
  [`fetch("${API}", { method: 'put'.toUpperCase() })`, 'its method'],
  [`fetch("${API}", { method: isNew ? 'POST' : 'PUT' })`, 'its method'],
  [`fetch("${API}", { ...options })`, 'a spread'],
  [`fetch("${API}", { method: 'POST', ...options })`, 'a spread'],
  [`fetch("${API}", { [key]: 'PUT' })`, 'a computed name'],
  [`fetch("${API}", { headers: { 'x-a': '1' },`, 'options'],
  [`const options = {};\nif (save) options.method = 'PUT';\nfetch("${API}", options)`, '(options)'],
  [`const options = {};\nif (save) { options.method = 'PUT' }\nfetch("${API}", options)`, '(options)'],
  [`const options = {};\nObject.assign(options, { method: 'PUT' });\nfetch("${API}", options)`, '(options)'],
  [`let options = {};\noptions = { method: 'PUT' };\nfetch("${API}", options)`, '(options)'],
  [`const options = {};\nfunction save(options) { return fetch("${API}", options) }`, '(options)'],
  [`function a() { const options = {} }\nfetch("${API}", options)`, '(options)'],
  [`let method = 'GET';\nif (save) method = 'PUT';\nfetch("${API}", { method })`, 'its method'],
])('is refused: %s', (text, what) => {
  const why = told(text)
  expect(why).toMatch(/^it is a call of fetch of which .* is not understood/)
  expect(why).toContain(what)
})

test.each(['fetch(url)', 'fetch(new Request(url, { method: "PUT" }))', 'fetch(new Request(input))'])(
  '%s has no URL',
  (text) => {
    expect(told(text)).toBe('it is a call of fetch whose URL is not written out')
  },
)

const gap = fc.constantFrom('', ' ', '\n', '/* a, } ) " */', "// it's\n", '\t/**/ ')
const method = fc.constantFrom('PUT', 'DELETE', 'PATCH')
const entries = fc.shuffledSubarray([
  'cache: "no-store"',
  'signal: a.b(1, 2)',
  'body: JSON.stringify({ method: "GET" })',
  '"x": [1, { method: "GET" }]',
  '...rest',
  'keepalive: !0',
  'onerror() { return "GET" }',
])

test('random forms of one call', () => {
  let read = 0
  fc.assert(
    fc.property(
      method,
      entries,
      fc.nat(6),
      fc.array(gap, { minLength: 6, maxLength: 6 }),
      fc.constantFrom('"', "'", '`'),
      fc.constantFrom('inline', 'const', 'let', 'var', 'Request', 'named'),
      (method, others, place, [a, b, c, d, e, f], quote, form) => {
        const parts = [...others]
        parts.splice(place, 0, form === 'named' ? 'method' : `method${a}:${b}${quote}${method}${quote}`)
        const object = `{${c}${parts.join(`${d},${e}`)}${f}}`
        const text = {
          inline: `fetch(${a}"${API}"${b},${object}${c})`,
          const: `const options = ${object};\nfetch("${API}", ${d}options)`,
          let: `let options =${object}\nfetch("${API}", options${e})`,
          var: `var o = ${object};\nvar u = "${API}"\nreturn fetch(u,${d}o)`,
          Request: `fetch(new Request("${API}"${a},${object}${f}))`,
          named: `const method = ${quote}${method}${quote}\nfetch("${API}", ${object})`,
        }[form] as string
        const found = told(text)
        if (typeof found === 'string') expect(found).toMatch(/of fetch of which .* is not understood/)
        else {
          read++
          expect(found).toMatchObject({ method, url: API })
        }
      },
    ),
    runs(1_000),
  )
  expect(read).toBeGreaterThan(0)
})

test('a text with a name in very many places is refused, and soon', () => {
  const text = (places: number) => `${'const o = {}\n'.repeat(places)}fetch("${API}", o)`
  expect(told(text(3))).toMatchObject({ method: 'GET' })
  expect(told(text(20_000))).toMatch(/the second argument \(o\) is not understood/)
  expect(told(`const o = {}\n${'o\n'.repeat(20_000)}fetch("${API}", o)`)).toMatch(/\(o\) is not understood/)
  expect(told(`fetch(${'a + '.repeat(20_000)}b)`)).toBe('it is a call of fetch whose URL is not written out')
})
