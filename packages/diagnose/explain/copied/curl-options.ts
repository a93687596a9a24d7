/** The options of curl: all of `curl --help all`, with those of newer versions. `name:letter` has a short form. */

const SWITCHES = `
  alpn anyauth append:a basic buffer:N ca-native cert-status clobber compressed compressed-ssh create-dirs crlf
  digest disable-eprt disable-epsv disable:q disallow-username-in-url doh-cert-status doh-insecure dump-ca-embed
  fail-early fail-with-body fail:f false-start follow form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip
  ftp-ssl-ccc ftp-ssl-control get:G globoff:g haproxy-protocol head:I help:h http0.9 http1.0:0 http1.1 http2
  http2-prior-knowledge http3 http3-only ignore-content-length include:i insecure:k ipv4:4 ipv6:6
  junk-session-cookies:j keepalive list-only:l location-trusted location:L mail-rcpt-allowfails manual:M metalink
  mptcp negotiate netrc-optional netrc:n next:: npn ntlm ntlm-wb out-null parallel-immediate parallel:Z path-as-is
  post301 post302 post303 progress-bar:# progress-meter proxy-anyauth proxy-basic proxy-ca-native proxy-digest
  proxy-http2 proxy-http3 proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert
  proxy-tlsv1 proxytunnel:p raw remote-header-name:J remote-name-all remote-name:O remote-time:R remove-on-error
  retry-all-errors retry-connrefused sasl-ir sessionid show-error:S silent:s skip-existing socks5-basic
  socks5-gssapi socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd
  ssl-revoke-best-effort sslv2:2 sslv3:3 styled-output suppress-connect-headers tcp-fastopen tcp-nodelay
  tftp-no-options tls-earlydata tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tlsv1:1 tr-encoding trace-ids trace-time use-ascii:B
  verbose:v version:V xattr`

const WITH_VALUE = `
  abstract-unix-socket alt-svc aws-sigv4 cacert capath cert-type cert:E ciphers config:K connect-timeout connect-to
  continue-at:C cookie-jar:c cookie:b create-file-mode crlfile curves data-ascii data-binary data-raw data-urlencode
  data:d delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header:D ech egd-file engine
  etag-compare etag-save expect100-timeout form-string form:F ftp-account ftp-alternative-to-user ftp-method
  ftp-port:P ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header:H hostpubmd5 hostpubsha256 hsts
  interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type knownhosts krb libcurl limit-rate
  local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time:m netrc-file noproxy
  oauth2-bearer output-dir output:o parallel-max parallel-max-host pass pinnedpubkey preproxy proto proto-default
  proto-redir proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header
  proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype
  proxy-tlspassword proxy-tlsuser proxy-user:U proxy1.0 proxy:x pubkey quote:Q random-file range:r rate referer:e
  request-target request:X resolve retry retry-delay retry-max-time sasl-authzid service-name sigalgs socks4 socks4a
  socks5 socks5-gssapi-service socks5-hostname speed-limit:Y speed-time:y stderr telnet-option:t tftp-blksize
  time-cond:z tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket
  upload-file:T upload-flags url url-query user-agent:A user:u variable vlan-priority write-out:w`

export interface CurlOption {
  readonly name: string
  readonly short: string | null
  readonly hasValue: boolean
}

/** Every option of curl, whether corskit has a use for it or not. */
export const CURL_OPTIONS: readonly CurlOption[] = [
  ...entries(SWITCHES).map((entry) => ({ ...entry, hasValue: false })),
  ...entries(WITH_VALUE).map((entry) => ({ ...entry, hasValue: true })),
]
const BY_NAME = new Map(CURL_OPTIONS.map((option) => [option.name, option]))
const BY_LETTER = new Map(CURL_OPTIONS.flatMap((option) => (option.short === null ? [] : [[option.short, option]])))

function entries(list: string): { name: string; short: string | null }[] {
  return list
    .trim()
    .split(/\s+/)
    .map((entry) => ({ name: entry.replace(/:.$/, ''), short: /:(.)$/.exec(entry)?.[1] ?? null }))
}

/** @param name in full, or the beginning that no other option has, or with `no-` before a switch */
export function curlOption(name: string): CurlOption | null {
  const known = BY_NAME.get(name)
  if (known !== undefined) return known
  if (name.startsWith('no-')) {
    const negated = BY_NAME.get(name.slice('no-'.length))
    if (negated === undefined || negated.hasValue) return null
    // `-N` is the negation.
    return { ...negated, name, short: name === 'no-buffer' ? negated.short : null }
  }
  const expanded = name.startsWith('expand-') ? BY_NAME.get(name.slice('expand-'.length)) : undefined
  if (expanded !== undefined) return { ...expanded, short: null }
  const begun = name.length < 2 ? [] : CURL_OPTIONS.filter((option) => option.name.startsWith(name))
  return begun.length === 1 ? (begun[0] as CurlOption) : null
}

/** One word of a call with what belongs to it. */
export type CurlPart =
  | { readonly kind: 'option'; readonly name: string; readonly value: string }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'unknown'; readonly option: string }

/** Reads the words of a call as curl does: `-sX PUT`, `-XPUT`, `--request PUT`; also `--request=PUT`. */
export function curlParts(words: readonly string[]): CurlPart[] {
  const parts: CurlPart[] = []
  let isOver = false
  for (let at = 0; at < words.length; at++) {
    const word = isOver ? (words[at] as string) : withHyphens(words[at] as string)
    if (isOver || !word.startsWith('-') || word === '-') parts.push({ kind: 'word', text: word })
    else if (word === '--') isOver = true
    else if (word.startsWith('--')) {
      const [, name = '', glued] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? []
      const option = curlOption(name)
      if (option === null) parts.push({ kind: 'unknown', option: `--${name}` })
      else if (!option.hasValue) parts.push({ kind: 'option', name: option.name, value: '' })
      else parts.push({ kind: 'option', name: option.name, value: glued ?? words[++at] ?? '' })
    } else {
      for (let letter = 1; letter < word.length; letter++) {
        const option = BY_LETTER.get(word[letter] as string)
        if (option === undefined) {
          parts.push({ kind: 'unknown', option: `-${word[letter]}` })
          break
        }
        if (!option.hasValue) parts.push({ kind: 'option', name: option.name, value: '' })
        else {
          const glued = word.slice(letter + 1)
          parts.push({ kind: 'option', name: option.name, value: glued === '' ? (words[++at] ?? '') : glued })
          break
        }
      }
    }
  }
  return parts
}

/** Programs for texts and chats make dashes of hyphens, and one dash of two hyphens. */
function withHyphens(word: string): string {
  const [, rest] = /^[-\u2010-\u2015\u2212]*[\u2010-\u2015\u2212]-*(.*)$/s.exec(word) ?? []
  if (rest === undefined) return word
  const name = rest.split('=', 1)[0] as string
  return name.length > 1 && (BY_NAME.has(name) || name.startsWith('no-')) ? `--${rest}` : `-${rest}`
}
