export default { name: 'x' } as const;
