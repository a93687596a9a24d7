/** Console lines that are not about CORS. */
import type { Case } from '../case.ts'
import type { CauseRule, Finding } from '../words/cause-rule.ts'
import type { SaidKind } from '../words/said-line.ts'
import { ofTrack } from './not-cors/unsafe-load.ts'

const said =
  (kind: SaidKind, confidence: Finding['confidence'] = 'certain', confirm?: string) =>
  (seen: Case): Finding | null =>
    seen.evidence.said?.kind === kind
      ? { confidence, evidence: seen.saidLines, ...(confirm === undefined ? {} : { confirm }) }
      : null

const FRAME_EMBEDDED =
  'Send `Cross-Origin-Embedder-Policy: require-corp` (or `credentialless`) with the page in the frame as well. If it is not yours, the attribute `credentialless` on the frame.'

const SIGNED_BY_ANOTHER =
  'The answer is not signed (`Signature`, `Signature-Input`) by a key that the page names in `integrity`: name the public key of the server there, or let the server sign with that key.'

export const SAID_CAUSES: readonly CauseRule[] = [
  {
    id: 'content-security-policy',
    title: 'Not CORS: the page’s own Content-Security-Policy forbids the request',
    layer: 'client',
    symptom:
      'Connecting to … violates the following Content Security Policy directive: "connect-src …". The action has been blocked.',
    sure: 'The console names Content Security Policy and a directive. The request was not sent.',
    why: 'The policy stands in the answer (or in a meta element) of the page, not of the API: it says where this page may connect to.',
    fix: 'Add the server’s origin to the directive that the line names (for fetch, XMLHttpRequest and WebSocket: `connect-src`), in the header or the meta element of the page. Headers of the API change nothing.',
    remedy: 'none',
    find: said('content-security-policy'),
  },
  {
    id: 'blocked-by-extension',
    title: 'Not CORS: an extension or the browser’s tracking protection stopped the request',
    layer: 'browser',
    symptom:
      'net::ERR_BLOCKED_BY_CLIENT in Chromium; “was blocked because Enhanced Tracking Protection is enabled” in Firefox.',
    sure: 'The same page in a fresh profile without extensions, or in a private window, gets its answer.',
    why: 'Ad-blockers and tracking protection have lists of names and paths (`/ads`, `/analytics`, `/track`, `/collect`). What is on a list is not sent.',
    fix: 'Rename the path or the host if it only sounds like tracking; if it is tracking, let the page work without it. Users keep their blockers.',
    remedy: 'none',
    // The network panel says “other” of what it does not know.
    find: (seen) =>
      said('blocked-by-client', /:other\)$/.test(seen.evidence.said?.line ?? '') ? 'likely' : 'certain')(seen),
  },
  {
    id: 'opaque-response-blocking',
    title: 'Not CORS: the browser keeps a resource of the wrong type from an element (ORB)',
    layer: 'app',
    symptom:
      'net::ERR_BLOCKED_BY_ORB in Chromium; “was blocked by OpaqueResponseBlocking” in Firefox; Cross-Origin Read Blocking (CORB) before 2023.',
    sure: 'A `<script>`, `<img>`, `<video>` or no-cors fetch of another origin was answered with JSON, HTML or another type that such an element cannot use. Often it is an error page.',
    why: 'Data of another origin does not enter the page’s process unless CORS allows it.',
    fix: 'Look at status and Content-Type of the answer: a 404 or a login page in HTML is the usual reason. For data use `fetch` with CORS; for files send their right Content-Type.',
    remedy: 'none',
    find: said('opaque-response-blocking'),
  },
  {
    id: 'embedder-policy',
    title: 'Not CORS: the page wants an opt-in of everything that it embeds (COEP)',
    layer: 'app',
    symptom:
      'net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep; for a frame: CoepFrameResourceNeedsCoepHeader.',
    sure: 'The page has `Cross-Origin-Embedder-Policy: require-corp`, and the answer has no `Cross-Origin-Resource-Policy`.',
    why: 'A page that asked to be isolated may load from other origins only what says that it may be embedded.',
    fix: 'Send `Cross-Origin-Resource-Policy: cross-origin` with the resource, or load it with CORS (`crossorigin` on the element). If the server is not yours, `Cross-Origin-Embedder-Policy: credentialless` on the page.',
    remedy: 'none',
    find: (seen) => {
      const finding = said('embedder-policy')(seen)
      return finding === null || !/CoepFrame|Embedder Policy to/.test(seen.evidence.said?.line ?? '')
        ? finding
        : { ...finding, summary: FRAME_EMBEDDED }
    },
  },
  {
    id: 'opener-policy',
    title: 'Not CORS: a sandboxed frame may not show a page with Cross-Origin-Opener-Policy',
    layer: 'client',
    symptom: 'net::ERR_BLOCKED_BY_RESPONSE.CoopSandboxedIFrameCannotNavigateToCoopPage.',
    sure: 'The frame has the attribute `sandbox`, and the page in it is answered with `Cross-Origin-Opener-Policy`.',
    why: 'The page asks for a group of windows of its own, which a sandboxed frame cannot have.',
    fix: 'Embed the page without `sandbox`, or let its server leave `Cross-Origin-Opener-Policy` out for pages that are embedded.',
    remedy: 'none',
    find: said('opener-policy'),
  },
  {
    id: 'integrity-check-failed',
    title: 'The file is not the one whose hash the page names, or the browser may not look into it',
    layer: 'client',
    symptom:
      "Failed to find a valid digest in the 'integrity' attribute; None of the “sha384” hashes in the integrity attribute match; the response is not eligible for integrity validation.",
    sure: 'Without the attribute `integrity` (or the option of `fetch`) the file loads.',
    why: 'The hash of the body is another one: the file was changed, compressed anew or is an error page. Of another origin’s file a hash is only made when it was loaded with CORS.',
    fix: 'Take the hash of the file that the server has now, and a URL whose file never changes. Load it with CORS: `crossorigin="anonymous"` on the element, and `Access-Control-Allow-Origin` from its server.',
    remedy: 'none',
    find: (seen) => {
      if (seen.code === 'IntegrityCheckFailed')
        return {
          confidence: 'certain',
          evidence: [
            seen.parameter === '' ? 'The file has another hash' : `The page names the hash ${seen.parameter}`,
            ...(seen.isOnlyMessage ? [] : [seen.answerLine]),
          ],
        }
      const finding = said('integrity')(seen)
      return finding === null || !/Signature/.test(seen.evidence.said?.line ?? '')
        ? finding
        : { ...finding, summary: SIGNED_BY_ANOTHER }
    },
  },
  {
    id: 'host-refused-by-server',
    title: 'Not CORS: the server does not answer under this name of a host',
    layer: 'app',
    symptom:
      'Blocked request. This host is not allowed (Vite, Angular); Invalid Host header (webpack-dev-server); Invalid HTTP_HOST header (Django); Blocked host (Rails). The refusal has no CORS headers, so the console may say CORS.',
    sure: 'The same request to the server’s own name (`localhost`) is answered.',
    why: 'The server has a list of the names under which it is reached, so that no other website can point its own name at it (DNS rebinding).',
    fix: 'Add the name, and only this name, to the list: `server.allowedHosts` in Vite, `allowedHosts` in webpack-dev-server and Angular, `ALLOWED_HOSTS` in Django, `config.hosts` in Rails.',
    remedy: 'none',
    find: said('host-refused'),
  },
  {
    id: 'header-not-exposed',
    title: 'The answer arrived; this header of it is not shown to script',
    layer: 'app',
    symptom:
      'Refused to get unsafe header; `response.headers.get()` gives null although the network panel shows the header.',
    sure: 'The answer has no `Access-Control-Expose-Headers` with the name of the header.',
    why: 'Across origins script sees seven headers (Cache-Control, Content-Language, Content-Length, Content-Type, Expires, Last-Modified, Pragma), and those that the server exposes.',
    fix: 'Add the name to `Access-Control-Expose-Headers` (`exposedHeaders` in corskit). `*` exposes all but Authorization, and only without credentials.',
    remedy: 'expose-header',
    find: said('header-not-exposed'),
  },
  {
    id: 'forbidden-request-header',
    title: 'Not CORS: the browser sets this request header itself, and script may not',
    layer: 'client',
    symptom: 'Refused to set unsafe header "Cookie"; in Firefox: Attempt to set a forbidden header was denied: cookie.',
    sure: 'The network panel shows the request without the value that script gave. The request itself was sent; only this header was left out.',
    why: 'Headers such as Cookie, Origin, Host, Referer, Content-Length, Accept-Encoding, and all that begin with `Sec-` or `Proxy-`, tell the server what only the browser knows. If script could set them, a server could not trust them.',
    fix: 'Remove the line that sets the header. For cookies use `credentials: "include"` (`withCredentials` of XMLHttpRequest and axios). `Origin`, `Host` and `Access-Control-Request-*` are sent by the browser; a value of your own belongs into a header with another name.',
    remedy: 'none',
    find: said('forbidden-header'),
  },
  {
    id: 'preload-not-used',
    title: 'The preload and the request differ in CORS, so the browser loads the file twice',
    layer: 'client',
    symptom:
      'A preload for … is found, but is not used because the request credentials mode does not match. Consider taking a look at crossorigin attribute.',
    sure: 'The network panel shows the file twice.',
    why: 'A preload is only used for a request with the same mode and the same credentials mode: without `crossorigin` (no-cors, with cookies), `crossorigin="anonymous"` (cors, cookies to the own origin only) or `crossorigin="use-credentials"` (cors, with cookies).',
    fix: 'Give `<link rel="preload">` the same `crossorigin` as what uses the file. Fonts, `fetch` and module scripts are loaded with CORS: `crossorigin` (anonymous). For `fetch` with `credentials: "include"`, `crossorigin="use-credentials"`.',
    remedy: 'none',
    find: said('preload-not-used'),
  },
  {
    id: 'not-a-preflight',
    title: 'The OPTIONS request is not a preflight: it lacks Origin or Access-Control-Request-Method',
    layer: 'client',
    symptom: 'HTTP 400 “Invalid Preflight Request” from @fastify/cors.',
    sure: 'The request was sent by curl, a monitor or a proxy. Browsers send both headers with each preflight.',
    why: 'A preflight is OPTIONS with `Origin` and `Access-Control-Request-Method`. @fastify/cors (`strictPreflight`) refuses every other OPTIONS.',
    fix: 'Send both headers: `curl -i -X OPTIONS -H "Origin: https://app.example.com" -H "Access-Control-Request-Method: PUT" URL`. If it was a browser’s, a proxy in between removes them: pass them on. Monitors should ask with GET.',
    remedy: 'none',
    find: said('not-a-preflight'),
  },
  {
    id: 'tainted-canvas',
    title: 'The canvas (or WebGL, WebGPU) has an image of another origin that was loaded without CORS',
    layer: 'client',
    symptom:
      'Tainted canvases may not be exported; The canvas has been tainted by cross-origin data; The image element contains cross-origin data, and may not be loaded. `toDataURL`, `toBlob`, `getImageData`, `texImage2D` and `copyExternalImageToTexture` throw a SecurityError.',
    sure: 'The image (or the video) comes from another origin, and its element has no attribute `crossorigin`, or got it after `src`.',
    why: 'An image may be shown without a permission. What is drawn with it may be read only where the image was loaded with CORS, and its server allows the page.',
    fix: 'Set `crossorigin="anonymous"` (`crossOrigin` in script) before `src`, and let the server of the image send `Access-Control-Allow-Origin`. A copy in the cache that was loaded without CORS needs another URL.',
    remedy: 'none',
    find: (seen) =>
      said('tainted-canvas')(seen) ??
      said(
        'insecure-operation',
        'possible',
        'Look into the lines below it: they name toDataURL, toBlob, getImageData or texImage2D. Blocked storage and a wrong history.pushState print the same.',
      )(seen),
  },
  {
    id: 'element-without-cors',
    title: 'An element has loaded a file of another origin without CORS, and script may not use what is in it',
    layer: 'client',
    symptom:
      'MediaElementAudioSource outputs zeroes due to CORS access restrictions; Text track from origin … has been blocked from loading; Cannot access rules (`cssRules` of a stylesheet); Cannot capture from element with cross-origin data; Script error.',
    sure: 'The file comes from another origin, and its element (`<audio>`, `<video>`, `<link>`, `<script>`) has no attribute `crossorigin`.',
    why: 'Without the attribute the file is played, shown or run, and script gets nothing of it: silence for sound, no rules of a stylesheet, `Script error.` for every error. Subtitles are not even loaded.',
    fix: 'Set `crossorigin="anonymous"` on the element (for subtitles on their `<video>`), and let the server of the file send `Access-Control-Allow-Origin`.',
    remedy: 'none',
    find: (seen) =>
      said('element-without-cors')(seen) ??
      ofTrack(seen) ??
      said(
        'script-error',
        'possible',
        'Look whether a script of the page comes from another origin; with `crossorigin` the console names the error itself.',
      )(seen),
  },
  {
    id: 'fedcm-endpoint',
    title: 'FedCM: the identity provider does not allow this page to get its token',
    layer: 'auth',
    symptom:
      'FedCM get() rejects with NetworkError: Error retrieving a token. Server did not send the correct CORS headers.',
    sure: 'The console names FedCM or the “id assertion endpoint” beside it; the page signs in with Google or another identity provider.',
    why: 'For a sign-in with FedCM the browser itself asks the identity provider for a token, with CORS and cookies. The provider’s answer does not name this page, mostly since the page is not registered there.',
    fix: 'Add the page’s origin to the authorized JavaScript origins of the client at the provider (Google Cloud Console: Credentials). On your own provider, answer the id assertion endpoint with `Access-Control-Allow-Origin: ` and the page’s origin, and with `Access-Control-Allow-Credentials: true`.',
    remedy: 'none',
    find: said('fedcm'),
  },
  {
    id: 'worker-of-other-origin',
    title: 'Not CORS: the script of a worker has to be of the page’s own origin',
    layer: 'client',
    symptom:
      "Failed to construct 'Worker': Script at 'https://cdn.example.com/w.js' cannot be accessed from origin 'https://app.example.com'.",
    sure: 'The URL in `new Worker(…)` or `new SharedWorker(…)` has another origin than the page.',
    why: 'Browsers start a worker only from the origin of the page. No header of the other server changes that.',
    fix: 'Serve the script from the page’s own origin (or by a proxy there), or start a worker of the same origin that loads the other script with `importScripts` or `import`.',
    remedy: 'none',
    find: said('worker-script'),
  },
  {
    id: 'service-worker-failed',
    title: 'Not CORS: the page’s service worker gave an answer that the page may not use',
    layer: 'client',
    symptom:
      'The FetchEvent for … resulted in a network error response; in Firefox: A ServiceWorker intercepted the request and encountered an unexpected error.',
    sure: 'With “Bypass for network” (Application panel, Service workers) the request works.',
    why: 'A service worker stands between page and network. An opaque response for a cors request, a used body, a rejected promise are network errors for the page.',
    fix: 'In the worker’s fetch handler: do not answer what you do not need to; pass `event.request` on as it is; catch, and fall back to `fetch(event.request)`.',
    remedy: 'none',
    find: said('service-worker'),
  },
  {
    id: 'no-browser',
    title: 'Not CORS: this error is of Node, which has no CORS',
    layer: 'network',
    symptom: 'TypeError: fetch failed; connect ECONNREFUSED; getaddrinfo ENOTFOUND.',
    sure: 'It stands in the terminal of a server, not in the console of a browser.',
    why: 'Servers, scripts and tests in Node are not pages: no rule of CORS is applied to what they fetch. The cause under `fetch failed` says what happened.',
    fix: 'Read `error.cause`: a name, a port or a certificate. Inside a container `localhost` is the container itself.',
    remedy: 'none',
    find: said('no-browser', 'likely'),
  },
  {
    id: 'application-error',
    title: 'Not CORS: the server answered with an error, and nothing says that CORS hid it',
    layer: 'app',
    symptom: 'Failed to load resource: the server responded with a status of 401 (or 404, 500…).',
    sure: 'The console has no line about CORS for this URL; script can read `response.status`.',
    why: 'The request was sent and answered. What is wrong is in it, or in the server: who calls, the path, the data.',
    fix: 'Read the body of the answer in the network panel, and the log of the server: 401 and 403 ask who calls (is the token, or the cookie, in the request?), 404 is the path, 405 the method, 422 the data, 5xx the server itself.',
    remedy: 'none',
    find: said('status', 'likely', 'Look whether the console has another line, about CORS, for the same URL.'),
  },
]
