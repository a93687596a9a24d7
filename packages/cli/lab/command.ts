/** `corskit lab`. */
import { createSecureContext } from 'node:tls'
import type { Lab, LabOptions } from '@corskit/lab'
import { ExitCode } from '../command-line/exit-code.ts'
import { pemFile } from '../command-line/named-file.ts'
import { parseOptions } from '../command-line/options.ts'
import { named } from '../command-line/secrets.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { checkLabRequest } from './check-lab-request.ts'

const LAB_HELP = `corskit lab [--port N] [--cert FILE --key FILE]

Starts a page, a sample API whose routes are each wrong in one way, and a third origin, on this machine only. The page shows the model's
verdict on a request, and what your own browser does with it. Ctrl+C ends it.

  --port N     the page's port; default 4680, or any that is free, as with 0
  --cert FILE  speak https, with this certificate for localhost, *.localhost and 127.0.0.1, in PEM
  --key FILE   its private key, in PEM
  -h, --help   print this
`

const OPTIONS = {
  port: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

export async function lab(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const options = parseOptions('lab', args, OPTIONS)
  if (options.has('help')) {
    terminal.out(LAB_HELP)
    return ExitCode.allowed
  }
  const [extra] = options.positionals
  if (extra !== undefined) throw new UsageError(`lab takes no argument, got ${named(extra)}`)
  const certificate = certificateOf(options.one('cert'), options.one('key'))
  const authorities = certificate === undefined ? [] : [certificate.cert]
  const started = await start({
    check: (request) => checkLabRequest(request, authorities),
    ...portOf(options.one('port')),
    ...(certificate === undefined ? {} : { certificate }),
  })
  terminal.out(`${started.url}\n`)
  terminal.err(
    `corskit: the lab is open at ${started.url} (sample API ${started.apiOrigin}, third origin ${started.thirdOrigin}); Ctrl+C ends it\n`,
  )
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve))
  await started.close()
  return ExitCode.allowed
}

function portOf(text: string | undefined): { port?: number } {
  if (text === undefined) return {}
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (port >= 0 && port <= 65_535) return { port }
  throw new UsageError(`--port ${named(text)}: expected a port from 0 to 65535, where 0 is any that is free`)
}

function certificateOf(cert: string | undefined, key: string | undefined) {
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined) throw new UsageError('--cert and --key go together')
  const certificate = { cert: pemFile('cert', cert), key: pemFile('key', key) }
  try {
    createSecureContext(certificate)
  } catch {
    throw new UsageError(`--cert ${named(cert)} and --key ${named(key)}: expected a certificate and its key, in PEM`)
  }
  return certificate
}

async function start(options: LabOptions): Promise<Lab> {
  const { startLab } = await loadLab()
  try {
    return await startLab(options)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new UsageError(`--port '${options.port}' is taken; expected one that is free`)
    if (code === 'EACCES')
      throw new UsageError(`--port '${options.port}' is not open to this user; expected one above 1023`)
    throw error
  }
}

/** The lab is a separate package, so that people who only check URLs need not install a web framework. */
async function loadLab(): Promise<typeof import('@corskit/lab')> {
  try {
    return await import('@corskit/lab')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new UsageError('the lab is a package of its own: npm install @corskit/lab, then corskit lab')
  }
}
