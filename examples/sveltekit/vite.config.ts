import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter(),
      // SvelteKit's own check comes before `handle`. Without this option, it refuses writes of that page without a body
      // or with a form's body.
      csrf: { trustedOrigins: ['https://app.example.com'] },
    }),
  ],
})
