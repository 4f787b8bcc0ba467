/** What the page was built from: scripts/built.mjs. */
declare module 'virtual:built' {
  const built: {
    version: string;
    /** Empty where it is not known. */
    commit: string;
  };
  export default built;
}
