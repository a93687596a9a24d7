/**
 * A property's descriptor that inherits nothing: what somebody has put on `Object.prototype`, such as `value` or `set`,
 * would stand in it, and an object with a getter and a value is none.
 */
export const bare = <Descriptor extends PropertyDescriptor & ThisType<unknown>>(descriptor: Descriptor): Descriptor =>
  Object.setPrototypeOf(descriptor, null)
