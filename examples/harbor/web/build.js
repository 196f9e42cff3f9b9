// Bundles and minifies src into dist. Assets carry a hash of their content in the name, so browsers may
// keep them for ever; the page, which names them, is small and asked for anew each time.
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { build } from 'esbuild'

const { metafile } = await build({
  entryPoints: ['src/app.js', 'src/style.css', 'src/favicon.svg'],
  outdir: 'dist/assets',
  entryNames: '[name]-[hash]',
  loader: { '.svg': 'copy' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  metafile: true,
  logLevel: 'info',
})

let page = await readFile('src/index.html', 'utf8')
for (const [output, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
  const source = basename(entryPoint ?? Object.keys(inputs)[0])
  page = page.replaceAll(`"${source}"`, `"/assets/${basename(output)}"`)
}
await writeFile('dist/index.html', page)
