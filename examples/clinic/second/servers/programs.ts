/** The programs of the second clinic. Each is started once, with all its apps, on free ports. */
import { fileURLToPath } from 'node:url'
import type { Program } from '../../blind/program.ts'
import { PAGE } from '../../blind/set-up.ts'

const host = (url: string) => new URL(url).host

const python: Program = {
  server: 'python',
  debian: 'python3-fastapi, python3-uvicorn, python3-flask-cors, python3-django-cors-headers',
  // Debian's Python: another one, without Debian's modules, may come first on the path.
  needs: ['/usr/bin/python3', '-c', 'import fastapi, uvicorn, flask_cors, corsheaders'],
  apps: ['fastapi', 'fastapi-narrow', 'fastapi-localhost', 'flask-token', 'flask-cookie', 'flask-slash', 'django'],
  command: ({ portOf }) => [
    '/usr/bin/python3',
    fileURLToPath(new URL('apps.py', import.meta.url)),
    JSON.stringify(Object.fromEntries(python.apps.map((app) => [app, portOf(app)]))),
  ],
}

const nginx: Program = {
  server: 'nginx',
  debian: 'nginx',
  needs: ['/usr/sbin/nginx', '-v'],
  apps: ['assets', 'bare', 'www'],
  files: ({ folder, portOf, upstream }) => ({
    'nginx.conf': `daemon off; pid ${folder}/pid; worker_processes 1; events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  server {
    listen 127.0.0.1:${portOf('assets')};
    add_header Access-Control-Allow-Origin ${PAGE} always;
    location / { proxy_pass ${upstream('plain')}; }
    location /assets/ { add_header Cache-Control public; proxy_pass ${upstream('plain')}; }
  }
  server { listen 127.0.0.1:${portOf('bare')}; return 301 http://localhost:${portOf('www')}$request_uri; }
  server { listen 127.0.0.1:${portOf('www')}; location / { proxy_pass ${upstream('right')}; } }
}
`,
  }),
  command: ({ folder }) => ['/usr/sbin/nginx', '-p', folder, '-e', 'stderr', '-c', `${folder}/nginx.conf`],
}

const apache: Program = {
  server: 'apache',
  debian: 'apache2-bin',
  needs: ['/usr/sbin/apache2', '-v'],
  apps: ['always'],
  files: ({ folder, portOf, upstream }) => ({
    'httpd.conf': `ServerRoot "/usr/lib/apache2"
${['mpm_event', 'authz_core', 'headers', 'proxy', 'proxy_http'].map((name) => `LoadModule ${name}_module modules/mod_${name}.so`).join('\n')}
Listen 127.0.0.1:${portOf('always')}
ServerName localhost
ErrorLog "${folder}/error.log"
PidFile "${folder}/pid"
Header always set Access-Control-Allow-Origin "${PAGE}"
ProxyPass "/" "${upstream('right')}/"
`,
  }),
  command: ({ folder }) => ['/usr/sbin/apache2', '-DFOREGROUND', '-f', `${folder}/httpd.conf`],
}

const haproxy: Program = {
  server: 'haproxy',
  debian: 'haproxy',
  needs: ['/usr/sbin/haproxy', '-v'],
  apps: ['slow', 'app'],
  files: ({ portOf, upstream }) => ({
    'haproxy.cfg': `defaults
    mode http
    timeout connect 2s
    timeout client 10s
    timeout server 10s
frontend slow
    bind 127.0.0.1:${portOf('slow')}
    default_backend slow
backend slow
    timeout server 200
    server one ${host(upstream('silent'))}
frontend app
    bind 127.0.0.1:${portOf('app')}
    http-request deny deny_status 429 if { path /search }
    default_backend app
backend app
    server one ${host(upstream('flask-slash'))}
`,
  }),
  command: ({ folder }) => ['/usr/sbin/haproxy', '-db', '-f', `${folder}/haproxy.cfg`],
}

const varnish: Program = {
  server: 'varnish',
  debian: 'varnish',
  needs: ['/usr/sbin/varnishd', '-V'],
  apps: ['cache'],
  files: ({ upstream }) => {
    const { hostname, port } = new URL(upstream('stored'))
    return { 'default.vcl': `vcl 4.1;\nbackend default { .host = "${hostname}"; .port = "${port}"; }\n` }
  },
  command: ({ folder, portOf }) => [
    '/usr/sbin/varnishd',
    ...['-F', '-j', 'none', '-n', `${folder}/varnish`, '-a', `127.0.0.1:${portOf('cache')}`],
    ...['-s', 'malloc,16m', '-f', `${folder}/default.vcl`],
  ],
}

const TOMCAT = '/usr/share/java/tomcat10-embed-core.jar'

const tomcat: Program = {
  server: 'tomcat',
  debian: 'openjdk-17-jdk-headless, libtomcat10-embed-java',
  needs: ['/usr/bin/test', '-x', '/usr/bin/javac', '-a', '-f', TOMCAT],
  apps: ['app'],
  files: () => ({
    'app/index.html': '[]',
    'app/WEB-INF/web.xml': `<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
  <filter>
    <filter-name>cors</filter-name>
    <filter-class>org.apache.catalina.filters.CorsFilter</filter-class>
    <init-param><param-name>cors.allowed.origins</param-name><param-value>${PAGE}</param-value></init-param>
    <init-param><param-name>cors.support.credentials</param-name><param-value>true</param-value></init-param>
  </filter>
  <filter-mapping><filter-name>cors</filter-name><url-pattern>/*</url-pattern></filter-mapping>
</web-app>
`,
  }),
  command: ({ folder, portOf }) => [
    '/usr/bin/java',
    // It lives for seconds.
    ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', TOMCAT],
    fileURLToPath(new URL('../../../../packages/targets/testing/java/Serve.java', import.meta.url)),
    String(portOf('app')),
    `${folder}/app`,
  ],
}

export const PROGRAMS: readonly Program[] = [python, nginx, apache, haproxy, varnish, tomcat]
