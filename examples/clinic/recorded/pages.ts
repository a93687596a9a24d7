/**
 * The pages of the clinic, each at the origin that its set-up names, and Chromium's options to find them. Everything is
 * on loopback.
 */
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { CHROMIUM_FLAGS } from '../../../testing/chromium-flags.ts'
import { PAGE, type SetUp } from '../set-up.ts'
import type { Ward } from '../ward.ts'

export interface Pages {
  /** The page that makes the set-up's request. */
  readonly urlOf: (setUp: SetUp) => string
  readonly flags: readonly string[]
  readonly close: () => void
}

export async function openPages(setUps: readonly SetUp[], ward: Ward): Promise<Pages> {
  const documents = setUps.map((setUp) => documentOf(setUp, ward.urlOf(setUp)))
  const answer: RequestListener = (request, response) => {
    const text = documents[Number(request.url?.slice(1))]
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(text)
  }
  const servers = [createServer(answer), createTlsServer(selfSignedCertificate([new URL(PAGE).hostname]), answer)]
  for (const server of servers) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const [plain, secure] = servers.map((server) => (server.address() as AddressInfo).port)
  const origins = [...new Set(setUps.map(originOf))].map((origin) => new URL(origin))
  const rules = origins.map(
    ({ hostname, port, protocol }) =>
      `MAP ${hostname}:${port || (protocol === 'https:' ? 443 : 80)} 127.0.0.1:${protocol === 'https:' ? secure : plain}`,
  )
  return {
    urlOf: (setUp) => `${originOf(setUp)}/${setUps.indexOf(setUp)}`,
    flags: [
      ...CHROMIUM_FLAGS,
      '--ignore-certificate-errors',
      // Every other name leads to this machine.
      `--host-resolver-rules=${[...rules, 'MAP * 127.0.0.1'].join(', ')}`,
    ],
    close() {
      for (const server of servers) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

export const originOf = ({ request }: SetUp): string => request.origin ?? PAGE

/** The driver of the browser waits for `settled`. */
function documentOf({ request, name }: SetUp, url: string): string {
  const { path: _path, origin: _origin, ...init } = request
  return `<!doctype html><title>${name}</title><link rel="icon" href="data:,">
<script>
window.settled = fetch(${JSON.stringify(url)}, ${JSON.stringify(init)}).then(() => 'read', () => 'refused')
</script>`
}
