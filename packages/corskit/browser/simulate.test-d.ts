/** The types of the model's face. Checked by `npm run check`; nothing here runs. */
import { expectTypeOf } from 'vitest'
import {
  type Engine,
  type Exchange,
  type Outcome,
  PreflightCache,
  type Reason,
  type RecognisedMessage,
  recogniseMessage,
  recogniseMessages,
  type Step,
  simulateFetch,
  type Verdict,
} from './index.ts'

expectTypeOf<Engine>().toEqualTypeOf<'standard' | 'chromium' | 'firefox' | 'webkit'>()
expectTypeOf<Verdict>().toEqualTypeOf<'allowed' | 'opaque' | 'blocked' | 'unreachable'>()
expectTypeOf<Outcome['exchanges']>().toEqualTypeOf<readonly Exchange[]>()
expectTypeOf<Outcome['steps']>().toEqualTypeOf<readonly Step[]>()
expectTypeOf<Outcome['messages']>().toExtend<Readonly<Record<'chromium' | 'firefox' | 'webkit', readonly string[]>>>()
expectTypeOf(recogniseMessage).returns.toEqualTypeOf<RecognisedMessage | null>()
expectTypeOf(recogniseMessages).returns.items.toExtend<RecognisedMessage>()

const request = { origin: 'https://app.example.com', url: 'https://api.example.com/' } as const
expectTypeOf(simulateFetch(request, () => ({ status: 200, headers: [] }))).resolves.toEqualTypeOf<Outcome>()

// A verdict says whether there is a reason.
const outcome = await simulateFetch(request, () => ({ status: 200, headers: [] }))
if (outcome.verdict === 'blocked' || outcome.verdict === 'unreachable')
  expectTypeOf(outcome.reason).toEqualTypeOf<Reason>()
else expectTypeOf(outcome.reason).toEqualTypeOf<null>()
if (outcome.reason === null) expectTypeOf(outcome.verdict).toEqualTypeOf<'allowed' | 'opaque'>()

// Headers in every form, and an answer at once or later.
simulateFetch({ ...request, headers: { 'content-type': 'a/b' } }, async () => ({ status: 200, headers: new Headers() }))
simulateFetch({ ...request, headers: [['x-a', '1']] }, ({ kind }) => ({ status: 204, headers: { 'x-kind': kind } }))
simulateFetch({ ...request, headers: new Headers() }, () => ({ networkError: 'connection refused' }))
simulateFetch(request, () => ({ status: 200, headers: [] }), { engine: 'webkit', cache: new PreflightCache(), now: 0 })

// @ts-expect-error an engine has a name of its own
simulateFetch(request, () => ({ status: 200, headers: [] }), { engine: 'safari' })
// @ts-expect-error the page's origin is needed
simulateFetch({ url: 'https://api.example.com/' }, () => ({ status: 200, headers: [] }))
// @ts-expect-error an answer has a status
simulateFetch(request, () => ({ headers: [] }))
// @ts-expect-error `navigate` is not a mode that script can ask for
simulateFetch({ ...request, mode: 'navigate' }, () => ({ status: 200, headers: [] }))
