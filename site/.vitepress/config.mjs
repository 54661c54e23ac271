// The documentation as a site: what is in docs/, and the README as its first page. Links to files outside of docs/ lead to copies of them.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withMermaid } from 'vitepress-plugin-mermaid'

const site = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const root = dirname(site)
const docs = join(root, 'docs')
const pages = join(site, 'pages')
const beside = { 'README.md': 'index.md', 'CHANGELOG.md': 'changelog.md', 'CONTRIBUTING.md': 'contributing.md', 'SECURITY.md': 'security.md' }
const sources = new Set()

rmSync(pages, { recursive: true, force: true })
cpSync(docs, pages, { recursive: true })
for (const [file, name] of Object.entries(beside)) cpSync(join(root, file), join(pages, name))

const title = (file) => readFileSync(join(docs, file), 'utf8').match(/^# (.*)$/m)[1].replace(/`/g, '')
const page = (file) => ({ text: title(file), link: '/' + file.replace(/\.md$/, '') })
const folder = (name) =>
  existsSync(join(docs, name))
    ? readdirSync(join(docs, name)).filter((file) => file.endsWith('.md')).sort().map((file) => page(`${name}/${file}`))
    : []

const grouped = {
  'For client developers': ['flows', 'registration', 'clients', 'clients-spring', 'testing-your-client', 'profiles', 'rejections', 'explain', 'recipes'],
  'For operators': ['deployment', 'configuration', 'keys', 'trust', 'status', 'wallets', 'observability', 'reliability', 'performance'],
  'For auditors': ['threat-model', 'conformance', 'compatibility', 'attacks', 'weaknesses', 'dependencies'],
}
const about = ['Changelog', 'Contributing', 'Security'].map((text) => ({ text, link: '/' + text.toLowerCase() }))
const there = (name) => existsSync(join(docs, name + '.md'))
const listed = new Set(Object.values(grouped).flat())
const rest = readdirSync(docs).filter((file) => file.endsWith('.md') && !listed.has(file.replace(/\.md$/, '')))

/** The file of the repository that a page is a copy of. */
function original(page) {
  const name = relative(pages, page)
  const file = Object.keys(beside).find((file) => beside[file] === name)
  return file ? join(root, file) : join(docs, name)
}

/** Where a file is in the site: as a page, as a picture beside one, or as a copy of it. Empty for a folder. */
function place(target) {
  const path = relative(root, target)
  if (beside[path]) return '/' + beside[path]
  if (path.startsWith('docs/') && path.endsWith('.md')) return '/' + relative(docs, target)
  if (!statSync(target).isFile()) return ''
  sources.add(path)
  return '/source/' + path + '.txt'
}

/** Links between pages and to sources are written for readers of the repository. One that leads nowhere ends the build. */
function links(markdown) {
  markdown.core.ruler.push('links', (state) => {
    const page = state.env.realPath ?? state.env.path
    const find = (path) => {
      const target = resolve(dirname(original(page)), decodeURI(path))
      if (!existsSync(target)) throw new Error(`${original(page)}: ${path} leads nowhere`)
      return target
    }
    for (const token of state.tokens.flatMap((token) => token.children ?? [])) {
      const [path, fragment] = (token.attrGet('href') ?? token.attrGet('src') ?? '').split('#')
      if (!path || /^[a-z]+:/.test(path)) continue
      if (token.type === 'link_open') {
        token.attrSet('href', (place(find(path)) || '#') + (fragment ? '#' + fragment : ''))
      } else if (token.type === 'image') {
        token.attrSet('src', './' + relative(dirname(page), join(pages, relative(docs, find(path)))))
      }
    }
  })
}

export default withMermaid({
  title: 'Verifier',
  description: 'Sign in with verifiable credentials: OAuth 2.1, OpenID Connect, OpenID4VP',
  lang: 'en',
  srcDir: './pages',
  outDir: './dist',
  cacheDir: './.vitepress/cache',
  cleanUrls: false,
  ignoreDeadLinks: [/^\/source\//, /^http:\/\/(localhost|127\.0\.0\.1)/],
  markdown: { config: links, html: false },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [{ text: 'Runbooks', link: '/runbooks/choosing' }].filter(() => there('runbooks/choosing')),
    sidebar: [
      ...(there('runbooks/choosing') ? [{ text: 'Runbooks', items: folder('runbooks') }] : []),
      ...Object.entries(grouped).map(([text, names]) => ({
        text,
        items: names.filter(there).map((name) => page(name + '.md')),
      })),
      { text: 'More', collapsed: true, items: [...rest.map(page), ...about] },
      { text: 'Decisions', collapsed: true, items: folder('adr') },
    ],
    docFooter: { prev: false, next: false },
  },
  buildEnd({ outDir }) {
    for (const source of sources) {
      const copy = join(outDir, 'source', source + '.txt')
      mkdirSync(dirname(copy), { recursive: true })
      cpSync(join(root, source), copy)
    }
  },
})
