/**
 * What consoles say of requests that CORS did not stop: each sentence of each engine to its cause, however it is
 * pasted.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { explain } from '../explain.ts'
import type { InputRead } from '../explanation.ts'
import { readInput } from '../read-input.ts'
import { SAID_FORMS } from './said-forms.ts'

const API = 'https://api.example.com/users'
const APP = 'https://app.example.com'

const LINES: readonly (readonly [cause: string, line: string])[] = [
  // Chromium 156, measured.
  [
    'content-security-policy',
    `Connecting to '${API}' violates the following Content Security Policy directive: "connect-src 'self'". The action has been blocked.`,
  ],
  [
    'content-security-policy',
    `Fetch API cannot load ${API}. Refused to connect because it violates the document's Content Security Policy.`,
  ],
  [
    'content-security-policy',
    `Loading the image '${API}' violates the following Content Security Policy directive: "img-src 'self'". The action has been blocked.`,
  ],
  [
    'content-security-policy',
    `Connecting to 'wss://api.example.com/x' violates the following Content Security Policy directive: "connect-src 'self'". The action has been blocked.`,
  ],
  [
    'embedder-policy',
    'Failed to load resource: net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep',
  ],
  ['header-not-exposed', 'Refused to get unsafe header "x-total-count"'],
  ['forbidden-request-header', 'Refused to set unsafe header "Access-Control-Request-Method"'],
  [
    'preload-not-used',
    `A preload for '${API}' is found, but is not used because the request mode does not match. Consider taking a look at crossorigin attribute.`,
  ],
  [
    'preload-not-used',
    `A preload for '${API}' is found, but is not used because the request credentials mode does not match. Consider taking a look at crossorigin attribute.`,
  ],
  ['application-error', 'Failed to load resource: the server responded with a status of 401 (Unauthorized)'],
  ['connection-dropped', 'Failed to load resource: net::ERR_EMPTY_RESPONSE'],
  ['http-to-tls-port', '400 Bad Request: The plain HTTP request was sent to HTTPS port'],
  ['host-not-found', 'Failed to load resource: net::ERR_NAME_NOT_RESOLVED'],
  [
    'opener-policy',
    'Failed to load resource: net::ERR_BLOCKED_BY_RESPONSE.CoopSandboxedIFrameCannotNavigateToCoopPage',
  ],
  ['opener-policy', `GET ${API} net::ERR_BLOCKED_BY_RESPONSE.CoopSandboxedIFrameCannotNavigateToCoopPage`],
  ['embedder-policy', `GET ${API} net::ERR_BLOCKED_BY_RESPONSE.CoepFrameResourceNeedsCoepHeader`],
  ['integrity-check-failed', `GET ${API} net::ERR_BLOCKED_BY_RESPONSE.SRIMessageSignatureMismatch`],
  ['integrity-check-failed', 'Failed to load resource: net::ERR_BLOCKED_BY_RESPONSE.SRIMessageSignatureMismatch'],
  // The status of DevTools' network panel.
  ['content-security-policy', `${API}\t(blocked:csp)\tfetch`],
  ['content-security-policy', 'users\t(blocked:csp)\tfetch'],
  ['mixed-content', `GET ${API} (blocked:mixed-content)`],
  ['mixed-content', 'users (blocked:mixed-content) fetch'],
  ['blocked-by-extension', `GET ${API} (blocked:devtools)`],
  ['blocked-by-extension', 'collect (blocked:other) fetch'],
  ['embedder-policy', `GET ${API} (blocked:NotSameOriginAfterDefaultedToSameOriginByCoep)`],
  ['embedder-policy', 'frame.html (blocked:CoepFrameResourceNeedsCoepHeader) document'],
  ['opener-policy', `GET ${API} (blocked:CoopSandboxedIframeCannotNavigateToCoopPage)`],
  ['opener-policy', 'page.html (blocked:CoopSandboxedIframeCannotNavigateToCoopPage) document'],
  ['resource-policy', `GET ${API} (blocked:NotSameOrigin)`],
  ['resource-policy', 'a.png (blocked:NotSameSite) png'],
  // The titles of DevTools' Issues tab.
  ['embedder-policy', 'Specify a Cross-Origin Resource Policy to prevent a resource from being blocked'],
  ['embedder-policy', 'Specify a Cross-Origin Embedder Policy to stop this frame from being blocked'],
  [
    'resource-policy',
    'Specify a more permissive Cross-Origin Resource Policy to prevent a resource from being blocked',
  ],
  ['opener-policy', 'An iframe navigation to a document with a Cross-Origin Opener Policy was blocked'],
  ['content-security-policy', 'Content Security Policy of your site blocks some resources'],
  ['mixed-content', 'Mixed content: load all resources via HTTPS to improve the security of your site'],
  ['cookie-not-sent', 'Mark cross-site cookies as Secure to allow setting them in cross-site contexts'],
  ['cookie-not-sent', 'Indicate whether to send a cookie in a cross-site request by specifying its SameSite attribute'],
  // Firefox 140, of its locale file; @fastify/cors 11, measured.
  ['forbidden-request-header', 'Attempt to set a forbidden header was denied: cookie'],
  ['not-a-preflight', 'Invalid Preflight Request'],
  // Earlier, and with what the console adds.
  [
    'content-security-policy',
    `Refused to connect to '${API}' because it violates the following Content Security Policy directive: "connect-src 'self'".`,
  ],
  [
    'content-security-policy',
    `Refused to load the script '${API}' because it violates the following Content Security Policy directive: "script-src 'self'". Note that 'script-src-elem' was not explicitly set, so 'script-src' is used as a fallback.`,
  ],
  ['blocked-by-extension', `GET ${API} net::ERR_BLOCKED_BY_CLIENT`],
  ['blocked-by-extension', 'Failed to load resource: net::ERR_BLOCKED_BY_CLIENT.Inspector'],
  ['opaque-response-blocking', `GET ${API} net::ERR_BLOCKED_BY_ORB 200 (OK)`],
  [
    'opaque-response-blocking',
    `Cross-Origin Read Blocking (CORB) blocked cross-origin response ${API} with MIME type application/json. See https://www.chromestatus.com/feature/5629709824032768 for more details.`,
  ],
  ['resource-policy', `GET ${API} net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin 200 (OK)`],
  [
    'mixed-content',
    `Mixed Content: The page at '${APP}/' was loaded over HTTPS, but requested an insecure XMLHttpRequest endpoint 'http://api.example.com/'. This request has been blocked; the content must be served over HTTPS.`,
  ],
  [
    'mixed-content',
    `Mixed Content: The page at '${APP}/' was loaded over HTTPS, but attempted to connect to the insecure WebSocket endpoint 'ws://api.example.com/'. This request has been blocked; this endpoint must be available over WSS.`,
  ],
  [
    'service-worker-failed',
    `The FetchEvent for "${API}" resulted in a network error response: the promise was rejected.`,
  ],
  ['certificate', `POST ${API} net::ERR_CERT_DATE_INVALID`],
  ['nothing-listens', `GET ${API} net::ERR_CONNECTION_REFUSED`],
  ['no-answer', `GET ${API} net::ERR_CONNECTION_TIMED_OUT`],
  ['connection-failed', `GET ${API} net::ERR_HTTP2_PROTOCOL_ERROR 200 (OK)`],
  ['application-error', `DELETE ${API} 404 (Not Found)`],
  [
    'cookie-not-sent',
    'This Set-Cookie was blocked because it had the "SameSite=Lax" attribute but came from a cross-site response which was not the response to a top-level navigation.',
  ],
  // Firefox, by its locale files.
  [
    'content-security-policy',
    `Content-Security-Policy: The page’s settings blocked the loading of a resource (connect-src) at ${API} because it violates the following directive: “connect-src 'self'”`,
  ],
  [
    'content-security-policy',
    `Content-Security-Policy: The page’s settings blocked a script (script-src-elem) at ${API} from being executed because it violates the following directive: “script-src 'self'”`,
  ],
  [
    'content-security-policy',
    `Content Security Policy: The page’s settings blocked the loading of a resource at ${API} (“connect-src”).`,
  ],
  ['blocked-by-extension', `The resource at “${API}” was blocked because Enhanced Tracking Protection is enabled.`],
  [
    'opaque-response-blocking',
    `The resource at “${API}” was blocked by OpaqueResponseBlocking. Reason: “after sniff: nosniff with either blocklisted or text/plain”.`,
  ],
  [
    'opaque-response-blocking',
    'A resource is blocked by OpaqueResponseBlocking, please check browser console for details.',
  ],
  [
    'resource-policy',
    `The resource at “${API}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). See https://developer.mozilla.org/`,
  ],
  ['mixed-content', `Blocked loading mixed active content “${API.replace('https', 'http')}”`],
  [
    'service-worker-failed',
    `Failed to load ‘${API}’. A ServiceWorker intercepted the request and encountered an unexpected error.`,
  ],
  [
    'service-worker-failed',
    `Failed to load ‘${API}’. A ServiceWorker passed a promise to FetchEvent.respondWith() that rejected with ‘TypeError: x’.`,
  ],
  [
    'cookie-not-sent',
    'Cookie “session” has been rejected because it is in a cross-site context and its “SameSite” is “Lax” or “Strict”.',
  ],
  [
    'cookie-not-sent',
    'Cookie “session” rejected because it has the “SameSite=None” attribute but is missing the “secure” attribute.',
  ],
  ['application-error', `XHRGET\n${API}\n[HTTP/2 403  31ms]`],
  // WebKit.
  [
    'content-security-policy',
    `[Error] Refused to connect to ${API} because it does not appear in the connect-src directive of the Content Security Policy.`,
  ],
  [
    'mixed-content',
    `[blocked] The page at ${APP}/ was not allowed to display insecure content from http://api.example.com/a.png.`,
  ],
  [
    'mixed-content',
    `[blocked] The page at ${APP}/ requested insecure content from http://api.example.com/a. This content was blocked and must be served over HTTPS.`,
  ],
  [
    'certificate',
    '[Error] Failed to load resource: The certificate for this server is invalid. You might be connecting to a server that is pretending to be “api.example.com”. (users, line 0)',
  ],
  [
    'host-not-found',
    '[Error] Failed to load resource: A server with the specified hostname could not be found. (users, line 0)',
  ],
  ['nothing-listens', '[Error] Failed to load resource: Could not connect to the server. (users, line 0)'],
  ['blocked-by-extension', `Content blocker prevented frame displaying ${APP}/ from loading a resource from ${API}`],
  [
    'resource-policy',
    `Cancelled load to ${API} because it violates the resource's Cross-Origin-Resource-Policy response header.`,
  ],
  ['service-worker-failed', 'FetchEvent.respondWith received an error: TypeError: Load failed'],
  // As recordings have it, and of WebSockets.
  ['content-security-policy', `GET ${API} net::ERR_BLOCKED_BY_CSP`],
  ['embedder-policy', `GET ${API} net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep 200 (OK)`],
  ['cookie-not-sent', 'Cookie “session” has been rejected as third-party.'],
  [
    'web-socket-refused',
    "WebSocket connection to 'wss://api.example.com/x' failed: Error during WebSocket handshake: Unexpected response code: 403",
  ],
  [
    'web-socket-refused',
    "WebSocket connection to 'wss://api.example.com/x' failed: Error during WebSocket handshake: 'Upgrade' header is missing",
  ],
  ['web-socket-refused', 'Firefox can’t establish a connection to the server at wss://api.example.com/x.'],
  ['connection-failed', "WebSocket connection to 'wss://api.example.com/x' failed: "],
  // What a server writes into its log when it refuses a page.
  ['origin-refused-by-server', 'web-1  | Error: Not allowed by CORS'],
  ['origin-refused-by-server', `Error: CORS policy: origin ${APP} not allowed`],
  // What its own callback hands on; more of them in own-refusals.test.ts.
  ['origin-refused-by-server', `Error: Origin ${APP} not allowed by CORS`],
  ['origin-refused-by-server', `Error: Origin not allowed: ${APP}`],
  ['origin-refused-by-server', '{"statusCode":403,"message":"Origin not allowed"}'],
  ['origin-refused-by-server', `Error: CORS blocked for origin: ${APP}`],
  ['origin-refused-by-server', `Blocked by CORS: ${APP}`],
  ['origin-refused-by-server', `CORS blocked: ${APP}`],
  ['origin-refused-by-server', 'Error: The CORS policy for this site does not allow access from the specified Origin.'],
  ['origin-refused-by-server', `Access not allowed from the specified origin: ${APP}`],
  ['origin-refused-by-server', 'Error: CORS policy violation'],
  [
    'origin-refused-by-server',
    'Error: CORS\n    at origin (/app/index.js:21:23)\n    at /app/node_modules/cors/lib/index.js:219:13',
  ],
  ['origin-refused-by-server', `DEBUG o.s.web.cors.DefaultCorsProcessor : Reject: '${APP}' origin is not allowed`],
  [
    'origin-refused-by-server',
    '⚠ Cross origin request detected from 192.168.1.5 to /_next/* resource. In a future major version of Next.js, you will need to explicitly configure "allowedDevOrigins" in next.config to allow this.',
  ],
  ['origin-refused-by-server', '⚠ Blocked cross-origin request from 192.168.1.5 to /_next/* resource.'],
  [
    'origin-refused-by-server',
    '⚠ Blocked cross-origin request to Next.js dev resource /_next/webpack-hmr from "192.168.1.5".\nCross-origin access to Next.js dev resources is blocked by default for safety.',
  ],
  [
    'origin-refused-by-server',
    `Forbidden (Origin checking failed - ${APP} does not match any trusted origins.): /users`,
  ],
  ['method-not-allowed', "DEBUG o.s.web.cors.DefaultCorsProcessor : Reject: HTTP 'PUT' is not allowed"],
  ['header-not-allowed', "DEBUG o.s.web.cors.DefaultCorsProcessor : Reject: headers '[x-request-id]' are not allowed"],
  ['origin-refused-by-server', `      Request origin ${APP} does not have permission to access the resource.`],
  ['method-not-allowed', '      Request method PUT not allowed in CORS policy.'],
  ['header-not-allowed', "      Request header 'x-request-id' not allowed in CORS policy."],
  ['origin-refused-by-server', `[cors] 2026/11/27 12:00:00   Preflight aborted: origin '${APP}' not allowed`],
  [
    'origin-refused-by-server',
    `[cors] 2026/11/27 12:00:00   Actual request no headers added: origin '${APP}' not allowed`,
  ],
  ['method-not-allowed', "[cors] 2026/11/27 12:00:00   Preflight aborted: requested method 'PUT' not allowed"],
  ['header-not-allowed', "[cors] 2026/11/27 12:00:00   Preflight aborted: requested headers '[X-Id]' not allowed"],
  ['method-not-allowed', "[cors] 2026/11/27 12:00:00   Preflight aborted: method 'PUT' not allowed"],
  ['method-not-allowed', "[cors] 2026/11/27 12:00:00   Preflight aborted: requested method 'PUT' is not allowed"],
  ['header-not-allowed', "[cors] 2026/11/27 12:00:00   Preflight aborted: requested headers '[X-Id]' are not allowed"],
  [
    'origin-refused-by-server',
    `FINE org.apache.catalina.filters.CorsFilter.handleInvalidCORS Invalid CORS request; Origin=${APP};Method=PUT`,
  ],
  ['method-not-allowed', "[cors] 2026/11/27 12:00:00   Actual request no headers added: method 'PUT' not allowed"],
  ['header-not-allowed', "[cors] 2026/11/27 12:00:00   Preflight aborted: headers '[X-Id]' not allowed"],
  ['origin-refused-by-server', `[info] Simple CORS request from Origin "${APP}" is not allowed`],
  [
    'origin-refused-by-server',
    `[info] Preflight CORS request from Origin "${APP}" is not allowed because its origin is not allowed`,
  ],
  [
    'method-not-allowed',
    '[info] Invalid preflight CORS request because the request method ("PUT") is not in :allow_methods',
  ],
  [
    'header-not-allowed',
    '[info] Invalid preflight CORS request because these headers were not allowed in :allow_headers: x-id',
  ],
  [
    'origin-refused-by-server',
    `DEBUG:oejs.CrossOriginFilter:qtp1-1: Cross-origin request to /items with origin ${APP} does not match allowed origins [https://shop.example]`,
  ],
  ['origin-refused-by-server', '403 CORS Rejected - Invalid origin'],
  [
    'origin-refused-by-server',
    `[warn] p.f.c.CORSFilter - Invalid CORS request;Origin=Some(${APP});Method=OPTIONS;Access-Control-Request-Headers=None`,
  ],
  [
    'wildcard-with-credentials',
    'java.lang.IllegalArgumentException: When allowCredentials is true, allowedOrigins cannot contain the special value "*" since that cannot be set on the "Access-Control-Allow-Origin" response header. To allow credentials to a set of origins, list them explicitly or consider using "allowedOriginPatterns" instead.',
  ],
  [
    'wildcard-with-credentials',
    'System.InvalidOperationException: The CORS protocol does not allow specifying a wildcard (any) origin and credentials at the same time. Configure the CORS policy by listing individual origins if credentials needs to be supported.',
  ],
  [
    'wildcard-with-credentials',
    "thread 'main' panicked at tower-http-0.6.11/src/cors/mod.rs:797:9:\nInvalid CORS configuration: Cannot combine `Access-Control-Allow-Credentials: true` with `Access-Control-Allow-Origin: *`",
  ],
  [
    'wildcard-list-with-credentials',
    'Invalid CORS configuration: Cannot combine `Access-Control-Allow-Credentials: true` with `Access-Control-Allow-Headers: *`',
  ],
  [
    'wildcard-with-credentials',
    "ValueError: Cannot use supports_credentials in conjunction with an origin string of '*'. See: http://www.w3.org/TR/cors/#resource-requests",
  ],
  [
    'wildcard-with-credentials',
    "Allowing credentials for wildcard origins is insecure. Please specify more restrictive origins or set 'credentials' to false in your CORS configuration.",
  ],
  [
    'wildcard-with-credentials',
    "panic: [CORS] Insecure setup, 'AllowCredentials' is set to true, and 'AllowOrigins' is set to a wildcard.",
  ],
  [
    'origin-without-scheme',
    "?: (corsheaders.E013) Origin 'app.example.com' in CORS_ALLOWED_ORIGINS is missing scheme or netloc",
  ],
  [
    'origin-without-scheme',
    "?: (corsheaders.E013) Origin 'localhost:3000' in CORS_ORIGIN_WHITELIST is missing scheme or netloc",
  ],
  ['origin-not-filled-in', "?: (corsheaders.E013) Origin 'True' in CORS_ALLOWED_ORIGINS is missing scheme or netloc"],
  ['origin-trailing-slash', `?: (corsheaders.E014) Origin '${APP}/' in CORS_ALLOWED_ORIGINS should not have path`],
  ['origin-refused-by-server', 'websocket: request origin not allowed by Upgrader.CheckOrigin'],
  ['origin-refused-by-server', `Request origin not allowed: ${APP}`],
  ['origin-refused-by-server', `HTTP Origin header (${APP}) didn't match request.base_url (http://app.example.com)`],
  ['origin-refused-by-server', '[error] Could not check origin for Phoenix.Socket transport.'],
  [
    'origin-refused-by-server',
    `${APP} is not an accepted origin. (further occurrences of this error will be logged with level INFO)`,
  ],
  [
    'origin-refused-by-server',
    `[W 12:00:00.000 ServerApp] Blocking Cross Origin API request for /api/kernels.  Origin: ${APP}, Host: localhost:8888`,
  ],
  [
    'origin-refused-by-server',
    '`x-forwarded-host` header with value `localhost:3010` does not match `origin` header with value `localhost:3000` from a forwarded Server Actions request. Aborting the action.',
  ],
  [
    'origin-refused-by-server',
    'x-forwarded-host header does not match `origin` header from a forwarded action request. Aborting the action.',
  ],
  ['origin-refused-by-server', 'Cross-site POST form submissions are forbidden'],
  ['origin-refused-by-server', 'cross-origin request detected from Sec-Fetch-Site header'],
  ['origin-refused-by-server', `ERROR [Better Auth]: Invalid origin: ${APP}`],
  ['origin-refused-by-server', '{"detail":"Disallowed CORS origin"}'],
  ['origin-refused-by-server', 'Disallowed CORS origin, method, headers'],
  ['method-not-allowed', 'Disallowed CORS method'],
  ['method-not-allowed', 'Disallowed CORS method, headers'],
  ['header-not-allowed', 'Disallowed CORS headers'],
  ['origin-refused-by-server', 'Invalid CORS request'],
  [
    'origin-refused-by-server',
    "<Error><Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.</Message>",
  ],
  ['no-cors-headers', '<Message>CORSResponse: CORS is not enabled for this bucket.</Message>'],
  ['no-cors-headers', '{"statusCode":404,"error":"Not Found","message":"CORS is disabled for this route"}'],
  [
    'no-cors-headers',
    '<Code>CorsPreflightFailure</Code><Message>CORS not enabled or no matching rule found for this request.</Message>',
  ],
  ['origin-refused-by-server', 'Origin is not allowed to make this request.'],
  ['origin-refused-by-server', 'CORS request forbidden: origin not allowed'],
  ['method-not-allowed', 'CORS request forbidden: request-method not allowed'],
  ['header-not-allowed', 'CORS request forbidden: header not allowed'],
  [
    'origin-refused-by-server',
    `ERROR:bokeh: Refusing websocket connection from Origin '${APP}'; use --allow-websocket-origin=app.example.com or set BOKEH_ALLOW_WS_ORIGIN`,
  ],
  ['origin-refused-by-server', 'URL Blocked because of CORS. Url: http://app.example.com'],
  [
    'origin-refused-by-server',
    "DEBUG:flask_cors.core: The request's Origin header does not match any of allowed origins.",
  ],
  ['origin-refused-by-server', 'logger=context t=2026-11-27 level=error msg="origin not allowed"'],
  [
    'origin-refused-by-server',
    `AADSTS9002326: Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '${APP}'.`,
  ],
  ['origin-refused-by-server', '[GSI_LOGGER]: The given origin is not allowed for the given client ID.'],
  [
    'origin-refused-by-server',
    "This operation has been blocked as a potential Cross-Site Request Forgery (CSRF). Please either specify a 'content-type' header",
  ],
  [
    'origin-refused-by-server',
    'CorsOriginError: The current origin is not allowed to connect to the Live Content API.',
  ],
  ['origin-refused-by-server', 'Invalid Origin. Register your new client (localhost) as a new Web platform'],
  [
    'origin-refused-by-server',
    `Unauthorized request from ${APP}. This may happen because of a conflicting browser extension`,
  ],
  ['host-refused-by-server', 'Blocked request. This host ("app.example.com") is not allowed.'],
  ['host-refused-by-server', '[webpack-dev-server] Invalid Host/Origin header'],
  [
    'host-refused-by-server',
    "Invalid HTTP_HOST header: 'app.example.com'. You may need to add 'app.example.com' to ALLOWED_HOSTS.",
  ],
  ['host-refused-by-server', '[ActionDispatch::HostAuthorization::DefaultResponseApp] Blocked hosts: app.example.com'],
  // The integrity of a file.
  [
    'integrity-check-failed',
    `Failed to find a valid digest in the 'integrity' attribute for resource '${API}' with computed SHA-256 integrity 'abc='. The resource has been blocked.`,
  ],
  [
    'integrity-check-failed',
    `None of the “sha384” hashes in the integrity attribute match the content of the subresource at “${API}”. The computed hash is “abc=”.`,
  ],
  [
    'integrity-check-failed',
    `Subresource Integrity: The resource '${API}' has an integrity attribute, but the resource requires the request to be CORS enabled to check the integrity, and it is not. The resource has been blocked because the integrity cannot be enforced.`,
  ],
  [
    'integrity-check-failed',
    `“${API}” is not eligible for integrity checks since it’s neither CORS-enabled nor same-origin.`,
  ],
  [
    'integrity-check-failed',
    `Cannot load script ${API}. Failed integrity metadata check. Content length: 1, Expected content length: 1`,
  ],
  // What script gets from a canvas or a worker.
  [
    'tainted-canvas',
    "Uncaught DOMException: Failed to execute 'toDataURL' on 'HTMLCanvasElement': Tainted canvases may not be exported.",
  ],
  [
    'tainted-canvas',
    "Uncaught SecurityError: Failed to execute 'getImageData' on 'CanvasRenderingContext2D': The canvas has been tainted by cross-origin data.",
  ],
  [
    'tainted-canvas',
    "Failed to execute 'texImage2D' on 'WebGLRenderingContext': The image element contains cross-origin data, and may not be loaded.",
  ],
  [
    'tainted-canvas',
    "Failed to execute 'texSubImage2D' on 'WebGL2RenderingContext': Tainted canvases may not be loaded.",
  ],
  [
    'tainted-canvas',
    "Failed to execute 'importExternalTexture' on 'GPUDevice': Video element contains cross-origin data and may not be loaded.",
  ],
  [
    'tainted-canvas',
    "Failed to execute 'copyExternalImageToTexture' on 'GPUQueue': The external image is tainted by cross-origin data.",
  ],
  ['tainted-canvas', "Failed to execute 'captureStream' on 'HTMLCanvasElement': Canvas is not origin-clean."],
  [
    'tainted-canvas',
    "Failed to execute 'postMessage' on 'Worker': Non-origin-clean ImageBitmap cannot be transferred.",
  ],
  ['tainted-canvas', "Failed to construct 'VideoFrame': VideoFrames can't be created from tainted sources."],
  ['tainted-canvas', 'WebGL warning: texImage: Cross-origin elements require CORS.'],
  ['tainted-canvas', 'Uncaught SecurityError: CanvasRenderingContext2D.getImageData: The operation is insecure.'],
  ['tainted-canvas', 'SecurityError: The operation is insecure.'],
  // What script gets from other elements.
  [
    'element-without-cors',
    'MediaElementAudioSource outputs zeroes due to CORS access restrictions for https://api.example.com/a.mp3',
  ],
  [
    'element-without-cors',
    'The HTMLMediaElement passed to createMediaElementSource has a cross-origin resource, the node will output silence.',
  ],
  [
    'element-without-cors',
    "Failed to execute 'captureStream' on 'HTMLMediaElement': Cannot capture from element with cross-origin data",
  ],
  [
    'element-without-cors',
    `Text track from origin 'https://api.example.com' has been blocked from loading: Not at same origin as the document, and parent of track element does not have a 'crossorigin' attribute. Origin '${APP}' is therefore not allowed access.`,
  ],
  ['element-without-cors', "Failed to read the 'cssRules' property from 'CSSStyleSheet': Cannot access rules"],
  ['element-without-cors', "Failed to execute 'insertRule' on 'CSSStyleSheet': Cannot access StyleSheet to insertRule"],
  ['element-without-cors', 'CSSStyleSheet.cssRules getter: Not allowed to access cross-origin stylesheet'],
  ['element-without-cors', 'Script error.'],
  [
    'scheme-not-supported',
    "Unsafe attempt to load URL file:///C:/app/index.html from frame with URL file:///C:/app/index.html. 'file:' URLs are treated as unique security origins.",
  ],
  ['fedcm-endpoint', 'Server did not send the correct CORS headers.'],
  [
    'worker-of-other-origin',
    `Uncaught SecurityError: Failed to construct 'Worker': Script at '${API}' cannot be accessed from origin '${APP}'.`,
  ],
  [
    'worker-of-other-origin',
    `Uncaught SecurityError: Failed to construct 'SharedWorker': Script at '${API}' cannot be accessed from origin '${APP}'.`,
  ],
  [
    'worker-of-other-origin',
    `Uncaught (in promise) SecurityError: Failed to register a ServiceWorker: The origin of the provided scriptURL ('https://api.example.com') does not match the current origin ('${APP}').`,
  ],
  ['call-is-wrong', 'GET https://api.example.com:6000/x net::ERR_UNSAFE_PORT'],
  ['local-network-access', `GET ${API} net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS`],
  ['local-network-access', `GET ${API} net::ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS`],
  ['redirect-loop', `GET ${API} net::ERR_TOO_MANY_REDIRECTS`],
  [
    'no-cors-headers',
    `downloadable font: download failed (font-family: "Inter" style:normal weight:400 stretch:100 src index:0): bad URI or cross-site access not allowed source: ${API}`,
  ],
  ['call-is-wrong', 'Not allowed to use restricted network port 25: https://api.example.com:25/x'],
  ['application-error', `GET ${API} net::ERR_ABORTED 404 (Not Found)`],
  // Node.
  [
    'no-browser',
    'TypeError: fetch failed\n    at node:internal/deps/undici/undici:13510:13 {\n  [cause]: Error: connect ECONNREFUSED 127.0.0.1:3000',
  ],
  ...[
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ].flatMap((code): [string, string][] => [
    [
      'no-browser',
      `AxiosError: certificate\n    at AxiosError.from (node_modules/axios/index.js:1:1) {\n  code: '${code}'`,
    ],
    ['no-browser', `TypeError: fetch failed {\n  [cause]: Error: certificate {\n    code: '${code}'\n  }\n}`],
  ]),
  ['no-browser', 'AxiosError: connect ETIMEDOUT 10.0.0.1:443'],
  ['no-browser', 'FetchError: request to x failed, reason: getaddrinfo EAI_AGAIN api'],
]

const read = (text: string) => readInput(text) as InputRead

const causesIn = (text: string) => explain(read(text)).failures.map(({ causes }) => causes[0]?.id)

test.each(['t.vtt', 'de/t.srt?x=1'])('subtitles at %s are those of a video without crossorigin', (path) => {
  const url = `https://cdn.example.com/${path}`
  const line = `Unsafe attempt to load URL ${url} from frame with URL ${APP}/. Domains, protocols and ports must match.`
  const [failure] = explain(readInput(line) as InputRead).failures
  expect(failure?.causes[0]).toMatchObject({ id: 'element-without-cors', confidence: 'likely' })
  expect(failure?.causes.map(({ id }) => id)).not.toContain('own-origin-only')
})

test.each(LINES)('%s: %s', (cause, line) => {
  const [failure, ...more] = explain(read(line)).failures
  expect(more).toEqual([])
  expect(failure?.causes[0]?.id).toBe(cause)
  expect(failure?.causes[0]?.evidence[0]).toBeTruthy()
  const url = /(?:(?:https?|wss?):\/\/api\.example\.com|file:\/)[^\s'"”’]*/.exec(line)?.[0]?.replace(/\.$/, '')
  expect(failure?.request.url).toBe(url?.replace(/\.$/, '') ?? '')
})

