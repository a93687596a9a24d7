/** The header `corskit-reason` of a policy with `explain`. Any server may send a header of that name. */

const CODE = '(?:origin|predicate|policy|method|headers?)(?:-[a-z]{2,11}){1,3}'
/** A method or the name of a header, and a sentence that is ours. */
const OWN = new RegExp(`^${CODE}(?:: [\\w!#$%&'*+.^\`|~-]{1,64})?(?:: [A-Za-z][A-Za-z -]{0,80})?$`)

/** Whether it has the form in which a policy says why; nothing else is repeated to people. */
export const isOwnReason = (value: string): boolean => OWN.test(value)
