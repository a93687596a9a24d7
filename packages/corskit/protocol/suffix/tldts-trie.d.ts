/**
 * The data of tldts, which keeps up with https://publicsuffix.org. Labels of all edges stand one after the other in one
 * text.
 */
declare module 'tldts/dist/cjs/src/data/trie.js' {
  /** 1 or 2 where a rule ends. */
  export const nodeFlags: ArrayLike<number>
  /** The first edge of each node; they end where those of the next node begin. */
  export const edgeStart: ArrayLike<number>
  export const edgeLength: ArrayLike<number>
  export const edgeChild: ArrayLike<number>
  export const labelText: string
  export const rulesRoot: number
  export const exceptionsRoot: number
}
