/**
 * Configurations as people have them, with a login on everything, into which the generated file is pasted where its
 * comments say.
 */
import { writeFileSync } from 'node:fs'
import type { Place } from './real-server.ts'

const indented = (text: string, by: string) =>
  text
    .split('\n')
    .map((line) => `${by}${line}`)
    .join('\n')

/** `user` with the password `password`. */
function passwords(folder: string): string {
  writeFileSync(`${folder}/passwords`, 'user:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n')
  return `${folder}/passwords`
}

export const STOCK: Readonly<Record<string, (made: string, place: Place) => string>> = {
  nginx(made, { listen, upstream, folder }) {
    const [, decisions = '', answers = ''] = made.split(/^# ---- \d\. .*$/m)
    return `events { worker_connections 64; }
http {
    access_log off;
${indented(decisions, '    ')}
    server {
        listen 127.0.0.1:${listen};
        location / {
${indented(answers, '            ')}
            auth_basic "staging";
            auth_basic_user_file ${passwords(folder)};
            proxy_pass ${upstream};
        }
    }
}
`
  },
  apache: (made, { listen, upstream, folder }) => `ServerRoot "/usr/lib/apache2"
${[
  ['mpm_event', 'mod_mpm_event'],
  ['authn_core', 'mod_authn_core'],
  ['authn_file', 'mod_authn_file'],
  ['authz_core', 'mod_authz_core'],
  ['authz_user', 'mod_authz_user'],
  ['auth_basic', 'mod_auth_basic'],
  ['setenvif', 'mod_setenvif'],
  ['headers', 'mod_headers'],
  ['rewrite', 'mod_rewrite'],
  ['proxy', 'mod_proxy'],
  ['proxy_http', 'mod_proxy_http'],
]
  .map(([name, file]) => `LoadModule ${name}_module modules/${file}.so`)
  .join('\n')}
Listen 127.0.0.1:${listen}
ServerName localhost
ErrorLog "${folder}/error.log"
PidFile "${folder}/pid"
<VirtualHost 127.0.0.1:${listen}>
${made}
    <Location "/">
        AuthType Basic
        AuthName "staging"
        AuthUserFile "${passwords(folder)}"
        Require valid-user
    </Location>
    ProxyPass "/" "${upstream}/"
</VirtualHost>
`,
  caddy(made, { listen, upstream }) {
    const snippet = made.slice(0, made.indexOf('# ---- 2.'))
    const site = made
      .slice(made.indexOf('# route {'))
      .replace(/^# ?/gm, '')
      .replace('127.0.0.1:3000', new URL(upstream).host)
      // As a directive of its own it would come first.
      .replace('    reverse_proxy', `    basicauth {\n        user ${BCRYPT}\n    }\n    reverse_proxy`)
    return `{\n    admin off\n    auto_https off\n}\n${snippet}\nhttp://:${listen} {\n    bind 127.0.0.1\n${indented(site, '    ')}\n}\n`
  },
  haproxy: (made, { listen, upstream }) => `defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s
userlist staging
    user user insecure-password password
frontend web
    bind 127.0.0.1:${listen}
${indented(made, '    ')}
    http-request auth unless { http_auth(staging) }
    default_backend app
backend app
    server one ${new URL(upstream).host}
`,
  lighttpd: (
    made,
    { listen, upstream, folder },
  ) => `server.modules = ( "mod_setenv", "mod_redirect", "mod_auth", "mod_authn_file", "mod_proxy" )
server.document-root = "/"
server.bind = "127.0.0.1"
server.port = ${listen}
auth.backend = "htpasswd"
auth.backend.htpasswd.userfile = "${passwords(folder)}"
auth.require = ( "" => ( "method" => "basic", "realm" => "staging", "require" => "valid-user" ) )
proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => ${new URL(upstream).port} ) ) )
${made}
`,
  varnish(made, { upstream, folder }) {
    const { hostname, port } = new URL(upstream)
    writeFileSync(`${folder}/cors.vcl`, made)
    return `vcl 4.1;
backend default { .host = "${hostname}"; .port = "${port}"; }
include "${folder}/cors.vcl";
sub vcl_recv {
    if (!req.http.Authorization) {
        return (synth(401));
    }
}
`
  },
}

/** Of `x`, in bcrypt. */
const BCRYPT = '$2a$14$fi3pVUgKgRBvGGwwCaQSA.LDI1XoHTdjJeJdRHaxVVlbcDb6zdjUS'
