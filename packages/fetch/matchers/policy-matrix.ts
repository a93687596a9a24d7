/** Fetches every combination of page, method, headers and credentials, and makes a table for snapshots. */
import type { Engine, Outcome } from 'corskit/browser'
import { PreflightCache } from 'corskit/browser'
import { openPage } from '../open-page.ts'
import type { PageOptions } from '../page/page-options.ts'

/** Which requests are tried: each origin with each method, each set of headers and each credentials mode. */
export interface PolicyMatrixOptions extends Omit<PageOptions, 'preflightCache' | 'sandboxed'> {
  /** Pages; `null` is one with an opaque origin. */
  readonly origins: readonly string[]
  /** Default `['GET']`. */
  readonly methods?: readonly string[]
  /** Sets of request headers. Default: none. */
  readonly headers?: readonly Readonly<Record<string, string>>[]
  /** Default `['same-origin', 'include']`. */
  readonly credentials?: readonly RequestCredentials[]
}

/**
 * @returns one block an origin, one line a request, one column a credentials mode; a cell says `allowed`, or the reason
 * why not
 */
export async function policyMatrix(url: string, options: PolicyMatrixOptions): Promise<string> {
  const { origins, methods = ['GET'], headers = [{}], credentials = ['same-origin', 'include'], ...rest } = options
  const blocks: string[][][] = []
  for (const origin of origins) {
    // Each cell has a new page, so that it does not know the preflights of another.
    const preflightCache = new PreflightCache()
    await using page = openPage(origin === 'null' ? 'data:text/html,' : origin, { ...rest, preflightCache })
    const rows = [[origin, ...credentials]]
    for (const method of methods) {
      for (const set of headers) {
        const cells: string[] = []
        for (const mode of credentials) {
          preflightCache.reset()
          cells.push(cell(await page.outcomeOf(url, { method, headers: set, credentials: mode })))
        }
        rows.push([`  ${rowName(method, set)}`, ...cells])
      }
    }
    blocks.push(rows)
  }
  return [`${url}, ${options.engine ?? ('standard' satisfies Engine)}`, ...aligned(blocks)].join('\n')
}

function cell({ verdict, reason }: Outcome): string {
  return verdict === 'blocked' ? (reason?.code ?? verdict) : verdict
}

function rowName(method: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [method, ...lines].join(' + ')
}

function aligned(blocks: readonly string[][][]): string[] {
  const widths: number[] = []
  for (const row of blocks.flat()) {
    for (const [i, text] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, text.length)
  }
  const line = (row: readonly string[]) =>
    row
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  return blocks.flatMap((rows) => ['', ...rows.map(line)])
}
