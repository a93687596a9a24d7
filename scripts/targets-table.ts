/**
 * The tables of docs/targets.md: what each target can express, and what the reference round found on its real server.
 */
import { type Capabilities, TARGETS } from '@corskit/targets'
import { CLASSES } from '../packages/targets/testing/mistakes/classes.ts'
import { recordedRound } from '../packages/targets/testing/record.ts'

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

export function targetsTable(): string {
  return table(
    ['target', 'for', 'tested', 'from version', 'file', 'also as', 'cannot express'],
    TARGETS.map((target) => [
      `\`${target.name}\``,
      target.title,
      target.state === 'run' ? 'on the real server' : 'modelled',
      target.leastVersion ?? '',
      `\`${target.output}\``,
      (target.forms ?? []).map(({ name }) => `\`${name}\``).join(' '),
      limitsOf(target.capabilities).join('; '),
    ]),
  )
}

function limitsOf(can: Capabilities): string[] {
  const lacks = (holds: boolean, text: string) => (holds ? [] : [text])
  return [
    ...lacks(
      can.origins === Number.POSITIVE_INFINITY,
      can.origins === 1 ? 'two origins' : `more than ${can.origins} origins`,
    ),
    ...lacks(can.subdomains === 'exact', can.subdomains === 'no' ? 'subdomains' : 'subdomains of several labels'),
    ...lacks(can.labelWildcard, 'a wildcard inside a label'),
    ...lacks(can.anyPort, 'any port'),
    ...lacks(!can.anyPort || can.subdomains === 'no' || can.subdomainsWithAnyPort, 'subdomains with any port'),
    ...lacks(can.regExp, 'a RegExp'),
    ...lacks(can.nullOrigin, '`null`'),
    ...lacks(can.ownSchemes, 'other schemes than http and https'),
    ...lacks(can.credentials, 'credentials'),
    ...lacks(can.methods === null, `other methods than ${can.methods?.join(', ')}`),
    ...lacks(can.anyMethod, "methods `'*'` (narrowed to the common ones)"),
    ...lacks(can.lowerCaseMethods, 'methods in lower case'),
    ...lacks(can.allowedHeaders, 'request headers'),
    ...lacks(can.anyHeader || !can.allowedHeaders, "allowedHeaders `'*'`"),
    ...lacks(can.maxAge.least === 0, `maxAge below ${can.maxAge.least}`),
    ...lacks(can.refusedCharacters === null, 'some signs in names'),
    ...lacks(can.standalone, 'a file that starts as it is'),
  ]
}

/** The table of docs/verify.md: which classes of mistakes its questions find, and the servers that test it. */
export function classesTable(): string {
  return table(
    ['what is wrong', 'servers in the tests that are wrong in it'],
    CLASSES.map(([title, mistakes]) => [
      title,
      typeof mistakes === 'string' ? `*not looked for: ${mistakes}*` : mistakes.map(code).join('; '),
    ]),
  )
}

const code = (text: string) => text.replaceAll('*', '\\*').replaceAll('|', '\\|')

export function referenceTable(): string {
  const round = recordedRound()
  const run = TARGETS.filter(({ state }) => state === 'run')
  const policies = Object.keys(round[run[0]?.name ?? ''] ?? {})
  return table(
    ['target', ...policies],
    run.map((target) => [`\`${target.name}\``, ...policies.map((policy) => cell(round[target.name]?.[policy]))]),
  )
}

function cell(result: number | string | undefined): string {
  if (result === undefined) return ''
  return typeof result === 'number' ? `${result.toLocaleString('en-US')} ✓` : `says no: ${result}`
}
