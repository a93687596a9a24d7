/** What an answer itself says about a refusal, in addition to the browser's reason. */
import { isOwnReason } from '@corskit/diagnose'
import type { Outcome } from 'corskit/browser'
import { getHeader } from 'corskit/protocol'

/** @returns sentences */
export function hints({ verdict, reason, exchanges }: Outcome): string[] {
  if (verdict !== 'blocked') return []
  const last = exchanges.at(-1)
  const headers = last?.response?.headers ?? []
  const told = getHeader(headers, 'corskit-reason')
  if (told !== null)
    return isOwnReason(told)
      ? [`The server says why (corskit-reason): ${told}`]
      : ['The server sends corskit-reason, and not in the form of a policy, so it is not repeated here.']
  const variesByOrigin = (getHeader(headers, 'vary') ?? '').split(',').some((name) => /^\s*origin\s*$/i.test(name))
  if (!/MissingAllowOriginHeader$/.test(reason?.code ?? '') || !variesByOrigin) return []
  const origin = getHeader(last?.request.headers ?? [], 'origin') ?? 'this origin'
  return [
    `The answer has Vary: Origin: the server looks at the origin, so CORS is probably set up there and ${origin} is not allowed.`,
  ]
}
