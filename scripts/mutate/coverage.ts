/** Which functions of the library each test enters, so that a mutant is shown only to the tests that run it. */
import { parseSync, Visitor } from 'oxc-parser'

interface Place {
  readonly start: number
  readonly end: number
}

interface Body extends Place {
  readonly type: string
}

/** One text to put in. */
export interface Insert {
  readonly at: number
  readonly text: string
}

export class Coverage {
  readonly #functionsOf = new Map<string, readonly (Place & { readonly id: number })[]>()
  readonly #entered = new Set<number>()
  #count = 0

  /** What makes each function of a file say that it is entered. */
  inserts(file: string, text: string): Insert[] {
    const functions: (Place & { readonly id: number; readonly body: Body })[] = []
    const take = ({ start, end, body }: Place & { body?: Body | null }) => {
      if (body) functions.push({ start, end, body, id: this.#count++ })
    }
    new Visitor({ FunctionDeclaration: take, FunctionExpression: take, ArrowFunctionExpression: take }).visit(
      parseSync(file, text).program,
    )
    this.#functionsOf.set(file, functions)
    return functions.flatMap(({ id, body: { start, end, type } }) =>
      type === 'BlockStatement'
        ? [{ at: start + 1, text: `__enter(${id});` }]
        : [
            { at: start, text: `(__enter(${id}),` },
            { at: end, text: ')' },
          ],
    )
  }

  readonly enter = (id: number): void => void this.#entered.add(id)

  /** The functions that were entered since this was asked last. */
  taken(): ReadonlySet<number> {
    const taken = new Set(this.#entered)
    this.#entered.clear()
    return taken
  }

  /** The innermost function around a place. `null` for what runs when the module is loaded. */
  functionAround(file: string, { start, end }: Place): number | null {
    const around = (this.#functionsOf.get(file) ?? []).filter((each) => each.start <= start && end <= each.end)
    const [innermost] = around.sort((a, b) => a.end - a.start - (b.end - b.start))
    return innermost?.id ?? null
  }
}
