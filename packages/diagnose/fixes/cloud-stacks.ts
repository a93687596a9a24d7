/** Services of clouds, configured from outside. */
import type { Stack } from './stacks.ts'

/** What S3 knows: it has no HEAD without GET and no OPTIONS, PATCH or others. */
const S3_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']

export const CLOUD_STACKS = {
  s3: {
    title: 'Amazon S3',
    language: 'json',
    file: 'cors.json',
    allow: ({ origin, methods, allowedHeaders }) =>
      `${JSON.stringify([{ AllowedOrigins: [origin], AllowedMethods: ['GET', 'HEAD', ...methods.filter((method) => S3_METHODS.includes(method))], AllowedHeaders: allowedHeaders, MaxAgeSeconds: 600 }], null, 2)}\n`,
  },
  cloudfront: {
    title: 'Amazon CloudFront',
    language: 'json',
    file: 'response-headers-policy.json',
    allow: ({ origin, methods, allowedHeaders, credentials }) => {
      const listed = (items: readonly string[]) => ({ Quantity: items.length, Items: items })
      const config = {
        AccessControlAllowOrigins: listed([origin]),
        AccessControlAllowMethods: listed(['GET', 'HEAD', 'POST', ...methods]),
        AccessControlAllowHeaders: listed(allowedHeaders),
        AccessControlAllowCredentials: credentials,
        OriginOverride: true,
      }
      return `${JSON.stringify({ Name: 'cors', CorsConfig: config }, null, 2)}\n`
    },
  },
  'api-gateway': {
    title: 'Amazon API Gateway (HTTP API)',
    language: 'json',
    file: 'cors-configuration.json',
    allow: ({ origin, methods, allowedHeaders, credentials }) =>
      `${JSON.stringify({ AllowOrigins: [origin], AllowMethods: ['GET', 'HEAD', 'POST', ...methods], AllowHeaders: allowedHeaders, AllowCredentials: credentials }, null, 2)}\n`,
  },
  cloudflare: {
    title: 'Cloudflare Workers',
    language: 'js',
    file: 'worker.js',
    allow: ({ origin, methods, allowedHeaders, credentials }) => {
      const options = {
        origin: [origin],
        ...(methods.length > 0 ? { methods } : {}),
        ...(allowedHeaders.length > 0 ? { allowedHeaders } : {}),
        ...(credentials ? { credentials } : {}),
      }
      return `import { cors } from 'corskit/web'\n\nconst withCors = cors(${JSON.stringify(options, null, 2)})\nexport default { fetch: withCors(handler) }\n`
    },
  },
} as const satisfies Record<string, Stack>
