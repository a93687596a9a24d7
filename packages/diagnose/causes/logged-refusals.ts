/** What to change at the server that has said that it refuses a page. */
import type { Finding } from '../words/cause-rule.ts'

/** By what a line says: where the program that wrote it has its list of origins. */
const LISTS: readonly (readonly [line: RegExp, summary: string])[] = [
  [/^Reject:/, 'Add the page’s origin to `allowedOrigins` of Spring’s CORS configuration.'],
  [/_next/, 'Add the host to `allowedDevOrigins` in next.config. Only the development server of Next.js refuses so.'],
  [
    /^Request origin \S+ does not/,
    'Add the page’s origin to `WithOrigins` of the policy that the endpoint uses (ASP.NET Core).',
  ],
  [/^Preflight aborted|^Actual request/, 'Add the page’s origin to `AllowedOrigins` of rs/cors.'],
  [
    /CheckOrigin/,
    'Let `CheckOrigin` of the upgrader (gorilla/websocket) return true for the page’s origin, and only for origins that you list.',
  ],
  [/^Request origin not/, 'Add the page’s origin to `config.action_cable.allowed_request_origins` (Rails).'],
  [
    /^HTTP Origin/,
    'Rails’ check against CSRF refuses, not CORS. Behind a proxy, pass on `X-Forwarded-Proto` and the host, so that Rails knows its own origin.',
  ],
  [/Phoenix/, 'Add the page’s origin to `check_origin` of the endpoint (Phoenix).'],
  [/accepted origin/, 'Add the page’s origin to `cors_allowed_origins` of Socket.IO’s server (Python).'],
  [/^Blocking Cross/, 'Add the page’s origin to `allow_origin` of Jupyter’s server.'],
  [
    /^Origin checking/,
    'Add the page’s origin to `CSRF_TRUSTED_ORIGINS` of Django: its check against CSRF refuses, not CORS.',
  ],
  [
    /Server Actions/,
    'Next.js’ check against CSRF refuses, not CORS. Let the proxy pass on the host that the page has (`X-Forwarded-Host`), or add the page’s host to `experimental.serverActions.allowedOrigins` in next.config.',
  ],
  [
    /forwarded action/,
    'React Router’s check against CSRF refuses, not CORS. Let the proxy pass on the host that the page has, or add the page’s host to `allowedActionOrigins` in react-router.config.',
  ],
  [
    /form submissions/,
    'A check against CSRF refuses, not CORS. SvelteKit: set `ORIGIN` for adapter-node to the address that the page has, or add the page’s origin to `csrf.trustedOrigins`. Astro: add the host to `security.allowedDomains`, so that it believes the proxy.',
  ],
  [
    /^cross-origin request detected/,
    'A check against CSRF refuses, not CORS: add the page’s origin with `AddTrustedOrigin` (`http.CrossOriginProtection` of Go).',
  ],
  [/^(?:Simple|Preflight|Invalid preflight) CORS/, 'Add the page’s origin to `origins` of Corsica.'],
  [/^Cross-origin request to/, 'Add the page’s origin to `allowedOrigins` of Jetty’s CrossOriginFilter.'],
  [
    /^CORS Rejected/,
    'Add the page’s origin to `quarkus.http.cors.origins` (Quarkus), or to the CorsHandler of Vert.x.',
  ],
  [
    /^Invalid CORS request; /,
    'Add the page’s origin, the method and the headers to the parameters of Tomcat’s CorsFilter: `cors.allowed.origins`, `cors.allowed.methods`, `cors.allowed.headers`.',
  ],
  [/^Invalid CORS request;/, 'Add the page’s origin, the method and the headers to `play.filters.cors` (Play).'],
  [/^Disallowed CORS origin/, 'Add the page’s origin to `allow_origins` of the `CORSMiddleware` (Starlette, FastAPI).'],
  [
    /^Invalid CORS request/,
    'Add the page’s origin, the method and the headers to Spring’s CORS configuration; its log at DEBUG says which of them it refuses.',
  ],
  [
    /^This CORS request is not allowed/,
    'Add the page’s origin, the method and the headers to a rule of the bucket’s CORS configuration.',
  ],
  [/^Origin is not allowed to make/, 'Add the page’s origin with `allowed_origin` of actix-cors.'],
  [/^CORS request forbidden/, 'Add the page’s origin with `allow_origin` of warp’s `cors()`.'],
  [
    /^Refusing websocket/,
    'Start the server with `--allow-websocket-origin=HOST:PORT` for the page’s host (Bokeh, Panel).',
  ],
  [/^URL Blocked because of CORS/, 'Add the page’s origin to `ServiceSettings.AllowCorsFrom` of Mattermost.'],
  [/any of allowed origins/, 'Add the page’s origin to `origins` of Flask-CORS.'],
  [
    /^origin not allowed/,
    'Add the page’s host to `allowed_origins` in the section of Grafana Live, or to `csrf_trusted_origins` of its security section.',
  ],
  [
    /^AADSTS/,
    'Register the page’s address as a redirect URI of the type “Single-page application” at Microsoft Entra.',
  ],
  [/given client ID/, 'Add the page’s origin to the authorized JavaScript origins of the OAuth client (Google).'],
  [
    /potential Cross-Site/,
    'Apollo’s check against CSRF refuses, not CORS: send `content-type: application/json`, or the header `apollo-require-preflight`.',
  ],
  [/Live Content API|CorsOriginError/, 'Add the page’s origin to the CORS origins of the project (Sanity).'],
  [/^Invalid Origin\. Register/, 'Add the page’s host as a web platform of the project (Appwrite).'],
  [
    /^Unauthorized request from/,
    'Expo’s development server refuses pages of other hosts. Open the app at the address that `expo start` prints.',
  ],
  [/^Invalid origin/, 'Add the page’s origin to `trustedOrigins` of the server’s sign-in (Better Auth).'],
]

/** The words of people, whose list stands in their own code. */
const OWN_LIST =
  'Add the page’s origin to the list that the server’s own code looks into. A callback of `cors` (Express, Nest) or `@fastify/cors` should say `callback(null, false)` to others and not hand on an error, which is answered 500.'

export const logged = (line: string): Required<Pick<Finding, 'summary'>> => ({
  summary: LISTS.find(([pattern]) => pattern.test(line))?.[1] ?? OWN_LIST,
})
