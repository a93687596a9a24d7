import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CURL_OPTIONS } from '@corskit/diagnose'
import { afterAll, describe, expect, test } from 'vitest'
import { UsageError } from '../command-line/usage-error.ts'
import { type CheckCall, parseCheckArguments } from './arguments.ts'

const URL_ = 'https://api.example.com/users'

function parse(...args: string[]): CheckCall {
  const call = parseCheckArguments(args)
  if (call === 'help') throw new Error('expected a call')
  return call
}

function mistake(...args: string[]): string {
  try {
    parseCheckArguments(args)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error('expected a mistake')
}

describe('a call', () => {
  test('has the defaults of fetch', () => {
    expect(parse(URL_, '--origin', 'https://app.example.com')).toEqual({
      input: {
        origin: 'https://app.example.com',
        url: URL_,
        method: 'GET',
        headers: [],
        credentials: 'same-origin',
        mode: 'cors',
      },
      engine: 'standard',
      probe: true,
      stack: undefined,
      json: false,
      showSecrets: false,
      timeout: { connection: 10_000, answer: 60_000 },
      insecure: false,
      authorities: [],
      names: new Map(),
      pageAddress: null,
      proxy: null,
      permission: 'prompt',
      notes: [],
    })
  })

  test('takes every option, before and after the URL, short and long', () => {
    const args = [
      '-XPUT',
      '--origin=null',
      URL_,
      '-H',
      'X-Tag: a',
      '--header=X-Tag:b',
      '-d',
      '{}',
      '--credentials',
      'include',
    ]
    const call = parse(...args, '--mode', 'no-cors', '--engine=webkit', '--json', '--timeout', '2.5', '-k')
    expect(call.input).toEqual({
      origin: 'null',
      url: URL_,
      method: 'PUT',
      headers: [
        ['x-tag', 'a'],
        ['x-tag', 'b'],
      ],
      body: '{}',
      credentials: 'include',
      mode: 'no-cors',
    })
    expect(call).toMatchObject({
      engine: 'webkit',
      json: true,
      timeout: { connection: 2500, answer: 2500 },
      insecure: true,
    })
  })

  test('assumes a page of the same scheme and says so', () => {
    expect(parse(URL_).notes).toEqual(['no --origin given: assuming a page at https://app.example.com'])
    expect(parse('http://api.example.com/').input.origin).toBe('http://app.example.com')
  })

  test('assumes a page on this machine for a server that is near', () => {
    for (const url of [
      'http://localhost:3000/',
      'http://127.0.0.1/',
      'http://[::1]/',
      'http://192.168.1.5/',
      'http://nas.local/',
    ])
      expect(parse(url).input.origin).toBe('http://localhost:5173')
    expect(parse('http://localhost:5173/').input.origin).toBe('http://localhost:3000')
  })

  test('means POST when data is given without a method', () => {
    expect(parse(URL_, '-d', 'a=1').input.method).toBe('POST')
    expect(parse(URL_, '-d', 'a=1', '-X', 'PUT').input.method).toBe('PUT')
  })

  test('notes what a browser drops and what it sends as written', () => {
    const { notes } = parse(URL_, '--origin', 'null', '-H', 'Cookie: a=1', '-H', 'Sec-Fetch-Mode: cors', '-X', 'patch')
    expect(notes).toEqual([
      'a browser drops the headers cookie, sec-fetch-mode: script may not set them',
      "fetch sends 'patch' as it is written; PATCH would be another method",
    ])
  })

  test('keeps values that look like options', () => {
    expect(parse(URL_, '-d', '-5').input.body).toBe('-5')
    expect(parse(URL_, '-H', 'X-A: --json').input.headers).toEqual([['x-a', '--json']])
  })

  test('can be a call for help', () => {
    expect(parseCheckArguments(['--help'])).toBe('help')
    expect(parseCheckArguments(['-h', 'nonsense'])).toBe('help')
  })
})

describe('a mistake is one line that names the value and what is expected', () => {
  test.each([
    [[], 'check expects a URL: corskit check https://api.example.com/users'],
    [
      [URL_, 'again'],
      "check expects one URL, got 2 words without an option: a value with spaces is quoted, as in -H 'Name: value'",
    ],
    [['localhost:3000/x'], "'localhost:3000/x' is not an http or https URL: did you mean http://localhost:3000/x?"],
    [['api.example.com'], "'api.example.com' is not an http or https URL: did you mean https://api.example.com?"],
    [['ftp://example.com/'], "'ftp://example.com/' is not an http or https URL: expected http://… or https://…"],
    [['https://'], "'https://' is not an http or https URL: expected http://… or https://…"],
    [['http://exa mple.com/'], "'http://exa mple.com/' is not an http or https URL: expected http://… or https://…"],
    [['/users'], "'/users' is not an http or https URL: expected http://… or https://…"],
    [
      ['javascript:alert(1)'],
      '(19 characters, not repeated here) is not an http or https URL: expected http://… or https://…',
    ],
    [[''], "'' is not an http or https URL: expected http://… or https://…"],
    [[URL_, '--origin', ''], "--origin '': expected an origin such as https://app.example.com"],
    [
      [URL_, '--origin', 'https://app.example.com/'],
      "--origin 'https://app.example.com/' is not an origin as browsers write it: did you mean https://app.example.com?",
    ],
    [
      [URL_, '--origin', 'HTTPS://App.Example.com:443'],
      "--origin 'HTTPS://App.Example.com:443' is not an origin as browsers write it: did you mean https://app.example.com?",
    ],
    [
      [URL_, '--origin', 'app.example.com'],
      "--origin 'app.example.com' is not an origin as browsers write it: did you mean https://app.example.com?",
    ],
    [[URL_, '--origin', 'NULL'], "--origin 'NULL' is not an origin as browsers write it: did you mean null?"],
    [
      [URL_, '--origin', 'a b'],
      "--origin 'a b' is not an origin as browsers write it: expected scheme://host[:port], nothing after it",
    ],
    [[URL_, '-X', 'TRACE'], "-X 'TRACE': no browser lets a page send CONNECT, TRACE or TRACK; expected another method"],
    [
      [URL_, '-X', 'connect'],
      "-X 'connect': no browser lets a page send CONNECT, TRACE or TRACK; expected another method",
    ],
    [[URL_, '-X', 'GET /'], "-X 'GET /' is not a method; expected a word such as GET, PUT or PATCH"],
    [[URL_, '-X', ''], "-X '' is not a method; expected a word such as GET, PUT or PATCH"],
    [[URL_, '-H', 'X-Tag'], "-H (5 characters, not repeated here): expected 'Name: value'"],
    [
      [URL_, '-H', 'X Tag: 1'],
      "-H (8 characters, not repeated here): the name is not a header name; expected letters, digits and !#$%&'*+-.^_`|~",
    ],
    [
      [URL_, '-H', ': 1'],
      "-H (3 characters, not repeated here): the name is not a header name; expected letters, digits and !#$%&'*+-.^_`|~",
    ],
    [
      [URL_, '-H', 'X\r\nY: 1'],
      "-H (7 characters, not repeated here): the name is not a header name; expected letters, digits and !#$%&'*+-.^_`|~",
    ],
    [
      [URL_, '-H', 'X: 1\r\nY: 2'],
      "-H 'X: [redacted]': the value has a line break or another control character; expected one line of text",
    ],
    [
      [URL_, '-H', 'X: 日本'],
      "-H 'X: [redacted]': the value has characters beyond Latin-1, which fetch refuses; expected percent-encoding or ASCII",
    ],
    [[URL_, '-H', 'Authorization Bearer s3cr3t'], "-H (27 characters, not repeated here): expected 'Name: value'"],
    [
      [URL_, '-H', 'Cookie: s3cr3t\n'.repeat(2)],
      "-H 'Cookie: [redacted]': the value has a line break or another control character; expected one line of text",
    ],
    [[URL_, '--credentials', 'always'], "--credentials 'always': expected one of omit, same-origin, include"],
    [[URL_, '--mode', 'nocors'], "--mode 'nocors': expected one of cors, no-cors; did you mean no-cors?"],
    [
      [URL_, '--engine', 'chrome'],
      "--engine 'chrome': expected one of standard, chromium, firefox, webkit; did you mean chromium?",
    ],
    [
      [URL_, '--engine', 'safari'],
      "--engine 'safari': expected one of standard, chromium, firefox, webkit; did you mean webkit?",
    ],
    [
      [URL_, '--origin', 'localhost:5173'],
      "--origin 'localhost:5173' is not an origin as browsers write it: did you mean http://localhost:5173?",
    ],
    [
      [URL_, '--origin', '*'],
      "--origin '*' is not an origin as browsers write it: a page has one origin, and * is what a server may answer; expected one such as https://app.example.com",
    ],
    [
      [URL_, '--origin', 'about:srcdoc'],
      "--origin 'about:srcdoc' is not an origin as browsers write it: pages of about: have the origin of the page that made them, or null; did you mean null?",
    ],
    [
      [URL_, '--origin', 'file:///home/index.html'],
      "--origin 'file:///home/index.html' is not an origin as browsers write it: pages of files have the origin null; did you mean null?",
    ],
    [
      [URL_, '--resolve', '*:443:127.0.0.1'],
      '--resolve (15 characters, not repeated here): check looks up one name; expected its host in the place of *',
    ],
    [
      [URL_, '--resolve', 'a.test:443'],
      "--resolve 'a.test:443': expected HOST:PORT:ADDRESS, as in app.example.com:443:127.0.0.1",
    ],
    [
      [URL_, '--resolve', 'a.test:443:b.test'],
      '--resolve (17 characters, not repeated here): expected HOST:PORT:ADDRESS, as in app.example.com:443:127.0.0.1',
    ],
    [
      [URL_, '-d', '@/nowhere'],
      "the file '/nowhere' for the body cannot be read; a body that begins with @ is given as --data-raw",
    ],
    [[URL_, '-F', 'x'], '-F: expected name=value or name=@file'],
    [[URL_, '-F', 'a=b', '-d', 'x'], '-F was given beside -d: a request has one body'],
    [[URL_, '--cacert', '/nowhere.pem'], "--cacert '/nowhere.pem': no such file can be read"],
    [[URL_, '--permission', 'yes'], "--permission 'yes': expected one of granted, denied, prompt"],
    [[URL_, '--timeout', '0'], "--timeout '0': expected seconds, more than 0 and at most 600"],
    [[URL_, '--timeout', '-1'], "--timeout '-1': expected seconds, more than 0 and at most 600"],
    [[URL_, '--timeout', 'soon'], "--timeout 'soon': expected seconds, more than 0 and at most 600"],
    [[URL_, '--orgin', 'x'], "unknown option '--orgin': did you mean --origin?"],
    [[URL_, '-W'], "unknown option '-W': see corskit check --help"],
    [[URL_, '--__proto__'], 'unknown option (11 characters, not repeated here): see corskit check --help'],
    [[URL_, '--json=yes'], "--json takes no value, got 'yes'"],
    [[URL_, '--origin'], '--origin expects a value'],
    [[URL_, '--origin', 'null', '--origin', 'null'], '--origin was given twice; expected once'],
  ])('%j', (args, message) => {
    expect(mistake(...args)).toBe(message)
  })

  test('a header of one megabyte', () => {
    const message = mistake(URL_, '-H', `X-Long: ${'x'.repeat(1_000_000)}`)
    expect(message).toMatch(
      /^-H 'X-Long: \[redacted\]': the headers have more than 65536 bytes, the most that is sent$/,
    )
  })

  test('a URL of a megabyte', () => {
    expect(mistake(URL_ + 'x'.repeat(1_000_000))).toMatch(
      /^the URL 'https.*' has 1000029 characters; expected at most 65536$/,
    )
  })
})

describe('the spellings of curl', () => {
  const origin = ['--origin', 'https://app.example.com']

  test("-H 'Origin: …' says where the page is", () => {
    const call = parse(URL_, '-H', 'origin: https://app.example.com', '--data-raw', '{}', '--compressed')
    expect(call.input).toMatchObject({ origin: 'https://app.example.com', method: 'POST', body: '{}', headers: [] })
    expect(call.notes).toEqual(['the page is taken to be at https://app.example.com, the Origin of -H'])
  })

  test('a request that was copied from a browser has the headers that script set, and no others', () => {
    const copied = [
      'User-Agent: x',
      'Sec-Fetch-Mode: cors',
      'Referer: https://app.example.com/',
      'Priority: u=1',
      'X-Tag: 1',
    ]
    const { input } = parse(URL_, ...origin, ...copied.flatMap((line) => ['-H', line]))
    expect(input.headers).toEqual([
      ['sec-fetch-mode', 'cors'],
      ['referer', 'https://app.example.com/'],
      ['x-tag', '1'],
    ])
  })

  test.each([
    [['--request', 'PUT'], { method: 'PUT' }],
    [['-I'], { method: 'HEAD' }],
    [['-d', 'a=1', '-d', 'b=2'], { method: 'POST', body: 'a=1&b=2' }],
    [['--data-raw', '@x'], { body: '@x' }],
    [['--data-binary', '{}'], { body: '{}' }],
    [['--data-urlencode', 'q=a b'], { body: 'q=a%20b' }],
    [['-G', '-d', 'a=1'], { method: 'GET', url: `${URL_}?a=1` }],
    [['-u', 'ada:s3cr3t'], { headers: [['authorization', 'Basic YWRhOnMzY3IzdA==']] }],
    [['-H', 'X-Empty;'], { headers: [['x-empty', '']] }],
    [['-H', 'X-Gone:', '-H', 'Accept: '], { headers: [] }],
    [['-H', 'Content-Type:', '-d', 'x'], { headers: [], body: 'x' }],
    [['-sSL', '-i', '-f', '--http1.1'], { method: 'GET', headers: [] }],
  ])('%j', (args, input) => {
    expect(parse(URL_, ...origin, ...args).input).toMatchObject(input)
  })

  test('-d @file reads the file, and takes its line breaks out as curl does', () => {
    const file = fileURLToPath(new URL('../request/request-method.ts', import.meta.url))
    const text = readFileSync(file, 'utf8')
    expect(parse(URL_, '-d', `@${file}`).input.body).toBe(text.replace(/[\r\n]/g, ''))
    expect(parse(URL_, '--data-binary', `@${file}`).input.body).toBe(text)
  })

  test('-F makes a form of several parts', async () => {
    const { body, headers, method } = parse(
      URL_,
      ...origin,
      '-F',
      'name=Ada',
      '-F',
      `f=@${fileURLToPath(import.meta.url)};type=text/x-ts`,
    ).input
    expect(method).toBe('POST')
    const form = await new Response(body as BodyInit, { headers: headers as [string, string][] }).formData()
    expect(form.get('name')).toBe('Ada')
    expect(form.get('f')).toMatchObject({ name: 'arguments.test.ts', type: 'text/x-ts' })
  })

  test('--resolve, --max-time and the two sides of Local Network Access', () => {
    const args = [
      '--resolve',
      'a.test:443:127.0.0.1,[::1]',
      '-m',
      '3',
      '--page-address',
      'public',
      '--permission',
      'granted',
    ]
    expect(parse(URL_, ...origin, ...args)).toMatchObject({
      names: new Map([['a.test:443', ['127.0.0.1', '::1']]]),
      timeout: { connection: 3000, answer: 3000 },
      pageAddress: 'public',
      permission: 'granted',
    })
  })

  test.each([
    ['proxy.test:3128', 'http://proxy.test:3128/', null],
    ['http://proxy.test', 'http://proxy.test:1080/', null],
    ['http://proxy.test:80', 'http://proxy.test/', null],
    ['http://ada:s%40cret@proxy.test:3128/', 'http://proxy.test:3128/', 'ada:s@cret'],
    ['[::1]:3128', 'http://[::1]:3128/', null],
  ])('-x %s', (text, href, user) => {
    const { proxy } = parse(URL_, ...origin, '-x', text)
    expect([proxy?.url.href, proxy?.user]).toEqual([href, user])
  })

  test('-U names the user of a proxy, an empty -x means none, and other kinds of proxy are refused', () => {
    expect(parse(URL_, ...origin, '-x', 'ada:1@proxy.test', '-U', 'eve:2').proxy?.user).toBe('eve:2')
    expect(parse(URL_, ...origin, '-x', '').proxy).toBeNull()
    for (const other of ['socks5://proxy.test', 'https://proxy.test', 'http://', '::'])
      expect(mistake(URL_, '-x', other)).toContain('a proxy that speaks HTTP')
  })

  test.each([['--connect-to'], ['-T']])('%s is answered with what to write', (option) => {
    expect(mistake(URL_, option, 'value')).toContain(option)
  })
})

/** Options that curl 7.88 and 8 have for HTTP and that people copy; what each is given. */
const OF_CURL = [
  ...[
    '-g',
    '-k',
    '-s',
    '-S',
    '-v',
    '-i',
    '-L',
    '-f',
    '-O',
    '-J',
    '-R',
    '-N',
    '-j',
    '-q',
    '-#',
    '-Z',
    '-1',
    '--globoff',
  ],
  ...['--http1.1', '--http2', '--no-progress-meter', '--fail-with-body', '--tlsv1.2', '--retry-all-errors', '--basic'],
  ...['-w %{http_code}', '-D -', '-c jar.txt', '-o out', '-A agent', '-m 5', '-r 0-10', '-y 5', '-Y 5', '--retry 3'],
  ...[
    '--connect-timeout 5',
    '--max-redirs 5',
    '--limit-rate 1M',
    '--oauth2-bearer t',
    '--url-query k=v',
    '--form-string a=@b',
  ],
]
const NAMED_OF_CURL = [
  ...[
    '-T file',
    '-K file',
    '-:',
    '--request-target *',
    '--path-as-is',
    '--proto-default https',
    '-4',
    '-6',
    '-0',
    '-n',
    '-E a.pem',
  ],
  ...[
    '--interface lo',
    '--unix-socket /x',
    '--http3',
    '--digest',
    '--ntlm',
    '--anyauth',
    '--aws-sigv4 aws:amz',
    '--key k',
    '-z now',
    '-V',
  ],
]

test.each(OF_CURL)("curl's %s is understood", (written) => {
  const [name = '', ...value] = written.split(' ')
  expect(parse(name, ...value, URL_).input.url).toMatch(/^https:\/\/api\.example\.com\/users/)
})

test.each(NAMED_OF_CURL)("curl's %s is named, with what to write instead", (written) => {
  const [name = '', ...value] = written.split(' ')
  expect(mistake(name, ...value, URL_)).toMatch(/^--?\S+: \S/)
})

test('what curl has options for is what a page sends', () => {
  expect(parse('--oauth2-bearer', 'T', URL_).input.headers).toEqual([['authorization', 'Bearer T']])
  expect(parse('-r', '0-10', URL_).input.headers).toEqual([['range', 'bytes=0-10']])
  expect(parse('--url-query', 'q=a b', '--url-query', '+c=%20', `${URL_}?x=1`).input.url).toBe(
    `${URL_}?x=1&q=a%20b&c=%20`,
  )
  const { body } = parse('--form-string', 'a=@b', URL_).input
  expect(Buffer.from(body as ArrayBuffer).toString()).toContain('name="a"\r\n\r\n@b\r\n')
})

test('a call may begin with the word curl', () => {
  expect(parse('curl', '-X', 'PUT', URL_).input).toMatchObject({ method: 'PUT', url: URL_ })
})

test('the data of --json, and a second URL, are named for what they are', () => {
  for (const data of ['{"a":1}', '[1]', '@file.json'])
    expect(mistake('--json', data, URL_)).toMatch(/^--json prints the outcome/)
  expect(mistake(URL_, `${URL_}/2`)).toBe('check expects one URL, got 2: call it once for each')
})

describe('a preflight that is sent by hand', () => {
  const ASKED = ['-H', 'Origin: https://app.example.com', '-H', 'Access-Control-Request-Method: PUT']

  test.each([
    [['-X', 'OPTIONS', ...ASKED, URL_]],
    [['curl', '-i', '-XOPTIONS', ...ASKED, URL_]],
    [['curl', '-sS', '--request', 'OPTIONS', URL_, ...ASKED]],
    [['--request=OPTIONS', ...ASKED, URL_]],
    [['--method', 'options', ...ASKED, URL_]],
    [['-X', 'OPTIONS', URL_, '--origin', 'https://app.example.com', '-H', 'access-control-request-method:PUT']],
  ])('%j is judged as the request behind it', (args) => {
    const { input, notes } = parse(...args, '-H', 'Access-Control-Request-Headers: X-A,content-type')
    expect(input).toMatchObject({
      method: 'PUT',
      origin: 'https://app.example.com',
      headers: [
        ['x-a', ''],
        ['content-type', 'application/json'],
      ],
    })
    expect(input).not.toHaveProperty('body')
    expect(notes).toContain(
      'this is a preflight sent by hand; the request behind it is judged: PUT with x-a, content-type',
    )
    expect(notes.join()).not.toContain('drops')
  })

  test('without headers the sentence names the method alone', () => {
    const { input, notes } = parse('-X', 'OPTIONS', ...ASKED, URL_)
    expect(input).toMatchObject({ method: 'PUT', headers: [] })
    expect(notes).toContain('this is a preflight sent by hand; the request behind it is judged: PUT')
  })

  test('OPTIONS without the question of a browser stays OPTIONS', () => {
    const { input } = parse('-X', 'OPTIONS', '-H', 'Origin: https://app.example.com', URL_)
    expect(input).toMatchObject({ method: 'OPTIONS' })
  })

  test.each(['CONNECT', 'not a method'])('one that asks for %s is refused', (method) => {
    expect(mistake('-X', 'OPTIONS', '-H', `Access-Control-Request-Method: ${method}`, URL_)).toContain('method')
  })
})

describe("curl's spellings", () => {
  /** What each option is given here, where a word is not enough. */
  const VALUES: Readonly<Record<string, string>> = {
    url: URL_,
    resolve: 'a.example:443:127.0.0.1',
    proxy: 'http://127.0.0.1:3128',
    form: 'a=b',
    'form-string': 'a=b',
    header: 'X-A: 1',
    request: 'PUT',
    'max-time': '5',
    cacert: fileURLToPath(import.meta.url),
    data: '{"a":1}',
  }
  const spellings = CURL_OPTIONS.filter(({ name }) => !['help', 'json'].includes(name)).flatMap(
    ({ name, short, hasValue }) => {
      const value = hasValue ? [VALUES[name] ?? 'x'] : []
      const target = name === 'url' ? [] : [URL_]
      const long = [`--${name}`, ...value, ...target]
      return short === null ? [long] : [long, [`-${short}`, ...value, ...target], [`-sS${short}${value}`, ...target]]
    },
  )

  test('each option of curl is understood, or refused in a sentence that names it', () => {
    const wrong = spellings.filter((args) => {
      try {
        parseCheckArguments([...args, '--origin', 'https://app.example.com'])
        return false
      } catch (error) {
        if (!(error instanceof UsageError)) throw error
        const [, letter] = /^-sS(.)/.exec(args[0] ?? '') ?? []
        const long = CURL_OPTIONS.find(
          ({ name, short }) => short === letter || `--${name}` === args[0] || `-${short}` === args[0],
        )
        const names = [args[0], `-${letter}`, `--${long?.name}`, `-${long?.short}`]
        return !names.some((name) => error.message.startsWith(`${name}:`) || error.message.startsWith(`${name} `))
      }
    })
    expect(wrong).toEqual([])
  })

  const file = join(mkdtempSync(join(tmpdir(), 'corskit-curl-')), 'lines.txt')
  writeFileSync(file, 'X-A: 1\r\n\nContent-Type: application/json\nX-B;\n')
  afterAll(() => rmSync(dirname(file), { recursive: true }))

  test.each([[['-H', `@${file}`]], [[`-H@${file}`]], [['--header', `@${file}`]], [[`--header=@${file}`]]])(
    '%j reads the headers of a file, as curl does',
    (args) => {
      expect(parse(URL_, ...args).input.headers).toEqual([
        ['x-a', '1'],
        ['content-type', 'application/json'],
        ['x-b', ''],
      ])
    },
  )

  test.each([
    ['name=a b', 'name=a%20b'],
    ['=a b', 'a%20b'],
    ['a b', 'a%20b'],
    [`@${file}`, encodeURIComponent(readFileSync(file, 'utf8'))],
    [`name@${file}`, `name=${encodeURIComponent(readFileSync(file, 'utf8'))}`],
    ['mail=a@b.example', 'mail=a%40b.example'],
  ])('--data-urlencode %j is encoded as curl does', (text, body) => {
    expect(parse(URL_, '--data-urlencode', text).input.body).toBe(body)
  })

  test.each([
    [['-H', '@/nowhere'], "-H @: the file '/nowhere' of headers cannot be read; expected lines such as Name: value"],
    [['-H', "$'X-A: 1'"], "-H $'…': this shell does not know such quotes; write 'Name: value'"],
    [
      ['–H', 'X-A: 1'],
      '(2 characters, not repeated here) begins with a dash, which is not a hyphen: options begin with - or --',
    ],
    [['--ciphers', 'x'], '--ciphers: an option of curl that check does not have; leave it out'],
    [['-Q', 'x'], "-Q: curl's --quote that check does not have; leave it out"],
  ])('%j is refused: %s', (args, message) => {
    expect(mistake(URL_, ...args)).toBe(message)
  })
})
