/** Starts the servers of a clinic, all at the same time. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { freePort } from '../../../testing/free-port.ts'
import { isListening } from '../../../testing/is-listening.ts'
import { stopped } from '../../../testing/stopped.ts'
import { askBefore } from '../asked-before.ts'
import type { BlindClinic } from './clinic.ts'
import { openServers } from './own-servers.ts'
import type { Place, Program } from './program.ts'
import type { BlindSetUp } from './set-up.ts'

/** The Debian packages that are not installed here, by server: their set-ups cannot be started. */
export function missingFor({ programs }: BlindClinic): ReadonlyMap<string, string> {
  const missing = programs.filter(
    ({ needs: [program = '', ...args] }) => spawnSync(program, args, { stdio: 'ignore' }).status !== 0,
  )
  return new Map(missing.map(({ server, debian }) => [server, `${server} is not installed (Debian: ${debian})`]))
}

export interface BlindWard {
  /** The set-up's address; `null` when its server is missing. */
  readonly urlOf: (setUp: BlindSetUp) => string | null
  readonly close: () => Promise<void>
}

export async function openBlindWard(clinic: BlindClinic): Promise<BlindWard> {
  const { faulty, healthy, ownServers, programs } = clinic
  const missing = missingFor(clinic)
  const own = await openServers(ownServers())
  const folder = mkdtempSync(join(tmpdir(), 'corskit-clinic-'))
  const present = programs.filter(({ server }) => !missing.has(server))
  const ports = new Map<string, number>()
  for (const { server, apps } of programs) for (const app of apps) ports.set(`${server}/${app}`, await freePort())
  const urls = new Map(Array.from(own.urls, ([app, url]) => [`node/${app}`, url]))
  for (const [app, port] of ports) urls.set(app, `http://127.0.0.1:${port}`)
  const children: ChildProcess[] = []
  const close = async () => {
    await Promise.all(children.map(stopped))
    own.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const started = await Promise.allSettled(
    present.map((program) => start(program, place(program, folder, urls), children)),
  )
  const failed = started.find((start) => start.status === 'rejected')
  if (failed !== undefined) {
    await close()
    throw failed.reason
  }
  const urlOf = ({ at: [server, app], path }: BlindSetUp) =>
    missing.has(server) ? null : `${urls.get(`${server}/${app}`)}${path}`
  for (const setUp of [...faulty, ...healthy]) {
    const url = urlOf(setUp)
    if (setUp.askedBefore !== undefined && url !== null) await askBefore(url, setUp.askedBefore)
  }
  return { urlOf, close }
}

function place({ server }: Program, folder: string, urls: ReadonlyMap<string, string>): Place {
  return {
    folder: join(folder, server),
    portOf: (app) => Number(new URL(urls.get(`${server}/${app}`) as string).port),
    upstream(name) {
      const [url] = [...urls].flatMap(([app, url]) => (app.endsWith(`/${name}`) ? [url] : []))
      if (url === undefined) throw new Error(`no server of this clinic has an app ${name}`)
      return url
    },
  }
}

async function start(program: Program, place: Place, children: ChildProcess[]): Promise<void> {
  mkdirSync(place.folder)
  for (const [path, text] of Object.entries(program.files?.(place) ?? {})) {
    mkdirSync(dirname(join(place.folder, path)), { recursive: true })
    writeFileSync(join(place.folder, path), text)
  }
  const [command = '', ...args] = program.command(place)
  const child = spawn(command, args, { cwd: place.folder, stdio: ['ignore', 'ignore', 'pipe'] })
  children.push(child)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-5_000)))
  await Promise.all(program.apps.map((app) => isListening(place.portOf(app), child, () => said)))
}
