/** Removes the secrets from an explanation before it is printed. */
import type { Explanation, Failure } from '@corskit/diagnose'
import { KnownSecrets } from '../command-line/known-secrets.ts'
import { redactUrl, redactValue } from '../command-line/redact-url.ts'
import { boundedOutcome } from '../outcome/bounded-outcome.ts'
import { addExchanges, redactCauses, redactOutcome } from '../outcome/redact.ts'

/** @param probed what the answers to probes show to be secret */
export function redactExplanation(explanation: Explanation, probed: KnownSecrets): Explanation {
  return { ...explanation, failures: explanation.failures.map((failure) => redactFailure(failure, probed)) }
}

function redactFailure({ request, outcome, message, causes, missing }: Failure, probed: KnownSecrets): Failure {
  const known = new KnownSecrets(probed)
  known.addPublic(request.origin, request.url)
  known.addUrl(request.url)
  known.addValue(request.origin ?? '')
  for (const part of Object.values(message ?? {})) if (typeof part === 'string') known.addUrl(part)
  if (outcome !== null) addExchanges(known, outcome)
  return {
    request: {
      method: request.method,
      url: known.redact(redactUrl(request.url)),
      origin: request.origin === null ? null : redactValue(request.origin),
    },
    outcome: outcome === null ? null : boundedOutcome(redactOutcome(outcome, known)),
    message: message === null ? null : redactMessage(message),
    causes: redactCauses(causes, known),
    missing,
  }
}

/** Each part of a message is one value. */
function redactMessage(message: NonNullable<Failure['message']>): Failure['message'] {
  const parts = Object.entries(message).map(([name, part]) => [
    name,
    typeof part === 'string' ? redactValue(part) : part,
  ])
  return Object.fromEntries(parts) as Failure['message']
}
