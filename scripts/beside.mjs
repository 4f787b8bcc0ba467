// The page's first script is small and starts the training worker; what draws the page is imported by it. A browser would hear of that second part only when the first
// has run. So the built HTML names its files, scripts and style sheets: they are fetched beside the first part, and what is painted first has its styles.

/** A script that everything after it waits for, also what would only be fetched: behind the policy in the page's <meta>, browsers do not look ahead. So it comes last. */
const THEME = /\s*<script[^>]* src="[^"]*\/theme\.js"><\/script>/;
/** The module that draws the page. */
const PAGE = /\/src\/page\.tsx$/;

/**
 * @param {Record<string, import('vite').Rolldown.OutputChunk | import('vite').Rolldown.OutputAsset>} bundle @param {string} file
 * @param {Set<string>} [seen]
 * @returns {Set<string>} the file and all that it imports at once
 */
function withImports(bundle, file, seen = new Set()) {
  const chunk = bundle[file];
  if (seen.has(file) || chunk?.type !== 'chunk') return seen;
  seen.add(file);
  for (const other of chunk.imports) withImports(bundle, other, seen);
  return seen;
}

/**
 * A plugin of Vite's build.
 * @returns {import('vite').Plugin}
 */
export function beside() {
  return {
    name: 'beside',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, chunk }) {
        const page = Object.values(bundle ?? {}).find(
          (one) => one.type === 'chunk' && one.moduleIds.some((id) => PAGE.test(id)),
        );
        // Other pages do not draw this one.
        if (!bundle || !chunk || !page || !chunk.dynamicImports.includes(page.fileName)) return;
        const scripts = [...withImports(bundle, page.fileName)].filter((file) => !html.includes(file));
        const styles = scripts.flatMap((file) => {
          const one = bundle[file];
          return one.type === 'chunk' ? [...(one.viteMetadata?.importedCss ?? [])] : [];
        });
        const links = [
          ...[...new Set(styles)]
            .filter((file) => !html.includes(file))
            .map((file) => `<link rel="stylesheet" crossorigin href="./${file}">`),
          ...scripts.map((file) => `<link rel="modulepreload" crossorigin href="./${file}">`),
        ];
        const [theme] = THEME.exec(html) ?? this.error('index.html has no theme.js');
        return html.replace(theme, '').replace('</head>', ['', ...links, theme.trim(), '</head>'].join('\n    '));
      },
    },
  };
}
