/** rack-cors for Rails, Sinatra and every other Rack app, with a class around it that does what it lacks. */
import { rubyList, rubyRegExp, rubyString } from '../../text/ruby.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { DEFAULT_MAX_AGE, headersValue, methodsValue, varyNames } from '../../words/values.ts'

export const rack: Target = {
  name: 'rack',
  title: 'Rack and Rails with rack-cors',
  state: 'run',
  output: 'cors_policy.rb',
  language: 'ruby',
  capabilities: { ...EVERYTHING, anyMethod: false, lowerCaseMethods: false },
  comment: '#',
  write: (facts, { standalone, listen }) =>
    [
      "# gem 'rack-cors'. Rails: config.middleware.insert_before 0, CorsPolicy; Rack: use CorsPolicy. First, so before authentication.",
      "require 'rack/cors'",
      ...(standalone ? ["require 'rack'", "require 'rack/handler/puma'"] : []),
      '',
      'class CorsPolicy',
      ...constants(facts).map((line) => `  ${line}`),
      '',
      '  def initialize(app)',
      '    @app = app',
      '    @cors = Rack::Cors.new(app) do',
      '      allow do',
      `        origins ${facts.any ? "'*'" : '*ORIGINS'}`,
      `        resource '*', methods: METHODS, headers: ${facts.anyHeader ? ':any' : 'HEADERS'}, max_age: MAX_AGE${facts.credentials ? ', credentials: true' : ''},`,
      `                      expose: ${rubyList(facts.anyExposed ? ['*', ...facts.exposedHeaders] : facts.exposedHeaders)}`,
      '      end',
      '    end',
      '  end',
      '',
      '  def call(env)',
      '    status, headers, body = @cors.call(env)',
      "    is_preflight = env['REQUEST_METHOD'] == 'OPTIONS' && env['HTTP_ORIGIN'] && env['HTTP_ACCESS_CONTROL_REQUEST_METHOD']",
      '    headers = headers.to_h.dup',
      '    find = ->(name) { headers.keys.find { |key| key.casecmp?(name) } }',
      ...mending(facts).map((line) => `    ${line}`),
      '    [status, headers, body]',
      '  end',
      'end',
      ...(standalone
        ? [
            '',
            "inner = ->(env) { [env['PATH_INFO'] == '/' && env['REQUEST_METHOD'] != 'OPTIONS' ? 200 : 404, { 'content-type' => 'application/json' }, ['{}']] }",
            `Rack::Handler::Puma.run(CorsPolicy.new(inner), Host: '127.0.0.1', Port: ${listen}, Threads: '1:4', Silent: true)`,
          ]
        : []),
    ].join('\n'),
}

function constants(facts: Facts): string[] {
  const patterns = facts.sets.map(({ body }) => `    ${rubyRegExp(body)},\n`)
  return [
    ...(facts.any
      ? []
      : [
          // rack-cors allows every scheme for a host without a scheme, and reads "null" as such a host. So an origin
          // that is not http or https is written as a pattern.
          `ORIGINS = [\n${facts.exact.map((text) => `    ${/^https?:/.test(text) ? rubyString(text) : rubyRegExp(literal(text))},\n`).join('')}${patterns.join('')}  ].freeze`,
        ]),
    `METHODS = ${rubyList(facts.methods.map((name) => name.toLowerCase()))}.freeze`,
    ...(facts.anyHeader ? [] : [`HEADERS = ${rubyList(facts.allowedHeaders)}.freeze`]),
    `MAX_AGE = ${facts.maxAge ?? DEFAULT_MAX_AGE}`,
  ]
}

const literal = (text: string) => text.replace(/[.+*?^${}()|[\]\\]/g, '\\$&')

function mending(facts: Facts): string[] {
  const headers = headersValue(facts)
  const vary = varyNames(facts)
  return [
    "if is_preflight && find.('access-control-allow-origin')",
    '  # rack-cors echoes what is asked for, and content-type whether it is listed or not.',
    "  headers.delete(find.('access-control-allow-headers'))",
    ...(headers === '' ? [] : [`  headers['access-control-allow-headers'] = ${rubyString(headers)}`]),
    `  headers[find.('access-control-allow-methods') || 'access-control-allow-methods'] = ${rubyString(methodsValue(facts))}`,
    'elsif !is_preflight',
    '  # Of preflights only.',
    '  %w[methods headers].each { |name| headers.delete(find.("access-control-allow-#{name}")) }',
    "  headers.delete(find.('access-control-max-age'))",
    'end',
    "exposed = find.('access-control-expose-headers')",
    'headers.delete(exposed) if exposed && headers[exposed].empty?',
    ...(vary.length === 0
      ? []
      : [
          '# On every answer: rack-cors leaves it out of preflights.',
          "vary = find.('vary') || 'vary'",
          `headers[vary] = (headers[vary].to_s.split(/,\\s*/) | ${rubyList(vary)}).join(', ')`,
        ]),
  ]
}
