/**
 * The generated parts of the documents: transcripts of real runs, tables of codes, and the API reference.
 * `npm run docs` writes them; a test fails when they are stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { BLIND_CLINICS } from '../examples/clinic/blind/all.ts'
import { apiPages } from './api-reference.ts'
import { blindClinicScore, blindClinicSetUps } from './blind-clinic-table.ts'
import { causePages } from './cause-pages.ts'
import { clinicScore, peersShow } from './clinic-table.ts'
import { issueTable } from './issue-table.ts'
import { migrateTranscript } from './migrate-transcript.ts'
import { policyError } from './policy-error.ts'
import { problemsTable } from './problems.ts'
import { knownDifferencesTable, profileTable } from './profile-table.ts'
import { reasonTable } from './reason-table.ts'
import { classesTable, referenceTable, targetsTable } from './targets-table.ts'
import { picture, transcripts } from './transcripts.ts'
import { wptFlags, wptFolders, wptRemaining, wptRuns, wptTotals } from './wpt-tables.ts'

const DOCUMENTS = [
  'README.md',
  'packages/corskit/README.md',
  'docs/check.md',
  'docs/conformance.md',
  'docs/diagnosis.md',
  'docs/migrate.md',
  'docs/policy-issues.md',
  'docs/problems.md',
  'docs/reasons.md',
  'docs/targets.md',
  'docs/verify.md',
  'docs/wpt.md',
]

/** The documents as they should be now, by path from the root. */
export async function generatedDocuments(): Promise<ReadonlyMap<string, string>> {
  const parts = new Map([
    ...(await transcripts()),
    ['migrate', await migrateTranscript()],
    ['policy-error', policyError()],
    ['policy-issues', issueTable()],
    ['reasons', reasonTable()],
    ['targets', targetsTable()],
    ['reference-round', referenceTable()],
    ['mistakes', classesTable()],
    ['wpt-totals', wptTotals()],
    ['wpt-folders', wptFolders()],
    ['wpt-flags', wptFlags()],
    ['wpt-remaining', wptRemaining()],
    ['wpt-runs', wptRuns()],
    ['problems', problemsTable()],
    ['clinic-score', clinicScore()],
    ['clinic-peers', peersShow()],
    ...BLIND_CLINICS.flatMap((clinic) => [
      [`${clinic.name}-clinic-score`, blindClinicScore(clinic)] as const,
      [`${clinic.name}-clinic`, blindClinicSetUps(clinic)] as const,
    ]),
    ['profiles', profileTable()],
    ['known-differences', knownDifferencesTable()],
  ])
  return new Map([
    ...DOCUMENTS.map((path) => [path, withParts(readDocument(path), parts)] as const),
    ['docs/check.svg', await picture()],
    ...causePages(),
    ...apiPages(),
  ])
}

/** `''` for a page that does not exist yet. */
export function readDocument(path: string): string {
  const file = new URL(`../${path}`, import.meta.url)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** Replaces the text between `<!-- generated: NAME -->` and `<!-- end -->`. */
function withParts(text: string, parts: ReadonlyMap<string, string>): string {
  return text.replace(/(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, start, name, end) => {
    const part = parts.get(name)
    if (part === undefined) throw new Error(`nothing generates ${name}`)
    return `${start}${part}\n${end}`
  })
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const folder of ['causes', 'api']) mkdirSync(new URL(`../docs/${folder}`, import.meta.url), { recursive: true })
  for (const [path, text] of await generatedDocuments()) writeFileSync(new URL(`../${path}`, import.meta.url), text)
}
