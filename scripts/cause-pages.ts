/** A page for each cause in docs/causes, and their index, from the data that the diagnosis itself uses. */
import { CAUSE_RULES, STACKS } from '@corskit/diagnose'
import { snippetsOf } from '../packages/diagnose/fixes/example-snippets.ts'

type Rule = (typeof CAUSE_RULES)[number]

/** By path from the root. */
export function causePages(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/causes/README.md', index()],
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
  const snippets = snippetsOf(rule).flatMap(({ stack, file, language, code }) => [
    `### ${STACKS[stack as keyof typeof STACKS].title}: \`${file}\``,
    '',
    `\`\`\`${language}`,
    code.trimEnd(),
    '```',
    '',
  ])
  return [
    `# ${title}`,
    '',
    '<!-- generated from packages/diagnose/causes by `npm run docs` -->',
    '',
    `**What you see.** ${symptom}`,
    '',
    `**How to be sure.** ${sure} \`corskit check URL --origin PAGE\` tells it as \`${id}\`.`,
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
