/** Starts the set-ups, each on a free port of loopback, with nginx in front if the set-up has one. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../testing/free-port.ts'
import { isListening } from '../../testing/is-listening.ts'
import { stopped } from '../../testing/stopped.ts'
import { askBefore } from './asked-before.ts'
import { PAGE, type SetUp } from './set-up.ts'

const NGINX = '/usr/sbin/nginx'
export const NGINX_MISSING = existsSync(NGINX) ? null : 'nginx is not installed (Debian: nginx)'

export interface Ward {
  /** The set-up's address. */
  readonly urlOf: (setUp: SetUp) => string
  readonly close: () => Promise<void>
}

export async function openWard(setUps: readonly SetUp[]): Promise<Ward> {
  const servers: Server[] = []
  const listen = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const third = await listen((request, response) => {
    const isCdn = request.url?.startsWith('/cdn/') === true && !request.url.startsWith('/cdn/cgi')
    response.writeHead(200, isCdn ? { 'access-control-allow-origin': PAGE } : { 'content-type': 'text/html' }).end('')
  })
  const own = new Map<SetUp, string>()
  for (const setUp of setUps) own.set(setUp, await listen((await setUp.serve({ third })) as RequestListener))
  const fronted = setUps.filter(({ nginx }) => nginx !== undefined)
  const nginx = fronted.length > 0 && NGINX_MISSING === null ? await startNginx(fronted, own) : null
  const urlOf = (setUp: SetUp) => (nginx?.origins.get(setUp) ?? own.get(setUp)) + (setUp.request.path ?? '/')
  for (const setUp of setUps) if (setUp.askedBefore !== undefined) await askBefore(urlOf(setUp), setUp.askedBefore)
  return {
    urlOf,
    async close() {
      await nginx?.stop()
      for (const server of servers) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

/** One nginx for all, with a server for each. */
async function startNginx(setUps: readonly SetUp[], own: ReadonlyMap<SetUp, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'corskit-clinic-'))
  const origins = new Map<SetUp, string>()
  const blocks: string[] = []
  for (const setUp of setUps) {
    const port = await freePort()
    origins.set(setUp, `http://127.0.0.1:${port}`)
    const location = (setUp.nginx ?? '').replaceAll('$upstream;', `${own.get(setUp)};`)
    blocks.push(`server { listen 127.0.0.1:${port}; location / { ${location} } }`)
  }
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ')
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1; user root; events {}\nhttp { access_log off; ${temporary} proxy_cache_path ${folder}/cache keys_zone=clinic:1m;\n${blocks.join('\n')}\n}\n`,
  )
  const child = spawn(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] })
  let told = ''
  child.stderr.on('data', (text) => (told += text))
  const [first] = origins.values()
  await isListening(Number(new URL(first as string).port), child, () => told)
  return {
    origins,
    async stop() {
      await stopped(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
