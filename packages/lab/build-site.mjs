// `npm run site`: the lab as a static folder. Any host can serve it. It needs no server of its own, and works offline
// after the first visit.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildPage } from './build-page.mjs'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"

/** @param {string} folder where to put it, with a slash at the end */
export async function buildSite(folder) {
  await buildPage(folder)
  const document = readFileSync(`${folder}index.html`, 'utf8')
    .replace('data-lab="live"', 'data-lab="static"')
    .replace(
      '<meta charset="utf-8" />',
      `<meta charset="utf-8" />\n    <meta http-equiv="content-security-policy" content="${POLICY}" />`,
    )
  if (!document.includes('data-lab="static"') || !document.includes('content-security-policy'))
    throw new Error('page/index.html has changed: the site cannot be made of it')
  writeFileSync(`${folder}index.html`, document)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(folder.length).replace(/^\/+/, ''))
  const version = createHash('sha256').update(document).update(files.join()).digest('hex').slice(0, 12)
  writeFileSync(`${folder}worker.js`, worker(version, ['./', ...files.filter((file) => file !== 'index.html')]))
}

/** Keeps every file of this version, and forgets those of earlier ones. */
const worker = (version, files) => `const CACHE = 'corskit-lab-${version}'
const FILES = ${JSON.stringify(files)}
addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => skipWaiting()))
})
addEventListener('activate', (event) => {
  const old = (name) => name.startsWith('corskit-lab-') && name !== CACHE
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => clients.claim()))
})
addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET' || new URL(event.request.url).origin !== location.origin) return
  event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((kept) => kept ?? fetch(event.request)))
})
`

const asked = process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]
if (asked) {
  const folder = fileURLToPath(new URL('../../site/', import.meta.url))
  await buildSite(folder)
  console.log(`The site is in ${folder}`)
}
