/** Opens a TLS connection as a browser does, and lets server and client agree on HTTP/2 or HTTP/1.1. */
import { isIP, type Socket, type TcpNetConnectOpts } from 'node:net'
import { checkServerIdentity, connect, type PeerCertificate, rootCertificates, type TLSSocket } from 'node:tls'
import type { Deadline } from './deadline.ts'
import { type Failure, failureOf, withWayOut } from './failure.ts'
import type { Connection } from './tcp.ts'
import type { WireOptions } from './wire.ts'

/** A server of plain text, or a firewall. */
const DROPPED: Failure = {
  kind: 'dropped',
  code: 'ECONNRESET',
  sentence: 'The TLS handshake failed: the server closed the connection. It may not speak TLS on that port.',
}

/** @param to an address, or a connection that a proxy has made */
export function openTls(
  url: URL,
  to: TcpNetConnectOpts | { readonly socket: Socket },
  options: WireOptions,
  deadline: Deadline,
): Promise<Connection | { failure: Failure }> {
  return new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const socket = connect({
      ...to,
      ALPNProtocols: options.protocol === undefined ? ['h2', 'http/1.1'] : [options.protocol],
      // An IP address is not a server name. https://www.rfc-editor.org/rfc/rfc6066#section-3
      ...(isIP(host) === 0 ? { servername: host } : {}),
      checkServerIdentity: (_, certificate) => checkIdentity(host, certificate),
      ...(options.authorities === undefined ? {} : { ca: [...rootCertificates, ...options.authorities] }),
      rejectUnauthorized: !options.insecure,
    })
    deadline.onOver = (failure) => {
      resolve({ failure })
      socket.destroy()
    }
    socket.once('connect', () => {
      deadline.stage = 'the TLS handshake'
    })
    socket.once('secureConnect', () => {
      if (!socket.authorized) options.onUntrustedCertificate?.(failureOf(untrusted(socket), url))
      resolve({ socket, address: socket.remoteAddress ?? '', isHttp2: socket.alpnProtocol === 'h2' })
    })
    // Stays for the life of the socket: an error after the handshake reaches whoever uses the connection too.
    socket.on('error', (error) => {
      const failure = withWayOut(failureOf(error, url))
      resolve({ failure: failure.code === 'ECONNRESET' ? DROPPED : failure })
    })
    socket.once('close', () => {
      resolve({ failure: DROPPED })
    })
  })
}

/** Unlike Node, browsers do not look at the common name. https://www.rfc-editor.org/rfc/rfc9525#section-2 */
function checkIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  if (certificate.subjectaltname !== undefined) return checkServerIdentity(host, certificate)
  return Object.assign(new Error('no subjectAltName'), { code: 'ERR_CERT_COMMON_NAME_INVALID' })
}

/** Node's types say that it is an `Error`. At run time it is only the code, where OpenSSL has refused. */
function untrusted(socket: TLSSocket): unknown {
  const error: unknown = socket.authorizationError
  return typeof error === 'string' ? { code: error } : error
}
