/** The types of the policy's face. Checked by `npm run check`; nothing here runs. */
import { expectTypeOf } from 'vitest'
import {
  type Answer,
  checkOptions,
  definePolicy,
  type Issue,
  type Policy,
  type PolicyError,
  type PolicyOptions,
  policyFromEnv,
  replaceablePolicy,
} from './index.ts'

expectTypeOf(definePolicy).parameter(0).toEqualTypeOf<PolicyOptions<unknown>>()
expectTypeOf(definePolicy({ origin: '*' })).toEqualTypeOf<Policy<unknown>>()
expectTypeOf<PolicyError['issues']>().toEqualTypeOf<readonly Issue[]>()
expectTypeOf<Issue>().toExtend<{
  readonly code: string
  readonly path: string
  readonly message: string
  readonly fix: string
}>()
expectTypeOf<Policy['answer']>().returns.toEqualTypeOf<Answer | Promise<Answer>>()
expectTypeOf(replaceablePolicy({ origin: '*' }).current).toEqualTypeOf<Policy<unknown>>()
expectTypeOf(policyFromEnv).toBeFunction()
expectTypeOf(checkOptions).toBeFunction()

// Every form of an origin.
definePolicy({ origin: 'https://app.example.com' })
definePolicy({ origin: ['https://app.example.com', /^https:\/\/app\.example\.com$/] as const })
definePolicy({ origin: (origin) => origin.endsWith('.example.com') })
definePolicy({ origin: async (origin: string, request: { readonly ip: string }) => origin === request.ip })

// @ts-expect-error the origin is required
definePolicy({ methods: ['PUT'] })
// @ts-expect-error the `cors` package's callback decides nothing here
definePolicy({ origin: (_origin: string, callback: (error: null, allow: boolean) => void) => callback(null, true) })
// @ts-expect-error `true` would reflect any origin
definePolicy({ origin: true })
// @ts-expect-error seconds are a number
definePolicy({ origin: '*', maxAge: '600' })
// @ts-expect-error the option has another name
definePolicy({ origin: '*', allowHeaders: ['content-type'] })
// @ts-expect-error a policy never changes
definePolicy({ origin: '*' }).options.origin = 'https://other.example'
