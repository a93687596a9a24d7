/// <reference types="svelte" />
declare module '*.svelte' {
  import type { Component } from 'svelte'

  // biome-ignore lint/suspicious/noExplicitAny: what a component takes is checked where it is compiled, not here
  const component: Component<any>
  export default component
}

declare module '*.css'

declare module '*.css?inline' {
  const text: string
  export default text
}

/** Made by the build: what each scene shows first, by its id. */
declare module 'virtual:first-played' {
  export const FIRST_PLAYED: Readonly<
    Record<string, () => Promise<{ readonly default: import('../words/experiment.ts').Played }>>
  >
}
