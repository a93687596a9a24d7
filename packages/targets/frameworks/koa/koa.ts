/**
 * `@koa/cors` with a function for origins. An empty list of headers is replaced, because it would allow every header
 * that is asked for.
 */
import { decideLines } from '../../text/decide.ts'
import { javascriptString } from '../../text/javascript.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { exposedValue, headersValue, methodsValue } from '../../words/values.ts'

export const koa: Target = {
  name: 'koa',
  title: 'Koa with @koa/cors',
  state: 'run',
  output: 'cors-policy.mjs',
  language: 'javascript',
  capabilities: EVERYTHING,
  comment: '//',
  write: (facts, { standalone, listen }) =>
    [
      `// npm install ${standalone ? 'koa ' : ''}@koa/cors`,
      "import cors from '@koa/cors'",
      ...(standalone ? ["import Koa from 'koa'"] : []),
      '',
      ...decideLines(facts),
      '',
      'const options = {',
      ...Object.entries(koaOptions(facts)).map(([name, value]) => `  ${name}: ${value},`),
      '}',
      '',
      'const answer = cors(options)',
      '',
      '/** `app.use(corsPolicy)`, before authentication and before every route. */',
      'export async function corsPolicy(context, next) {',
      ...(facts.vary.length === 0 ? [] : [`  context.vary(${javascriptString(facts.vary.join(', '))})`]),
      '  // Without Origin it is not a preflight; the package asks for Access-Control-Request-Method only.',
      "  if (context.method === 'OPTIONS' && context.get('Origin') === '') {",
      "    context.vary('Origin')",
      '    return next()',
      '  }',
      ...(headersValue(facts) === ''
        ? [
            '  await answer(context, next)',
            '  // An empty list means to the package: whatever is asked for.',
            "  context.remove('Access-Control-Allow-Headers')",
          ]
        : ['  await answer(context, next)']),
      '}',
      ...(standalone
        ? [
            '',
            'const app = new Koa()',
            'app.use(corsPolicy)',
            'app.use((context) => {',
            "  if (context.path === '/' && context.method !== 'OPTIONS') context.body = {}",
            '})',
            `app.listen(${listen}, '127.0.0.1')`,
          ]
        : []),
    ].join('\n'),
}

function koaOptions(facts: Facts): Record<string, string> {
  return {
    origin: facts.any ? "'*'" : "(context) => allowOrigin(context.get('Origin'))",
    allowMethods: javascriptString(methodsValue(facts)),
    allowHeaders: javascriptString(headersValue(facts)),
    exposeHeaders: javascriptString(exposedValue(facts)),
    credentials: String(facts.credentials),
    // Written as a text, because the number 0 counts as missing.
    ...(facts.maxAge === null ? {} : { maxAge: `'${facts.maxAge}'` }),
  }
}
