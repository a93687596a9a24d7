import { editDistance } from '../checks/nearest-name.ts'

/**
 * What stands in the same files as origins do, and is not the address of a page: addresses of servers and stores that
 * other programs speak to, and links that a browser hands on. A word that may be the name of an app (`bolt`, `vault`)
 * is not here. https://www.iana.org/assignments/uri-schemes
 */
const OF_OTHER_PROGRAMS = [
  'mailto tel sms smsto mms callto fax sip sips xmpp geo magnet nntp urn webcal intent view-source vbscript jar',
  's3 s3a gs hdfs abfs abfss wasb wasbs smb cifs nfs afp dav davs webdav webdavs ftps sftp tftp scp rsync',
  'jdbc odbc postgres postgresql mysql mysqlx mariadb sqlite sqlite3 sqlserver mssql mongodb mongodb+srv redis rediss',
  'valkey valkeys memcached cassandra clickhouse cockroachdb couchbase couchbases neo4j neo4j+s elasticsearch influxdb',
  'amqp amqps mqtt mqtts kafka nats pulsar pulsar+ssl stomp zmq grpc grpcs thrift coap coaps rtp rtsp rtsps rtmp rtmps',
  'tcp udp tls ssl dtls quic unix socks socks4 socks4a socks5 socks5h dns ldap ldaps ldapi ntp snmp syslog',
  'smtp smtps imap imaps pop pop3 pop3s irc ircs gopher telnet ssh vnc rdp ipp ipps',
  'git git+ssh git+http git+https svn svn+ssh docker oci etcd',
].flatMap((line) => line.split(' '))

/** Schemes whose pages send no origin of their own in any browser, each with the reason. */
const WITHOUT_ORIGIN: Readonly<Record<string, string>> = {
  file: "pages of files have the origin null, which any site can take, so file: has no origin to allow; this holds for the 'file://' of old Android WebViews too",
  data: 'pages of data: have the origin null',
  about: 'pages of about: have the origin of the page that opened them, or null',
  blob: 'pages of blob: have the origin of the page that made them',
  filesystem: 'pages of filesystem: have the origin of the page that made them',
  javascript: 'javascript: runs in the page that follows the link, with its origin',
  ws: 'a web socket carries the origin of the page that opens it, which is http: or https:',
  wss: 'a web socket carries the origin of the page that opens it, which is http: or https:',
  ftp: 'no browser loads pages by ftp:',
}

/** No `Origin` has this scheme. An app could give its own pages one of the others, and a predicate may know that. */
export const hasNoOrigin = (scheme: string): boolean => Object.hasOwn(WITHOUT_ORIGIN, scheme)

/** Schemes that no pattern may have, each with the reason. */
export const REFUSED_SCHEMES: Readonly<Record<string, string>> = {
  ...WITHOUT_ORIGIN,
  ...Object.fromEntries(OF_OTHER_PROGRAMS.map((scheme) => [scheme, `no browser loads pages by ${scheme}:`])),
}

export const isRefusedScheme = (scheme: string): boolean => Object.hasOwn(REFUSED_SCHEMES, scheme)

/**
 * The scheme that was meant: `https` for `htttps`, and the one of the page for a web socket. `null` for a scheme that
 * may be an app's own: one that is two edits away may be a word (`stop`, `help`) unless it has no other letters.
 *
 * @param isLocal decides where both are as near
 */
export function schemeMeant(scheme: string, isLocal: boolean): 'http' | 'https' | null {
  if (scheme === 'http' || scheme === 'https') return null
  if (scheme === 'ws' || scheme === 'wss') return scheme === 'ws' ? 'http' : 'https'
  const [http, https] = [editDistance(scheme, 'http'), editDistance(scheme, 'https')]
  const nearest = Math.min(http, https)
  if (nearest > 1 && !(nearest === 2 && /^[htps.+-]+$/.test(scheme))) return null
  // Whoever wrote an `s` meant it: in `httsp` two letters have changed places.
  if (https < http || scheme.includes('s')) return 'https'
  return http < https || isLocal ? 'http' : 'https'
}