test('what other things print too is only possibly one, and a line that names the URL counts for one that does not', () => {
  for (const line of ['Script error.', 'SecurityError: The operation is insecure.'])
    expect(explain(read(line)).failures[0]?.causes[0]?.confidence).toBe('possible')
  const both = `The resource at “${API}” was blocked by OpaqueResponseBlocking.\nA resource is blocked by OpaqueResponseBlocking, please check browser console for details.`
  expect(explain(read(both)).failures.map(({ request }) => request.url)).toEqual([API])
})

test('every form has a line that it reads', () => {
  const straight = LINES.map(([, line]) => line.replace(/[‘’]/g, "'").replace(/[“”]/g, '"'))
  const unmet = SAID_FORMS.filter(([, form]) => !straight.some((line) => new RegExp(form.source).test(line)))
  expect(unmet.map(([kind, form]) => `${kind} ${form.source}`)).toEqual([])
})

test('what a console puts around a line changes nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LINES),
      fc.constantFrom('', 'app.js:31 ', '(index):1 ', '> ', '[Error] ', '12:04:11.221 ', '❌ ', '\n\n'),
      fc.constantFrom(
        '',
        '\n    at main (app.js:3:1)',
        ' app.js:31',
        '\n(anonymous) @ app.js:12',
        '\nUncaught (in promise) TypeError: Failed to fetch',
      ),
      fc.constantFrom(
        (text: string) => text,
        (text: string) => text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'"),
        (text: string) => text.replaceAll("'", '’'),
      ),
      ([cause, line], before, after, quoted) => {
        expect(causesIn(before + quoted(line) + after)).toEqual([cause])
      },
    ),
    RUNS,
  )
})

