/**
 * `@fastify/cors`, with options for each request, because it refuses every OPTIONS request that is not a preflight with
 * 400.
 */
import { javascriptString } from '../../text/javascript.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Target } from '../../words/target.ts'
import { corsOptions } from '../express/express.ts'

export const fastify: Target = {
  name: 'fastify',
  title: 'Fastify with @fastify/cors',
  state: 'run',
  output: 'cors-policy.mjs',
  language: 'javascript',
  capabilities: EVERYTHING,
  comment: '//',
  write: (facts, { standalone, listen }) =>
    [
      `// npm install ${standalone ? 'fastify ' : ''}@fastify/cors`,
      "import cors from '@fastify/cors'",
      ...(standalone ? ["import fastify from 'fastify'"] : []),
      '',
      'const options = {',
      ...Object.entries(corsOptions(facts)).map(([name, value]) => `  ${name}: ${value},`),
      '}',
      '',
      '/** `await app.register(corsPolicy)`, before authentication and before every route. Any OPTIONS that is not a preflight goes on to the app. */',
      'export async function corsPolicy(app) {',
      ...(facts.vary.length === 0
        ? []
        : [
            "  app.addHook('onRequest', async (request, reply) => {",
            `    reply.header('Vary', ${javascriptString(facts.vary.join(', '))})`,
            '  })',
          ]),
      '  await app.register(cors, {',
      '    delegator(request, callback) {',
      "      const { origin, 'access-control-request-method': asked } = request.headers",
      '      callback(null, { ...options, preflight: origin !== undefined && asked !== undefined })',
      '    },',
      '  })',
      '}',
      '// For the whole app, and not only for what is registered inside.',
      "corsPolicy[Symbol.for('skip-override')] = true",
      ...(standalone
        ? [
            '',
            'const app = fastify()',
            'await app.register(corsPolicy)',
            "app.get('/', async () => ({}))",
            `await app.listen({ port: ${listen}, host: '127.0.0.1' })`,
          ]
        : []),
    ].join('\n'),
}
