/**
 * The `cors` package for Express: options as data, and a middleware that leaves plain OPTIONS to the app, which the
 * package itself answers.
 */
import { javascriptList, javascriptRegExp, javascriptString } from '../../text/javascript.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'

export const express: Target = {
  name: 'express',
  title: 'Express with cors',
  state: 'run',
  output: 'cors-policy.mjs',
  language: 'javascript',
  capabilities: EVERYTHING,
  comment: '//',
  write: (facts, { standalone, listen }) =>
    [
      `// npm install ${standalone ? 'express ' : ''}cors`,
      "import cors from 'cors'",
      ...(standalone ? ["import express from 'express'"] : []),
      '',
      ...middleware(facts),
      ...(standalone
        ? [
            '',
            'const app = express()',
            'app.use(corsPolicy)',
            "app.get('/', (request, response) => response.json({}))",
            `app.listen(${listen}, '127.0.0.1')`,
          ]
        : []),
    ].join('\n'),
}

/** For NestJS too, whose enableCors hands its options to the same package. */
export function middleware(facts: Facts): string[] {
  return [
    'const options = {',
    ...Object.entries(corsOptions(facts)).map(([name, value]) => `  ${name}: ${value},`),
    '}',
    '',
    'const answer = cors(options)',
    '',
    '/** `app.use(corsPolicy)`, before authentication and before every route. Any OPTIONS that is not a preflight goes on to the app. */',
    'export function corsPolicy(request, response, next) {',
    "  const { origin, 'access-control-request-method': asked } = request.headers",
    "  const isPreflight = request.method === 'OPTIONS' && origin !== undefined && asked !== undefined",
    ...varyLines(facts),
    '  // Told of a GET, the package adds what an actual response has.',
    "  return isPreflight ? answer(request, response, next) : answer({ method: 'GET', headers: request.headers }, response, next)",
    '}',
  ]
}

function varyLines({ vary }: Facts): string[] {
  return vary.length === 0 ? [] : [`  response.vary(${javascriptString(vary.join(', '))})`]
}

/** In the words of the package: the data from which its text is printed. */
export function corsOptions(facts: Facts): Record<string, string> {
  const strings = (names: readonly string[]) => javascriptList(names.map(javascriptString), '  ')
  return {
    // A list, also of one: a string would be sent to everybody.
    origin: facts.any
      ? "'*'"
      : javascriptList(
          [...facts.exact.map(javascriptString), ...facts.sets.map(({ regex }) => javascriptRegExp(regex))],
          '  ',
        ),
    methods: strings(facts.anyMethod ? ['*', ...facts.methods] : facts.methods),
    // An empty list, and not left out: then whatever is asked for would be allowed.
    allowedHeaders: strings(facts.anyHeader ? ['*', ...facts.allowedHeaders] : facts.allowedHeaders),
    exposedHeaders: strings(facts.anyExposed ? ['*', ...facts.exposedHeaders] : facts.exposedHeaders),
    credentials: String(facts.credentials),
    ...(facts.maxAge === null ? {} : { maxAge: String(facts.maxAge) }),
    optionsSuccessStatus: '204',
  }
}
