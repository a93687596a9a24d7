/**
 * The timeout of an XMLHttpRequest: counted from `send()`, also when script sets it later.
 * https://xhr.spec.whatwg.org/#dom-xmlhttprequest-timeout
 */

export class XhrTimer {
  /** 0: no limit. */
  milliseconds = 0
  readonly #onTimeout: () => void
  #sentAt = 0
  #timer: NodeJS.Timeout | undefined

  constructor(onTimeout: () => void) {
    this.#onTimeout = onTimeout
  }

  start(): void {
    this.#sentAt = performance.now()
    this.restart()
  }

  restart(): void {
    this.stop()
    if (this.milliseconds === 0) return
    const passed = performance.now() - this.#sentAt
    this.#timer = setTimeout(this.#onTimeout, Math.max(0, this.milliseconds - passed))
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
