/** What curl printed beneath a call: the head that `-i` and `-I` print, the lines with `<` of `-v`, and the body. */
import type { Header } from 'corskit/protocol'

export interface PrintedAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: readonly Header[]
  /** What stands behind the status, and what beneath the head. */
  readonly body: string
}

/** `curl: (7) Failed to connect to localhost port 3000`: why there was no answer. The last one counts. */
export function printedError(text: string): string | null {
  const last = text.lastIndexOf('curl: (')
  return last < 0 ? null : (/^curl: (\(\d{1,3}\) [^\r\n]{3,300})/.exec(text.slice(last, last + 400))?.[1] ?? null)
}

/** Every head in the text, in their order. */
export function printedAnswers(text: string): PrintedAnswer[] {
  const answers: { status: number; headers: Header[]; body: string }[] = []
  let open: Header[] | null = null
  for (const line of text.split(/\r?\n/)) {
    const plain = line.replace(/^< ?/, '').trimEnd()
    const [, status, phrase = ''] = /^HTTP\/\d(?:\.\d)? (\d{3})(?: (.*))?$/.exec(plain) ?? []
    const [, name, value = ''] = /^([\w-]{1,100}):[ \t]*(.*)$/.exec(plain) ?? []
    if (status !== undefined) {
      open = []
      answers.push({ status: Number(status), headers: open, body: phrase })
    } else if (name !== undefined && open !== null) open.push([name.toLowerCase(), value])
    else {
      open = null
      const answer = answers.at(-1)
      if (answer !== undefined && answer.body.length < LONGEST_BODY) answer.body += `\n${line}`
    }
  }
  return answers
}

const LONGEST_BODY = 64 * 1024

/** What stands beneath a call: without `-i` and `-v`, curl prints the body alone. */
export const printedBody = (text: string): string =>
  text.replace(/^(?:[^\n]*[\\^`]\r?\n)*[^\n]*\n?/, '').slice(0, LONGEST_BODY)
