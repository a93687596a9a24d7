import { describe, expect, it, onTestFinished } from 'vitest'
import { openPage, type PageOptions } from '../index.ts'
import { httpServer } from '../testing/servers.ts'
import { type PageXMLHttpRequest, ProgressEvent, xmlHttpRequestOf } from '../xhr.ts'

const APP = 'https://app.example.com'
const API = 'https://api.example.com'

const HEADERS = {
  'access-control-allow-origin': APP,
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'PUT',
  'access-control-allow-headers': 'x-a',
  'access-control-expose-headers': 'etag, x_a',
}

function xhrTo(answer: (request: Request) => Response | Promise<Response>, options: PageOptions = {}) {
  const asked: Request[] = []
  const handler = (request: Request) => {
    asked.push(request.clone() as Request)
    return answer(request)
  }
  const page = openPage(`${APP}/dir/`, { handlers: { [API]: handler, [APP]: handler }, ...options })
  onTestFinished(() => page.close())
  const XMLHttpRequest = xmlHttpRequestOf(page)
  return { xhr: new XMLHttpRequest(), asked }
}

const hello = () =>
  new Response('hello', { headers: { ...HEADERS, etag: '"1"', x_a: '2', 'content-type': 'text/plain' } })

const TYPES = ['readystatechange', 'loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend']

/** Every event of the request and of its upload, in order; resolves with the end. */
function record(xhr: PageXMLHttpRequest, { upload = false } = {}) {
  const events: string[] = []
  const ended = new Promise<string[]>((resolve) => {
    for (const type of TYPES) {
      xhr.addEventListener(type, () => {
        events.push(type === 'readystatechange' ? String(xhr.readyState) : type)
        if (type === 'loadend') resolve(events)
      })
      if (upload) xhr.upload.addEventListener(type, () => events.push(`upload ${type}`))
    }
  })
  return { events, ended }
}

describe('an answer that script may read', () => {
  it('comes with its events in order, its status and the headers that are exposed', async () => {
    const { xhr } = xhrTo(hello)
    const { ended } = record(xhr)
    xhr.open('GET', API)
    xhr.send()
    expect(await ended).toEqual(['1', 'loadstart', '2', '3', 'progress', '4', 'load', 'loadend'])
    expect(xhr).toMatchObject({ status: 200, responseText: 'hello', response: 'hello', responseURL: `${API}/` })
    expect(xhr.getAllResponseHeaders()).toBe('content-type: text/plain\r\netag: "1"\r\nx_a: 2\r\n')
    expect(xhr.getResponseHeader('ETag')).toBe('"1"')
    expect(xhr.getResponseHeader('access-control-allow-origin')).toBeNull()
    expect(xhr.outcome?.verdict).toBe('allowed')
  })

  it.each<[XMLHttpRequestResponseType, unknown]>([
    ['text', '{"a":"é"}'],
    ['json', { a: 'é' }],
    ['arraybuffer', new TextEncoder().encode('{"a":"é"}').buffer],
    ['blob', new Blob(['{"a":"é"}'], { type: 'application/json' })],
  ])('comes as %s', async (responseType, expected) => {
    const { xhr } = xhrTo(() => Response.json({ a: 'é' }, { headers: HEADERS }))
    const { ended } = record(xhr)
    xhr.open('GET', API)
    xhr.responseType = responseType
    xhr.send()
    await ended
    expect(xhr.response).toEqual(expected)
    if (responseType !== 'text')
      expect(() => xhr.responseText).toThrow(expect.objectContaining({ name: 'InvalidStateError' }))
  })

  it.each(['document', 'nosuchtype'])('cannot be asked for as %s, which changes nothing at any time', async (type) => {
    const { xhr } = xhrTo(hello)
    const { ended } = record(xhr)
    xhr.open('GET', API)
    xhr.responseType = type as XMLHttpRequestResponseType
    xhr.send()
    await ended
    xhr.responseType = type as XMLHttpRequestResponseType
    expect(xhr.responseType).toBe('')
    expect(xhr.response).toBe('hello')
  })

  it('is decoded by its charset, or by the one that script sets', async () => {
    const latin = () =>
      new Response(new Uint8Array([0xe9]), { headers: { ...HEADERS, 'content-type': 'text/plain; charset=latin1' } })
    for (const type of [null, 'text/plain; charset=utf-8']) {
      const { xhr } = xhrTo(latin)
      const { ended } = record(xhr)
      xhr.open('GET', API)
      if (type !== null) xhr.overrideMimeType(type)
      xhr.send()
      await ended
      expect(xhr.responseText).toBe(type === null ? 'é' : '\ufffd')
    }
  })
})

