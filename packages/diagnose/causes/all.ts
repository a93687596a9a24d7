import type { CauseRule } from '../words/cause-rule.ts'
import { CREDENTIALS_CAUSES } from './credentials.ts'
import { BROWSER_RULE_CAUSES } from './not-cors/browser-rules.ts'
import { CONNECTION_CAUSES } from './not-cors/connection.ts'
import { NOT_SET_UP_CAUSES } from './not-set-up.ts'
import { ORIGIN_VALUE_CAUSES } from './origin/origin-value.ts'
import { CACHED_PREFLIGHT } from './preflight/cached.ts'
import { PREFLIGHT_LIST_CAUSES } from './preflight/lists.ts'
import { ANSWERED_WITHOUT_HEADERS, PREFLIGHT_STATUS_CAUSES } from './preflight/status.ts'
import { REDIRECT_CAUSES } from './redirects.ts'
import { SAID_CAUSES } from './said.ts'
import { SERVER_ERROR_CAUSES } from './server-errors.ts'
import { WEB_SOCKET_CAUSES } from './web-socket.ts'

/** Every cause. When two are equally sure, the order of this list decides. */
export const CAUSE_RULES: readonly CauseRule[] = [
  ...REDIRECT_CAUSES,
  ...PREFLIGHT_STATUS_CAUSES,
  ...PREFLIGHT_LIST_CAUSES,
  CACHED_PREFLIGHT,
  ...SERVER_ERROR_CAUSES,
  ...ORIGIN_VALUE_CAUSES,
  ...CREDENTIALS_CAUSES,
  ...NOT_SET_UP_CAUSES,
  ANSWERED_WITHOUT_HEADERS,
  ...CONNECTION_CAUSES,
  ...BROWSER_RULE_CAUSES,
  ...SAID_CAUSES,
  ...WEB_SOCKET_CAUSES,
]
