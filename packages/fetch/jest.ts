/**
 * `@corskit/fetch/jest`: put it under `setupFilesAfterEnv`, and `expect` of Jest has the matchers and their types. Jest
 * has to run ES modules.
 */
import './node-version.ts'
import type { expect as jestExpect } from 'expect'
import { type CorsMatchers, matchers } from './matchers/cors-matchers.ts'

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends CorsMatchers {}
}

declare global {
  /** Where the global `expect` of `@types/jest` has its matchers; its type parameters have to be repeated. */
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the default in `@types/jest`
    interface Matchers<R, T = {}> extends CorsMatchers {}
  }
}

// Jest puts it there before the setup files run; a copy of the package `expect` that is imported would be another one.
const { expect } = globalThis as unknown as { expect?: typeof jestExpect }
if (expect === undefined)
  throw new Error('@corskit/fetch/jest goes under setupFilesAfterEnv of Jest: there is no expect yet')
expect.extend(matchers)
