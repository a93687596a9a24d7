import type { BodyFault } from '../transport/body/coding-fault.ts'

/** What a page notices of a body that breaks off, although it may read the answer. */
export function bodySentence({ why, isError }: BodyFault, isElement: boolean): string {
  const what = isElement
    ? 'the element gets a part of it'
    : isError
      ? 'fetch() resolves, and then text() and json() reject'
      : 'the page gets a part of it, and no error'
  return `But the body breaks off: ${why}; ${what}. This is not CORS.`
}
