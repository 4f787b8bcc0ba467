// What a bundler cannot: methods that nobody calls, taken out of classes.

/**
 * @param {string} code @param {ReturnType<typeof import('vite').parseSync>['program']} program
 * @param {Record<string, readonly string[]>} named methods of classes; constructors stay, and so do classes that are not named
 * @param {'these' | 'others'} leave which of the methods are left out
 * @returns {{ code: string, missing: string[] }} the module with fewer methods, and what is named and not there
 */
export function withoutMethods(code, program, named, leave) {
  const missing = new Set(
    Object.entries(named).flatMap(([name, methods]) => [name, ...methods.map((one) => `${name}.${one}`)]),
  );
  /** @type {[number, number][]} */
  const cuts = [];
  for (const statement of program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'ClassDeclaration' || !declared.id || !(declared.id.name in named)) continue;
    const { name } = declared.id;
    missing.delete(name);
    for (const member of declared.body.body) {
      if (member.type !== 'MethodDefinition' || member.kind === 'constructor' || member.key.type !== 'Identifier')
        continue;
      const isNamed = named[name].includes(member.key.name);
      missing.delete(`${name}.${member.key.name}`);
      if (isNamed === (leave === 'these')) cuts.push([member.start, member.end]);
    }
  }
  let rest = '';
  let at = 0;
  for (const [from, to] of cuts) {
    rest += code.slice(at, from);
    at = to;
  }
  return { code: rest + code.slice(at), missing: [...missing] };
}
