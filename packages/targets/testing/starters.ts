/** How each target that runs here is started. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { servletFilter } from '../text/xml.ts'
import { nextjs, sveltekit } from './framework-apps.ts'
import type { Starter } from './real-server.ts'

/** Debian's: another Python may stand first on the path, without Debian's modules. */
const PYTHON = '/usr/bin/python3'

/** For `import cors from 'cors'`. */
const here = fileURLToPath(new URL('.', import.meta.url))

const python = (...modules: string[]): Starter => ({
  file: 'app.py',
  command: (file) => [PYTHON, file],
  check: (file) => [PYTHON, '-m', 'py_compile', file],
  needs: [PYTHON, '-c', `import ${modules.join(', ')}`],
  isGateway: false,
  mostProbes: 1_500,
})

/** Debian's packages are not Go modules. */
const GO = { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '', GOCACHE: '/tmp/corskit-go-cache' }

/** Debian's libraries. */
const jars = (...names: string[]) => names.map((name) => `/usr/share/java/${name}.jar`)
const areThere = (files: readonly string[]) => [
  '/usr/bin/test',
  '-x',
  '/usr/bin/javac',
  ...files.flatMap((file) => ['-a', '-f', file]),
]
const TOMCAT = jars('tomcat10-embed-core')
const JETTY = jars(
  'servlet-api',
  ...['server', 'servlet', 'servlets', 'webapp', 'xml', 'security', 'http', 'io', 'util'].map(
    (name) => `jetty9-${name}`,
  ),
)
const SPRING = jars('spring3-web', 'spring3-core', 'spring3-beans', 'spring3-context', 'commons-logging')

/** @param more an element of web.xml beside what was made */
const webApp = (made: string, folder: string, head: string) => {
  writeFileSync(`${folder}/index.html`, '{}')
  mkdirSync(`${folder}/WEB-INF/classes`, { recursive: true })
  return `<web-app ${head} metadata-complete="true">\n${made}</web-app>\n`
}
const JAKARTA = 'xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0"'
const JAVAX = 'xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0"'

const java = (program: string, libraries: readonly string[], head: string): Starter => ({
  file: 'WEB-INF/web.xml',
  config: (made, { folder }) => webApp(made, folder, head),
  command: (_, folder, listen) => [
    '/usr/bin/java',
    // It lives for seconds.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-cp',
    libraries.join(':'),
    fileURLToPath(new URL(`java/${program}.java`, import.meta.url)),
    String(listen),
    folder,
  ],
  needs: areThere(libraries),
  isGateway: false,
  mostProbes: 1_500,
})

const node: Starter = {
  file: 'app.mjs',
  command: (file) => [process.execPath, file],
  check: (file) => [process.execPath, '--check', file],
  needs: [process.execPath, '--version'],
  isGateway: false,
  folder: here,
}

/** A gateway with a program, its check and the way to ask whether it is there. */
const gateway = (
  file: string,
  needs: readonly string[],
  command: Starter['command'],
  check: Starter['command'],
): Starter => ({
  file,
  command,
  check,
  needs,
  isGateway: true,
})

const nginxWith = (file: string, folder: string, ...more: string[]) => [
  '/usr/sbin/nginx',
  ...more,
  '-p',
  folder,
  '-e',
  'stderr',
  '-c',
  file,
  '-g',
  `${more.includes('-t') ? '' : 'daemon off; '}pid ${folder}/pid;`,
]

