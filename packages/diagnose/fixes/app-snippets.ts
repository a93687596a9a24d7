/** Where `cors` of corskit stands in an app, for the frameworks whose snippets differ in a line. */
import { APP_STACKS, writtenOptions } from './app-stacks.ts'
import type { SmallPolicy } from './smallest-policy.ts'

export type AppStack = 'express' | 'fastify' | 'hono' | 'koa'

/** How a framework takes `cors`, and a function that asks who it is. */
const USES: Readonly<Record<AppStack, { readonly cors: string; readonly authenticate: string }>> = {
  express: { cors: 'app.use(cors(policy))', authenticate: 'app.use(authenticate)' },
  fastify: { cors: 'await app.register(cors, policy)', authenticate: "app.addHook('onRequest', authenticate)" },
  koa: { cors: 'app.use(cors(policy))', authenticate: 'app.use(authenticate)' },
  hono: { cors: "app.use('*', cors(policy))", authenticate: "app.use('*', authenticate)" },
}

/** @param why what the place of the line, or an option, is for */
export const corsIn = (stack: AppStack, why: string) => snippetIn(stack, `${USES[stack].cors} // ${why}\n`)

export const corsBeforeAuthentication = (stack: AppStack) =>
  snippetIn(stack, `${USES[stack].cors} // first\n${USES[stack].authenticate} // then who it is\n`)

function snippetIn(stack: AppStack, use: string) {
  const { file, language } = APP_STACKS[stack]
  const code = (policy: SmallPolicy) =>
    `import { cors } from 'corskit/${stack}'\n\nconst policy = { // your pages, and what they send\n${writtenOptions(policy)}\n}\n${use}`
  return { stack, language, file, code }
}
