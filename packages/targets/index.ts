/** `@corskit/targets`: one policy, every server. */
export { TARGETS } from './all.ts'
export { type Generated, generate } from './generate.ts'
export { mostProbes, type VerifyOptions, verify } from './verify/verify.ts'
export type { Difference, DifferenceKind, VerifyAnswer, VerifyProbe, VerifyReport } from './verify/words.ts'
export { type Facts, factsOf, type OriginSet } from './words/facts.ts'
export type { Capabilities, Form, GenerateOptions, Problem, Target } from './words/target.ts'
