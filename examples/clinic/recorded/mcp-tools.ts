/**
 * What a coding agent asks an MCP server about a page whose request failed, and the parts of the answers that are kept.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type McpServer, openMcpServer } from './mcp-server.ts'
import type { ToolsTold } from './recording.ts'

export interface Peer {
  readonly server: McpServer
  /** Opens the page, waits until its request has settled, and asks for everything that the tools know about it. */
  readonly look: (page: string) => Promise<ToolsTold>
  readonly close: () => Promise<void>
}

const CHROMIUM = '/usr/bin/chromium'
/** What the browser says comes after what the page says. */
const lag = () => new Promise((resolve) => setTimeout(resolve, 300))

/** @param modules the `node_modules` that it is installed in */
export async function openChromeDevtoolsMcp(modules: string, flags: readonly string[]): Promise<Peer> {
  const server = await openMcpServer(join(modules, 'chrome-devtools-mcp/build/src/bin/chrome-devtools-mcp.js'), [
    ...['--headless', '--isolated', '--executablePath', CHROMIUM],
    ...['--no-usage-statistics', '--no-performance-crux', '--no-page-id-routing'],
    ...flags.map((flag) => `--chromeArg=${flag}`),
  ])
  return {
    server,
    close: server.close,
    async look(page) {
      await server.call('navigate_page', { type: 'url', url: page })
      await server.call('evaluate_script', { function: '() => window.settled' })
      await lag()
      const console: string[] = []
      for (const [line, id] of (await server.call('list_console_messages')).matchAll(/^msgid=(\d+) .*$/gm)) {
        // Only an issue has details beyond its line.
        const details = line.includes('[issue]') ? await server.call('get_console_message', { msgid: Number(id) }) : ''
        console.push([line, ...details.split('\n').slice(1)].join('\n'))
      }
      const network: string[] = []
      for (const [line, id] of (await server.call('list_network_requests')).matchAll(/^reqid=(\d+) .*$/gm)) {
        if (line.includes(` ${page} `)) continue
        network.push(kept(`${line}\n${await server.call('get_network_request', { reqid: Number(id) })}`))
      }
      return { page, console, network }
    },
  }
}

/** @param modules the `node_modules` that it is installed in */
export async function openPlaywrightMcp(modules: string, flags: readonly string[]): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'corskit-playwright-mcp-'))
  const config = join(folder, 'config.json')
  const launchOptions = { executablePath: CHROMIUM, headless: true, args: flags }
  writeFileSync(config, JSON.stringify({ browser: { browserName: 'chromium', isolated: true, launchOptions } }))
  const server = await openMcpServer(join(modules, '@playwright/mcp/cli.js'), [
    ...['--config', config, '--output-dir', folder],
  ])
  return {
    server,
    async close() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
    async look(page) {
      await server.call('browser_navigate', { url: page })
      await server.call('browser_evaluate', { function: '() => window.settled' })
      await lag()
      const said = await server.call('browser_console_messages', { level: 'debug' })
      const console = said.split('\n').filter((line) => line.startsWith('['))
      const network: string[] = []
      const list = await server.call('browser_network_requests', { static: true })
      for (const [line, index] of list.matchAll(/^(\d+)\. \[.*$/gm)) {
        if (line.includes(` ${page} `)) continue
        const details = await server.call('browser_network_request', { index: Number(index) })
        network.push(kept(details.replace(/^### Result\n/, '')))
      }
      return { page, console, network }
    },
  }
}

/** Says nothing about the set-up: every browser or every server of Node sends it. */
const NOISE =
  /^(?:- | {4})(?:accept|accept-encoding|accept-language|connection|date|host|keep-alive|sec-ch-ua[\w-]*|user-agent): ?.*\n/gm

/** Removes bodies, and the offer to show them. */
const BODIES = /### (?:Request|Response) Body\n[\s\S]*?(?=\n### |$)\n?|\n+Call browser_network_request with part=.*/g

const kept = (text: string): string => `${text}\n`.replace(BODIES, '').replace(NOISE, '').trimEnd()