export const STARTERS: Readonly<Record<string, Starter>> = {
  nginx: gateway(
    'nginx.conf',
    ['/usr/sbin/nginx', '-v'],
    (file, folder) => nginxWith(file, folder),
    (file, folder) => nginxWith(file, folder, '-t'),
  ),
  apache: gateway(
    'httpd.conf',
    ['/usr/sbin/apache2', '-v'],
    (file, folder) => ['/usr/sbin/apache2', '-DFOREGROUND', '-f', file, '-c', `PidFile "${folder}/pid"`],
    (file) => ['/usr/sbin/apache2', '-t', '-f', file],
  ),
  caddy: gateway(
    'Caddyfile',
    ['/usr/bin/caddy', 'version'],
    (file) => ['/usr/bin/caddy', 'run', '--adapter', 'caddyfile', '--config', file],
    (file) => ['/usr/bin/caddy', 'validate', '--adapter', 'caddyfile', '--config', file],
  ),
  haproxy: gateway(
    'haproxy.cfg',
    ['/usr/sbin/haproxy', '-v'],
    (file) => ['/usr/sbin/haproxy', '-db', '-f', file],
    (file) => ['/usr/sbin/haproxy', '-c', '-f', file],
  ),
  lighttpd: gateway(
    'lighttpd.conf',
    ['/usr/sbin/lighttpd', '-v'],
    (file) => ['/usr/sbin/lighttpd', '-D', '-f', file],
    (file) => ['/usr/sbin/lighttpd', '-tt', '-f', file],
  ),
  varnish: {
    file: 'default.vcl',
    command: (file, folder, listen) => [
      '/usr/sbin/varnishd',
      '-F',
      '-j',
      'none',
      '-n',
      `${folder}/varnish`,
      '-a',
      `127.0.0.1:${listen}`,
      '-s',
      'malloc,16m',
      '-f',
      file,
    ],
    needs: ['/usr/sbin/varnishd', '-V'],
    isGateway: true,
  },
  express: node,
  fastify: node,
  koa: node,
  hono: node,
  nest: node,
  workers: {
    file: 'worker.mjs',
    command: (_, folder, listen) => {
      writeFileSync(
        `${folder}/config.capnp`,
        `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.mjs")], compatibilityDate = "2024-01-01", globalOutbound = "network")),
    (name = "network", network = (allow = ["private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${listen}", http = (), service = "main")],
);
`,
      )
      return ['workerd', 'serve', `${folder}/config.capnp`]
    },
    check: (file) => [process.execPath, '--check', file],
    needs: ['workerd', '--version'],
    isGateway: true,
  },
  nextjs,
  sveltekit,
  tomcat: java('Serve', TOMCAT, JAKARTA),
  jetty: {
    ...java('ServeJetty', JETTY, JAVAX),
    policies: [
      'a list',
      'subdomains and any port, with credentials',
      'a public API',
      'a wildcard inside a label, and a RegExp',
      'names with every sign, an own scheme and null',
    ],
  },
  spring: {
    ...java('ServeJetty', [...JETTY, ...SPRING], JAVAX),
    file: 'CorsPolicy.java',
    serverVersion: '4.3',
    policies: [
      'subdomains and any port, with credentials',
      'a public API',
      '2,000 origins',
      'a wildcard inside a label, and a RegExp',
      'names with every sign, an own scheme and null',
    ],
    config: (made, { folder }) => {
      const xml = webApp(servletFilter('cors', 'CorsPolicy', {}).join('\n'), folder, JAVAX)
      writeFileSync(`${folder}/WEB-INF/web.xml`, xml)
      return made
    },
    check: (file, folder) => [
      '/usr/bin/javac',
      '-cp',
      [...JETTY, ...SPRING].join(':'),
      '-d',
      `${folder}/WEB-INF/classes`,
      file,
    ],
  },
  fastapi: python('fastapi', 'uvicorn'),
  starlette: python('starlette', 'uvicorn'),
  flask: python('flask', 'flask_cors'),
  django: python('django', 'corsheaders'),
  rack: {
    file: 'app.rb',
    command: (file) => ['/usr/bin/ruby', file],
    check: (file) => ['/usr/bin/ruby', '-wc', file],
    needs: ['/usr/bin/ruby', '-e', "require 'rack/cors'; require 'rack/handler/puma'"],
    isGateway: false,
  },
  'rs-cors': {
    file: 'main.go',
    command: (file, folder) => {
      const run = spawnSync('/usr/bin/go', ['build', '-o', `${folder}/server`, file], {
        env: { ...process.env, ...GO },
        encoding: 'utf8',
      })
      if (run.status !== 0) throw new Error(run.stderr)
      return [`${folder}/server`]
    },
    check: (file) => ['/usr/bin/env', ...Object.entries(GO).map((pair) => pair.join('=')), '/usr/bin/go', 'vet', file],
    needs: ['/usr/bin/test', '-x', '/usr/bin/go', '-a', '-d', '/usr/share/gocode/src/github.com/rs/cors'],
    isGateway: false,
  },
}
