/** docs/diagnosis.md's table of the clinic: how many causes are found, for each kind of input. */
import { FAULTY } from '../examples/clinic/clinic.ts'
import { type RecordingName, readRecording, type ToolsTold } from '../examples/clinic/recorded/recording.ts'
import { readScore, scoreCells } from './clinic-scores.ts'

/** `chrome-devtools-mcp 1.11.0`. */
const versionOf = (name: RecordingName) => readRecording(name).by.replace(/ \(.*/, '')

export function clinicScore(): string {
  const rows: readonly (readonly [known: string, file: string])[] = [
    ['everything, with probes', 'probes'],
    ['the exchanges, without probes', 'exchanges'],
    ['a HAR alone, as Chromium exports it', 'har'],
    [`what ${versionOf('chrome-devtools-mcp')} returns`, 'chrome-devtools-mcp'],
    [`what ${versionOf('playwright-mcp')} returns`, 'playwright-mcp'],
    ['the console line alone', 'console'],
  ]
  return [
    '| What is known | True cause first | Among the first three | Called certain, and wrong |',
    '|---|---|---|---|',
    ...rows.map(
      ([known, file]) => `| ${[known, ...scoreCells(FAULTY, readScore(`scores/${file}.txt`))].join(' | ')} |`,
    ),
  ].join('\n')
}

/** What the two tools show of a refused request, counted. */
export interface Shown {
  /** Set-ups in which a request failed. */
  readonly failed: number
  /** …and its status, or a header of its answer, is shown. */
  readonly withAnswer: number
  /** …and a preflight is shown. */
  readonly withPreflight: number
  /** …and the text offers `no-cors` as a way out. */
  readonly withNoCors: number
}

export function shownBy(name: 'chrome-devtools-mcp' | 'playwright-mcp'): Shown {
  const { setUps } = readRecording<ToolsTold>(name)
  const failed = FAULTY.flatMap((setUp) => {
    const { console, network } = setUps[setUp.name] as ToolsTold
    const refused = network.filter((text) => text.includes('net::ERR_'))
    return refused.length === 0 ? [] : [{ console, network, refused }]
  })
  const count = (fits: (one: (typeof failed)[number]) => boolean) => failed.filter(fits).length
  return {
    failed: failed.length,
    withAnswer: count(({ refused }) => refused.some((text) => /response headers|status: +\[?\d{3}/i.test(text))),
    withPreflight: count(({ network }) => network.some((text) => /access-control-request-method/i.test(text))),
    withNoCors: count(({ console }) => console.some((text) => /set to `no-cors`/.test(text))),
  }
}

export function peersShow(): string {
  const [devtools, playwright] = (['chrome-devtools-mcp', 'playwright-mcp'] as const).map((name) => ({
    ...readRecording(name),
    version: versionOf(name),
    shown: shownBy(name),
  }))
  if (devtools === undefined || playwright === undefined) throw new Error('both are recorded')
  const asked = new Date(devtools.date).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  const chromium = devtools.browser.replace(/ built.*/, '')
  const of = (count: number, { failed }: Shown) => `${count} of ${failed}`
  return `The two tools were asked on ${asked}, with ${chromium}: a page made the request of each set-up, and they told its console and its network, in every detail that they have.
Of the answer to a request that was refused, ${devtools.version} shows a status or a header in ${of(devtools.shown.withAnswer, devtools.shown)} failures, and ${playwright.version} in ${of(playwright.shown.withAnswer, playwright.shown)}:
a crash, a 401 and a missing set-up look alike. Where there was a preflight, the first shows it with its answer (${devtools.shown.withPreflight} failures), the second does not (${playwright.shown.withPreflight}). In ${of(devtools.shown.withNoCors, devtools.shown)} failures the first
names the mode \`no-cors\` as a way out. Their rows say what corskit's own rules make of what they return; [what they returned](../examples/clinic/recorded) is kept.`
}
