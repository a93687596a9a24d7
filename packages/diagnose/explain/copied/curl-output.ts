/** The answer that curl printed beneath a call: the head that `-i` and `-I` print, and the lines with `<` of `-v`. */
import type { Header } from 'corskit/protocol'

export interface PrintedAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: readonly Header[]
}

/** Every head in the text, in their order. */
export function printedAnswers(text: string): PrintedAnswer[] {
  const answers: { status: number; headers: Header[] }[] = []
  let open: Header[] | null = null
  for (const line of text.split(/\r?\n/)) {
    const plain = line.replace(/^< ?/, '').trimEnd()
    const status = /^HTTP\/\d(?:\.\d)? (\d{3})(?: |$)/.exec(plain)?.[1]
    const [, name, value = ''] = /^([\w-]{1,100}):[ \t]*(.*)$/.exec(plain) ?? []
    if (status !== undefined) {
      open = []
      answers.push({ status: Number(status), headers: open })
    } else if (name !== undefined && open !== null) open.push([name.toLowerCase(), value])
    else open = null
  }
  return answers
}
