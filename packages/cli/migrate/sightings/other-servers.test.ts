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
])('%s: %s is nothing', async (name, text) => {
  expect((await placesIn({ [name]: text }, name === 'package.json' ? {} : { 'package.json': '{}' })).places).toEqual([])
})
