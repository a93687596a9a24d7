import { expect, it } from 'vitest'
import { noDocument } from './bare-window.ts'
import { readTestPage } from './test-page.ts'

const HTML = `<!doctype html>
<title> Two
 words</title>
<meta name=timeout content=long>
<meta name="variant" content="?a"><meta name="variant" content="?b">
<script src=/resources/testharness.js></script>
<body><p id=here>kept</p>
<script type="text/javascript">first("<\\/p>")</script>
<template><script>never()</script></template>
<script type="application/json">{}</script>
<script src="near.js?pipe=sub"></script>`

it('finds what a page runs, in order, and what its head says', () => {
  const { title, scripts, metas, isTest } = readTestPage(HTML)
  expect(title).toBe('Two words')
  expect(scripts).toEqual([
    { src: '/resources/testharness.js' },
    { text: 'first("<\\/p>")' },
    { src: 'near.js?pipe=sub' },
  ])
  expect([metas('timeout'), metas('variant'), metas('other')]).toEqual([['long'], ['?a', '?b'], []])
  expect(isTest).toBe(true)
})

it('leaves the rest of the page to implementations with a document', () => {
  const { html } = readTestPage(HTML)
  expect(html).toContain('<p id="here">kept</p>')
  expect(html).not.toContain('first')
})

it('takes a page without the harness for a part of a test', () => {
  expect(readTestPage('<script>parent.done()</script>').isTest).toBe(false)
})

it('says of a document no more than its title', () => {
  const document = noDocument('a title') as Document
  expect(document.title).toBe('a title')
  expect(() => document.body).toThrow('document.body is not there: this page has no document')
  expect(() => Object.assign(document, { cookie: 'a=b' })).toThrow(ReferenceError)
})
