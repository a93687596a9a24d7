/** Headers whose values prove who somebody is: they are in no link and in nothing that is taken away. */
const SECRET =
  /^(?:authorization|proxy-authorization|cookie|x-api-key|api-?key|.*(?:token|secret|session|csrf|xsrf|password).*)$/i

export const isSecretHeader = (name: string): boolean => SECRET.test(name)
