import { readFileSync } from 'node:fs'

const script = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const calls = `${script('run-calls.js')}\n${script('run-element.js')}`
// The icon stops engines from asking for /favicon.ico, whose failure some of them print.
const head = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">'
const frame = `${head}<script>${calls}\n${script('frame.js')}</script>`
const dataUrl = `data:text/html;charset=utf-8,${encodeURIComponent(frame)}`

const documents: { [path: string]: string } = {
  '/page.html': `${head}<title>corskit</title><script>const dataUrl = ${JSON.stringify(dataUrl)}\n${calls}\n${script('page.js')}</script>`,
  '/sandboxed.html': frame,
}

/** The documents that call `fetch`: the page itself, and the one for its sandboxed and data: iframes. */
export const pageDocument = (path: string): string | undefined => documents[path]
