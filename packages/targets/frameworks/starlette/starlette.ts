/**
 * Starlette's CORSMiddleware, for FastAPI too. It goes around the whole app: inside the app, the 500 of an unhandled
 * exception has no headers.
 */
import { anchored } from '../../patterns/pattern-regex.ts'
import { pythonList, pythonString } from '../../text/python.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target, WriteOptions } from '../../words/target.ts'

const shared = {
  state: 'run' as const,
  output: 'cors_policy.py',
  language: 'python',
  // `allow_methods=["*"]` is a list of seven there, and not a `*`.
  capabilities: { ...EVERYTHING, anyMethod: false },
  comment: '#',
}

export const starlette: Target = {
  ...shared,
  name: 'starlette',
  title: 'Starlette',
  write: (facts, options) =>
    pythonModule(
      facts,
      options,
      [
        'from starlette.applications import Starlette',
        'from starlette.responses import JSONResponse',
        'from starlette.routing import Route',
      ],
      ['app = CorsPolicy(Starlette(routes=[Route("/", lambda request: JSONResponse({}))]))'],
    ),
}

export const fastapi: Target = {
  ...shared,
  name: 'fastapi',
  title: 'FastAPI',
  write: (facts, options) =>
    pythonModule(
      facts,
      options,
      ['from fastapi import FastAPI'],
      ['api = FastAPI()', '', '', '@api.get("/")', 'def root():', '    return {}', '', '', 'app = CorsPolicy(api)'],
    ),
}

/** Headers that CORSMiddleware always allows. */
const ALWAYS_ADDED = 'content-type'

function pythonModule(facts: Facts, { standalone, listen }: WriteOptions, imports: string[], app: string[]): string {
  const allowed = facts.allowedHeaders
  const lines = [
    ...(standalone ? [`# pip install ${imports[0]?.includes('fastapi') ? 'fastapi' : 'starlette'} uvicorn`] : []),
    ...(standalone ? ['import uvicorn', ...imports] : []),
    'from starlette.datastructures import MutableHeaders',
    'from starlette.middleware.cors import CORSMiddleware',
    '',
    'OPTIONS = dict(',
    ...Object.entries(keywords(facts)).map(([name, value]) => `    ${name}=${value},`),
    ')',
    '',
    '',
    'class CorsPolicy(CORSMiddleware):',
    '    """app = CorsPolicy(app), as the last line of the app: around its error handling too, so that a 500 has the headers."""',
    '',
    '    def __init__(self, app):',
    '        super().__init__(app, **OPTIONS)',
    ...(allowed.includes(ALWAYS_ADDED) || facts.anyHeader
      ? []
      : [
          '        # CORSMiddleware adds content-type on its own, and this policy does not allow it.',
          `        self.allow_headers = ${pythonList(['accept', 'accept-language', 'content-language', ...allowed], '        ')}`,
          '        self.preflight_headers["Access-Control-Allow-Headers"] = ", ".join(self.allow_headers)',
        ]),
    ...varyLines(facts),
  ]
  if (standalone)
    lines.push(
      '',
      '',
      ...app,
      '',
      'if __name__ == "__main__":',
      `    uvicorn.run(app, host="127.0.0.1", port=${listen}, log_level="warning")`,
    )
  return lines.join('\n')
}

/** The data from which the call is printed. */
function keywords(facts: Facts): Record<string, string> {
  const bodies = facts.sets.map(({ body }) => body)
  return {
    allow_origins: facts.any ? '["*"]' : pythonList(facts.exact, '    '),
    ...(bodies.length === 0 ? {} : { allow_origin_regex: pythonString(anchored(bodies.join('|'))) }),
    allow_methods: pythonList(facts.methods, '    '),
    allow_headers: pythonList(facts.anyHeader ? ['*'] : facts.allowedHeaders, '    '),
    allow_credentials: facts.credentials ? 'True' : 'False',
    expose_headers: pythonList(facts.anyExposed ? ['*', ...facts.exposedHeaders] : facts.exposedHeaders, '    '),
    // Its default is 600; without a header browsers remember for 5 seconds.
    max_age: String(facts.maxAge ?? 5),
  }
}

/** CORSMiddleware writes Vary only for allowed origins, but a cache may keep other answers too. */
function varyLines({ vary }: Facts): string[] {
  // This is needed under `*` too, because requests without Origin get no header.
  const names = ['Origin', ...vary]
  return [
    '',
    '    async def __call__(self, scope, receive, send):',
    '        async def send_with_vary(message):',
    '            if message["type"] == "http.response.start":',
    '                headers = MutableHeaders(scope=message)',
    '                present = [name.strip().lower() for name in headers.get("vary", "").split(",")]',
    `                for name in ${pythonList(names)}:`,
    '                    if name.lower() not in present and "*" not in present:',
    '                        headers.add_vary_header(name)',
    '            await send(message)',
    '',
    '        await super().__call__(scope, receive, send_with_vary if scope["type"] == "http" else send)',
  ]
}
