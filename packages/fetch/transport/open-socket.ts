/** One connection to one place. */
import { connect, isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls'

/** Which certificates are trusted. */
export interface TlsOptions {
  /** Certificates to trust beside the usual ones, as in `tls.connect`. */
  readonly ca?: string | Buffer | readonly (string | Buffer)[]
  /** `false` takes any certificate. Default `true`. */
  readonly rejectUnauthorized?: boolean
}

export interface OpenSocket {
  readonly socket: Socket
  readonly isTls: boolean
  readonly isHttp2: boolean
}

/**
 * @param keep is told the socket at once, so that it can be closed before it is open
 * @param target where to connect
 * @param name what the certificate must be for: a name that was mapped stays itself
 */
export function openSocket(
  keep: (socket: Socket) => void,
  target: URL,
  name: string,
  tls: TlsOptions,
): Promise<OpenSocket> {
  const isTls = target.protocol === 'https:'
  const host = target.hostname.replace(/^\[|\]$/g, '')
  const port = Number(target.port === '' ? (isTls ? 443 : 80) : target.port)
  const socket = isTls
    ? connectTls({
        ...(tls as object),
        host,
        port,
        ...serverName(name),
        ALPNProtocols: ['h2', 'http/1.1'],
        checkServerIdentity: checkIdentity,
      })
    : connect({ host, port })
  keep(socket)
  socket.setNoDelay(true)
  // Whoever uses it listens too; between two exchanges nobody does.
  socket.on('error', () => {})
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      socket.off('error', reject)
      resolve({ socket, isTls, isHttp2: (socket as TLSSocket).alpnProtocol === 'h2' })
    })
  })
}

/** Unlike Node, browsers do not look at the common name. https://www.rfc-editor.org/rfc/rfc9525#section-2 */
function checkIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  if (certificate.subjectaltname !== undefined) return checkServerIdentity(host, certificate)
  const message = 'the certificate has no subjectAltName, and browsers do not look at its common name'
  return Object.assign(new Error(message), { code: 'ERR_CERT_COMMON_NAME_INVALID' })
}

/** An address is not sent as a name: https://www.rfc-editor.org/rfc/rfc6066#section-3 */
function serverName(name: string): { servername?: string; host?: string } {
  const host = name.replace(/^\[|\]$/g, '')
  return isIP(host) === 0 ? { servername: host } : {}
}
