/** What an XMLHttpRequest makes of an answer, beyond what xml-http-request.test.ts says of it. */

import { JSDOM } from 'jsdom'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openPage } from '../../index.ts'
import { type PageXMLHttpRequest, xmlHttpRequestOf } from '../../xhr.ts'

const { DOMParser } = new JSDOM().window

const APP = 'https://app.example.com'

/** The request once it has ended. */
async function answered(
  body: BodyInit | null,
  type: string | null,
  prepare: (xhr: PageXMLHttpRequest) => void = () => {},
): Promise<PageXMLHttpRequest> {
  const answer = () => {
    const response = new Response(body)
    response.headers.delete('content-type')
    if (type !== null) response.headers.set('content-type', type)
    return response
  }
  const page = openPage(APP, { handlers: { [APP]: answer } })
  onTestFinished(() => page.close())
  const xhr = new (xmlHttpRequestOf(page, { DOMParser }))()
  xhr.open('GET', APP)
  prepare(xhr)
  await new Promise((resolve) => {
    xhr.onloadend = resolve
    xhr.send()
  })
  return xhr
}

const bytes = (...values: number[]) => new Uint8Array(values)

it.each([
  ['a byte order mark counts for more than the charset', bytes(0xff, 0xfe, 0x41, 0), 'text/plain;charset=utf-8', 'A'],
  [
    'of several types the last counts, with the charset of the ones before',
    bytes(0xe9),
    'a/b;charset=latin1, a/b',
    'é',
  ],
  ['x-user-defined keeps every byte', bytes(0x41, 0xff), 'text/plain;charset=x-user-defined', 'A\uf7ff'],
  ['what nobody knows is UTF-8', 'é', 'text/plain;charset=nosuch', 'é'],
])('%s', async (_what, body, type, expected) => {
  expect((await answered(body, type)).responseText).toBe(expected)
})

it('decodes XML by its declaration, unless it was asked for as text', async () => {
  const xml = Buffer.from('<?xml version="1.0" encoding="latin1"?><é/>', 'latin1')
  expect((await answered(xml, 'application/xml')).responseText).toContain('<é/>')
  const asText = await answered(xml, 'application/xml', (xhr) => Object.assign(xhr, { responseType: 'text' }))
  expect(asText.responseText).toContain('\ufffd')
})

it('keeps the charset of the server under a type without one', async () => {
  const xhr = await answered(bytes(0xe9), 'text/plain;charset=latin1', (xhr) => xhr.overrideMimeType('text/html'))
  expect(xhr.responseText).toBe('é')
})

it.each([
  [null, null, 'text/xml'],
  ['text/html;charset=GBK', null, 'text/html;charset=GBK'],
  ['text/plain', 'TEXT/HTML; x="("', 'text/html;x="("'],
  ['text/plain', 'no type', 'application/octet-stream'],
])('gives a blob of the type that %s and %s make', async (type, override, expected) => {
  const xhr = await answered('a', type, (xhr) => {
    xhr.responseType = 'blob'
    if (override !== null) xhr.overrideMimeType(override)
  })
  expect((xhr.response as Blob).type).toBe(expected)
})

it('fires progress once more at the end, also without a body', async () => {
  const events: string[] = []
  await answered(null, null, (xhr) => {
    xhr.addEventListener('readystatechange', () => events.push(String(xhr.readyState)))
    xhr.addEventListener('progress', () => events.push('progress'))
  })
  expect(events).toEqual(['2', 'progress', '4'])
})

describe('a document', () => {
  type Parsed = { documentElement: { outerHTML: string; localName: string } } | null
  const asked = (body: BodyInit | null, type: string | null, responseType: XMLHttpRequestResponseType) =>
    answered(body, type, (xhr) => Object.assign(xhr, { responseType }))

  it.each([
    ['<a>\u00e9</a>', 'application/xml', '<a>\u00e9</a>'],
    ['<a/>', 'image/svg+xml', '<a/>'],
    ['<a/>', 'text/x-any+xml', '<a/>'],
    ['<a/>', null, '<a/>'],
    ['<p>hi', 'text/html', '<html><head></head><body><p>hi</p></body></html>'],
  ])('is made of %j as %s', async (body, type, expected) => {
    const xhr = await asked(body, type, 'document')
    expect((xhr.responseXML as Parsed)?.documentElement.outerHTML).toBe(expected)
    expect(xhr.response).toBe(xhr.responseXML)
    expect(() => xhr.responseText).toThrow('document')
  })

  it.each([
    ['<a>', 'application/xml'],
    ['<a></b>', 'text/xml'],
    ['', 'text/xml'],
    ['<a/>', 'text/plain'],
    ['{}', 'application/json'],
  ])('is not made of %j as %s', async (body, type) => {
    expect((await asked(body, type, 'document')).response).toBeNull()
  })

  it.each([
    [Buffer.from('<?xml version="1.0" encoding="latin1"?><\u00e9/>', 'latin1'), 'application/xml', '\u00e9'],
    [Buffer.from('<\u00e9/>', 'latin1'), 'application/xml;charset=latin1', '\u00e9'],
    [Buffer.from('<?xml version="1.0" encoding="latin1"?><\u00e9/>'), 'application/xml;charset=utf-8', '\u00e9'],
  ])('is decoded as it says itself, or as the server says', async (body, type, name) => {
    expect(((await asked(body, type, '')).responseXML as Parsed)?.documentElement.localName).toBe(name)
  })

  it('of HTML says its encoding in its first bytes', async () => {
    const body = Buffer.from('<!doctype html><meta charset="windows-1252"><p>\u00e9', 'latin1')
    const { response } = await asked(body, 'text/html', 'document')
    expect((response as Parsed)?.documentElement.outerHTML).toContain('<p>\u00e9</p>')
  })

  it('of HTML is only made for script that asked for a document', async () => {
    expect((await asked('<p>', 'text/html', '')).responseXML).toBeNull()
  })

  it('is not to be had where another type was asked for', async () => {
    const xhr = await asked('<a/>', 'text/xml', 'json')
    expect(() => xhr.responseXML).toThrow(expect.objectContaining({ name: 'InvalidStateError' }))
  })

  it('is not made where there is no DOMParser', async () => {
    const page = openPage(APP, {
      handlers: { [APP]: () => new Response('<a/>', { headers: { 'content-type': 'text/xml' } }) },
    })
    onTestFinished(() => page.close())
    const xhr = new (xmlHttpRequestOf(page))()
    xhr.open('GET', APP)
    xhr.responseType = 'document'
    await new Promise((resolve) => {
      xhr.onloadend = resolve
      xhr.send()
    })
    expect([xhr.responseType, xhr.responseXML, xhr.response]).toEqual(['', null, '<a/>'])
  })
})

it.each(['x-a ', ' x-a', 'x\u00be', 'x-a:', ''])('the header %j has no value', async (name) => {
  expect((await answered('a', 'text/plain')).getResponseHeader(name)).toBeNull()
})
