/** Servers and languages that answer cross-origin requests and that nothing is moved of: each is told with its line. */
import { expect, test } from 'vitest'
import { placesIn } from '../testing/migrate-files.ts'

const HEADER = 'add_header Access-Control-Allow-Origin *;'
test.each([
  ['sites-available/default', `server {\n${HEADER}\n}`, 2],
  ['nginx/sites-enabled/api.example.com', `server {\n${HEADER}\n}`, 2],
  ['nginx/conf.d/cors', HEADER, 1],
  ['conf.d/headers.inc', HEADER, 1],
  ['haproxy.cfg', 'frontend f\n  http-response set-header Access-Control-Allow-Origin "*"', 2],
  ['src/Application.kt', 'fun f() {\n  install(CORS) {\n    anyHost()\n  }\n}', 2],
  ['build.main.kts', 'install(CORS)', 1],
  ['index.ts', 'const b = new aws.s3.Bucket("b", {\n  corsRules: [{ allowedOrigins: ["*"] }],\n})', 2],
  ['__main__.py', 'b = s3.Bucket("b",\n  cors_rules=[rule])', 2],
  ['Pulumi.yaml', 'properties:\n  corsRules:\n    - allowedOrigins: ["*"]', 2],
  ['lua/app.lua', 'local x = 1\nngx.header["Access-Control-Allow-Origin"] = "*"', 2],
  ['lua/app.lua', 'ngx.header.Access_Control_Allow_Origin = "*"', 1],
  ['package.json', '{ "scripts": {\n  "start": "serve -s build -C"\n} }', 2],
  ['package.json', '{ "scripts": {\n  "start": "serve -C build"\n} }', 2],
  ['package.json', '{ "scripts": {\n  "start": "http-server --cors"\n} }', 2],
  ['app.py', 'import x\n@app.route("/", cors=True)', 2],
  ['bs-config.js', 'module.exports = {\n  cors: true,\n}', 2],
  ['server.js', "const bs = require('browser-sync').create()\nbs.init({\n  cors: true })", 3],
  ['local.ini', '[httpd]\nenable_cors = true', 2],
  ['lib/endpoint.ex', 'defmodule E do\n  plug Corsica, origins: "*"\nend', 2],
  ['src/core.clj', '(def app\n  (wrap-cors handler :access-control-allow-origin [#".*"]))', 2],
  ['cgi-bin/a.pl', 'use CGI;\nprint "Access-Control-Allow-Origin: *\\n";', 2],
  ['cgi-bin/a.cgi', 'print "Access-Control-Allow-Origin: *\\n";', 1],
  ['cgi-bin/a.sh', 'echo "Access-Control-Allow-Origin: *"', 1],
  ['main.cpp', 'res.set_header("Access-Control-Allow-Origin", "*");', 1],
  ['server.hs', 'h = ("Access-Control-Allow-Origin", "*")', 1],
  ['main.go', 'import (\n\t"github.com/gofiber/fiber/v2/middleware/cors"\n)', 2],
  ['main.go', 'import (\n\t"github.com/iris-contrib/middleware/cors"\n)', 2],
  ['main.go', 'import "github.com/beego/beego/v2/server/web/filter/cors"', 1],
  ['main.go', 'import "github.com/jub0bs/cors/v2"', 1],
  ['main.go', 'server := rest.MustNewServer(c, rest.WithCors("*"))', 1],
  ['main.go', 'r.Response.CORSDefault()', 1],
  ['main.go', 'c.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, "*")', 1],
  ['main.go', 'c.Set(fiber.HeaderAccessControlAllowCredentials, "true")', 1],
  ['App_Start/WebApiConfig.cs', 'config.EnableCors();', 1],
  ['WebApiConfig.cs', 'var cors = new EnableCorsAttribute("*", "*", "*");', 1],
  ['AppHost.cs', 'Plugins.Add(new CorsFeature(allowedOrigins: "*"));', 1],
  ['web.config', '<system.webServer>\n  <cors enabled="true" failUnlistedOrigins="true">\n    <add origin="*" />', 2],
  ['Security.java', 'http.cors(Customizer.withDefaults());', 1],
  ['Security.java', 'http\n  .cors(cors -> cors.configurationSource(source))', 2],
  ['Security.kt', 'http {\n  cors { configurationSource = source }\n}', 2],
  ['Main.java', 'router.route().handler(CorsHandler.create("*"));', 1],
  ['Main.java', 'c.bundledPlugins.enableCors(cors -> cors.addRule(r -> r.anyHost()));', 1],
  ['config/config.exs', 'import Config\nconfig :cors_plug, origin: ["https://a.example"]', 2],
  ['main.rs', 'let routes = hello.with(warp::cors().allow_any_origin());', 1],
  ['main.rs', 'let cors = salvo::cors::Cors::new().allow_origin("*").into_handler();', 1],
  ['main.rs', 'use poem::middleware::Cors;', 1],
  ['app.py', 'app = falcon.App(cors_enable=True)', 1],
  ['app.py', 'from quart_cors import cors', 1],
  ['app.py', 'from sanic_cors import CORS', 1],
  ['app.py', 'ALLOW_CORS(app, origins=["*"])', 1],
  ['app.rb', 'enable :cross_origin', 1],
  ['Cors.php', "public array $default = ['allowedOrigins' => ['*']];", 1],
  ['Main.scala', 'val service = CORS.policy.withAllowOriginAll(routes)', 1],
  ['Main.scala', 'import akka.http.cors.scaladsl.CorsDirectives._', 1],
  ['main.cpp', 'crow::App<crow::CORSHandler> app;', 1],
  ['Procfile', 'web: npx http-server dist --cors -p $PORT', 1],
  ['Makefile', 'serve:\n\tnpx http-server --cors', 2],
  ['deploy.sh', 'aws s3api put-bucket-cors --bucket b --cors-configuration file://c.json', 1],
  ['deploy.sh', 'gsutil cors set c.json gs://b', 1],
  ['deploy.sh', "az webapp cors add -g g -n n --allowed-origins '*'", 1],
  ['deploy.ps1', "az storage cors add --services b --origins '*'", 1],
  ['deploy.sh', 'gcloud storage buckets update gs://b --cors-file=c.json', 1],
  ['start.sh', "geth --http --http.corsdomain '*'", 1],
  ['start.sh', "prometheus --web.cors.origin='.*'", 1],
  ['src-tauri/tauri.conf.json', '{"app":{"security":{"headers":{\n"Access-Control-Allow-Origin":"*"}}}}', 2],
  ['server.js', "stream.respond({\n  [http2.constants.HTTP2_HEADER_ACCESS_CONTROL_ALLOW_ORIGIN]: '*' })", 2],
  [
    'server.js',
    "const { HTTP2_HEADER_ACCESS_CONTROL_ALLOW_ORIGIN } = require('http2').constants\nstream.respond({ [HTTP2_HEADER_ACCESS_CONTROL_ALLOW_ORIGIN]: '*' })",
    2,
  ],
  [
    'server.js',
    "import { ACCESS_CONTROL_ALLOW_ORIGIN } from 'headers'\nres.setHeader(ACCESS_CONTROL_ALLOW_ORIGIN, '*')",
    2,
  ],
])('%s: %s', async (name, text, line) => {
  const { places } = await placesIn(
    { [name]: text },
    name === 'package.json' ? {} : { 'package.json': '{ "dependencies": { "@pulumi/aws": "1" } }' },
  )
  expect(places).toContain(`${name}:${line}`)
})

test.each([
  ['package.json', '{ "scripts": { "start": "serve -s build", "b": "node serve.js -Cx" } }'],
  ['sites-available/default', 'server { listen 80; }'],
  ['main.cpp', 'int main() {}'],
  ['app.py', 'x = f(cors=False)'],
  ['a.sh', '# Access-Control-Allow-Origin'],
  ['main.go', 'import "github.com/acme/app/scores"'],
  ['main.go', 'import "github.com/acme/cors-report/store"'],
  ['a.sh', 'echo "the scores add up"'],
  ['Makefile', 'serve:\n\tnpx serve dist'],
  ['Main.java', 'colors.cors = 1; // http.cors'],
  ['web.config', '<cors enabled="false" />'],
])('%s: %s is nothing', async (name, text) => {
  expect((await placesIn({ [name]: text }, name === 'package.json' ? {} : { 'package.json': '{}' })).places).toEqual([])
})

test('a name of a header is seen in other letters', async () => {
  const text =
    "const NAME = 'access-control-allow-origin'\nconst f = (req, res) => {\n  res.setHeader(NAME.toUpperCase(), '*')\n}"
  expect((await placesIn({ 'server.js': text })).places).toContain('server.js:3')
})
