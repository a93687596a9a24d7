/**
 * The sentences of consoles about requests that CORS did not stop. Chromium's were measured with 156; Firefox's are
 * those of its locale files (csp, necko, dom and security.properties); WebKit's stand in its sources. Quotes are
 * straight here: the reader straightens them before.
 */
import type { SaidKind } from '../../words/said-line.ts'
import { ELEMENT_FORMS } from './element-forms.ts'
import { ISSUE_FORMS } from './issue-forms.ts'
import { SERVER_LOG_FORMS } from './server-log-forms.ts'

/** Bounded, so that a text of many URLs without spaces takes no time that grows with its square. */
const URL = '(?<url>(?:https?|wss?|ftp|file|blob|data):[^\\s\'"]{1,4096}?)'
/** Bounded for the same reason, and not a part of a longer word. */
const WORD = '(?<!\\w)\\w{1,30}'
const METHOD = '(?<method>GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)'

/** What WebKit says of the network, also in a line before the one that tells that a load failed. */
export const WEBKIT_WORDS =
  'The certificate for this server is invalid|A server with the specified hostname could not be found|Could not connect to the server|The network connection was lost|The request timed out|An SSL error has occurred'

/** Reasons of Chromium's `net::ERR_BLOCKED_BY_RESPONSE` that are not about the policy of the resource itself. */
const BLOCKED_BY_RESPONSE: readonly (readonly [kind: SaidKind, reason: string])[] = [
  ['embedder-policy', '(?:NotSameOriginAfterDefaultedToSameOriginBy\\w+|CoepFrameResourceNeedsCoepHeader)'],
  ['opener-policy', 'CoopSandboxedI[Ff]rameCannotNavigateToCoopPage'],
  ['integrity', 'SRIMessageSignatureMismatch'],
]

/** The status of DevTools' network panel. */
const BLOCKED_IN_PANEL: readonly (readonly [kind: SaidKind, reason: string])[] = [
  ['content-security-policy', 'csp'],
  ['mixed-content', 'mixed-content'],
  ['blocked-by-client', '(?:devtools|other|subresource-filter)'],
  ['embedder-policy', '(?:NotSameOriginAfterDefaultedToSameOriginBy\\w+|CoepFrameResourceNeedsCoepHeader)'],
  ['opener-policy', 'CoopSandboxedI[Ff]rameCannotNavigateToCoopPage'],
  ['resource-policy', 'NotSame(?:Origin|Site)'],
]

