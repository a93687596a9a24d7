/**
 * Console lines as people pasted them into issues and questions, reworded for other hosts: what prints them, what they
 * say. From Chrome 40 to today, Firefox 20 to today, Safari, jsdom and happy-dom.
 */
import type { MessageCode, MessageSource } from '../recognised-message.ts'

const API = 'https://api.example.com/users'
const APP = 'https://app.example.com'

export type PastedLine = readonly [text: string, engine: MessageSource, code: MessageCode, url?: string]

const NONE = "No 'Access-Control-Allow-Origin' header is present on the requested resource."
const THEREFORE = ` Origin '${APP}' is therefore not allowed access.`
const REDIRECTED = `Redirect from '${APP}/old' to '${API}' has been blocked by CORS policy: `
const NO_PREFLIGHT = 'Request requires preflight, which is disallowed to follow cross-origin redirect.'
const PREFLIGHT = "Response to preflight request doesn't pass access control check: "
const today = (initiator: string) =>
  `Access to ${initiator} at '${API}' from origin '${APP}' has been blocked by CORS policy: `
const BLOCKED = `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${API}. `

/** A whole line as its engine printed it. */
export const WHOLE: readonly PastedLine[] = [
  ...[
    'fetch',
    'XMLHttpRequest',
    'script',
    'font',
    'image',
    'manifest',
    'internal resource',
    'css stylesheet',
    'EventSource',
    'worker',
  ].map((initiator): PastedLine => [today(initiator) + NONE, 'chromium', 'MissingAllowOriginHeader', API]),
  [
    `Access to fetch at '${API}' (redirected from '${APP}/old') from origin '${APP}' has been blocked by CORS policy: ${NONE}`,
    'chromium',
    'MissingAllowOriginHeader',
    API,
  ],
  [today('fetch') + PREFLIGHT + NONE, 'chromium', 'PreflightMissingAllowOriginHeader', API],
  [`${today('fetch')}${PREFLIGHT}It does not have HTTP ok status.`, 'chromium', 'PreflightInvalidStatus', API],
  [
    `${today('fetch')}${PREFLIGHT}Redirect is not allowed for a preflight request.`,
    'chromium',
    'PreflightDisallowedRedirect',
    API,
  ],
  [
    `${today('XMLHttpRequest')}Request header field authorization is not allowed by Access-Control-Allow-Headers in preflight response.`,
    'chromium',
    'HeaderDisallowedByPreflightResponse',
    API,
  ],
  [
    `${today('XMLHttpRequest')}Method PATCH is not allowed by Access-Control-Allow-Methods in preflight response.`,
    'chromium',
    'MethodDisallowedByPreflightResponse',
    API,
  ],
  [
    `${today('fetch')}The 'Access-Control-Allow-Origin' header contains multiple values '*, ${APP}', but only one is allowed. Have the server send the header with a valid value.`,
    'chromium',
    'MultipleAllowOriginValues',
    API,
  ],
  [
    `${today('fetch')}The 'Access-Control-Allow-Origin' header has a value 'http://localhost:3000' that is not equal to the supplied origin. Have the server send the header with a valid value, or, if an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.`,
    'chromium',
    'AllowOriginMismatch',
    API,
  ],
  [
    `${today('XMLHttpRequest')}The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'. The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.`,
    'chromium',
    'InvalidAllowCredentials',
    API,
  ],
  [
    `${today('fetch')}Permission was denied for this request to access the \`loopback\` address space.`,
    'chromium',
    'LocalNetworkAccessPermissionDenied',
    API,
  ],
  [
    `${today('fetch')}The request client is not a secure context and the resource is in more-private address space \`local\`.`,
    'chromium',
    'InsecureLocalNetwork',
    API,
  ],
  [
    `${today('XMLHttpRequest')}No 'Access-Control-Allow-Private-Network' header was present in the preflight response for this private network request targeting the \`private\` address space.`,
    'chromium',
    'PreflightMissingAllowPrivateNetwork',
    API,
  ],
  [
    `Access to XMLHttpRequest at 'file:///C:/app/data.json' from origin 'null' has been blocked by CORS policy: Cross origin requests are only supported for protocol schemes: http, data, isolated-app, chrome-extension, chrome, https, chrome-untrusted.`,
    'chromium',
    'CorsDisabledScheme',
    'file:///C:/app/data.json',
  ],
  [
    `${BLOCKED}(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 502.`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
  [`${BLOCKED}(Reason: CORS request did not succeed). Status code: (null).`, 'firefox', 'NetworkError', API],
  [
    `${BLOCKED}(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘http://localhost:3000’).`,
    'firefox',
    'AllowOriginMismatch',
    API,
  ],
  [
    `Origin ${APP} is not allowed by Access-Control-Allow-Origin. Status code: 404`,
    'webkit',
    'MissingAllowOriginHeader',
  ],
  [`Fetch API cannot load ${API} due to access control checks.`, 'webkit', 'AccessControlChecks', API],
  ['Preflight response is not successful. Status code: 405', 'webkit', 'PreflightInvalidStatus'],
  [`Cross origin ${APP} forbidden`, 'jsdom', 'MissingAllowOriginHeader'],
  [`Error: Cross origin ${APP} forbidden`, 'jsdom', 'MissingAllowOriginHeader'],
]

/** Chrome 40 to 66. */
export const OLDER_CHROME: readonly PastedLine[] = [
  [`Failed to load ${API}: ${NONE}${THEREFORE}`, 'chromium', 'MissingAllowOriginHeader', API],
  [
    `Failed to load ${API}: ${NONE}${THEREFORE} The response had HTTP status code 500.`,
    'chromium',
    'MissingAllowOriginHeader',
    API,
  ],
  ...['Failed to load ', 'XMLHttpRequest cannot load ', 'Fetch API cannot load ', 'EventSource cannot load '].flatMap(
    (before): PastedLine[] => {
      const line = `${before}${APP}/old${before.startsWith('Failed') ? ':' : '.'} `
      return [
        [`${line}${REDIRECTED}${NONE}${THEREFORE}`, 'chromium', 'MissingAllowOriginHeader', API],
        [`${line}${REDIRECTED}${NO_PREFLIGHT}`, 'chromium', 'PreflightDisallowedRedirect', API],
      ]
    },
  ),
  [REDIRECTED + NO_PREFLIGHT, 'chromium', 'PreflightDisallowedRedirect', API],
  [`Failed to load ${API}: ${PREFLIGHT}${NONE}${THEREFORE}`, 'chromium', 'PreflightMissingAllowOriginHeader', API],
  [
    `Failed to load ${API}: Response for preflight has invalid HTTP status code 405.`,
    'chromium',
    'PreflightInvalidStatus',
    API,
  ],
  [
    `Failed to load ${API}: Response for preflight is invalid (redirect)`,
    'chromium',
    'PreflightDisallowedRedirect',
    API,
  ],
  [
    `Failed to load ${API}: Request header field x-token is not allowed by Access-Control-Allow-Headers in preflight response.`,
    'chromium',
    'HeaderDisallowedByPreflightResponse',
    API,
  ],
  [
    `Failed to load ${API}: The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.${THEREFORE} The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.`,
    'chromium',
    'WildcardOriginNotAllowed',
    API,
  ],
  [
    `Failed to load ${API}: The 'Access-Control-Allow-Origin' header has a value 'http://localhost:3000' that is not equal to the supplied origin.${THEREFORE} Have the server send the header with a valid value, or, if an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.`,
    'chromium',
    'AllowOriginMismatch',
    API,
  ],
  [`XMLHttpRequest cannot load ${API}. ${NONE}${THEREFORE}`, 'chromium', 'MissingAllowOriginHeader', API],
  [
    `XMLHttpRequest cannot load ${API}. ${NONE}${THEREFORE} The response had HTTP status code 401.`,
    'chromium',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `XMLHttpRequest cannot load ${API}. Response for preflight is invalid (redirect)`,
    'chromium',
    'PreflightDisallowedRedirect',
    API,
  ],
  [
    `XMLHttpRequest cannot load ${API}. Response for preflight has invalid HTTP status code 404`,
    'chromium',
    'PreflightInvalidStatus',
    API,
  ],
  [`XMLHttpRequest cannot load ${API}. Invalid HTTP status code 401`, 'chromium', 'PreflightInvalidStatus', API],
  [
    `XMLHttpRequest cannot load ${API}. Request header field Content-Type is not allowed by Access-Control-Allow-Headers in preflight response.`,
    'chromium',
    'HeaderDisallowedByPreflightResponse',
    API,
  ],
  [
    `XMLHttpRequest cannot load ${API}. Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.`,
    'chromium',
    'MethodDisallowedByPreflightResponse',
    API,
  ],
  [
    `XMLHttpRequest cannot load ${API}. A wildcard '*' cannot be used in the 'Access-Control-Allow-Origin' header when the credentials flag is true.${THEREFORE} The credentials mode of an XMLHttpRequest is controlled by the withCredentials attribute.`,
    'chromium',
    'WildcardOriginNotAllowed',
    API,
  ],
  [
    `XMLHttpRequest cannot load ${API}. Credentials flag is 'true', but the 'Access-Control-Allow-Credentials' header is ''. It must be 'true' to allow credentials.${THEREFORE}`,
    'chromium',
    'InvalidAllowCredentials',
    API,
  ],
  [
    `XMLHttpRequest cannot load ${API}. The request was redirected to '${APP}/login', which is disallowed for cross-origin requests that require preflight.`,
    'chromium',
    'PreflightDisallowedRedirect',
    API,
  ],
  [
    `Redirect from '${APP}/old' to '${API}' has been blocked by CORS policy: ${NONE}${THEREFORE}`,
    'chromium',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Redirect at '${API}' from origin '${APP}' has been blocked by CORS policy: ${NONE}${THEREFORE}`,
    'chromium',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Font from origin 'https://cdn.example.com' has been blocked from loading by Cross-Origin Resource Sharing policy: ${NONE}${THEREFORE}`,
    'chromium',
    'MissingAllowOriginHeader',
  ],
  [
    `Image from origin 'https://cdn.example.com' has been blocked from loading by Cross-Origin Resource Sharing policy: The 'Access-Control-Allow-Origin' header has a value 'http://x.example' that is not equal to the supplied origin.${THEREFORE}`,
    'chromium',
    'AllowOriginMismatch',
  ],
  [
    `Access to Image at '${API}' from origin '${APP}' has been blocked by CORS policy: ${NONE}${THEREFORE}`,
    'chromium',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Access to Font at '${API}' from origin '${APP}' has been blocked by CORS policy: ${NONE}${THEREFORE}`,
    'chromium',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Fetch API cannot load ${API}. ${NONE}${THEREFORE} If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.`,
    'chromium',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Fetch API cannot load ${API}. ${PREFLIGHT}${NONE}${THEREFORE}`,
    'chromium',
    'PreflightMissingAllowOriginHeader',
    API,
  ],
  [
    `XMLHttpRequest cannot load file:///C:/data.json. Cross origin requests are only supported for protocol schemes: http, data, chrome, chrome-extension, https.`,
    'chromium',
    'CorsDisabledScheme',
    'file:///C:/data.json',
  ],
  [`EventSource cannot load ${API}. ${NONE}${THEREFORE}`, 'chromium', 'MissingAllowOriginHeader', API],
]

/** Cut off, only the reason, no beginning, other quotes. */
export const PARTS: readonly PastedLine[] = [
  [NO_PREFLIGHT, 'chromium', 'PreflightDisallowedRedirect'],
  [NONE, 'chromium', 'MissingAllowOriginHeader'],
  [NONE.slice(0, -1), 'chromium', 'MissingAllowOriginHeader'],
  [`${today('fetch')}No 'Access-Control-Allow-Origin' header is pres`, 'chromium', 'MissingAllowOriginHeader', API],
  [`${today('fetch')}No 'Access-Control-Allow-Origin' header is pres…`, 'chromium', 'MissingAllowOriginHeader', API],
  [
    `${today('fetch')}The 'Access-Control-Allow-Origin' header has a value 'http://loca...`,
    'chromium',
    'AllowOriginMismatch',
    API,
  ],
  [`${today('fetch')}${PREFLIGHT}It does not have HTTP`, 'chromium', 'PreflightInvalidStatus', API],
  [`from origin '${APP}' has been blocked by CORS policy: ${NONE}`, 'chromium', 'MissingAllowOriginHeader'],
  [`has been blocked by CORS policy: ${PREFLIGHT}${NONE}`, 'chromium', 'PreflightMissingAllowOriginHeader'],
  [`blocked by CORS policy: ${PREFLIGHT}It does not have HTTP ok status.`, 'chromium', 'PreflightInvalidStatus'],
  [PREFLIGHT + NONE, 'chromium', 'PreflightMissingAllowOriginHeader'],
  [
    'Request header field authorization is not allowed by Access-Control-Allow-Headers in preflight response',
    'chromium',
    'HeaderDisallowedByPreflightResponse',
  ],
  ['(Reason: CORS header ‘Access-Control-Allow-Origin’ missing).', 'firefox', 'MissingAllowOriginHeader'],
  ['Reason: CORS preflight response did not succeed', 'firefox', 'PreflightInvalidStatus'],
  ['CORS header ‘Access-Control-Allow-Origin’ does not match ‘http://x.example’', 'firefox', 'AllowOriginMismatch'],
]

/** Firefox 20 to 90, straight quotes, links and counts. */
export const OLDER_FIREFOX: readonly PastedLine[] = [
  [
    `${BLOCKED}(Reason: CORS header 'Access-Control-Allow-Origin' missing).`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
  [`${BLOCKED}(Reason: CORS header 'Access-Control-Allow-Origin' missing)`, 'firefox', 'MissingAllowOriginHeader', API],
  [
    `${BLOCKED}(Reason: CORS header 'Access-Control-Allow-Origin' missing).[Learn More]`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
  [`${BLOCKED}(Reason: CORS request did not succeed).[Learn More] 2`, 'firefox', 'NetworkError', API],
  [`${BLOCKED}(Reason: CORS request failed).`, 'firefox', 'NetworkError', API],
  [`${BLOCKED}(Reason: CORS preflight channel did not succeed).`, 'firefox', 'PreflightInvalidStatus', API],
  [
    `${BLOCKED}(Reason: missing token 'x-token' in CORS header 'Access-Control-Allow-Headers' from CORS preflight channel).`,
    'firefox',
    'HeaderDisallowedByPreflightResponse',
    API,
  ],
  [
    `${BLOCKED}This can be fixed by moving the resource to the same domain or enabling CORS.`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ‘${API}’. (Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).`,
    'firefox',
    'WildcardOriginNotAllowed',
    API,
  ],
]

/** Firefox in other languages, of versions whose words were not quite those of today. */
export const OLDER_TRANSLATIONS: readonly PastedLine[] = [
  [
    `Richiesta multiorigine (cross-origin) bloccata: il criterio di corrispondenza dell’origine non consente la lettura della risorsa remota da ${API}. Motivo: header CORS “Access-Control-Allow-Origin” mancante.`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Blocage d’une requête multiorigines (Cross-Origin Request) : la politique « Same Origin » ne permet pas de consulter la ressource distante située sur ${API}. Raison : l’en-tête CORS « Access-Control-Allow-Origin » est manquant.`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf ${API}. (Grund: CORS-Kopfzeile 'Access-Control-Allow-Origin' fehlt).`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Solicitud de origen cruzado bloqueada: La misma política de origen no permite la lectura de recursos remotos en ${API}. (Razón: Cabecera CORS 'Access-Control-Allow-Origin' faltante).`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Запрос из постороннего источника заблокирован: Политика одного источника запрещает чтение удаленного ресурса на ${API}. (Причина: отсутствует заголовок CORS 'Access-Control-Allow-Origin').`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `クロスオリジン要求をブロックしました: 同一生成元ポリシーにより、${API} にあるリモートリソースの読み込みは拒否されます (理由: CORS ヘッダー 'Access-Control-Allow-Origin' が足りない)。`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `已拦截跨源请求：同源策略禁止读取位于 ${API} 的远程资源。（原因：CORS 头缺少 'Access-Control-Allow-Origin'）。`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Requisição cross-origin bloqueada: A diretiva Same Origin (mesma origem) não permite a leitura do recurso remoto em ${API} (motivo: falta cabeçalho 'Access-Control-Allow-Origin' no CORS).`,
    'firefox',
    'MissingAllowOriginHeader',
    API,
  ],
]

export const SAFARI: readonly PastedLine[] = [
  [
    `Failed to load resource: Origin ${APP} is not allowed by Access-Control-Allow-Origin. (users, line 0)`,
    'webkit',
    'MissingAllowOriginHeader',
  ],
  [`Failed to load resource: Preflight response is not successful`, 'webkit', 'PreflightInvalidStatus'],
  [
    `Failed to load resource: Request header field X-Token is not allowed by Access-Control-Allow-Headers.`,
    'webkit',
    'HeaderDisallowedByPreflightResponse',
  ],
  [
    `XMLHttpRequest cannot load ${API}. Origin ${APP} is not allowed by Access-Control-Allow-Origin.`,
    'webkit',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Fetch API cannot load ${API}. Request header field Content-Type is not allowed by Access-Control-Allow-Headers.`,
    'webkit',
    'HeaderDisallowedByPreflightResponse',
    API,
  ],
  [
    `Fetch API cannot load ${API}. Origin ${APP} is not allowed by Access-Control-Allow-Origin.`,
    'webkit',
    'MissingAllowOriginHeader',
    API,
  ],
  [`XMLHttpRequest cannot load ${API} due to access control checks.`, 'webkit', 'AccessControlChecks', API],
  [`[Error] Origin ${APP} is not allowed by Access-Control-Allow-Origin.`, 'webkit', 'MissingAllowOriginHeader'],
  [
    `[Error] Failed to load resource: Origin ${APP} is not allowed by Access-Control-Allow-Origin. Status code: 502 (users, line 0)`,
    'webkit',
    'MissingAllowOriginHeader',
  ],
  ...['script', 'image', 'text track', 'media resource'].map(
    (element): PastedLine => [
      `[Error] Cross-origin ${element} load denied by Cross-Origin Resource Sharing policy.`,
      'webkit',
      'AccessControlChecks',
    ],
  ),
  [`[Error] Cannot load image ${API} due to access control checks.`, 'webkit', 'AccessControlChecks', API],
  [`[Error] Beacon API cannot load ${API} due to access control checks.`, 'webkit', 'AccessControlChecks', API],
  ['Headers x-token forbidden', 'jsdom', 'HeaderDisallowedByPreflightResponse'],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at "${API}".`,
    'happy-dom',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy dissallows reading the remote resource at "${API}".`,
    'happy-dom',
    'MissingAllowOriginHeader',
    API,
  ],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy dissallows reading the remote resource at '${API}'.`,
    'happy-dom',
    'MissingAllowOriginHeader',
    API,
  ],
]

export const ALL_LINES: readonly PastedLine[] = [
  ...WHOLE,
  ...OLDER_CHROME,
  ...PARTS,
  ...OLDER_FIREFOX,
  ...OLDER_TRANSLATIONS,
  ...SAFARI,
]

/** What has nothing to do with CORS, or does not say so. */
export const NOT_CORS: readonly string[] = [
  'Error: Request has been terminated\nPossible causes: the network is offline, Origin is not allowed by Access-Control-Allow-Origin, the page is being unloaded, etc.',
  `Cross-Origin Read Blocking (CORB) blocked cross-origin response ${API} with MIME type text/html. See https://www.chromestatus.com/feature/5629709824032768 for more details.`,
  "Uncaught DOMException: Failed to execute 'toDataURL' on 'HTMLCanvasElement': Tainted canvases may not be exported.",
  `Mixed Content: The page at '${APP}/' was loaded over HTTPS, but requested an insecure resource 'http://api.example.com/'. This request has been blocked; the content must be served over HTTPS.`,
  `EventSource's response has a MIME type ("application/json") that is not "text/event-stream". Aborting the connection.`,
  `The FetchEvent for "${API}" resulted in a network error response: an "opaque" response was used for a request whose type is not no-cors`,
  `Refused to connect to '${API}' because it violates the following Content Security Policy directive: "connect-src 'self'".`,
  `GET ${API} net::ERR_FAILED 200 (OK)`,
  `Failed to load resource: net::ERR_CONNECTION_REFUSED`,
  `Failed to load resource: the server responded with a status of 404 (Not Found)`,
  'TypeError: Failed to fetch',
  'TypeError: NetworkError when attempting to fetch resource.',
  'TypeError: Load failed',
  'Uncaught (in promise) Error: Request failed with status code 401',
  'The response is invalid. Credentials forbidden in this area, and header fields are forbidden as well.',
]
