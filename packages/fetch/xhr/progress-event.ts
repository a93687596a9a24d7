/** https://xhr.spec.whatwg.org/#progressevent */

export interface ProgressInit extends EventInit {
  readonly lengthComputable?: boolean
  readonly loaded?: number
  readonly total?: number
}

/** https://xhr.spec.whatwg.org/#interface-progressevent */
export class ProgressEvent extends Event {
  readonly #lengthComputable: boolean
  readonly #loaded: number
  readonly #total: number

  constructor(type: string, init: ProgressInit = {}) {
    super(type, init)
    const { lengthComputable = false, loaded = 0, total = 0 } = init
    this.#lengthComputable = Boolean(lengthComputable)
    this.#loaded = Number(loaded)
    this.#total = Number(total)
  }

  get lengthComputable(): boolean {
    return this.#lengthComputable
  }

  get loaded(): number {
    return this.#loaded
  }

  get total(): number {
    return this.#total
  }
}

// As the attributes of every interface: whoever copies an event with `for … in` finds them.
const enumerable = { enumerable: true }
Object.defineProperties(ProgressEvent.prototype, {
  lengthComputable: enumerable,
  loaded: enumerable,
  total: enumerable,
})
