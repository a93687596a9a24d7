/** Changes that are not a policy alone: another order, another word, or one layer less. */
import type { Snippet } from '../words/cause.ts'
import type { SpecialRemedy } from '../words/cause-rule.ts'
import { type AppStack, corsBeforeAuthentication, corsIn } from './app-snippets.ts'
import type { SmallPolicy } from './smallest-policy.ts'

/** Each has the policy that allows the request: without its method and headers, it would block as before. */
type Written = (policy: SmallPolicy) => string

interface SpecialSnippet extends Omit<Snippet, 'code'> {
  readonly code: Written
}

/** Behind the commonest ones, which are all that is shown where the stack is not known. */
const OTHER_APPS = ['fastify', 'koa', 'hono'] as const

const fastapiWith =
  (use: string): Written =>
  ({ allowedHeaders, credentials, exposedHeaders, methods, origins }) => {
    const list = (names: readonly string[]) => `[${names.map((name) => JSON.stringify(name)).join(', ')}]`
    const entries = [
      `"allow_origins": ${list(origins)},`,
      `"allow_methods": ${list(methods.includes('*') ? ['*'] : ['GET', 'HEAD', 'POST', ...methods])},`,
      ...(allowedHeaders.length > 0 ? [`"allow_headers": ${list(allowedHeaders)},`] : []),
      ...(exposedHeaders.length > 0 ? [`"expose_headers": ${list(exposedHeaders)},`] : []),
      ...(credentials ? ['"allow_credentials": True,'] : []),
    ]
    return `policy = {\n${entries.map((entry) => `    ${entry}\n`).join('')}}\n${use}`
  }

/** One line of each header, for this page. */
const nginxHeaders = ({ credentials, origins: [page] }: SmallPolicy) =>
  `add_header Access-Control-Allow-Origin "${page}" always; # your page\n${credentials ? 'add_header Access-Control-Allow-Credentials true always;\n' : ''}add_header Vary Origin always;\n`

/** @param answers those that have the headers only by `always` */
const nginxAlways = (answers: string): SpecialSnippet => ({
  stack: 'nginx',
  language: 'nginx',
  file: 'nginx.conf',
  code: (policy) => `# "always": also on ${answers}\n${nginxHeaders(policy)}`,
})

function gatewayResponses({ credentials, origins: [page] }: SmallPolicy): string {
  const headers = [
    `Access-Control-Allow-Origin: "'${page}'" # your page`,
    ...(credentials ? [`Access-Control-Allow-Credentials: "'true'"`] : []),
  ].map((line) => `        ${line}\n`)
  const answers = ['DEFAULT_4XX', 'DEFAULT_5XX'].map(
    (name) => `  ${name}:\n    ResponseParameters:\n      Headers:\n${headers.join('')}`,
  )
  return `# answers of the gateway itself: 401, 403, 429, 5xx\nGatewayResponses:\n${answers.join('')}`
}

/** The header that script is to read, where it is not known. */
const WANTED = 'x-total-count'
const exposing = (policy: SmallPolicy): SmallPolicy =>
  policy.exposedHeaders.length > 0 ? policy : { ...policy, exposedHeaders: [WANTED] }

function exposedIn(stack: AppStack): SpecialSnippet {
  const { code, ...others } = corsIn(stack, 'exposedHeaders: what script is to read')
  return { ...others, code: (policy) => code(exposing(policy)) }
}

const ERRORS_TOO = 'before the routes: errors and 404s then have the headers too'
const VARY_TOO = 'corskit sends Vary: Origin on every answer, also to requests without Origin'

/** CORS stands around what refuses, in each framework. */
const BEFORE_AUTHENTICATION: readonly SpecialSnippet[] = [
  corsBeforeAuthentication('express'),
  {
    stack: 'fastapi',
    language: 'python',
    file: 'main.py',
    code: fastapiWith(
      'app.add_middleware(AuthMiddleware)\napp.add_middleware(CORSMiddleware, **policy)  # added last: stands outermost\n',
    ),
  },
  ...OTHER_APPS.map(corsBeforeAuthentication),
  {
    stack: 'django',
    language: 'python',
    file: 'settings.py',
    code: () =>
      'MIDDLEWARE = [\n    "corsheaders.middleware.CorsMiddleware",  # first\n    "django.contrib.auth.middleware.AuthenticationMiddleware",\n]\n',
  },
  {
    stack: 'spring',
    language: 'java',
    file: 'SecurityConfig.java',
    code: () =>
      'http.cors(Customizer.withDefaults()) // the CorsFilter stands before authentication\n    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated());\n',
  },
  {
    stack: 'aspnet',
    language: 'csharp',
    file: 'Program.cs',
    code: () =>
      'app.UseRouting();\napp.UseCors(); // before authentication\napp.UseAuthentication();\napp.UseAuthorization();\n',
  },
]

