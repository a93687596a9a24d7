/** What servers write into their logs when they refuse a page, a method, a header or a name of a host. */
import type { SaidKind } from '../../words/said-line.ts'
import { OWN_REFUSAL_FORMS } from './own-refusal-forms.ts'

/** Bounded, so that a long text takes no time that grows with its square. */
const PAGE = `(?<page>[a-z][a-z+.-]{1,30}://[^\\s'"\\])<>]{1,300}|null)`
const HOST = `["'\\(]{0,2}[\\w.:[\\]-]{1,253}`

export const SERVER_LOG_FORMS: readonly (readonly [kind: SaidKind, source: string])[] = [
  // Spring's DefaultCorsProcessor.
  ['refused-by-server', `(?<detail>Reject: '${PAGE}' origin is not allowed)`],
  ['method-refused', "(?<detail>Reject: HTTP '(?<method>[A-Za-z]{1,20})' is not allowed)"],
  ['header-refused', "(?<detail>Reject: headers '[^'\\n]{1,300}' are not allowed)"],
  // ASP.NET Core's CorsService.
  ['refused-by-server', `(?<detail>Request origin ${PAGE} does not have permission to access the resource)`],
  ['method-refused', '(?<detail>Request method (?<method>[A-Za-z]{1,20}) not allowed in CORS policy)'],
  ['header-refused', "(?<detail>Request header '[^'\\n]{1,100}' not allowed in CORS policy)"],
  // rs/cors and gorilla/websocket in Go.
  [
    'refused-by-server',
    `(?:Actual request no headers added|Preflight aborted): (?<detail>origin '${PAGE}' not allowed)`,
  ],
  [
    'method-refused',
    "(?:Actual request no headers added|Preflight aborted): (?<detail>(?:requested )?method '(?<method>[A-Za-z]{1,20})' (?:is )?not allowed)",
  ],
  ['header-refused', "Preflight aborted: (?<detail>(?:requested )?headers '[^'\\n]{1,300}' (?:are )?not allowed)"],
  ['refused-by-server', '(?<detail>request origin not allowed by Upgrader\\.CheckOrigin)'],
  // Next.js, Django, Rails, Phoenix, python-engineio, Jupyter.
  [
    'refused-by-server',
    '(?<detail>(?:Cross origin request detected|Blocked cross-origin request) from \\S{1,253} to /_next)/\\S{1,200}',
  ],
  [
    'refused-by-server',
    '(?<detail>Blocked cross-origin request to Next\\.js dev resource /_next/\\S{1,200}) from \\S{1,255}',
  ],
  ['refused-by-server', `(?<detail>Origin checking failed) - ${PAGE} does not match any trusted origins`],
  ['refused-by-server', `(?<detail>Request origin not allowed): ${PAGE}`],
  ['refused-by-server', `(?<detail>HTTP Origin header) \\(${PAGE}\\) didn't match request\\.base_url`],
  ['refused-by-server', '(?<detail>Could not check origin for Phoenix\\.Socket transport)'],
  ['refused-by-server', `(?<!\\S)${PAGE} (?<detail>is not an accepted origin)`],
  ['refused-by-server', '(?<detail>Blocking Cross Origin (?:API request|WebSocket Attempt)[^\\n]{0,300})'],
  // Checks against CSRF: Next.js, React Router, SvelteKit and Astro, Go's CrossOriginProtection, Better Auth.
  [
    'refused-by-server',
    '(?<detail>header with value \\S{1,255} does not match `?origin`? header with value \\S{1,255} from a forwarded Server Actions request)',
  ],
  ['refused-by-server', '(?<detail>does not match `?origin`? header from a forwarded action request)'],
  ['refused-by-server', '(?<detail>Cross-site (?<method>POST|PUT|PATCH|DELETE) form submissions are forbidden)'],
  [
    'refused-by-server',
    '(?<detail>cross-origin request detected(?: from Sec-Fetch-Site header|, and/or browser is out of date))',
  ],
  ['refused-by-server', `(?<detail>Invalid origin): ${PAGE}`],
  // Corsica in Elixir, Jetty, Vert.x and Quarkus, Play.
  [
    'refused-by-server',
    `(?:Simple|Preflight|Invalid preflight) CORS request from Origin "?${PAGE}"? (?<detail>is not allowed)`,
  ],
  [
    'method-refused',
    '(?<detail>Invalid preflight CORS request because the req(?:uest)? method (?:\\("(?<method>[A-Za-z]{1,20})"\\) )?is not in :allow_methods)',
  ],
  ['header-refused', '(?<detail>Invalid preflight CORS request because [^\\n]{1,300}?:allow_headers)'],
  [
    'refused-by-server',
    `Cross-origin request to \\S{1,300} with origin ${PAGE} (?<detail>does not match allowed origins)`,
  ],
  ['refused-by-server', '(?<detail>CORS Rejected - Invalid origin)'],
  [
    'refused-by-server',
    `(?<detail>Invalid CORS request);Origin=Some\\(${PAGE}\\)(?:;Method=(?:Some\\()?(?!OPTIONS)(?<method>[A-Z]{1,20}))?`,
  ],
  // Tomcat's CorsFilter.
  [
    'refused-by-server',
    `(?<detail>Invalid CORS request); Origin=(?<page>[^\\s;]{1,255})(?:;Method=(?!OPTIONS)(?<method>[A-Z]{1,20}))?`,
  ],
  // `*` beside credentials, where the program does not start or answer: Spring, ASP.NET Core, tower-http, Flask-CORS,
  // rack-cors, Fiber.
  [
    'wildcard-refused',
    '(?<detail>When allowCredentials is true, allowedOrigins cannot contain the special value "\\*")',
  ],
  [
    'wildcard-refused',
    '(?<detail>The CORS protocol does not allow specifying a wildcard \\(any\\) origin and credentials)',
  ],
  [
    'wildcard-refused',
    '(?<detail>Cannot combine `Access-Control-Allow-Credentials: true` with `Access-Control-Allow-Origin: \\*`)',
  ],
  [
    'wildcard-list-refused',
    '(?<detail>Cannot combine `Access-Control-Allow-Credentials: true` with `Access-Control-(?:Allow-Headers|Allow-Methods|Expose-Headers): \\*`)',
  ],
  ['wildcard-refused', "(?<detail>Cannot use supports_credentials in conjunction with an origin string of '\\*')"],
  ['wildcard-refused', '(?<detail>Allowing credentials for wildcard origins is insecure)'],
  [
    'wildcard-refused',
    "(?<detail>Insecure setup, 'AllowCredentials' is set to true, and 'AllowOrigins' is set to a wildcard)",
  ],
  // The checks of django-cors-headers.
  ['origin-written', "Origin '(?<detail>[^'\\n]{0,300})' in CORS_[A-Z_]{1,40} is missing scheme or netloc"],
  ['origin-written', "Origin '(?<detail>[^'\\n]{1,300})' in CORS_[A-Z_]{1,40} should not have path"],
  // Starlette and FastAPI, Spring and object stores, in the body of the answer.
  ['method-refused', '(?<detail>Disallowed CORS method)(?!, headers)'],
  ['header-refused', '(?<detail>Disallowed CORS headers)'],
  ['refused-by-server', '(?<detail>Disallowed CORS origin(?:, method)?(?:, headers)?)'],
  ['method-refused', '(?<detail>Disallowed CORS method, headers)'],
  ['refused-by-server', '(?<detail>Invalid CORS request)\\b'],
  ['refused-by-server', '(?<detail>This CORS request is not allowed)'],
  // @fastify/cors, of an OPTIONS without the headers of a preflight.
  ['not-a-preflight', '(?<detail>Invalid Preflight Request)\\b'],
  ['cors-off', '(?<detail>CORS is (?:not enabled for this bucket|disabled for this route))'],
  ['cors-off', '(?<detail>CORS not enabled or no matching rule found for this request)'],
  // actix-cors and warp in Rust, Bokeh and Panel, Mattermost, Flask-CORS, Grafana.
  ['refused-by-server', '(?<detail>Origin is not allowed to make this request)'],
  ['method-refused', '(?<detail>CORS request forbidden: request-method not allowed)'],
  ['header-refused', '(?<detail>CORS request forbidden: header not allowed)'],
  ['refused-by-server', '(?<detail>CORS request forbidden)'],
  ['refused-by-server', `(?<detail>Refusing websocket connection from Origin '${PAGE}')`],
  ['refused-by-server', '(?<detail>URL Blocked because of CORS)'],
  ['refused-by-server', '(?<detail>Origin header does not match any of allowed origins)'],
  ['refused-by-server', 'msg="?(?<detail>origin not allowed)'],
  // Services that sign in or give data: Microsoft, Google, Apollo, Sanity, Appwrite, Expo.
  ['refused-by-server', `(?<detail>AADSTS9002326: Cross-origin token redemption)`],
  ['refused-by-server', '(?<detail>The given origin is not allowed for the given client ID)'],
  ['refused-by-server', '(?<detail>This operation has been blocked as a potential Cross-Site Request Forgery)'],
  [
    'refused-by-server',
    '(?<detail>(?:CorsOriginError|The current origin is not allowed to connect to the Live Content API))',
  ],
  ['refused-by-server', '(?<detail>Invalid Origin\\. Register your new client)'],
  ['refused-by-server', `(?<detail>Unauthorized request from) ${PAGE}`],
  // Vite and Angular, webpack-dev-server, Django, Rails.
  ['host-refused', `Blocked request\\. (?<detail>This host ${HOST}["')]{0,2} is not allowed)`],
  ['host-refused', '(?<detail>Invalid Host(?:/Origin)? header)'],
  ['host-refused', `(?<detail>Invalid HTTP_HOST header): ${HOST}`],
  ['host-refused', `(?<detail>Blocked hosts?): ${HOST}`],
  // Express, Nest, Fastify, Koa, and what people write themselves.
  ...OWN_REFUSAL_FORMS,
]
