/** docs/reasons.md's table: every code that can refuse a fetch, in the words that `check` uses. */
import { REASON_SENTENCES } from '../packages/cli/outcome/reason-sentence.ts'

export function reasonTable(): string {
  const rows = Object.entries(REASON_SENTENCES).map(([code, { sentence, example }]) => {
    const filled = sentence.replaceAll('{origin}', 'https://app.example.com').replace(/\{[a-z-]+\}/g, example)
    return `| \`${code}\` | ${filled.replaceAll('|', '\\|').replaceAll('*', '\\*')} |`
  })
  return ['| Code | What it says |', '|---|---|', ...rows].join('\n')
}