describe('an answer that script may not read', () => {
  it('is an error without a status, whatever the server said', async () => {
    const { xhr } = xhrTo(() => new Response('secret', { status: 403 }))
    const { ended } = record(xhr)
    xhr.open('GET', API)
    xhr.send()
    expect(await ended).toEqual(['1', 'loadstart', '4', 'error', 'loadend'])
    expect(xhr).toMatchObject({ status: 0, statusText: '', responseText: '', responseURL: '' })
    expect(xhr.getAllResponseHeaders()).toBe('')
    expect(xhr.outcome?.reason?.code).toBe('MissingAllowOriginHeader')
  })
})

describe('what is sent', () => {
  it('has cookies of another origin only with credentials, and nothing that is forbidden', async () => {
    const { xhr, asked } = xhrTo(hello)
    for (const withCredentials of [false, true]) {
      const { ended } = record(xhr)
      xhr.open('GET', API)
      xhr.withCredentials = withCredentials
      xhr.setRequestHeader('X-A', '1')
      xhr.setRequestHeader('x-a', '2')
      xhr.setRequestHeader('Host', 'evil.example')
      xhr.send()
      await ended
    }
    expect(asked.map(({ method }) => method)).toEqual(['OPTIONS', 'GET', 'OPTIONS', 'GET'])
    expect(asked[1]?.headers.get('x-a')).toBe('1, 2')
    expect(asked[1]?.headers.get('host')).toBe('api.example.com')
  })

  it('gets a preflight as soon as somebody listens to the upload, whose events come before the answer', async () => {
    const { xhr, asked } = xhrTo(hello)
    const { ended } = record(xhr, { upload: true })
    xhr.open('POST', API)
    xhr.send('data')
    const uploads = ['upload loadstart', 'upload progress', 'upload load', 'upload loadend']
    expect(await ended).toEqual(['1', 'loadstart', ...uploads, '2', '3', 'progress', '4', 'load', 'loadend'])
    expect(asked.map(({ method }) => method)).toEqual(['OPTIONS', 'POST'])
    expect(xhr.outcome?.steps.map(({ detail }) => detail)).toContain('yes: listeners on the upload')
  })

  it('fires events of the upload when the request is refused', async () => {
    const { xhr } = xhrTo(() => new Response(null, { status: 403 }))
    xhr.upload.onprogress = () => {}
    const { ended } = record(xhr, { upload: true })
    xhr.open('POST', API)
    xhr.send('data')
    const uploads = ['upload loadstart', 'upload error', 'upload loadend']
    expect(await ended).toEqual(['1', 'loadstart', uploads[0], '4', uploads[1], uploads[2], 'error', 'loadend'])
  })

  it('is UTF-8 when it is text, and no body at all when it is a GET', async () => {
    const { xhr, asked } = xhrTo(hello, {})
    for (const [method, type] of [
      ['POST', 'text/plain; charset=latin1'],
      ['GET', null],
    ] as const) {
      const { ended } = record(xhr)
      xhr.open(method, '/path')
      if (type !== null) xhr.setRequestHeader('content-type', type)
      xhr.send('data')
      await ended
    }
    expect(asked.map(({ headers }) => headers.get('content-type'))).toEqual(['text/plain;charset=UTF-8', null])
    expect(await asked[1]?.text()).toBe('')
    expect(asked[0]?.url).toBe(`${APP}/path`)
  })
})

