/** Every attack, in the order in which the lab shows them. */
import type { Attack } from '../words/attack.ts'
import { cachePoisoning } from './cache-poisoning.ts'
import { fetchPost } from './fetch-post.ts'
import { formPost } from './form-post.ts'
import { nullTrusted } from './null-trusted.ts'
import { prefix } from './prefix.ts'
import { reflectedOrigin } from './reflected-origin.ts'
import { subdomainTakeover } from './subdomain-takeover.ts'
import { suffix } from './suffix.ts'
import { unescapedDot } from './unescaped-dot.ts'
import { webSocketFeed } from './web-socket.ts'

export const ATTACKS: readonly Attack[] = [
  formPost,
  fetchPost,
  reflectedOrigin,
  nullTrusted,
  prefix,
  suffix,
  unescapedDot,
  subdomainTakeover,
  cachePoisoning,
  webSocketFeed,
]
