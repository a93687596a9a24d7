/**
 * The real problems that people call CORS: the cause that explains each and the test of it, or why it cannot be seen
 * from outside.
 */

export interface Problem {
  readonly problem: string
  /** By their ids. */
  readonly causes: readonly string[]
  /** The cause that explains it, or why it cannot be seen. */
  readonly by: string
  /**
   * Set-ups of the clinic by name, `second: NAME` for a clinic that was scored blind, or `FILE # TEXT` for a test and
   * words in it.
   */
  readonly tested: readonly string[]
}

const SAID = 'packages/diagnose/explain/said/said-lines.test.ts'
const said = (text: string) => `${SAID} # ${text}`

const problem = (problem: string, causes: readonly string[], by: string, ...tested: string[]): Problem => ({
  problem,
  causes,
  by,
  tested,
})

export const ORIGIN_PROBLEMS: readonly Problem[] = [
  problem(
    'The route has no CORS at all',
    ['no-cors-headers', 'cors-only-elsewhere'],
    'no answer of the server, or none of this path, has a header of CORS',
    'nobody thought of it',
    'one route forgotten',
    'second: add_header is not inherited',
  ),
  problem(
    'An exception, whose 500 is made outside of CORS',
    ['error-without-headers'],
    'the status, and headers on other answers',
    'it throws',
    'it throws elsewhere',
    'second: a report that raises',
  ),
  problem(
    'nginx’s `add_header` without `always`',
    ['error-without-headers'],
    'the status; which word is missing in the configuration does not show',
    'not always',
  ),
  problem(
    '413 of a proxy in front',
    ['body-too-large'],
    'the status, and who says it',
    'an upload',
    'an upload through nginx',
  ),
  problem(
    '502 or 504 of a gateway after a while',
    ['gateway-error'],
    'the status, and who says it',
    'nobody behind it',
    'too slow',
    'second: timeout server',
  ),
  problem(
    '401, 403 or 429 made by a cloud’s gateway',
    ['auth-before-cors', 'rate-limit-without-headers', 'options-not-handled'],
    'the status, and the gateway’s own header',
    'an API gateway',
    'second: Missing Authentication Token',
  ),
  problem(
    'The session is over: the API redirects to a login',
    ['login-redirect'],
    'the address of the redirect',
    'the session is over',
    'second: login_required',
  ),
  problem(
    'A redirect to a third origin made `Origin` `null`',
    ['redirect-taints-origin'],
    'the chain of exchanges',
    'two hops',
  ),
  problem(
    'The configured origin ends with a slash',
    ['origin-trailing-slash'],
    'the value',
    'the address bar',
    'with a path',
  ),
  problem('The configured origin has no scheme', ['origin-without-scheme'], 'the value', 'host alone', 'host and port'),
  problem(
    '`localhost`, `127.0.0.1`, `[::1]`',
    ['localhost-or-127'],
    'the value; where the server is silent, the same question under the other name',
    'two names',
    'six is not four',
    'second: the other name of this machine',
  ),
  problem(
    'Another port, or http for https',
    ['origin-port', 'origin-scheme'],
    'the value; for the scheme also the same question under the other one',
    'another port',
    'the default port',
    'http in production',
    'packages/diagnose/refusals.test.ts # told in every style',
  ),
  problem('Upper case in the configured origin', ['origin-case'], 'the value', 'a marketing name'),
  problem('A list in one header', ['origin-list-in-one-header'], 'the value', 'a list', 'a list with spaces'),
  problem(
    'Proxy and app both add the header',
    ['two-layers-add-headers'],
    'two lines, or a value that repeats itself',
    'said twice',
    'two owners',
    'second: Header always',
  ),
  problem(
    'An extension adds a second header',
    ['two-layers-add-headers'],
    'a recording of that browser shows two lines; asked from elsewhere, the server is well, which is told as it is',
    'said twice',
  ),
  problem('A glob in the header', ['origin-glob'], 'the value', 'a glob'),
  problem('An empty variable', ['origin-empty'], 'the value', 'an unset variable'),
  problem(
    '`*`, and a request with cookies',
    ['wildcard-with-credentials'],
    'the value, and the credentials mode',
    'star and cookies',
  ),
  problem(
    'The framework throws on `*` with credentials',
    ['error-without-headers', 'preflight-fails', 'wildcard-with-credentials'],
    'the status; the exception stands in the server’s log, which `explain` reads',
    'it throws on OPTIONS',
    'it throws',
  ),
  problem(
    '`Access-Control-Allow-Credentials` missing, `True`, or twice',
    ['credentials-not-allowed'],
    'the value',
    'no word about cookies',
    'True',
    'true twice',
  ),
  problem(
    'CORS passes, and the cookie is not sent',
    ['cookie-not-sent'],
    'the attributes of `Set-Cookie`; that one person’s browser blocks cookies of third parties does not show',
    'a cookie that stays home',
    'second: a cookie for nobody',
    said("'cookie-not-sent'"),
  ),
  problem(
    'The server itself refuses foreign origins',
    ['origin-refused-by-server'],
    'the same request without `Origin` is answered well',
    'the origin itself',
    'packages/diagnose/refusals.test.ts # told in every style',
  ),
  problem(
    '`capacitor://`, an extension’s scheme, `null`',
    ['origin-not-allowed', 'another-origin-allowed', 'no-cors-headers'],
    '`check --origin` takes any of them; the server is asked with it',
    'null',
    'packages/diagnose/never-silent.test.ts # capacitor://localhost',
  ),
]