const forms: readonly (readonly [kind: SaidKind, source: string])[] = [
  // Content Security Policy: Chromium before and after 139, Firefox today and until 116, WebKit.
  [
    'content-security-policy',
    `Refused to \\w+ (?:to )?(?:the \\w+ )?'${URL}' because it violates the following Content Security Policy directive: "(?<detail>[^"]+)"`,
  ],
  [
    'content-security-policy',
    `${WORD} (?:to|the \\w{1,30}) '${URL}' violates the following Content Security Policy directive: "(?<detail>[^"]+)"`,
  ],
  [
    'content-security-policy',
    `Fetch API cannot load ${URL}\\. Refused to connect because it violates the document's Content Security Policy(?<detail>)`,
  ],
  [
    'content-security-policy',
    `Content.Security.Policy: The page's settings blocked .{3,60}? at ${URL} (?:from being \\w+ )?because it violates the following directive: "(?<detail>[^"]+)"`,
  ],
  [
    'content-security-policy',
    `Content Security Policy: The page's settings blocked the loading of a resource at ${URL} \\("(?<detail>[^"]+)"\\)`,
  ],
  [
    'content-security-policy',
    `Refused to \\w+ (?:to )?${URL} because it does not appear in the (?<detail>[\\w-]+) directive of the Content Security Policy`,
  ],
  // As recordings have it.
  ['content-security-policy', `${METHOD} ${URL} (?<detail>net::ERR_BLOCKED_BY_CSP)`],
  // Extensions, blockers, tracking protection.
  ['blocked-by-client', `(?:${METHOD} )?${URL} (?<detail>net::ERR_BLOCKED_BY_CLIENT\\S*)`],
  ['blocked-by-client', '(?<detail>net::ERR_BLOCKED_BY_CLIENT\\S*)'],
  [
    'blocked-by-client',
    `The resource at "${URL}" was blocked because (?<detail>Enhanced Tracking Protection) is enabled`,
  ],
  [
    'blocked-by-client',
    `(?<detail>Content blocker) prevented frame displaying \\S+ from loading a resource from ${URL}(?=\\s|$)`,
  ],
  // ORB, CORB, COEP, CORP.
  ['opaque-response-blocking', `(?:${METHOD} )?${URL} (?<detail>net::ERR_BLOCKED_BY_ORB)`],
  ['opaque-response-blocking', '(?<detail>net::ERR_BLOCKED_BY_ORB)'],
  ['opaque-response-blocking', `The resource at "${URL}" was blocked by (?<detail>OpaqueResponseBlocking)`],
  ['opaque-response-blocking', 'A resource is blocked by (?<detail>OpaqueResponseBlocking)'],
  [
    'opaque-response-blocking',
    `(?<detail>Cross-Origin Read Blocking) \\(CORB\\) blocked cross-origin response ${URL} with MIME type`,
  ],
  ...BLOCKED_BY_RESPONSE.flatMap(([kind, reason]): [SaidKind, string][] => [
    [kind, `(?:${METHOD} )?${URL} (?<detail>net::ERR_BLOCKED_BY_RESPONSE\\.${reason})`],
    [kind, `(?<detail>net::ERR_BLOCKED_BY_RESPONSE\\.${reason})`],
  ]),
  ['resource-policy', `(?:${METHOD} )?${URL} (?<detail>net::ERR_BLOCKED_BY_RESPONSE(?:\\.\\w+)?)`],
  ['resource-policy', '(?<detail>net::ERR_BLOCKED_BY_RESPONSE(?:\\.\\w+)?)'],
  ['resource-policy', `The resource at "${URL}" was blocked due to its (?<detail>Cross-Origin-Resource-Policy) header`],
  [
    'resource-policy',
    `Cancelled load to ${URL} because it violates the resource's (?<detail>Cross-Origin-Resource-Policy) response header`,
  ],
  // Integrity: Chromium, Firefox, WebKit.
  [
    'integrity',
    `Failed to find a valid digest in the 'integrity' attribute for resource '${URL}'(?<detail> with computed \\S+ integrity '[^']{1,200}')?`,
  ],
  [
    'integrity',
    `None of the "\\w+" hashes in the integrity attribute match the content of the subresource at "${URL}"(?<detail>\\. The computed hash is "[^"]{1,200}")?`,
  ],
  [
    'integrity',
    `Subresource Integrity: The resource '${URL}' has an integrity attribute, but (?<detail>the re(?:source requires the request to be CORS enabled|sponse is not eligible)[^.]{0,99})`,
  ],
  ['integrity', `"${URL}" is (?<detail>not eligible for integrity checks)`],
  [
    'integrity',
    `(?:Fetch API cannot load|Cannot load \\w+) ${URL}\\. (?<detail>SRI's integrity checks failed|Failed integrity metadata check)`,
  ],
  // Mixed content.
  [
    'mixed-content',
    `Mixed Content: The page at '(?<page>[^']+)' was loaded over HTTPS, but (?<detail>requested|attempted)[^']*'${URL}'`,
  ],
  ['mixed-content', `(?<detail>Blocked loading mixed active content) "${URL}"`],
  [
    'mixed-content',
    `(?<detail>The page at) (?<page>\\S+) (?:was not allowed to \\w+|requested) insecure content from ${URL}(?=\\.?(?:\\s|$))`,
  ],
  // Headers and cookies.
  ['header-not-exposed', 'Refused to get unsafe header "(?<detail>[^"]+)"'],
  ['forbidden-header', 'Refused to set unsafe header "(?<detail>[^"\\n]{1,200})"'],
  ['forbidden-header', 'Attempt to set a forbidden header was denied: (?<detail>[\\w-]{1,200})'],
  [
    'preload-not-used',
    `A preload for '${URL}' is found, but is not used because the (?<detail>request (?:credentials )?mode does not match)`,
  ],
  [
    'cookie',
    'This (?:attempt to set a cookie via a )?Set-Cookie(?: header)? was blocked because (?<detail>[^\\n]{5,300})',
  ],
  ['cookie', 'Cookie "(?<detail>[^"]+)" (?:has been |will be soon |will soon be )?rejected because it'],
  ['cookie', 'Cookie "(?<detail>[^"]+)" has been rejected as third-party'],
  ...BLOCKED_IN_PANEL.flatMap(([kind, reason]): [SaidKind, string][] => [
    [kind, `(?:${METHOD} )?${URL}\\s{1,3}(?<detail>\\(blocked:${reason}\\))`],
    [kind, `(?<detail>\\(blocked:${reason}\\))`],
  ]),
  ...ISSUE_FORMS,
  ...SERVER_LOG_FORMS,
  ...ELEMENT_FORMS,
  // What script gets from a worker and a port.
  [
    'worker-script',
    `Failed to construct '(?<detail>\\w{1,20})': Script at '${URL}' cannot be accessed from origin '(?<page>[^']{1,300})'`,
  ],
  [
    'worker-script',
    "(?<detail>Failed to register a ServiceWorker[^:\\n]{0,200}: The origin of the provided scriptURL) \\('(?<url>[^']{1,300})'\\) does not match the current origin \\('(?<page>[^']{1,300})'\\)",
  ],
  ['bad-port', `Not allowed to use restricted network port (?<detail>\\d{1,5}): ${URL}(?=\\s|$)`],
  ['bad-port', `(?:${METHOD} )?${URL} (?<detail>net::ERR_UNSAFE_PORT)`],
  ['local-network', `(?:${METHOD} )?${URL} (?<detail>net::ERR_BLOCKED_BY_(?:LOCAL|PRIVATE)_NETWORK_ACCESS_CHECKS)`],
  ['too-many-redirects', `(?:${METHOD} )?${URL} (?<detail>net::ERR_TOO_MANY_REDIRECTS)`],
  // A font in Firefox.
  [
    'font',
    `downloadable font: download failed \\([^\\n]{1,300}\\): (?<detail>bad URI or cross-site access not allowed) source: ${URL}(?=\\s|$)`,
  ],
  // A page that was opened from a file, in Chromium.
  [
    'file-page',
    `Unsafe attempt to load URL ${URL} from frame with URL (?<page>[^\\s'"]{1,4096}?)\\. (?<detail>'file:' URLs are treated as unique security origins)`,
  ],
  ['fedcm', '(?<detail>Server did not send the correct CORS headers)'],
  // Service workers.
  ['service-worker', `The FetchEvent for "${URL}" resulted in a network error response: (?<detail>[^\\n]{3,200})`],
  ['service-worker', `Failed to load '${URL}'(?: by responding '[^']*')?\\. A ServiceWorker (?<detail>[^\\n.]{3,200})`],
  ['service-worker', `FetchEvent\\.respondWith received an error: (?<detail>[^\\n]{3,200})`],
  // Web sockets that were answered, and those of which Firefox does not say it.
  [
    'web-socket',
    `WebSocket connection to '${URL}' failed: (?:Error during WebSocket handshake: )?Unexpected response code: (?<status>\\d{3})(?<detail>)`,
  ],
  [
    'web-socket',
    `WebSocket connection to '${URL}' failed: (?<detail>Error during WebSocket handshake: (?!net::)[^\\n]{3,200}|HTTP Authentication failed[^\\n]{0,99})`,
  ],
  ['web-socket', `(?<detail>Firefox can't establish a connection to the server at) ${URL}(?=\\.?(?:\\s|$))`],
  // The network, as Chromium, WebKit and Node say it.
  ['network', `(?:${METHOD} )?${URL} (?<detail>net::ERR_(?!FAILED|ABORTED)[A-Z0-9_]+)`],
  [
    'network',
    '(?<detail>[^\\n]{0,60}(?:plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|speaking plain HTTP to an SSL-enabled server port|combination of host and port requires TLS))',
  ],
  ['network', 'Failed to load resource: (?<detail>net::ERR_(?!FAILED|ABORTED)[A-Z0-9_]+)'],
  ['network', `WebSocket connection to '${URL}' failed:(?<detail>[^\\n]{0,200})`],
  ['network', `Failed to load resource: (?<detail>${WEBKIT_WORDS})`],
  ['no-browser', 'TypeError: fetch failed(?<detail>)'],
  [
    'no-browser',
    '(?<detail>connect E[A-Z]{5,}|getaddrinfo E[A-Z]+(?:_[A-Z]+)*|read ECONNRESET|write EPROTO|socket hang up)',
  ],
  // The codes of Node's TLS: https://nodejs.org/api/tls.html#x509-certificate-error-codes
  [
    'no-browser',
    '\\b(?<detail>UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(?:_LOCALLY)?)|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|CERT_(?:HAS_EXPIRED|NOT_YET_VALID|REVOKED|UNTRUSTED)|ERR_TLS_CERT_ALTNAME_INVALID)\\b',
  ],
  // The answer may be readable for script.
  ['status', `${METHOD} ${URL} (?:net::ERR_ABORTED )?(?<status>[45]\\d\\d)(?<detail>(?: \\([\\w '-]*\\))?)(?=\\s|$)`],
  [
    'status',
    "Failed to load resource: the server responded with a status of (?<status>[45]\\d\\d)(?<detail>(?: \\([\\w '-]*\\))?)",
  ],
  ['status', `(?:XHR ?)?${METHOD}\\s+${URL}\\s+\\[HTTP/[\\d.]+ (?<status>[45]\\d\\d)(?<detail>)`],
]

export const SAID_FORMS: readonly (readonly [SaidKind, RegExp])[] = forms.map(([kind, source]) => [
  kind,
  new RegExp(source, 'g'),
])

/** Chromium's network line beside a refusal by CORS: it has the status, which the CORS line does not have. */
export const FAILED_WITH_STATUS = new RegExp(
  `${METHOD} ${URL} (?:net::ERR_FAILED(?: (?<status>[1-5]\\d\\d))?|(?<refused>[45]\\d\\d)(?= \\(|\\s*$| \\S+:\\d))`,
  'gm',
)
