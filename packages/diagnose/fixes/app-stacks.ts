/** Frameworks for which corskit has an adapter. */
import { isInsecure, type SmallPolicy } from './smallest-policy.ts'
import type { Stack } from './stacks.ts'

/** The options in the words of corskit, and of packages with the same words. */
export function writtenOptions(policy: SmallPolicy): string {
  const { origins, methods, allowedHeaders, exposedHeaders, credentials } = policy
  const insecure = credentials && origins.some(isInsecure)
  const lines = [
    `origin: ${origins.includes('*') ? "'*'" : `[${list(origins)}]`},`,
    ...(methods.length > 0 ? [`methods: [${list(methods)}],`] : []),
    ...(allowedHeaders.length > 0 ? [`allowedHeaders: [${list(allowedHeaders)}],`] : []),
    ...(exposedHeaders.length > 0 ? [`exposedHeaders: [${list(exposedHeaders)}],`] : []),
    ...(credentials ? ['credentials: true,'] : []),
    ...(insecure ? ['dangerouslyAllowInsecureOrigins: true, // http: anybody on the way can read and change it'] : []),
  ]
  return lines.map((line) => `  ${line}`).join('\n')
}

const list = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ')

export const APP_STACKS = {
  express: {
    title: 'Express',
    language: 'js',
    file: 'server.js',
    allow: (policy) =>
      `import { cors } from 'corskit/express'\n\n// before authentication and the routes\napp.use(cors({\n${writtenOptions(policy)}\n}))\n`,
  },
  fastify: {
    title: 'Fastify',
    language: 'js',
    file: 'server.js',
    allow: (policy) =>
      `import { cors } from 'corskit/fastify'\n\n// before the routes\nawait app.register(cors, {\n${writtenOptions(policy)}\n})\n`,
  },
  koa: {
    title: 'Koa',
    language: 'js',
    file: 'server.js',
    allow: (policy) =>
      `import { cors } from 'corskit/koa'\n\n// before everything else\napp.use(cors({\n${writtenOptions(policy)}\n}))\n`,
  },
  hono: {
    title: 'Hono',
    language: 'ts',
    file: 'index.ts',
    allow: (policy) =>
      `import { cors } from 'corskit/hono'\n\n// before the routes\napp.use('*', cors({\n${writtenOptions(policy)}\n}))\n`,
  },
  nestjs: {
    title: 'NestJS',
    language: 'ts',
    file: 'main.ts',
    allow: (policy) =>
      `import { cors } from 'corskit/nest'\n\nconst app = await NestFactory.create(AppModule)\napp.use(cors({\n${writtenOptions(policy)}\n}))\n`,
  },
  nextjs: {
    title: 'Next.js',
    language: 'ts',
    file: 'proxy.ts',
    allow: (policy) =>
      `import { corsProxy } from 'corskit/next'\n\nexport const proxy = corsProxy({\n${writtenOptions(policy)}\n})\nexport const config = { matcher: '/api/:path*' }\n`,
  },
  sveltekit: {
    title: 'SvelteKit',
    language: 'ts',
    file: 'src/hooks.server.ts',
    allow: (policy) =>
      `import { cors } from 'corskit/sveltekit'\n\nexport const handle = cors({\n${writtenOptions(policy)}\n})\n`,
  },
  cloudflare: {
    title: 'Cloudflare Workers',
    language: 'js',
    file: 'worker.js',
    allow: (policy) =>
      `import { cors } from 'corskit/web'\n\nconst withCors = cors({\n${writtenOptions(policy)}\n})\nexport default { fetch: withCors(handler) }\n`,
  },
} as const satisfies Record<string, Stack>
