import { readFileSync } from 'node:fs'

const script = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const calls = `${script('run-calls.js')}\n${script('run-element.js')}`
// The icon stops engines from asking for /favicon.ico, whose failure some of them print.
const head = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">'
const frame = `${head}<script>${calls}\n${script('frame.js')}</script>`
const dataUrl = `data:text/html;charset=utf-8,${encodeURIComponent(frame)}`

const html = (body: string) => ({ type: 'text/html; charset=utf-8', body })

const files: { [path: string]: PageFile } = {
  '/page.html': html(
    `${head}<title>corskit</title><script>const dataUrl = ${JSON.stringify(dataUrl)}\n${calls}\n${script('page.js')}</script>`,
  ),
  '/sandboxed.html': html(frame),
  '/worker.js': { type: 'text/javascript; charset=utf-8', body: `${script('run-calls.js')}\n${script('worker.js')}` },
}

export interface PageFile {
  readonly type: string
  readonly body: string
}

/** What calls `fetch`: the page itself, the document of its iframes, and the script of its workers. */
export const pageFile = (path: string): PageFile | undefined => files[path]
