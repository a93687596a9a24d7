/** The server that the pages talk to: answers as `answerTo` says, and keeps what it was asked. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Header } from '../../packages/corskit/protocol/header-list.ts'
import { answerTo, type Seen, type Sent } from './calls.ts'

export interface PageReport {
  readonly origin: string
  readonly seen: readonly Seen[]
  readonly sent: readonly Sent[]
}

export async function openServer() {
  const sent: Sent[] = []
  let told: (report: PageReport) => void = () => {}
  const report = new Promise<PageReport>((resolve) => {
    told = resolve
  })
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    if (path === '/seen') {
      response.writeHead(204).end()
      return told({ ...JSON.parse(await textOf(request)), sent })
    }
    const header = (name: string) => (request.headers[name] as string | undefined) ?? null
    const kind = header('access-control-request-method') === null ? 'actual' : 'preflight'
    sent.push({ kind, path, origin: header('origin'), referer: header('referer'), site: header('sec-fetch-site') })
    const { status, headers } = answerTo(path, { kind, headers: Object.entries(request.headers) as Header[] }) as {
      status: number
      headers: Record<string, string>
    }
    response.writeHead(status, headers).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    report,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return text
}
