/** A sentence that several reasons print, with a value, a status or a URL in it that fits only some of them. */
import { type MessageCode, type PlacedMessage, simulateFetchSync } from 'corskit/browser'
import { isByteString, isHeaderValue } from 'corskit/protocol'
import { isRedirectStatus } from '../../words/redirect-status.ts'

/** Leaves the reasons that fit what the line tells besides. */
export function narrowed(message: PlacedMessage): PlacedMessage {
  const codes = message.codes.filter((code) => fits(code, message))
  const [code] = codes
  return code === undefined || codes.length === message.codes.length ? message : { ...message, code, codes }
}

/** Safari tells status 0 where no http server was asked: the page and its files were opened from the disk. */
export function withoutHttp(messages: readonly PlacedMessage[], text: string): PlacedMessage[] {
  const isOfFiles = ({ engine, origin, start, end }: PlacedMessage) =>
    engine === 'webkit' && origin === 'null' && /Status code: 0(?!\d)/.test(text.slice(start, end + ' 0.'.length))
  return messages.map((message) =>
    isOfFiles(message)
      ? { ...message, code: 'CorsDisabledScheme', codes: ['CorsDisabledScheme', ...message.codes] }
      : message,
  )
}

function fits(code: MessageCode, { codes, firstUrl, status, value }: PlacedMessage): boolean {
  if (codes.length < 2) return true
  // Firefox has one sentence for every value that is not the page's origin.
  if (value !== undefined && VALUE.test(code)) return code.replace(/^Preflight/, '') === reasonOfValue(value)
  if (code === 'PreflightDisallowedRedirect') return status === undefined || isRedirectStatus(status)
  // The address that is not http was not asked for by script.
  return !(code === 'CorsDisabledScheme' && firstUrl !== undefined)
}

const VALUE = /AllowOriginMismatch$|InvalidAllowOriginValue$|MultipleAllowOriginValues$/

/** What is wrong with a value of `Access-Control-Allow-Origin` that does not allow the page. */
function reasonOfValue(value: string): string | undefined {
  // Firefox prints letters for which a header has no bytes.
  if (!isByteString(value) || !isHeaderValue(value)) return 'InvalidAllowOriginValue'
  const answer = { status: 200, headers: [['access-control-allow-origin', value] as const] }
  return simulateFetchSync(STRANGER, () => answer).reason?.code
}

const STRANGER = { origin: 'https://page.invalid', url: 'https://server.invalid/' }
