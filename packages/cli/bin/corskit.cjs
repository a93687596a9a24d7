#!/usr/bin/env node
// The command `corskit`: looks whether this Node can run it, in words that every Node can read, and starts it.
'use strict'
const fs = require('fs')
const path = require('path')

const parts = process.versions.node.split('.')
const major = Number(parts[0])
const minor = Number(parts[1])
const program = path.join(__dirname, '../dist/main.js')

/** The `engines` of package.json. */
const isNewEnough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22

if (!isNewEnough) fail(`needs Node 20.19, 22.12 or a later one, and this is Node ${process.versions.node}.`)
else if (!fs.existsSync(program)) fail('is not built yet: npm run build')
else import(require('url').pathToFileURL(program).href)

function fail(sentence) {
  process.stderr.write(`corskit: this command ${sentence}\n`)
  process.exitCode = 2
}
