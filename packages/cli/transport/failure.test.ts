import { describe, expect, test } from 'vitest'
import { failureOf, timeoutFailure } from './failure.ts'

const HTTPS = new URL('https://api.example.com/')
const coded = (code: string, message = code) => Object.assign(new Error(message), { code })

describe('an error in a sentence', () => {
  test('comes from the address that got farthest', () => {
    const error = new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')])
    expect(failureOf(error, HTTPS)).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED' })
    expect(failureOf(new AggregateError([coded('ENETUNREACH')]), HTTPS)).toMatchObject({ kind: 'network' })
    expect(failureOf(new AggregateError([]), HTTPS)).toMatchObject({ code: 'UNKNOWN' })
  })

  test.each([
    ['ENOTFOUND', 'name'],
    ['EAI_AGAIN', 'name'],
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'dropped'],
    ['EPIPE', 'dropped'],
    ['ETIMEDOUT', 'timeout'],
    ['EHOSTUNREACH', 'network'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls'],
    ['ERR_HTTP2_STREAM_ERROR', 'http'],
    ['ESOMETHING', 'network'],
  ])('%s is of the kind %s', (code, kind) => {
    const failure = failureOf(coded(code), HTTPS)
    expect(failure).toMatchObject({ kind, code })
    expect(failure.sentence).toMatch(/^[A-Z].*\.$/)
    expect(failure.sentence).not.toMatch(/cors/i)
  })

  test('names what OpenSSL refused', () => {
    const message =
      '0:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../ssl.c:1605:SSL alert number 70'
    expect(failureOf(coded('EPROTO', message), HTTPS).sentence).toBe(
      'The TLS handshake failed: tlsv1 alert protocol version.',
    )
  })

  test.each([
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', ''],
    ['EPROTO', '0:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:SSL alert number 116'],
  ])('says that the server wants the caller to identify itself: %s', (code, message) => {
    const { kind, sentence } = failureOf(coded(code, message), HTTPS)
    expect(kind).toBe('tls')
    expect(sentence).toContain('mutual TLS')
    // That word would be taken for the certificate of the server.
    expect(sentence).not.toMatch(/certificate/i)
  })

  test('is one line of printable text, whatever the server put into it', () => {
    const error = Object.assign(coded('ERR_TLS_CERT_ALTNAME_INVALID'), {
      reason: `Host: x. is not in the cert's altnames: DNS:evil\n\x1b[2J${'a'.repeat(5000)}`,
    })
    const { sentence } = failureOf(error, HTTPS)
    expect(sentence).toContain('DNS:evil')
    expect(sentence).not.toMatch(/[\x00-\x1f]/)
    expect(sentence.length).toBeLessThan(500)
  })

  test.each([null, undefined, 'text', 7, {}])('can be made of %j', (error) => {
    expect(failureOf(error, HTTPS).sentence).toMatch(/^The request failed/)
  })
})

test('a timeout says where it ran out', () => {
  expect(timeoutFailure('connecting', 10_000).sentence).toBe(
    'No answer within 10 s: the time ran out while connecting; --timeout waits longer.',
  )
  expect(timeoutFailure('the TLS handshake', 500).sentence).toBe(
    'No answer within 0.5 s: the time ran out in the TLS handshake; --timeout waits longer.',
  )
})
