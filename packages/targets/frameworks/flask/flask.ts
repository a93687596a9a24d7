/** Flask-CORS with one compiled pattern. It guesses whether a text is a regular expression, and ignores case. */
import { anchored, literalRegex } from '../../patterns/pattern-regex.ts'
import { pythonList, pythonString } from '../../text/python.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { DEFAULT_MAX_AGE, exposedValue } from '../../words/values.ts'

export const flask: Target = {
  name: 'flask',
  title: 'Flask with Flask-CORS',
  state: 'run',
  output: 'cors_policy.py',
  language: 'python',
  // A name with one of these characters is taken for a regular expression.
  capabilities: { ...EVERYTHING, anyMethod: false, lowerCaseMethods: false, refusedCharacters: /[*^$]/ },
  comment: '#',
  write: (facts, { standalone, listen }) =>
    [
      `# pip install ${standalone ? 'flask ' : ''}flask-cors`,
      ...(facts.any ? [] : ['import re', '']),
      `from flask import ${standalone ? 'Flask, ' : ''}request`,
      'from flask_cors import CORS',
      '',
      'OPTIONS = dict(',
      ...Object.entries(keywords(facts)).map(([name, value]) => `    ${name}=${value},`),
      ')',
      '',
      '',
      'def cors_policy(app):',
      '    """Right after app = Flask(...), before authentication: functions run in the order in which they are registered."""',
      '',
      '    @app.before_request',
      '    def answer_preflight():',
      "        # A true preflight is answered here, on every path; any other OPTIONS is the app's.",
      '        asked = request.headers.get("Access-Control-Request-Method")',
      '        if request.method == "OPTIONS" and asked and "Origin" in request.headers:',
      '            return app.response_class(status=204)',
      '',
      '    @app.after_request',
      '    def add_vary(response):',
      '        # Flask-CORS writes Vary on a match only; a cache may keep any of the other answers too.',
      ...['Origin', ...facts.vary].map((name) => `        response.vary.add(${pythonString(name)})`),
      '        return response',
      '',
      '    CORS(app, **OPTIONS)',
      '    return app',
      ...(standalone
        ? [
            '',
            '',
            'app = cors_policy(Flask(__name__))',
            '',
            '',
            '@app.get("/")',
            'def root():',
            '    return {}',
            '',
            '',
            'if __name__ == "__main__":',
            `    app.run(host="127.0.0.1", port=${listen})`,
          ]
        : []),
    ].join('\n'),
}

function keywords(facts: Facts): Record<string, string> {
  const bodies = [...facts.exact.map(literalRegex), ...facts.sets.map(({ body }) => body)]
  return {
    origins: facts.any ? '"*"' : compiled(bodies),
    methods: pythonList(facts.methods, '    '),
    allow_headers: facts.anyHeader ? '"*"' : pythonList(facts.allowedHeaders, '    '),
    ...(exposedValue(facts) === ''
      ? {}
      : {
          expose_headers: pythonList(facts.anyExposed ? ['*', ...facts.exposedHeaders] : facts.exposedHeaders, '    '),
        }),
    supports_credentials: facts.credentials ? 'True' : 'False',
    // Written as a text, because the number 0 counts as missing.
    max_age: pythonString(String(facts.maxAge ?? DEFAULT_MAX_AGE)),
    send_wildcard: facts.any ? 'True' : 'False',
    // Without this, it sends all origins to requests without Origin.
    always_send: 'False',
  }
}

function compiled(bodies: readonly string[]): string {
  if (bodies.length === 1) return `[re.compile(${pythonString(anchored(bodies[0] ?? ''))})]`
  const lines = bodies.map((body, at) => `        ${pythonString(`${at === 0 ? '^(?:' : '|'}${body}`)}`)
  return `[re.compile(\n${lines.join('\n')}\n        ")$"\n    )]`
}
