/** The Gates chapter. */
export default {} as const;
