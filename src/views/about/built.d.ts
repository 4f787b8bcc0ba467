/** What the page was built from: scripts/built.mjs. */
declare module 'virtual:built' {
  const built: {
    version: string;
    /** Empty where it is not known. */
    commit: string;
    /** Of the commit, as 2026-11-29; empty where it is not known. */
    date: string;
  };
  export default built;
}
