/** The formulas of formulas.mjs as MathML: scripts/mathml.mjs makes these modules. */
/* oxlint-disable typescript/consistent-type-imports -- an import of its own would make this file a module, whose declarations are its own */
declare module 'virtual:formulas/model' {
  const markup: Record<keyof typeof import('./formulas.mjs').model, string>;
  export default markup;
}
declare module 'virtual:formulas/measures' {
  const markup: Record<keyof typeof import('./formulas.mjs').measures, string>;
  export default markup;
}
declare module 'virtual:formulas/cures' {
  const markup: Record<keyof typeof import('./formulas.mjs').cures, string>;
  export default markup;
}