export const PREFLIGHT_PROBLEMS: readonly Problem[] = [
  problem(
    'Authentication before CORS',
    ['auth-before-preflight'],
    'OPTIONS is answered 401 or 403',
    'who are you',
    'forbidden',
    'who are you, with headers',
    'a locked door',
    'second: before_request',
  ),
  problem(
    'The same behind a mesh or gateway',
    ['auth-before-preflight'],
    'the status; which filter stands first is a matter of the mesh’s configuration, which does not show',
    'who are you, with headers',
    'a locked door',
  ),
  problem(
    'OPTIONS is not routed',
    ['options-not-handled'],
    'the status 404, 405, 400 or 501',
    'no such method',
    'not found',
    'not implemented',
  ),
  problem('http to https', ['http-to-https-redirect'], 'the address of the redirect', 'https first'),
  problem(
    'A slash at the end',
    ['trailing-slash-redirect'],
    'the address of the redirect',
    'a slash',
    'second: APPEND_SLASH',
  ),
  problem(
    'The redirect for the slash leads to http, behind a TLS proxy',
    ['slash-redirect-behind-proxy'],
    'the address of the redirect',
    'packages/diagnose/causes/redirects.test.ts # slash-redirect-behind-proxy',
  ),
  problem(
    'S3 redirects to the bucket’s region',
    ['s3-region-redirect'],
    'the address of the redirect',
    'packages/diagnose/causes/redirects.test.ts # s3-region-redirect',
  ),
  problem(
    'A header is not listed',
    ['header-not-allowed'],
    'the list, or a preflight without the header',
    'a header of ours',
    'second: a key that Starlette refuses',
  ),
  problem('A monitoring library adds a header', ['tracing-header'], 'the name', 'a tracer', 'second: traceparent'),
  problem(
    '`*` for headers, with credentials',
    ['wildcard-list-with-credentials'],
    'the list, and the credentials mode',
    'star and a token',
    'star and a method',
  ),
  problem(
    '`*` and `Authorization`',
    ['header-not-allowed'],
    'as the standard says, `*` does not cover it; the engines let it through today, and so does `--engine chromium`',
    'packages/corskit/browser/state/preflight-cache.test.ts # * covers headers but Authorization',
  ),
  problem(
    'The method is not listed',
    ['method-not-allowed'],
    'the list, or a preflight for another method',
    'a new method',
    'no methods',
    "second: Tomcat's default methods",
  ),
  problem(
    '`patch` in lower case',
    ['method-case'],
    'the list, and what was sent',
    'patch',
    'put in lower case',
    'second: patch for Starlette',
  ),
  problem(
    'A tool says that GET or POST has to be listed',
    [],
    'not a failure: the model knows that they need not be',
    'packages/corskit/browser/outcomes/requests.test.ts # methods',
  ),
  problem('JSON, and `content-type` is not listed', ['header-not-allowed'], 'the list', 'JSON'),
  problem('One bad element makes the list void', ['malformed-list'], 'the list', 'a bad token', 'quotes'),
  problem(
    'Headers on OPTIONS only',
    ['headers-only-on-preflight'],
    'the two answers beside each other',
    'only OPTIONS',
  ),
  problem(
    '“My OPTIONS returns nothing” in curl',
    [],
    'not a failure: a question without `Origin` and `Access-Control-Request-Method` is not a preflight; `check` always asks with both',
    'packages/cli/check/command.test.ts # is a real preflight when one is needed',
  ),
  problem(
    'Mended, and users still fail',
    [],
    'an old preflight lies in their browsers’ caches, where nobody else can look; `check` says that the server is well',
    'packages/corskit/browser/state/preflight-cache.test.ts # a max-age of 0 keeps nothing',
  ),
  problem(
    'A preflight for every call',
    [],
    'not a failure: for how long an answer is kept, and for what, is in the model',
    'packages/corskit/browser/outcomes/remembered.test.ts # for how long a preflight is remembered',
  ),
  problem(
    'A preflight that nobody expected',
    [],
    'not a failure of its own: `check` shows the preflight and the rule that asks for it',
    'packages/corskit/browser/outcomes/requests.test.ts # request headers, by their values',
  ),
  problem(
    'A firewall’s challenge',
    ['bot-challenge'],
    'the firewall’s own headers, or its page',
    'a challenge',
    'second: x-amzn-waf-action',
  ),
  problem(
    'An access gateway redirects OPTIONS to its login',
    ['login-redirect'],
    'the address of the redirect',
    'an access gateway',
  ),
  problem('The page of a tunnel', ['tunnel-page'], 'the tunnel’s own header, or its name', 'a tunnel'),
  problem(
    'The preflight is never answered',
    ['no-answer'],
    'the time runs out; why the app is silent does not show',
    said("'no-answer'"),
  ),
  problem(
    'OPTIONS works in production and not in development',
    ['options-not-handled', 'preflight-without-headers'],
    'each server is asked by itself: `check` one, then the other',
    'the router answers',
    'nginx answers OPTIONS',
    'not implemented',
  ),
]

