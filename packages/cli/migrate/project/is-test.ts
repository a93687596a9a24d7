/** Files of tests, mocks and examples, which are not part of the app. */
import { basename, relative, sep } from 'node:path'

const IS_TEST =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|examples?|mocks?|fixtures)\/|\.(?:test|spec|e2e|mock|stories)\.[mc]?[jt]sx?$/

/** @param name relative to the project */
export const isTest = (name: string) => IS_TEST.test(name)

/** Of a file by its path; what is around its project says nothing about it. */
export const isTestIn = (folder: string | null, path: string) =>
  isTest(folder === null ? basename(path) : relative(folder, path).split(sep).join('/'))
