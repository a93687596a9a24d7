/** Removes the secrets from an explanation before it is printed. */
import type { Explanation, Failure, FailureFound } from '@corskit/diagnose'
import { KnownSecrets } from '../command-line/known-secrets.ts'
import { redactUrl, redactValue } from '../command-line/redact-url.ts'
import { boundedOutcome } from '../outcome/bounded-outcome.ts'
import { addExchanges, redactCauses, redactOutcome } from '../outcome/redact.ts'

/**
 * @param found what was read of each failure
 * @param probed what the answers to probes show to be secret
 */
export function redactExplanation(
  explanation: Explanation,
  found: readonly FailureFound[],
  probed: KnownSecrets,
): Explanation {
  const failures = explanation.failures.map((failure, place) => {
    const known = new KnownSecrets(probed)
    for (const { headers, body } of found[place]?.sent ?? []) {
      known.addHeaders(headers)
      if (body !== null) known.addBody(body)
    }
    return redactFailure(failure, known)
  })
  return { ...explanation, failures }
}

function redactFailure({ request, outcome, message, causes, missing }: Failure, known: KnownSecrets): Failure {
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
    message: message === null ? null : redactMessage(message, known),
    causes: redactCauses(causes, known),
    missing: missing.map((what) => known.redact(what)),
  }
}

/** Each part of a message is one value. */
function redactMessage(message: NonNullable<Failure['message']>, known: KnownSecrets): Failure['message'] {
  const parts = Object.entries(message).map(([name, part]) => [
    name,
    typeof part === 'string' ? known.redact(redactValue(part)) : part,
  ])
  return Object.fromEntries(parts) as Failure['message']
}
