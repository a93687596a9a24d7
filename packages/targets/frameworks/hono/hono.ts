/** `hono/cors`: it only gets real preflights, because it would answer every OPTIONS request. */
import { decideLines } from '../../text/decide.ts'
import { javascriptList, javascriptString } from '../../text/javascript.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'

export const hono: Target = {
  name: 'hono',
  title: 'Hono with hono/cors',
  state: 'run',
  output: 'cors-policy.mjs',
  language: 'javascript',
  capabilities: EVERYTHING,
  comment: '//',
  write: (facts, { standalone, listen }) =>
    [
      ...(standalone
        ? [
            '// npm install hono @hono/node-server',
            "import { serve } from '@hono/node-server'",
            "import { Hono } from 'hono'",
          ]
        : ['// npm install hono']),
      "import { cors } from 'hono/cors'",
      '',
      ...decideLines(facts),
      '',
      'const answer = cors({',
      ...Object.entries(honoOptions(facts)).map(([name, value]) => `  ${name}: ${value},`),
      '})',
      '',
      "/** `app.use('*', corsPolicy)`, before authentication and before every route. Any OPTIONS that is not a preflight goes on to the app. */",
      'export async function corsPolicy(context, next) {',
      "  const origin = context.req.header('origin')",
      "  if (context.req.method !== 'OPTIONS') await answer(context, next)",
      "  else if (origin !== undefined && context.req.header('access-control-request-method') !== undefined) {",
      ...(facts.allowedHeaders.length > 0 || facts.anyHeader
        ? ['    context.res = await answer(context, next)']
        : [
            '    const response = await answer(context, next)',
            '    // An empty list means to the package: whatever is asked for.',
            "    response.headers.delete('Access-Control-Allow-Headers')",
            '    context.res = response',
          ]),
      '  } else {',
      '    await next()',
      ...optionsLines(facts),
      '  }',
      ...facts.vary.map((name) => `  context.header('Vary', ${javascriptString(name)}, { append: true })`),
      '}',
      ...(standalone
        ? [
            '',
            'const app = new Hono()',
            "app.use('*', corsPolicy)",
            "app.get('/', (context) => context.json({}))",
            `serve({ fetch: app.fetch, port: ${listen}, hostname: '127.0.0.1' })`,
          ]
        : []),
    ].join('\n'),
}

/** An OPTIONS request of a page, after its preflight. */
function optionsLines({ any, credentials, exposedHeaders, anyExposed }: Facts): string[] {
  const exposed = anyExposed ? ['*', ...exposedHeaders] : exposedHeaders
  return [
    '    const allowed = origin === undefined ? null : allowOrigin(origin)',
    "    if (allowed !== null) context.header('Access-Control-Allow-Origin', allowed)",
    ...(credentials ? ["    if (allowed !== null) context.header('Access-Control-Allow-Credentials', 'true')"] : []),
    ...(exposed.length === 0
      ? []
      : [`    context.header('Access-Control-Expose-Headers', ${javascriptString(exposed.join(', '))})`]),
    ...(any ? [] : ["    context.header('Vary', 'Origin', { append: true })"]),
  ]
}

function honoOptions(facts: Facts): Record<string, string> {
  const strings = (names: readonly string[]) => javascriptList(names.map(javascriptString), '  ')
  return {
    origin: facts.any ? "'*'" : 'allowOrigin',
    allowMethods: strings(facts.anyMethod ? ['*', ...facts.methods] : facts.methods),
    allowHeaders: strings(facts.anyHeader ? ['*', ...facts.allowedHeaders] : facts.allowedHeaders),
    exposeHeaders: strings(facts.anyExposed ? ['*', ...facts.exposedHeaders] : facts.exposedHeaders),
    credentials: String(facts.credentials),
    ...(facts.maxAge === null ? {} : { maxAge: String(facts.maxAge) }),
  }
}
