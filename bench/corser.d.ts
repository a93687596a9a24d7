/** corser has no types; these are for what the benchmark uses. */
declare module 'corser' {
  const corser: {
    create(options: { origins: string[]; methods: string[]; requestHeaders: string[] }): unknown
  }
  export default corser
}
