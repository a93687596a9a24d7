/** Frameworks: the app itself answers. */
import type { SmallPolicy } from './smallest-policy.ts'
import type { Stack } from './stacks.ts'

/** The options of corskit, and of the packages that share its words. */
function options({ origin, methods, allowedHeaders, credentials }: SmallPolicy, indent = '  '): string {
  const insecure = credentials && origin.startsWith('http://') && !/\/\/(localhost|127\.|\[::1\])/.test(origin)
  const lines = [
    `origin: [${text(origin)}],`,
    ...(methods.length > 0 ? [`methods: [${list(methods)}],`] : []),
    ...(allowedHeaders.length > 0 ? [`allowedHeaders: [${list(allowedHeaders)}],`] : []),
    ...(credentials ? ['credentials: true,'] : []),
    ...(insecure ? ['dangerouslyAllowInsecureOrigins: true, // http: anybody on the way can read and change it'] : []),
  ]
  return lines.map((line) => indent + line).join('\n')
}

const text = (value: string) => `'${value}'`
const list = (values: readonly string[]) => values.map(text).join(', ')
const double = (values: readonly string[]) => values.map((value) => JSON.stringify(value)).join(', ')

/** All methods, for stacks that want the safelisted ones listed too. */
const every = (methods: readonly string[]) => ['GET', 'HEAD', 'POST', ...methods]
const python = (flag: boolean) => (flag ? 'True' : 'False')

