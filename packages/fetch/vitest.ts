/** `@corskit/fetch/vitest`: put it under `setupFiles`, and `expect` of Vitest has the matchers and their types. */
import './node-version.ts'
import { expect } from 'vitest'
import { type CorsMatchers, matchers } from './matchers/cors-matchers.ts'

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends CorsMatchers {}
}

expect.extend(matchers)