export const CACHE_PROBLEMS: readonly Problem[] = [
  problem(
    'A copy was stored for a request without `Origin`',
    ['cached-without-headers'],
    'with a query that nobody asked before, the headers are there',
    'a copy without',
    'second: Vary half of the time',
  ),
  problem(
    'A copy was stored for another site',
    ['cached-for-another-origin'],
    'with a query that nobody asked before, the value is right',
    "another page's copy",
  ),
  problem(
    '`<img>` first, then fetch',
    ['no-cors-headers', 'origin-not-allowed'],
    'the copy lies in one browser’s cache; a HAR of it shows the answer without the headers, the server itself is well',
  ),
  problem(
    'A service worker keeps an opaque response',
    ['service-worker-failed'],
    'the console’s line; the worker’s own cache cannot be seen from outside',
    said("'service-worker-failed'"),
  ),
  problem(
    '304, and which headers count',
    ['preflight-status-odd'],
    'as the model has it: the preflight fails, and the answer to a request has the headers of the stored one',
    'redirecting OPTIONS',
  ),
]

export const OTHER_PROBLEMS: readonly Problem[] = [
  problem(
    'A certificate that is not trusted',
    ['certificate'],
    'the handshake, or the console’s line',
    'second: last month’s certificate',
    said("'certificate'"),
  ),
  problem(
    'An https page, an http server',
    ['mixed-content'],
    'the two URLs, or the console’s line',
    said("'mixed-content'"),
  ),
  problem(
    'A blocker or tracking protection',
    ['blocked-by-extension'],
    'the console’s line; from outside, the server is well',
    said("'blocked-by-extension'"),
  ),
  problem(
    'The name of a container or an internal host',
    ['host-not-found', 'nothing-listens'],
    'the name is not found, or nothing listens there',
    said("'host-not-found'"),
    'packages/cli/check/local-network.test.ts # a port on which nothing listens is told as that',
  ),
  problem(
    'The server crashed or hung up',
    ['connection-dropped'],
    'no answer came',
    'it hangs up',
    'second: dead after the preflight',
  ),
  problem(
    'Local Network Access',
    ['local-network-access'],
    'where page and server stand; `--permission` says what the user answered',
    'packages/cli/check/local-network.test.ts # the address that counts is the one connected to',
  ),
  problem(
    'The page’s Content-Security-Policy',
    ['content-security-policy'],
    'the console’s line; `check` asks the server and does not load the page',
    said("'content-security-policy'"),
  ),
  problem(
    '`Cross-Origin-Resource-Policy`, COEP',
    ['resource-policy', 'embedder-policy'],
    'the header, or the console’s line',
    'helmet',
    said("'embedder-policy'"),
  ),
  problem('`no-cors`, and the body is empty', ['opaque-response'], 'the mode', 'no-cors'),
  problem(
    'A header that script cannot see',
    ['header-not-exposed'],
    'the console’s line; `check` lists what script sees and what stays hidden',
    said("'header-not-exposed'"),
    'packages/cli/check/command.test.ts # names headers that script cannot see',
  ),
  problem(
    'It works in Postman or curl',
    [],
    'not a failure: they are not browsers; docs/works-in-postman.md',
    'packages/cli/check/command.test.ts # is a real preflight when one is needed',
  ),
  problem(
    '403 of the API through the development proxy',
    ['origin-refused-by-server', 'auth-before-cors'],
    'with `check` at the proxy: the same request without `Origin`',
    'the origin itself',
  ),
  problem(
    'Cookies vanish through the development proxy',
    ['cookie-not-sent'],
    'the attributes of `Set-Cookie`, as the proxy leaves them; what it has taken away does not show',
    'a cookie that stays home',
  ),
  problem(
    'A development server’s own CORS became stricter',
    ['origin-not-allowed', 'origin-refused-by-server', 'no-cors-headers'],
    'what it answers to this page',
    'on no list',
    'the origin itself',
  ),
  problem(
    'Something adds a header, and with it a preflight',
    ['header-not-allowed'],
    'the list of the answer, and the name; who added it does not show',
    'a header of ours',
  ),
  problem(
    'An old Safari takes `*` in a list literally',
    [],
    'the model has today’s engines; one of that age is not among them',
  ),
  problem(
    'Upper-case names in HTTP/2',
    ['connection-failed'],
    'the console’s line; what is malformed does not show',
    said('ERR_HTTP2_PROTOCOL_ERROR'),
  ),
]

