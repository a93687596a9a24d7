import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readInput } from '../read-input.ts'
import { curlOption } from './curl-options.ts'

function helpOfCurl(): string | null {
  try {
    return execFileSync('curl', ['--help', 'all'], { encoding: 'utf8' })
  } catch {
    return null
  }
}

const help = helpOfCurl()
if (help === null && process.env['CORSKIT_REQUIRE_ALL'] === '1') throw new Error('curl is not installed')

/** What curl itself says of its options. */
const options = [...(help ?? '').matchAll(/^ (?:-(.), | {4}) ?--(\S+)( [<[]\S)?/gm)]
  .map(([, short, name = '', value]) => ({ name, short: short ?? null, hasValue: value !== undefined }))
  // Its value, a category, may be left out.
  .filter(({ name }) => name !== 'help')

test.skipIf(help === null)('the installed curl has no other options', () => {
  expect(options.length).toBeGreaterThan(200)
  expect(options.filter(({ name, hasValue }) => curlOption(name)?.hasValue !== hasValue)).toEqual([])
  expect(options.filter(({ name, short }) => short !== null && curlOption(name)?.short !== short)).toEqual([])
})

const requestOf = (text: string) => {
  const read = readInput(text)
  if ('why' in read) return read.why
  const { url, method, origin, headers } = read.failures[0]?.evidence.request ?? {}
  return { url, method, origin, headers }
}

const URL = 'https://api.example.com/users?a=1'
/** Options that do not change the request. */
const EFFECT =
  /^(request|header|data.*|json|form.*|get|head|user|oauth2-bearer|range|referer|cookie|url.*|upload-file|next|config|user-agent|help)$/
const idle = options.filter(({ name }) => !EFFECT.test(name))
const values = [
  '*',
  'yesterday',
  '3',
  '-',
  '1.1.1.1',
  'aws:amz:us-east-1:es',
  '/dev/null',
  'api.example.com:443:127.0.0.1',
  'PUT',
]

/** One option, as one of the ways to write it. */
const idleOption = fc
  .record({
    option: fc.constantFrom(...idle),
    value: fc.constantFrom(...values),
    isShort: fc.boolean(),
    isGlued: fc.boolean(),
  })
  .map(({ option, value, isShort, isGlued }) => {
    const { name, short, hasValue } = option
    if (!isShort || short === null) return hasValue ? [`--${name}`, value] : [`--${name}`]
    if (!hasValue) return [`-${short}`]
    return isGlued && value !== '-' ? [`-${short}${value}`] : [`-${short}`, value]
  })

const method = fc.constantFrom(
  ['-X', 'PUT'],
  ['-XPUT'],
  ['-sX', 'PUT'],
  ['-svXPUT'],
  ['--request', 'PUT'],
  ['--request=PUT'],
)
const origin = fc.constantFrom(
  ['-H', 'Origin: https://app.example.com'],
  ['-HOrigin: https://app.example.com'],
  ['-ksH', 'Origin: https://app.example.com'],
  ['--header', 'Origin: https://app.example.com'],
)
const body = fc.constantFrom(['-d', 'a=1'], ['-da=1'], ['-isd', 'a=1'], ['--data', 'a=1'], ['--data-raw=a=1'])
const place = fc.constantFrom([URL], ['--url', URL])
const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`

test.skipIf(help === null)('the same request, in whatever order and form its options are written', () => {
  const words = fc
    .tuple(method, origin, body, place, fc.array(idleOption, { maxLength: 8 }))
    .chain(([a, b, c, d, others]) => fc.shuffledSubarray([a, b, c, d, ...others], { minLength: 4 + others.length }))
  fc.assert(
    fc.property(words, (parts) => {
      expect(requestOf(`curl ${parts.flat().map(quoted).join(' ')}`)).toEqual({
        url: URL,
        method: 'PUT',
        origin: 'https://app.example.com',
        headers: [['content-type', 'application/x-www-form-urlencoded']],
      })
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['curl -sX PUT URL', 'PUT'],
  ['curl -vX DELETE URL', 'DELETE'],
  ['curl -isd a=1 URL', 'POST'],
  ['curl -so /dev/null URL', 'GET'],
  ['curl -sXPUT URL -d a=1', 'PUT'],
  ["curl --noproxy '*' URL", 'GET'],
  ['curl -z yesterday -y 3 --trace-ascii - --dns-servers 1.1.1.1 --aws-sigv4 aws:amz URL', 'GET'],
  ['curl -T file URL', 'PUT'],
  ['curl -sI URL', 'HEAD'],
  ['curl --no-keepalive --no-buffer --expand-output x URL', 'GET'],
  ['curl > out.json 2>&1 URL', 'GET'],
  ['curl -X PUT URL > out.json', 'PUT'],
  // The second call of several.
  ['curl URL --next -X PUT https://other.example.com/', 'GET'],
  ['curl URL && curl -X PUT https://other.example.com/', 'GET'],
  // What programs for texts and chats make of it.
  ['curl –X PUT URL', 'PUT'],
  ['curl —request PUT URL', 'PUT'],
  ['curl –request PUT –H “Origin: https://app.example.com” “URL”', 'PUT'],
  ['curl -X ‘PUT’ ‘URL’ -H ’X-Name: it’s’', 'PUT'],
  ['curl -X „PUT“ URL', 'PUT'],
  ['curl -X PUT <URL>', 'PUT'],
  ['curl -X PUT \\  \n  URL', 'PUT'],
  ['curl -X PUT \\\r\n  URL', 'PUT'],
  ['curl -X PUT \\\n> URL', 'PUT'],
  ['curl.exe -X PUT `\n  URL', 'PUT'],
  // Where it stands.
  ['```bash\ncurl -X PUT URL\n```\n', 'PUT'],
  ['# test cors\ncurl -X PUT URL', 'PUT'],
  ['Hi, this fails:\n\n    curl -X PUT URL\n\nwhy?', 'PUT'],
  ['This fails: `curl -X PUT URL` and I do not know why', 'PUT'],
  ['sudo curl -X PUT URL', 'PUT'],
  ['time curl -X PUT URL', 'PUT'],
  ['TOKEN=x curl -X PUT URL', 'PUT'],
  ['docker exec -it web curl -X PUT URL', 'PUT'],
  ["docker exec web sh -c 'curl -X PUT URL'", 'PUT'],
  ['ada@host:~% curl -X PUT URL', 'PUT'],
  ['ada@host:~$ curl -X PUT URL', 'PUT'],
  ['PS C:\\Users\\ada> curl.exe -X PUT URL', 'PUT'],
  ['$ curl -X PUT URL\n{"error":"x"}', 'PUT'],
])('%s is %s', (text, told) => {
  expect(requestOf(text.replace('URL', URL))).toMatchObject({ url: URL, method: told })
})

