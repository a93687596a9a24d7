/** The fix of a cause in every stack, for an example page: what the pages of docs/causes show. */
import type { Snippet } from '../words/cause.ts'
import type { CauseRule } from '../words/cause-rule.ts'
import { allowSnippet, COMMONEST } from './fix-for.ts'
import type { SmallPolicy } from './smallest-policy.ts'
import { specialSnippets } from './special.ts'
import type { StackName } from './stacks.ts'

const EXAMPLE: SmallPolicy = {
  origins: ['https://app.example.com'],
  methods: ['PUT'],
  allowedHeaders: ['content-type'],
  exposedHeaders: [],
  credentials: true,
}

/** Those that most people have; `--stack` takes every target of `corskit targets` too. */
const IN_DOCS = [
  ...[
    'express',
    'fastify',
    'koa',
    'hono',
    'nestjs',
    'nextjs',
    'sveltekit',
    'fastapi',
    'flask',
    'django',
    'spring',
    'aspnet',
  ],
  ...['rails', 'laravel', 'go', 'nginx', 'apache', 'caddy', 'haproxy', 'traefik', 'envoy'],
  ...['s3', 'cloudfront', 'api-gateway', 'cloudflare'],
]

export function snippetsOf({ remedy }: CauseRule): readonly Snippet[] {
  if (remedy === 'none') return []
  return remedy === 'allow-request' ? allowSnippets(COMMONEST) : specialSnippets(remedy, EXAMPLE)
}

export function allowSnippets(stacks: readonly StackName[] = IN_DOCS): Snippet[] {
  return stacks.flatMap((stack) => {
    const made = allowSnippet(stack, EXAMPLE)
    return 'unable' in made ? [] : [made]
  })
}