const SECTIONS = [
  ['The answer does not have the right origin', ORIGIN_PROBLEMS],
  ['The preflight fails', PREFLIGHT_PROBLEMS],
  ['Caches', CACHE_PROBLEMS],
  ['Not CORS, but called so', OTHER_PROBLEMS],
] as const

export const PROBLEMS: readonly Problem[] = SECTIONS.flatMap(([, problems]) => problems)

export function problemsTable(): string {
  return SECTIONS.flatMap(([title, problems]) => [
    `## ${title}`,
    '',
    '| Problem | Told as | By what, or why not | Tested |',
    '|---|---|---|---|',
    ...problems.map(({ by, causes, problem, tested }) => {
      const links = causes.map((id) => `[${id}](causes/${id}.md)`).join(', ')
      const cells = [problem, links || 'no cause', by, tested.map(place).join('; ') || 'cannot be']
      return `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
    }),
    '',
  ])
    .join('\n')
    .trimEnd()
}

function place(tested: string): string {
  const [file = '', text] = tested.split(' # ')
  if (text !== undefined) return `[${file.replace(/.*\//, '')}](../${file})`
  const [, clinic, name] = /^(\w+): (.*)$/.exec(tested) ?? []
  return clinic === undefined ? `clinic, “${tested}”` : `${clinic} clinic, “${name}”`
}
