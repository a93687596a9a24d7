/**
 * Other servers: the snippet is the output of `@corskit/targets`, which is tested on the real server or against its
 * documentation.
 */
import { generate, TARGETS } from '@corskit/targets'
import { optionsOf, type SmallPolicy } from './smallest-policy.ts'
import type { Stack, Unable } from './stacks.ts'

/** Targets that are frameworks of corskit's own adapters, which are shorter to paste. */
const OWN: ReadonlySet<string> = new Set([
  'express',
  'fastify',
  'koa',
  'hono',
  'nest',
  'nextjs',
  'sveltekit',
  'workers',
])

/** Stacks with another name than their target. */
const ALIASES: Readonly<Record<string, string>> = {
  rails: 'rack',
  go: 'jub0bs-cors',
  'api-gateway': 'api-gateway-http',
}

export const TARGET_STACKS: Readonly<Record<string, Stack>> = Object.fromEntries([
  ...Object.entries(ALIASES).map(([stack, target]) => [stack, stackOfTarget(target)]),
  ...TARGETS.filter(({ name }) => !OWN.has(name)).map(({ name }) => [name, stackOfTarget(name)]),
])

function stackOfTarget(name: string): Stack {
  const target = TARGETS.find((each) => each.name === name)
  if (target === undefined) throw new Error(`there is no target ${name}`)
  const { language, output: file, title } = target
  return { title, language, file, allow: (policy) => textFor(name, policy) }
}

function textFor(name: string, policy: SmallPolicy): string | Unable {
  const made = generate(name, optionsOf(policy))
  if (made.ok) return made.text
  const [problem] = made.problems
  return { unable: `${made.target.title}: ${problem?.message}; ${problem?.instead}.` }
}
