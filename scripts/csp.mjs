// What the page may load and run. Written into the built HTML (a static host such as GitHub Pages sets no headers) and sent as a header by
// our own server, where it also binds the workers: a worker obeys the headers of its own script, not the page's <meta>.
const policy = {
  'default-src': "'self'",
  'script-src': "'self' 'wasm-unsafe-eval'", // the fallback engine's WebAssembly; no inline script, no eval
  'style-src': "'self'",
  'style-src-attr': "'unsafe-inline'", // style="…" in markup that is copied or parsed; <style> elements stay forbidden
  'img-src': "'self' data: blob:", // pictures exported from the charts
  'worker-src': "'self' blob:",
  'connect-src': "'self' blob: data:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

export const contentSecurityPolicy = Object.entries(policy)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');