describe('a request that ends early', () => {
  it('says abort and forgets everything', async () => {
    const { xhr } = xhrTo(() => new Promise<Response>(() => {}))
    const { ended } = record(xhr)
    xhr.open('GET', API)
    xhr.send()
    xhr.abort()
    expect(await ended).toEqual(['1', 'loadstart', '4', 'abort', 'loadend'])
    expect(xhr.readyState).toBe(0)
  })

  it('says timeout when the server is too slow, in the middle of a body too', async () => {
    const server = await httpServer((_request, response) => void response.writeHead(200, HEADERS).write('part'))
    const { xhr } = xhrTo(hello, { resolve: { 'api.example.com': `http://${server.address}` }, handlers: {} })
    const { ended } = record(xhr)
    xhr.open('GET', API)
    // Only once a part has come: a busy machine may take longer for that than any time that a test would wait.
    xhr.addEventListener('progress', () => {
      xhr.timeout = 1
    })
    xhr.send()
    expect(await ended).toEqual(['1', 'loadstart', '2', '3', 'progress', '4', 'timeout', 'loadend'])
    await server.allClosed()
  })

  it('says timeout also when the time is set after sending', async () => {
    const { xhr } = xhrTo(() => new Promise<Response>(() => {}))
    const { ended } = record(xhr)
    xhr.open('GET', API)
    xhr.send()
    xhr.timeout = 20
    expect(await ended).toEqual(['1', 'loadstart', '4', 'timeout', 'loadend'])
  })

  it('can be opened anew from its own events', async () => {
    const { xhr } = xhrTo(hello)
    const { ended } = record(xhr)
    xhr.open('GET', `${API}/never`)
    xhr.send()
    xhr.open('GET', API)
    xhr.send()
    expect((await ended).filter((type) => type === 'load')).toHaveLength(1)
    expect(xhr.responseText).toBe('hello')
  })
})

describe('calls that make no sense', () => {
  it.each<[string, string, (xhr: PageXMLHttpRequest) => void]>([
    ['a method that is not valid', 'SyntaxError', (xhr) => xhr.open('a b', API)],
    ['a forbidden method', 'SecurityError', (xhr) => xhr.open('TRACE', API)],
    ['a URL that is not valid', 'SyntaxError', (xhr) => xhr.open('GET', 'http://[')],
    ['sending before opening', 'InvalidStateError', (xhr) => xhr.send()],
    ['a header before opening', 'InvalidStateError', (xhr) => xhr.setRequestHeader('a', 'b')],
  ])('%s throws a %s', (_what, name, call) => {
    expect(() => call(xhrTo(hello).xhr)).toThrow(expect.objectContaining({ name }))
  })

  it('so does an XMLHttpRequest without a page', () => {
    expect(() => xmlHttpRequestOf({} as never)).toThrow(TypeError)
  })
})

describe('what script hands over', () => {
  it.each<[string, (xhr: PageXMLHttpRequest) => void]>([
    ['a header without a value', (xhr) => (xhr.setRequestHeader as (name: string) => void)('a')],
    ['a header that is not bytes', (xhr) => xhr.setRequestHeader('テスト', 'b')],
    ['a method that is not bytes', (xhr) => xhr.open('テスト', API)],
  ])('%s is a TypeError', (_what, call) => {
    const { xhr } = xhrTo(hello)
    xhr.open('GET', API)
    expect(() => call(xhr)).toThrow(TypeError)
  })

  it('is turned into strings first, and may send by itself', async () => {
    const { xhr, asked } = xhrTo(hello, {})
    const { ended } = record(xhr)
    xhr.open({ toString: () => 'post' } as string, APP, { valueOf: () => false } as never)
    const sends = { toString: () => String(xhr.send('first')) }
    expect(() => xhr.send(sends as never)).toThrow(expect.objectContaining({ name: 'InvalidStateError' }))
    await ended
    expect(await Promise.all(asked.map((request) => request.text()))).toEqual(['first'])
  })

  it('is a synchronous request where the third argument is there and undefined', () => {
    const { xhr } = xhrTo(hello)
    xhr.responseType = 'json'
    expect(() => xhr.open('GET', API, undefined)).toThrow(expect.objectContaining({ name: 'InvalidAccessError' }))
  })

  it('makes progress events with what it says of them', () => {
    const event = new ProgressEvent('a', { bubbles: true, loaded: '2' as never, lengthComputable: 'yes' as never })
    expect(event).toMatchObject({ bubbles: true, loaded: 2, total: 0, lengthComputable: true })
    const names: string[] = []
    for (const name in event) names.push(name)
    expect(names).toEqual(expect.arrayContaining(['lengthComputable', 'loaded', 'total']))
  })
})
