/** What a console line alone does not say of a refused preflight. */
import type { Case } from '../../case.ts'
import type { Finding } from '../../words/cause-rule.ts'

/** The preflight was refused because of its status, or because its answer is an error without the headers. */
export const isRefused = (seen: Case) =>
  seen.isPreflight && (seen.code === 'PreflightInvalidStatus' || seen.code === 'PreflightMissingAllowOriginHeader')

/** Only the console line is known, and it does not say the status. */
export const isUnseen = (seen: Case) => isRefused(seen) && seen.isOnlyMessage && seen.status === null

export const UNSEEN: Finding = {
  confidence: 'possible',
  evidence: ['The console does not say with which status OPTIONS was answered'],
  confirm: 'Look at the status of OPTIONS in the network panel, or run: corskit check URL -X METHOD',
}

/** A redirect status without a `Location`. */
export const isNoRedirect = ({ status }: Case) => status !== null && (status < 200 || (status >= 300 && status < 400))
