/** A web socket was not opened. CORS has no part in it; the server may look at `Origin` by itself. */
import type { CauseRule, Finding } from '../words/cause-rule.ts'
import type { SaidLine } from '../words/said-line.ts'
import { isWithoutAnswer } from './gateway-statuses.ts'

/** What to do about a status, and who does it. */
function byStatus(status: number): Pick<Finding, 'layer' | 'summary'> {
  if (status >= 200 && status < 300)
    return {
      summary:
        'An ordinary page answered, and no web socket: correct the path, or let the proxy in front pass on the headers `Upgrade` and `Connection`.',
    }
  if (status >= 300 && status < 400)
    return { summary: 'Call the address to which the server redirects: web sockets follow no redirect.' }
  if (isWithoutAnswer(status))
    return { layer: 'proxy', summary: 'The gateway got no answer from the app behind it: start or repair that app.' }
  return BY_STATUS[status] ?? { summary: 'Read the log of the server: it says why it answered so.' }
}

const NO_UPGRADE =
  'Let the proxy in front pass on the headers `Upgrade` and `Connection` (HTTP/1.1 to the app in nginx). With Socket.IO on several processes, send a client always to the same one.'

const BY_STATUS: Readonly<Record<number, Pick<Finding, 'layer' | 'summary'>>> = {
  400: { layer: 'proxy', summary: NO_UPGRADE },
  401: {
    layer: 'auth',
    summary:
      'Send the token or the cookie with the handshake: a browser can set no `Authorization` there, so use a cookie, the query or a subprotocol.',
  },
  403: {
    summary:
      'Mostly the server refuses the page’s origin: add it to the list of its web sockets (`allowedOrigins`, `cors.origin` of Socket.IO, `setAllowedOrigins` of Spring, `CheckOrigin` of gorilla, `allowed_request_origins` of Action Cable). Else it asks who calls.',
  },
  404: { summary: 'Nothing takes web sockets at this path: correct the path, or the rule of the proxy for it.' },
  405: { summary: 'Nothing takes web sockets at this path: correct the path, or the rule of the proxy for it.' },
  407: { layer: 'network', summary: 'The browser’s own proxy wants to know who calls: sign in to it.' },
  426: { layer: 'proxy', summary: NO_UPGRADE },
  429: { summary: 'There were too many handshakes: wait longer before the page tries again.' },
}

/** Firefox prints one sentence, whether there was an answer or not. */
const isUnknown = ({ detail, status }: SaidLine) => status === undefined && /^Firefox/.test(detail)

export const WEB_SOCKET_CAUSES: readonly CauseRule[] = [
  {
    id: 'web-socket-refused',
    title: 'Not CORS: the server did not open the web socket',
    layer: 'app',
    symptom:
      'WebSocket connection to … failed: Error during WebSocket handshake: Unexpected response code: 403 (or 200, 301, 400, 401, 404, 502…).',
    sure: 'The network panel shows the handshake with this status, and not 101.',
    why: 'No rule of CORS is applied to web sockets: browsers open them to every server. The server itself looks at the path, at who calls, and at `Origin`.',
    fix: 'Look at the status of the handshake. 403: add the page’s origin to the list of the server’s web sockets. 401: send the token or the cookie. 404 and 200: correct the path. 400 and 426: let the proxy pass on `Upgrade`. 502 to 504: start the app behind the proxy.',
    remedy: 'none',
    find: ({ evidence: { said } }) => {
      if (said?.kind !== 'web-socket') return null
      if (isUnknown(said))
        return {
          confidence: 'possible',
          evidence: [said.line, 'Firefox says the same where there was no answer'],
          confirm: 'Look at the status of the handshake in the network panel.',
        }
      if (/^HTTP Authentication/.test(said.detail))
        return { confidence: 'certain', evidence: [said.line], ...byStatus(401) }
      if (said.status === undefined)
        return {
          confidence: 'certain',
          evidence: [said.line],
          summary: /Protocol/.test(said.detail)
            ? 'Let the server choose one of the subprotocols that the page names, or name none in `new WebSocket(url)`.'
            : 'What answers there does not speak the protocol of web sockets: correct the path, or let the proxy pass on `Upgrade` and `Connection`.',
        }
      return { confidence: 'certain', evidence: [said.line], ...byStatus(said.status) }
    },
  },
]
