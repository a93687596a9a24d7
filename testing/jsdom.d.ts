/** As much of jsdom as the runner and tests need; it has no types of its own. */
declare module 'jsdom' {
  export class VirtualConsole {}

  export class JSDOM {
    constructor(
      html?: string,
      options?: {
        readonly url: string
        readonly runScripts: 'dangerously'
        readonly pretendToBeVisual: boolean
        readonly virtualConsole: VirtualConsole
      },
    )
    readonly window: Record<string, unknown> & {
      readonly DOMParser: new () => { parseFromString(text: string, type: string): unknown }
    }
    getInternalVMContext(): import('node:vm').Context
  }
}
