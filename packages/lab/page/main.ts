/** The page of the lab. */
import './tokens.css'
import './base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { readSurroundings } from './surroundings.ts'

const target = document.getElementById('app')
if (target === null) throw new Error('index.html has no #app')
mount(App, { target, props: { surroundings: readSurroundings() } })
// A static host may be unreachable; the files are kept for that time. The live lab is on this machine and needs no
// copy.
if (document.documentElement.dataset['lab'] === 'static')
  navigator.serviceWorker?.register('./worker.js').catch(() => {})
