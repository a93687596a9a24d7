/** What a policy says for "whatever headers a page asks for", which the old packages did when none were named. */
export const ALL_HEADERS = "['*', 'authorization']"