const SPECIAL_SNIPPETS: Readonly<Record<SpecialRemedy, readonly SpecialSnippet[]>> = {
  'always-on-errors': [
    nginxAlways('4xx and 5xx, those of nginx itself included'),
    {
      stack: 'api-gateway-rest',
      language: 'yaml',
      file: 'template.yaml',
      code: gatewayResponses,
    },
  ],
  'auth-after-cors': [
    ...BEFORE_AUTHENTICATION,
    {
      stack: 'nginx',
      language: 'nginx',
      file: 'nginx.conf',
      code: () =>
        '# OPTIONS needs no login: it has no cookies\nlimit_except OPTIONS {\n    auth_basic "API";\n    auth_basic_user_file /etc/nginx/htpasswd;\n}\n',
    },
  ],
  'refused-inside-cors': [...BEFORE_AUTHENTICATION, nginxAlways('401, 403 and 429, those of nginx itself included')],
  'errors-inside-cors': [
    corsIn('express', ERRORS_TOO),
    {
      stack: 'fastapi',
      language: 'python',
      file: 'main.py',
      code: fastapiWith(
        '# the handler for every exception runs inside CORSMiddleware; without it the 500 is made outside\n@app.exception_handler(Exception)\nasync def failed(request, error):\n    return JSONResponse({"detail": "internal error"}, status_code=500)\n\napp = CORSMiddleware(app, **policy)  # around everything\n',
      ),
    },
    ...OTHER_APPS.map((stack) => corsIn(stack, ERRORS_TOO)),
    nginxAlways('errors'),
  ],
  'expose-header': [
    exposedIn('express'),
    {
      stack: 'fastapi',
      language: 'python',
      file: 'main.py',
      code: (policy) =>
        fastapiWith('app.add_middleware(CORSMiddleware, **policy)  # expose_headers: what script is to read\n')(
          exposing(policy),
        ),
    },
    ...OTHER_APPS.map(exposedIn),
    {
      stack: 'nginx',
      language: 'nginx',
      file: 'nginx.conf',
      code: (policy) =>
        `# what script is to read\nadd_header Access-Control-Expose-Headers "${exposing(policy).exposedHeaders.join(', ')}" always;\n`,
    },
  ],
  'one-layer': [
    {
      stack: 'nginx',
      language: 'nginx',
      file: 'nginx.conf',
      code: () =>
        '# if nginx owns CORS: hide what the app sends\nproxy_hide_header Access-Control-Allow-Origin;\nproxy_hide_header Access-Control-Allow-Credentials;\n',
    },
    {
      stack: 'apache',
      language: 'apache',
      file: 'httpd.conf',
      code: ({ origins: [page] }) =>
        `# set replaces, add makes a second line\nHeader always unset Access-Control-Allow-Origin\nHeader always set Access-Control-Allow-Origin "${page}"\n`,
    },
  ],
  'vary-in-cache': [
    {
      stack: 'nginx',
      language: 'nginx',
      file: 'nginx.conf',
      code: () => 'proxy_cache_key $scheme$host$request_uri$http_origin;\nadd_header Vary Origin always;\n',
    },
    {
      stack: 'cloudfront',
      language: 'json',
      file: 'cache-policy.json',
      code: () =>
        `${JSON.stringify({ HeadersConfig: { HeaderBehavior: 'whitelist', Headers: { Quantity: 1, Items: ['Origin'] } } }, null, 2)}\n`,
    },
    ...(['express', ...OTHER_APPS] as const).map((stack) => corsIn(stack, VARY_TOO)),
  ],
}

/** The snippets of a remedy, for every stack that has one. */
export const specialSnippets = (remedy: SpecialRemedy, policy: SmallPolicy): Snippet[] =>
  SPECIAL_SNIPPETS[remedy].map((snippet) => ({ ...snippet, code: snippet.code(policy) }))
