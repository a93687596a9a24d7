/** Headers whose values prove who somebody is. No link and no export contains them. */
const SECRET =
  /^(?:authorization|proxy-authorization|cookie|x-api-key|api-?key|.*(?:token|secret|session|csrf|xsrf|password).*)$/i

export const isSecretHeader = (name: string): boolean => SECRET.test(name)
