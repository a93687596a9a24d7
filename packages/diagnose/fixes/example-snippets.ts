/** The fix of a cause in every stack, for an example page: what the pages of docs/causes show. */
import type { Snippet } from '../words/cause.ts'
import type { CauseRule } from '../words/cause-rule.ts'
import type { SmallPolicy } from './smallest-policy.ts'
import { SPECIAL_SNIPPETS } from './special.ts'
import { STACKS, type StackName } from './stacks.ts'

const EXAMPLE: SmallPolicy = {
  origin: 'https://app.example.com',
  methods: ['PUT'],
  allowedHeaders: ['content-type'],
  credentials: true,
}

export function snippetsOf({ remedy }: CauseRule): readonly Snippet[] {
  if (remedy === 'none') return []
  if (remedy !== 'allow-request') return SPECIAL_SNIPPETS[remedy]
  return (Object.keys(STACKS) as StackName[]).map((stack) => {
    const { allow, file, language } = STACKS[stack]
    return { stack, file, language, code: allow(EXAMPLE) }
  })
}