test.each([
  'curl PUT',
  'curl --frobnicate https://a.example.com/',
  'curl -X PUT',
  'curl -X PUT ftp://a.example.com/',
  'curl -sX PUT $API_URL',
])('%s is not read, and the reason is said', (text) => {
  expect(requestOf(text)).toMatch(/^it is a curl call /)
})

test('a console line counts more than a call in the text around it', () => {
  const line =
    "Access to fetch at 'https://api.example.com/' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."
  expect(readInput(`It works with curl https://other.example.com/ but:\n${line}`)).toMatchObject({
    input: { kind: 'console' },
  })
})

test.each(['curl URL --next -X PUT URL', 'curl URL\ncurl -X PUT URL', 'curl URL https://other.example.com/'])(
  '%s: that only the first is read is said',
  (text) => {
    const read = readInput(text.replaceAll('URL', URL))
    expect('why' in read ? read.why : read.failures[0]?.missing.join()).toMatch(/behind the first one/)
  },
)

test.each([
  ["-H 'X-C:'", []],
  ["-H 'X-C: '", []],
  ["-H 'X-C;'", ['x-c: ']],
  ["-H 'X-C: 1' -H 'X-C:'", ['x-c: 1']],
  ["-H 'X-C: a;'", ['x-c: a;']],
  ["-H 'Content-Type:' -d x", []],
  ["-H 'content-type:' --json '{}'", []],
  ["-H 'Content-Type;' -d x", ['content-type: ']],
  ['-d x', ['content-type: application/x-www-form-urlencoded']],
  ["-u a:b -H 'Authorization:'", []],
  ["-r 0-9 -H 'Range:'", []],
])('curl %s sends the headers %j', (options, sent) => {
  const told = requestOf(`curl ${URL} ${options}`)
  expect(typeof told === 'string' ? told : told.headers?.map(([name, value]) => `${name}: ${value}`)).toEqual(sent)
})

/** A call in quotes of another one, which may have the same quotes. */
test.each([
  [`sh -c "curl -X PUT -H 'Origin: PAGE' --data '{\\"k\\":1}' URL"`],
  [`docker exec web sh -c "curl -s -XPUT -H \\"Origin: PAGE\\" --data '{\\"k\\":\\"\\$x\\"}' URL"`],
  [`docker exec web sh -c "curl -s -XPUT -H \\"Origin: PAGE\\" --data \\"{\\\\\\"k\\\\\\":1}\\" URL" && echo ok`],
  [`ssh host 'curl -X PUT -H '\\''Origin: PAGE'\\'' -d '\\''{"k":1}'\\'' URL'`],
  [`ssh host 'curl -X PUT -H '"'"'Origin: PAGE'"'"' URL' | jq .`],
  [`kubectl exec pod -- bash -c "curl -X PUT \\\n  -H 'Origin: PAGE' \\\n  URL"`],
  [`bash -lc "curl -X PUT -H 'Origin: PAGE' URL"\n{"error":"x"}`],
])('%s', (text) => {
  const call = text.replace('URL', URL).replace('PAGE', 'https://app.example.com')
  expect(requestOf(call)).toMatchObject({ url: URL, method: 'PUT', origin: 'https://app.example.com' })
})
