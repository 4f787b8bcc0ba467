// What keeps the style sheets small in vocabulary: every space, size of letters, radius and colour is a token of src/views/theme.css, and there
// are three breakpoints. Sizes of things (width, height, places) are their own.
const length = /\d(px|r?em|ch|lh|v[wh])\b/;

export default {
  rules: {
    'declaration-property-value-disallowed-list': {
      '/^(padding|margin|(row-|column-)?gap$|font-size|border-radius|border-.*-radius|scroll-padding)/': [length],
      '/./': [/#[\da-f]{3}/i, /\b(rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(/],
    },
    'media-feature-name-value-allowed-list': {
      'max-width': ['479px', '799px', '1399px'],
      // The last and 1200: how much a projector's look enlarges the page, which changes none of its shapes.
      'min-width': ['480px', '800px', '1200px', '1400px', '1680px', '2500px'],
      // A phone on its side, a laptop's screen.
      'max-height': ['479px', '1039px'],
      'forced-colors': ['active'],
      'prefers-reduced-motion': ['reduce'],
    },
    'media-feature-range-notation': 'prefix',
    'declaration-no-important': true,
    'declaration-block-no-duplicate-properties': true,
    'declaration-block-no-shorthand-property-overrides': true,
    'block-no-empty': true,
    'color-no-invalid-hex': true,
    'color-named': 'never',
    'function-no-unknown': true,
    'property-no-unknown': true,
    'selector-pseudo-class-no-unknown': [true, { ignorePseudoClasses: ['global'] }],
    'selector-pseudo-element-no-unknown': true,
    'selector-max-id': 0,
    'unit-no-unknown': true,
  },
  overrides: [
    {
      files: ['src/views/theme.css', 'src/views/projector.css'],
      rules: { 'declaration-property-value-disallowed-list': null, 'declaration-no-important': null },
    },
    {
      // Marks keep a hue of their own there; the words that drawings coloured take the reader's colour.
      files: ['src/views/forced.css'],
      rules: { 'declaration-property-value-disallowed-list': null, 'declaration-no-important': null },
    },
  ],
};
