/** Changes that are not a policy: another order, another word, or one layer less. */
import type { Snippet } from '../words/cause.ts'
import type { SpecialRemedy } from '../words/cause-rule.ts'

const EXPRESS =
  "import { cors } from 'corskit/express'\n\nconst policy = { origin: 'https://app.example.com' } // your pages\n"
const FASTAPI = 'policy = {"allow_origins": ["https://app.example.com"]}  # your pages\n'

export const SPECIAL_SNIPPETS: Readonly<Record<SpecialRemedy, readonly Snippet[]>> = {
  'always-on-errors': [
    {
      stack: 'nginx',
      language: 'nginx',
      file: 'nginx.conf',
      code: '# "always": also on 4xx and 5xx, those of nginx itself included\nadd_header Access-Control-Allow-Origin "https://app.example.com" always; # your page\nadd_header Vary Origin always;\n',
    },
    {
      stack: 'api-gateway',
      language: 'yaml',
      file: 'template.yaml',
      code: '# answers of the gateway itself: 401, 403, 429, 5xx\nGatewayResponses:\n  DEFAULT_4XX:\n    ResponseParameters:\n      Headers:\n        Access-Control-Allow-Origin: "\'https://app.example.com\'" # your page\n  DEFAULT_5XX:\n    ResponseParameters:\n      Headers:\n        Access-Control-Allow-Origin: "\'https://app.example.com\'" # your page\n',
    },
  ],
  'auth-after-cors': [
    {
      stack: 'express',
      language: 'js',
      file: 'server.js',
      code: `${EXPRESS}app.use(cors(policy)) // first\napp.use(authenticate) // then who it is\n`,
    },
    {
      stack: 'fastapi',
      language: 'python',
      file: 'main.py',
      code: `${FASTAPI}app.add_middleware(AuthMiddleware)\napp.add_middleware(CORSMiddleware, **policy)  # added last: stands outermost\n`,
    },
    {
      stack: 'django',
      language: 'python',
      file: 'settings.py',
      code: 'MIDDLEWARE = [\n    "corsheaders.middleware.CorsMiddleware",  # first\n    "django.contrib.auth.middleware.AuthenticationMiddleware",\n]\n',
    },
    {
      stack: 'spring',
      language: 'java',
      file: 'SecurityConfig.java',
      code: 'http.cors(Customizer.withDefaults()) // the CorsFilter stands before authentication\n    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated());\n',
    },
    {
      stack: 'aspnet',
      language: 'csharp',
      file: 'Program.cs',
      code: 'app.UseRouting();\napp.UseCors(); // before authentication\napp.UseAuthentication();\napp.UseAuthorization();\n',
    },
    {
      stack: 'nginx',
      language: 'nginx',
      file: 'nginx.conf',
      code: '# OPTIONS needs no login: it has no cookies\nlimit_except OPTIONS {\n    auth_basic "API";\n    auth_basic_user_file /etc/nginx/htpasswd;\n}\n',
    },
  ],
  'errors-inside-cors': [
    {
      stack: 'express',
      language: 'js',
      file: 'server.js',
      code: `${EXPRESS}app.use(cors(policy)) // before the routes: errors and 404s then have the headers too\n`,
    },
    {
      stack: 'fastapi',
      language: 'python',
      file: 'main.py',
      code: `${FASTAPI}# the handler for every exception runs inside CORSMiddleware; without it the 500 is made outside\n@app.exception_handler(Exception)\nasync def failed(request, error):\n    return JSONResponse({"detail": "internal error"}, status_code=500)\n\napp = CORSMiddleware(app, **policy)  # around everything\n`,
    },
    {
      stack: 'nginx',
      language: 'nginx',
      file: 'nginx.conf',
      code: 'add_header Access-Control-Allow-Origin "https://app.example.com" always; # your page; "always": also on errors\n',
    },
  ],
  'expose-header': [
    {
      stack: 'express',
      language: 'js',
      file: 'server.js',
      code: `${EXPRESS}app.use(cors({ ...policy, exposedHeaders: ['x-total-count'] })) // the header that script is to read\n`,
    },
    {
      stack: 'fastapi',
      language: 'python',
      file: 'main.py',
      code: `${FASTAPI}app.add_middleware(CORSMiddleware, **policy, expose_headers=["x-total-count"])  # the header that script is to read\n`,
    },
    {
      stack: 'nginx',
      language: 'nginx',
      file: 'nginx.conf',
      code: '# the header that script is to read\nadd_header Access-Control-Expose-Headers x-total-count always;\n',
    },
  ],
  'one-layer': [
    {
      stack: 'nginx',
      language: 'nginx',
      file: 'nginx.conf',
      code: '# if nginx owns CORS: hide what the app sends\nproxy_hide_header Access-Control-Allow-Origin;\nproxy_hide_header Access-Control-Allow-Credentials;\n',
    },
    {
      stack: 'apache',
      language: 'apache',
      file: 'httpd.conf',
      code: '# set replaces, add makes a second line\nHeader always unset Access-Control-Allow-Origin\nHeader always set Access-Control-Allow-Origin "https://app.example.com"\n',
    },
  ],
  'vary-in-cache': [
    {
      stack: 'nginx',
      language: 'nginx',
      file: 'nginx.conf',
      code: 'proxy_cache_key $scheme$host$request_uri$http_origin;\nadd_header Vary Origin always;\n',
    },
    {
      stack: 'cloudfront',
      language: 'json',
      file: 'cache-policy.json',
      code: `${JSON.stringify({ HeadersConfig: { HeaderBehavior: 'whitelist', Headers: { Quantity: 1, Items: ['Origin'] } } }, null, 2)}\n`,
    },
    {
      stack: 'express',
      language: 'js',
      file: 'server.js',
      code: `${EXPRESS}app.use(cors(policy)) // corskit sends Vary: Origin on every answer, also to requests without Origin\n`,
    },
  ],
}
