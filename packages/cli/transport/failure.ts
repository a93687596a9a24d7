/**
 * Explains why no answer came, from Node's error codes. None of these is a rule of browsers, so none of these sentences
 * says CORS.
 */

export type FailureKind = 'name' | 'refused' | 'network' | 'timeout' | 'tls' | 'http' | 'dropped'

export interface Failure {
  readonly kind: FailureKind
  /** Node's or OpenSSL's own error code, to search for. */
  readonly code: string
  /** One sentence, without the URL. */
  readonly sentence: string
}

/** The step that was not finished when the time was over. */
export type Stage = 'connecting' | 'the TLS handshake' | 'waiting for the answer'

export function timeoutFailure(stage: Stage, milliseconds: number): Failure {
  const seconds = `${milliseconds / 1000} s`
  const sentence =
    stage === 'waiting for the answer'
      ? `The server accepted the connection and sent no complete answer within ${seconds}; --timeout waits longer.`
      : `No answer within ${seconds}: the time ran out ${stage === 'connecting' ? 'while connecting' : `in ${stage}`}; --timeout waits longer.`
  return { kind: 'timeout', code: 'ETIMEDOUT', sentence }
}

/**
 * Certificates that no browser accepts without a click. https://docs.openssl.org/master/man3/X509_STORE_CTX_get_error/
 */
const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'The TLS certificate has expired.',
  CERT_NOT_YET_VALID: 'The TLS certificate is not valid yet.',
  CERT_REVOKED: 'The TLS certificate has been revoked.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'The TLS certificate is self-signed: no authority that this machine trusts vouches for it.',
  SELF_SIGNED_CERT_IN_CHAIN:
    'The TLS certificate chain ends in a self-signed certificate that this machine does not trust.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'The TLS certificate cannot be verified: the server sends no intermediate certificate, or its authority is not trusted here.',
  UNABLE_TO_GET_ISSUER_CERT: 'The TLS certificate cannot be verified: its issuer is unknown.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'The TLS certificate cannot be verified: its issuer is not trusted on this machine.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The TLS certificate is for another name.',
  ERR_CERT_COMMON_NAME_INVALID:
    'The TLS certificate names its host only as its common name: browsers look at its alternative names (subjectAltName), and there are none.',
}

const NETWORK: Readonly<Record<string, readonly [FailureKind, string]>> = {
  ENOTFOUND: ['name', 'The name does not resolve: DNS knows no such host.'],
  ENODATA: ['name', 'The name does not resolve: DNS has no address for this host.'],
  EAI_AGAIN: ['name', 'The name does not resolve: the DNS server gave no answer.'],
  EAI_FAIL: ['name', 'The name does not resolve: the DNS server failed.'],
  EAI_NODATA: ['name', 'The name does not resolve: DNS has no address for this host.'],
  EAI_NONAME: ['name', 'The name does not resolve: DNS knows no such host.'],
  ECONNREFUSED: ['refused', 'The connection was refused: nothing listens on that host and port.'],
  ETIMEDOUT: ['timeout', 'The connection could not be made in time.'],
  EHOSTUNREACH: ['network', 'There is no route to the host.'],
  ENETUNREACH: ['network', 'There is no route to the network of that host.'],
  EADDRNOTAVAIL: ['network', 'That address cannot be reached from this machine.'],
  EACCES: ['network', 'This machine does not permit a connection to that address.'],
  ECONNRESET: ['dropped', 'The server closed the connection without an answer.'],
  ECONNABORTED: ['dropped', 'The connection was aborted before an answer came.'],
  EPIPE: ['dropped', 'The server closed the connection before the request was sent.'],
}

/** What helps where a certificate is not trusted. */
export function withWayOut(failure: Failure): Failure {
  if (CERTIFICATE[failure.code] === undefined) return failure
  const wayOut = '-k (--insecure) goes on in spite of that, and --cacert FILE trusts an authority.'
  return { ...failure, sentence: `${failure.sentence} ${wayOut}` }
}

/** Puts an error of `net`, `tls` or `http2` into a sentence. */
export function failureOf(error: unknown, url: URL): Failure {
  const { code, message, reason } = tellingError(error)
  const certificate = CERTIFICATE[code]
  if (certificate !== undefined) {
    return { kind: 'tls', code, sentence: certificate + namesOf(code, url, reason) }
  }
  const known = NETWORK[code]
  if (known !== undefined) return { kind: known[0], code, sentence: known[1] }
  if (code.startsWith('ERR_HTTP2_')) return { kind: 'http', code, sentence: `HTTP/2 failed: ${plain(message)}.` }
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO' || code.startsWith('ERR_TLS_'))
    return { kind: 'tls', code, sentence: handshake(code, message) }
  return { kind: 'network', code: code || 'UNKNOWN', sentence: `The request failed: ${plain(message) || code}.` }
}

/** Errors that say that an address cannot be reached: normal on a machine without IPv6. */
const NO_WAY = new Set<unknown>(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL'])

/**
 * A host with several addresses fails with one error for each. The first error that is not about a missing network says
 * most.
 */
function tellingError(error: unknown): { code: string; message: string; reason: string } {
  const all: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
  const inner = all.find((each) => !NO_WAY.has((each as { code?: unknown } | null)?.code)) ?? all[0]
  const { code, message, reason } = (inner ?? {}) as { code?: unknown; message?: unknown; reason?: unknown }
  return {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : String(inner),
    reason: typeof reason === 'string' ? reason : '',
  }
}

function namesOf(code: string, url: URL, reason: string): string {
  if (code !== 'ERR_TLS_CERT_ALTNAME_INVALID') return ''
  const names = /cert's altnames: ([\s\S]*)$/.exec(reason)?.[1] ?? /cert's CN: ([\s\S]*)$/.exec(reason)?.[1]
  const listed = names === undefined ? '' : ` It names ${plain(names)}.`
  return ` The URL says ${url.hostname}.${listed}`
}

function handshake(code: string, message: string): string {
  if (
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
    code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' ||
    /wrong version/.test(message)
  )
    return 'The TLS handshake failed: the server does not speak TLS on that port; it may speak http.'
  if (code === 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' || /alert certificate required/.test(message))
    return 'The TLS handshake failed: the server wants the caller to identify itself (mutual TLS), which this command cannot do.'
  const detail = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? code
  return `The TLS handshake failed: ${plain(detail)}.`
}

/** One line of printable text, of bounded length: parts of it may come from the server. */
function plain(text: string): string {
  return text
    .replace(/[^\x20-\x7e\xa0-\u{10ffff}]+/gu, ' ')
    .replace(/[\s.]+$/, '')
    .slice(0, 300)
}
