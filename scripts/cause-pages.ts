/** Writes a page for each cause in docs/causes, and their index, from the data that the diagnosis uses. */
import { CAUSE_RULES, type Snippet, STACKS } from '@corskit/diagnose'
import { allowSnippets, snippetsOf } from '../packages/diagnose/fixes/example-snippets.ts'

type Rule = (typeof CAUSE_RULES)[number]

/** By path from the root. */
export function causePages(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/causes/README.md', index()],
    ['docs/causes/allow-a-request.md', allowPage()],
    ...CAUSE_RULES.map((rule) => [`docs/causes/${rule.id}.md`, page(rule)] as const),
  ])
}

const LAYERS: Readonly<Record<Rule['layer'], string>> = {
  app: 'the app',
  framework: 'the app’s framework',
  auth: 'authentication',
  proxy: 'a proxy in front of the app',
  gateway: 'a gateway in front of the app',
  cdn: 'a cache or CDN',
  browser: 'the browser',
  network: 'the network',
  client: 'the page',
}

function page(rule: Rule): string {
  const { fix, id, layer, sure, symptom, title, why } = rule
  const snippets = written(snippetsOf(rule))
  if (rule.remedy === 'allow-request') snippets.push('[In every other stack](allow-a-request.md)', '')
  return [
    `# ${title}`,
    '',
    '<!-- generated from packages/diagnose/causes by `npm run docs` -->',
    '',
    `**What you see.** ${symptom}`,
    '',
    `**How to be sure.** ${sure} \`corskit check URL --origin PAGE\`, or \`corskit explain\` of what the browser printed, tells it as \`${id}\`.`,
    '',
    `**Why.** ${why}`,
    '',
    `**Who changes it:** ${LAYERS[layer]}.`,
    '',
    `## Fix`,
    '',
    fix,
    '',
    ...(snippets.length === 0 ? [] : snippets),
    '[All causes](README.md)',
    '',
  ].join('\n')
}

/** The text for every cause that is a missing permission. */
function allowPage(): string {
  return [
    '# Allow one page one request, in every stack',
    '',
    '<!-- generated from packages/diagnose/fixes and packages/targets by `npm run docs` -->',
    '',
    'Each example lets the page `https://app.example.com` send `PUT` with `content-type` and cookies, and nobody else anything. `corskit check` and',
    '`corskit explain` write the same for your page and your request (`--stack NAME`); `corskit generate NAME --policy FILE` for a whole policy.',
    '',
    ...written(allowSnippets()),
    '[All causes](README.md)',
    '',
  ].join('\n')
}

const written = (snippets: readonly Snippet[]): string[] =>
  snippets.flatMap(({ stack, file, language, code }) => [
    `### ${STACKS[stack]?.title}: \`${file}\``,
    '',
    `\`\`\`${language}`,
    code.trimEnd(),
    '```',
    '',
  ])

function index(): string {
  const rows = CAUSE_RULES.map(
    ({ id, symptom, title }) => `| [${title}](${id}.md) | ${symptom.replaceAll('|', '\\|')} |`,
  )
  return [
    '# Why was it blocked?',
    '',
    '<!-- generated from packages/diagnose/causes by `npm run docs` -->',
    '',
    'A “CORS error” is usually a symptom. Each cause has a page: what you see, how to be sure, why it is so, and what to change. `corskit check URL` and',
    '`corskit explain` find it for you.',
    '',
    '| Cause | What you see |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n')
}
