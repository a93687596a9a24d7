# made by: corskit generate rack (policy 0c6ce90a07720e5c)

# gem 'rack-cors'. Rails: config.middleware.insert_before 0, CorsPolicy; Rack: use CorsPolicy. First, so before authentication.
require 'rack/cors'

class CorsPolicy
  ORIGINS = [
    'https://app.example.com',
  ].freeze
  METHODS = ['get', 'head', 'post'].freeze
  HEADERS = [].freeze
  MAX_AGE = 5

  def initialize(app)
    @app = app
    @cors = Rack::Cors.new(app) do
      allow do
        origins *ORIGINS
        resource '*', methods: METHODS, headers: HEADERS, max_age: MAX_AGE,
                      expose: []
      end
    end
  end

  def call(env)
    status, headers, body = @cors.call(env)
    is_preflight = env['REQUEST_METHOD'] == 'OPTIONS' && env['HTTP_ORIGIN'] && env['HTTP_ACCESS_CONTROL_REQUEST_METHOD']
    headers = headers.to_h.dup
    find = ->(name) { headers.keys.find { |key| key.casecmp?(name) } }
    if is_preflight && find.('access-control-allow-origin')
      # rack-cors echoes what is asked for, and content-type whether it is listed or not.
      headers.delete(find.('access-control-allow-headers'))
      headers[find.('access-control-allow-methods') || 'access-control-allow-methods'] = 'GET, HEAD, POST'
    elsif !is_preflight
      # Of preflights only.
      %w[methods headers].each { |name| headers.delete(find.("access-control-allow-#{name}")) }
      headers.delete(find.('access-control-max-age'))
    end
    exposed = find.('access-control-expose-headers')
    headers.delete(exposed) if exposed && headers[exposed].empty?
    # On every answer: rack-cors leaves it out of preflights.
    vary = find.('vary') || 'vary'
    headers[vary] = (headers[vary].to_s.split(/,\s*/) | ['Origin']).join(', ')
    [status, headers, body]
  end
end
