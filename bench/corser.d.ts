/** corser ships no types; this is what the benchmark uses of it. */
declare module 'corser' {
  const corser: {
    create(options: { origins: string[]; methods: string[]; requestHeaders: string[] }): unknown
  }
  export default corser
}
