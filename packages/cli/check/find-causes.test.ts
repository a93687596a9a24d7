/** Whatever keeps the answer away, `check` has a cause for it, also in `--json`. */
import { simulateFetch } from 'corskit/browser'
import { expect, test } from 'vitest'
import { failureOf, timeoutFailure } from '../transport/failure.ts'
import { findCauses } from './find-causes.ts'

const URL_ = new URL('https://api.example.net/a')
const error = (code: string, message = '') => Object.assign(new Error(message), { code })

const CODES = [
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'],
  ...['EACCES', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_HTTP2_ERROR', 'ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'HPE_INVALID_CONSTANT', ''],
]
const SENTENCES = [
  ...CODES.map((code) => failureOf(error(code, 'x'), URL_).sentence),
  ...(['connecting', 'the TLS handshake', 'waiting for the answer'] as const).map(
    (stage) => timeoutFailure(stage, 1000).sentence,
  ),
]

test.each(SENTENCES)('%s', async (networkError) => {
  const input = { origin: 'https://app.example.com', url: URL_.href }
  const outcome = await simulateFetch(input, () => ({ networkError }))
  const options = { probe: false, stack: undefined, onAnswer: () => {}, wire: { timeout: 1000, insecure: false } }
  const [cause] = await findCauses(input, outcome, options)
  expect(cause?.title).toMatch(/^Not CORS/)
})
