/** The formulas of formulas.mjs as MathML: scripts/mathml.mjs makes these modules. */
declare module 'virtual:formulas/model' {
  const markup: Record<keyof typeof import('./formulas.mjs').model, string>;
  export default markup;
}
declare module 'virtual:formulas/measures' {
  const markup: Record<keyof typeof import('./formulas.mjs').measures, string>;
  export default markup;
}
