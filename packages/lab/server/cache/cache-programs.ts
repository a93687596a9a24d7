/**
 * Caches that people run, as the lab starts them: small, each in a folder of its own, on sockets that no browser and no
 * other machine can reach.
 */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A cache that people run, and how the lab starts it. */
export interface CacheProgram {
  readonly name: 'Varnish' | 'nginx'
  readonly command: string
  /** Asks the program for its version, which some print on standard error. */
  readonly version: readonly string[]
  /** What is written into the folder before the program starts. */
  readonly file: string
  readonly configuration: (folder: string) => string
  readonly arguments: (folder: string) => readonly string[]
}

/** The addresses of the cache and of the bank behind it. */
export const IN = 'in.sock'
export const BEHIND = 'bank.sock'

const VARNISH: CacheProgram = {
  name: 'Varnish',
  command: 'varnishd',
  version: ['-V'],
  file: 'lab.vcl',
  configuration: (folder) => `vcl 4.1;\nbackend bank { .path = "${join(folder, BEHIND)}"; }\n`,
  arguments: (folder) => [
    ...['-F', '-j', 'none', '-n', join(folder, 'work'), '-a', join(folder, IN), '-f', join(folder, 'lab.vcl')],
    // Its defaults are for a dedicated machine.
    ...['-s', 'malloc,8m', '-p', 'vsl_space=1m', '-p', 'thread_pools=1', '-p', 'thread_pool_min=5'],
    ...['-p', 'thread_pool_max=100'],
  ],
}

const NGINX: CacheProgram = {
  name: 'nginx',
  command: 'nginx',
  version: ['-v'],
  file: 'nginx.conf',
  configuration: (folder) => `${process.getuid?.() === 0 ? 'user root;\n' : ''}worker_processes 1;
daemon off;
pid ${folder}/pid;
events { worker_connections 128; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  proxy_cache_path ${folder}/kept keys_zone=lab:1m max_size=8m inactive=10m use_temp_path=off;
  server {
    listen unix:${folder}/${IN};
    location / {
      proxy_pass http://unix:${folder}/${BEHIND};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Connection "";
      proxy_cache lab;
      proxy_cache_key $http_host$request_uri;
      add_header X-Cache $upstream_cache_status;
    }
  }
}
`,
  arguments: (folder) => ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')],
}

/** The first that is installed is taken. */
export const CACHE_PROGRAMS: readonly CacheProgram[] = [VARNISH, NGINX]

/** Servers are in `sbin`, which is not on everybody's path. */
const ALSO = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin', '/opt/homebrew/bin']

/** The path of a program, or `null`. */
export function installedAt(command: string, path = process.env['PATH'] ?? ''): string | null {
  for (const folder of [...path.split(delimiter), ...ALSO]) {
    try {
      if (folder === '') continue
      accessSync(join(folder, command), constants.X_OK)
      return join(folder, command)
    } catch {
      // Not here.
    }
  }
  return null
}