export const APP_STACKS = {
  express: {
    title: 'Express',
    language: 'js',
    file: 'server.js',
    allow: (policy) =>
      `import { cors } from 'corskit/express'\n\n// before authentication and the routes\napp.use(cors({\n${options(policy)}\n}))\n`,
  },
  fastify: {
    title: 'Fastify',
    language: 'js',
    file: 'server.js',
    allow: (policy) =>
      `import { cors } from 'corskit/fastify'\n\n// before the routes\nawait app.register(cors, {\n${options(policy)}\n})\n`,
  },
  koa: {
    title: 'Koa',
    language: 'js',
    file: 'server.js',
    allow: (policy) =>
      `import { cors } from 'corskit/koa'\n\n// before everything else\napp.use(cors({\n${options(policy)}\n}))\n`,
  },
  hono: {
    title: 'Hono',
    language: 'ts',
    file: 'index.ts',
    allow: (policy) =>
      `import { cors } from 'corskit/hono'\n\n// before the routes\napp.use('*', cors({\n${options(policy)}\n}))\n`,
  },
  nestjs: {
    title: 'NestJS',
    language: 'ts',
    file: 'main.ts',
    allow: (policy) =>
      `import { cors } from 'corskit/nest'\n\nconst app = await NestFactory.create(AppModule)\napp.use(cors({\n${options(policy)}\n}))\n`,
  },
  nextjs: {
    title: 'Next.js',
    language: 'ts',
    file: 'proxy.ts',
    allow: (policy) =>
      `import { corsProxy } from 'corskit/next'\n\nexport const proxy = corsProxy({\n${options(policy)}\n})\nexport const config = { matcher: '/api/:path*' }\n`,
  },
  sveltekit: {
    title: 'SvelteKit',
    language: 'ts',
    file: 'src/hooks.server.ts',
    allow: (policy) =>
      `import { cors } from 'corskit/sveltekit'\n\nexport const handle = cors({\n${options(policy)}\n})\n`,
  },
  fastapi: {
    title: 'FastAPI',
    language: 'python',
    file: 'main.py',
    allow: ({ origin, methods, allowedHeaders, credentials }) =>
      `from fastapi.middleware.cors import CORSMiddleware\n\n# added last: it then stands around everything, errors included\napp.add_middleware(\n    CORSMiddleware,\n    allow_origins=[${JSON.stringify(origin)}],\n    allow_methods=[${double(every(methods))}],\n    allow_headers=[${double(allowedHeaders)}],\n    allow_credentials=${python(credentials)},\n)\n`,
  },
  flask: {
    title: 'Flask',
    language: 'python',
    file: 'app.py',
    allow: ({ origin, methods, allowedHeaders, credentials }) =>
      `from flask_cors import CORS\n\nCORS(\n    app,\n    origins=[${JSON.stringify(origin)}],\n    methods=[${double(every(methods))}],\n    allow_headers=[${double(allowedHeaders)}],\n    supports_credentials=${python(credentials)},\n)\n`,
  },
  django: {
    title: 'Django',
    language: 'python',
    file: 'settings.py',
    allow: ({ origin, methods, allowedHeaders, credentials }) =>
      `INSTALLED_APPS += ["corsheaders"]\n# first, before anything that can answer by itself\nMIDDLEWARE.insert(0, "corsheaders.middleware.CorsMiddleware")\nCORS_ALLOWED_ORIGINS = [${JSON.stringify(origin)}]\nCORS_ALLOW_METHODS = [${double(every(methods))}]\nCORS_ALLOW_HEADERS = [${double(allowedHeaders)}]\nCORS_ALLOW_CREDENTIALS = ${python(credentials)}\n`,
  },
  spring: {
    title: 'Spring',
    language: 'java',
    file: 'CorsConfig.java',
    allow: ({ origin, methods, allowedHeaders, credentials }) =>
      `@Bean\nCorsConfigurationSource corsConfigurationSource() {\n    var config = new CorsConfiguration();\n    config.setAllowedOrigins(List.of(${JSON.stringify(origin)}));\n    config.setAllowedMethods(List.of(${double(every(methods))}));\n    config.setAllowedHeaders(List.of(${double(allowedHeaders)}));\n    config.setAllowCredentials(${credentials});\n    var source = new UrlBasedCorsConfigurationSource();\n    source.registerCorsConfiguration("/**", config);\n    return source;\n}\n// with Spring Security: http.cors(Customizer.withDefaults()), so that CORS comes before authentication\n`,
  },
  aspnet: {
    title: 'ASP.NET Core',
    language: 'csharp',
    file: 'Program.cs',
    allow: ({ origin, methods, allowedHeaders, credentials }) =>
      `builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy\n    .WithOrigins(${JSON.stringify(origin)})\n    .WithMethods(${double(every(methods))})\n    .WithHeaders(${double(allowedHeaders)})${credentials ? '\n    .AllowCredentials()' : ''}));\n\n// after UseRouting, before UseAuthentication\napp.UseCors();\n`,
  },
  rails: {
    title: 'Rails',
    language: 'ruby',
    file: 'config/initializers/cors.rb',
    allow: ({ origin, methods, allowedHeaders, credentials }) =>
      `Rails.application.config.middleware.insert_before 0, Rack::Cors do\n  allow do\n    origins ${JSON.stringify(origin)}\n    resource "*", headers: [${double(allowedHeaders)}], methods: [${every(
        methods,
      )
        .map((method) => `:${method.toLowerCase()}`)
        .join(', ')}]${credentials ? ', credentials: true' : ''}\n  end\nend\n`,
  },
  laravel: {
    title: 'Laravel',
    language: 'php',
    file: 'config/cors.php',
    allow: ({ origin, methods, allowedHeaders, credentials }) =>
      `return [\n    'paths' => ['api/*'],\n    'allowed_origins' => [${text(origin)}],\n    'allowed_methods' => [${list(every(methods))}],\n    'allowed_headers' => [${list(allowedHeaders)}],\n    'supports_credentials' => ${credentials},\n];\n`,
  },
  go: {
    title: 'Go',
    language: 'go',
    file: 'main.go',
    allow: ({ origin, methods, allowedHeaders, credentials }) =>
      `import "github.com/jub0bs/cors"\n\nmiddleware, err := cors.NewMiddleware(cors.Config{\n\tOrigins:        []string{${JSON.stringify(origin)}},\n\tMethods:        []string{${double(methods)}},\n\tRequestHeaders: []string{${double(allowedHeaders)}},\n\tCredentialed:   ${credentials},\n})\nif err != nil {\n\tlog.Fatal(err)\n}\n// around authentication and the routes\nhandler := middleware.Wrap(mux)\n`,
  },
} as const satisfies Record<string, Stack>
