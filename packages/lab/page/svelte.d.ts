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
