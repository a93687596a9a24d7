// Writes packages/corskit/browser/recognise/sentences/firefox-locales.ts from the language packs of an installed Firefox (Debian: firefox-esr-l10n-all).
// node scripts/firefox-locales.mjs [/usr/lib/firefox-esr/browser/extensions]
import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = process.argv[2] ?? '/usr/lib/firefox-esr/browser/extensions'
const target = fileURLToPath(
  new URL('../packages/corskit/browser/recognise/sentences/firefox-locales.ts', import.meta.url),
)

/** In the order in which the file has them; the same as in `FIREFOX_KEYS`. */
const KEYS = [
  'CORSDisabled',
  'CORSDidNotSucceed2',
  'CORSOriginHeaderNotAdded',
  'CORSExternalRedirectNotAllowed',
  'CORSRequestNotHttp',
  'CORSMissingAllowOrigin2',
  'CORSMultipleAllowOriginNotAllowed',
  'CORSAllowOriginNotMatchingOrigin',
  'CORSNotSupportingCredentials',
  'CORSMethodNotFound',
  'CORSMissingAllowCredentials',
  'CORSPreflightDidNotSucceed3',
  'CORSInvalidAllowMethod',
  'CORSInvalidAllowHeader',
  'CORSMissingAllowHeaderFromPreflight2',
]

const packs = readdirSync(folder).filter((name) => /^langpack-.*\.xpi$/.test(name))
const locales = packs.flatMap((name) => {
  const path = `${folder}/${name}`
  const files = execFileSync('unzip', ['-Z1', path], { encoding: 'utf8' }).split('\n')
  const file = files.find((entry) => entry.endsWith('/security/security.properties'))
  if (file === undefined) return []
  const text = execFileSync('unzip', ['-p', path, file], { encoding: 'utf8' })
  const lines = new Map(Array.from(text.matchAll(/^(CORS\w+)\s*=\s*(.*)$/gm), ([, key, line]) => [key, line.trim()]))
  return [[/langpack-(.*?)@/.exec(name)[1], KEYS.map((key) => lines.get(key) ?? '')]]
})

const english = locales.find(([locale]) => locale === 'en-GB')?.[1] ?? []
const isEnglish = (line, index) => line === '' || line.replace(/['‘’"]/g, '') === english[index]?.replace(/['‘’"]/g, '')

const commonStart = (lines) => {
  const [first = ''] = lines
  let length = first.length
  for (const line of lines) while (!line.startsWith(first.slice(0, length))) length--
  return first.slice(0, length)
}

const written = locales
  .map(([locale, lines]) => [locale, lines.map((line, index) => (isEnglish(line, index) ? '' : line))])
  .filter(([, lines]) => lines.some((line) => line !== ''))
  .map(([locale, lines]) => {
    const own = lines.filter((line) => line !== '')
    const starts = [...new Set(own.map((line) => line.slice(0, line.indexOf('%1$S') + 4)))]
    const most = starts.toSorted(
      (a, b) => own.filter((l) => l.startsWith(b)).length - own.filter((l) => l.startsWith(a)).length,
    )[0]
    const frame = commonStart(own.filter((line) => line.startsWith(most)))
    return `  '${locale}': ${JSON.stringify([frame, ...lines.map((line) => (line.startsWith(frame) ? `~${line.slice(frame.length)}` : line))])},`
  })

writeFileSync(
  target,
  `/**
 * The lines of Firefox in its other languages, made by scripts/firefox-locales.mjs. The sentences are Mozilla's, from
 * dom/locales/…/security/security.properties of each language pack, under the Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/).
 *
 * For each language: the frame that its lines begin with, then a line for each key of \`FIREFOX_KEYS\`; \`~\` stands for the frame, an empty
 * line for a sentence that the language has in English.
 */
export const FIREFOX_LOCALES: Readonly<Record<string, readonly string[]>> = {
${written.join('\n')}
}
`,
)
console.log(`${written.length} languages of ${locales.length}`)
