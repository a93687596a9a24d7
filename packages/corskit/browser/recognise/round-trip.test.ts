import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { simulateFetch } from '../simulate.ts'
import { arbitraryRequest, arbitraryResponse } from '../testing/arbitrary-fetch.ts'
import { recogniseMessage } from './recognise-message.ts'

/** WebKit leaves a user name out of what it prints. */
const spellings = (url: string) => [url, url.replace(/\/\/[^/@]*@/, '//')]

/** Lines that say once more that it failed, and not why. */
const ECHOES: ReadonlySet<string> = new Set(['NetworkError', 'AccessControlChecks'])

test.each(['chromium', 'firefox', 'webkit'] as const)(
  'every line of %s that the model prints is recognised back to its reason',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryRequest,
        fc.array(arbitraryResponse, { minLength: 1, maxLength: 4 }),
        async (request, answers) => {
          let turn = 0
          const outcome = await simulateFetch(
            request,
            () => answers[turn++ % answers.length] as (typeof answers)[number],
            { engine },
          )
          const lines = outcome.messages[engine]
          if (outcome.reason === null)
            expect(lines.every((line) => recogniseMessage(line)?.code === 'AuthorizationCoveredByWildcard')).toBe(true)
          for (const [index, line] of lines.entries()) {
            // WebKit hands on the network layer's own words, which may be any.
            if (outcome.reason?.code === 'NetworkError' && line === outcome.reason.parameter) continue
            // Not a matter of CORS: `said-lines.ts` of @corskit/diagnose reads it.
            if (outcome.reason?.code === 'MixedContent') continue
            const recognised = recogniseMessage(line)
            expect(recognised, line).not.toBeNull()
            expect(recognised?.engine, line).toBe(engine)
            if (recognised?.code === 'AuthorizationCoveredByWildcard') continue
            if (
              index > 0 &&
              (ECHOES.has(recognised?.code ?? '') || outcome.reason?.code === 'PreflightDisallowedRedirect')
            )
              continue
            expect(recognised?.codes, line).toContain(outcome.reason?.code)
            // WebKit names where a refused redirect leads, Chromium keeps the fragment; and a line about a scheme names
            // it.
            if (
              recognised?.url !== undefined &&
              !line.startsWith('Cross-origin redirection') &&
              outcome.reason?.code !== 'RedirectUnsupportedScheme'
            ) {
              expect(recognised.url.split('#', 1)[0], line).toBeOneOf(spellings(outcome.reason?.url ?? ''))
            }
            if (recognised?.method !== undefined) expect(recognised.method).toBe(outcome.reason?.parameter)
            if (recognised?.header !== undefined)
              expect(recognised.header.toLowerCase()).toBe(outcome.reason?.parameter)
          }
        },
      ),
      RUNS,
    )
  },
)

test('whatever is pasted, recognising never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void recogniseMessage(text)),
    RUNS,
  )
})
