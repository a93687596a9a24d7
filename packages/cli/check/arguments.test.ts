import { describe, expect, test } from 'vitest'
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
      json: false,
      timeout: 10_000,
      insecure: false,
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
    expect(call).toMatchObject({ engine: 'webkit', json: true, timeout: 2500, insecure: true })
  })

  test('assumes a page of the same scheme and says so', () => {
    expect(parse(URL_).notes).toEqual(['no --origin given: assuming a page at https://app.example.com'])
    expect(parse('http://localhost:3000/').input.origin).toBe('http://app.example.com')
  })

  test('means POST when data is given without a method', () => {
    expect(parse(URL_, '-d', 'a=1').input.method).toBe('POST')
    expect(parse(URL_, '-d', 'a=1', '-X', 'PUT').input.method).toBe('PUT')
  })

  test('notes what a browser drops and what it sends as written', () => {
    const { notes } = parse(URL_, '--origin', 'null', '-H', 'Cookie: a=1', '-H', 'Sec-Fetch-Mode: cors', '-X', 'patch')
    expect(notes).toEqual([
      'a browser drops the header cookie: script may not set it',
      'a browser drops the header sec-fetch-mode: script may not set it',
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
    [[URL_, 'again'], `check expects one URL, got 'again' after '${URL_}'`],
    [['localhost:3000/x'], "'localhost:3000/x' is not an http or https URL: did you mean http://localhost:3000/x?"],
    [['api.example.com'], "'api.example.com' is not an http or https URL: did you mean https://api.example.com?"],
    [['ftp://example.com/'], "'ftp://example.com/' is not an http or https URL: expected http://… or https://…"],
    [['https://'], "'https://' is not an http or https URL: expected http://… or https://…"],
    [['http://exa mple.com/'], "'http://exa mple.com/' is not an http or https URL: expected http://… or https://…"],
    [['/users'], "'/users' is not an http or https URL: expected http://… or https://…"],
    [['javascript:alert(1)'], "'javascript:alert(1)' is not an http or https URL: expected http://… or https://…"],
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
    [[URL_, '-H', 'X-Tag'], "-H 'X-Tag': expected 'Name: value'"],
    [
      [URL_, '-H', 'X Tag: 1'],
      "-H 'X Tag: 1': 'X Tag' is not a header name; expected letters, digits and !#$%&'*+-.^_`|~",
    ],
    [[URL_, '-H', ': 1'], "-H ': 1': '' is not a header name; expected letters, digits and !#$%&'*+-.^_`|~"],
    [
      [URL_, '-H', 'X\r\nY: 1'],
      "-H 'X\\x0d\\x0aY: 1': 'X\\x0d\\x0aY' is not a header name; expected letters, digits and !#$%&'*+-.^_`|~",
    ],
    [
      [URL_, '-H', 'X: 1\r\nY: 2'],
      "-H 'X: 1\\x0d\\x0aY: 2': the value has a line break or another control character; expected one line of text",
    ],
    [
      [URL_, '-H', 'X: 日本'],
      "-H 'X: 日本': the value has characters beyond Latin-1, which fetch refuses; expected percent-encoding or ASCII",
    ],
    [[URL_, '-H', 'Authorization Bearer s3cr3t'], "-H 'Authorization: [redacted]': expected 'Name: value'"],
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
    [[URL_, '--timeout', '0'], "--timeout '0': expected seconds, more than 0 and at most 600"],
    [[URL_, '--timeout', '-1'], "--timeout '-1': expected seconds, more than 0 and at most 600"],
    [[URL_, '--timeout', 'soon'], "--timeout 'soon': expected seconds, more than 0 and at most 600"],
    [[URL_, '--orgin', 'x'], "unknown option '--orgin': did you mean --origin?"],
    [[URL_, '-Z'], "unknown option '-Z': see corskit check --help"],
    [[URL_, '--__proto__'], "unknown option '--__proto__': see corskit check --help"],
    [[URL_, '--json=yes'], "--json takes no value, got 'yes'"],
    [[URL_, '--origin'], '--origin expects a value'],
    [[URL_, '--origin', 'null', '--origin', 'null'], '--origin was given twice; expected once'],
  ])('%j', (args, message) => {
    expect(mistake(...args)).toBe(message)
  })

  test('a header of a megabyte', () => {
    const message = mistake(URL_, '-H', `X-Long: ${'x'.repeat(1_000_000)}`)
    expect(message).toMatch(/^-H 'X-Long: x+\.\.\.': the headers have more than 65536 bytes, the most that is sent$/)
  })

  test('a URL of a megabyte', () => {
    expect(mistake(URL_ + 'x'.repeat(1_000_000))).toMatch(
      /^the URL 'https.*' has 1000029 characters; expected at most 65536$/,
    )
  })
})