describe('beside a refusal by CORS', () => {
  const cors = `Access to fetch at '${API}' from origin '${APP}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`

  test.each([
    [500, 'error-without-headers'],
    [401, 'auth-before-cors'],
    [404, 'not-found-without-headers'],
    [502, 'gateway-error'],
    [413, 'body-too-large'],
    [429, 'rate-limit-without-headers'],
  ])('status %s of the network’s line tells which cause it is: %s', (status, cause) => {
    const text = `${cors}\napp.js:12 POST ${API} net::ERR_FAILED ${status} (x)\nTypeError: Failed to fetch`
    const [failure] = explain(read(text)).failures
    expect(failure?.causes[0]?.id).toBe(cause)
    expect(failure?.request.method).toBe('POST')
    expect(failure?.missing).not.toContain('the status of the answer')
  })

  test('the rest of the console is noise', () => {
    const noise = LINES.filter(([, line]) => !line.includes(API)).map(([, line]) => line)
    expect(explain(read([...noise, cors].join('\n'))).failures).toHaveLength(1)
  })
})

test('a recording says it too', () => {
  const entry = {
    _resourceType: 'fetch',
    request: { method: 'GET', url: API, headers: [{ name: 'Referer', value: `${APP}/` }] },
    response: { status: 0, headers: [], _error: 'net::ERR_BLOCKED_BY_CLIENT' },
  }
  expect(causesIn(JSON.stringify({ log: { entries: [entry] } }))).toEqual(['blocked-by-extension'])
  const log = [
    {
      method: 'Network.requestWillBeSent',
      params: { requestId: '1', documentURL: `${APP}/`, request: { url: API, method: 'GET', headers: {} } },
    },
    { method: 'Network.loadingFailed', params: { requestId: '1', errorText: 'net::ERR_FAILED', blockedReason: 'csp' } },
  ]
  expect(causesIn(JSON.stringify(log))).toEqual(['content-security-policy'])
  const other = JSON.stringify(log).replaceAll('https://api', 'http://api').replace('"csp"', '"mixed-content"')
  expect(causesIn(other)).toEqual(['mixed-content'])
})

test('the message that script gets for every failure is named as such', () => {
  for (const text of ['TypeError: Failed to fetch', 'TypeError: Load failed', 'AxiosError: Network Error'])
    expect(readInput(text)).toMatchObject({ why: expect.stringContaining('no reason') })
})

test('reading a console ends, whatever is in it', () => {
  const part = fc.constantFrom(
    'Refused to ',
    "'https://a/",
    'net::ERR_',
    'GET ',
    'Cookie "',
    'a',
    ' ',
    '\n',
    '"',
    'XHR',
    'Mixed Content: The page at ',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 3000 }), (parts) => {
      expect(readInput(parts.join(''))).toBeDefined()
    }),
    RUNS,
  )
})
