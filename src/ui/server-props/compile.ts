/**
 * A plugin for Babel, after Solid's: in the server's code the props of a component that have getters become an instance
 * of a class (`props.ts` says why), and what reads the names of props is taken from there as well.
 */
import type { NodePath, PluginObj, types } from '@babel/core';

const runtime = '#ui/server-props/props.ts';
const replaced = new Set(['mergeProps', 'splitProps', 'ssrElement']);
const takesProps = /^(_\$)?(createComponent|mergeProps)$/;

type Babel = { types: typeof types };

export function serverProps({ types: t }: Babel): PluginObj {
  const nameOf = ({ key }: types.ObjectMember) =>
    t.isIdentifier(key) ? key.name : t.isStringLiteral(key) ? key.value : null;

  const isProps = ({ node, parent }: NodePath<types.ObjectExpression>): boolean =>
    t.isCallExpression(parent) &&
    t.isIdentifier(parent.callee) &&
    takesProps.test(parent.callee.name) &&
    node.properties.some((member) => t.isObjectMethod(member));

  /** What gives the value later: the getter as a function. */
  function laterOf({ body }: types.ObjectMethod): types.ArrowFunctionExpression {
    const [only, more] = body.body;
    const value = t.isReturnStatement(only) && !more && only.argument ? only.argument : body;
    return t.arrowFunctionExpression([], value);
  }

  /** Takes what is replaced from our own module instead of Solid's. */
  function replaceImports(program: NodePath<types.Program>): types.ImportSpecifier[] {
    const taken: types.ImportSpecifier[] = [];
    for (const statement of program.node.body) {
      if (!t.isImportDeclaration(statement) || !/^solid-js(\/web)?$/.test(statement.source.value)) continue;
      const isReplaced = (one: (typeof statement.specifiers)[number]): one is types.ImportSpecifier =>
        t.isImportSpecifier(one) && t.isIdentifier(one.imported) && replaced.has(one.imported.name);
      taken.push(...statement.specifiers.filter(isReplaced));
      statement.specifiers = statement.specifiers.filter((one) => !isReplaced(one));
    }
    return taken;
  }

  function replaceProps(program: NodePath<types.Program>): types.VariableDeclaration[] {
    const classes = new Map<string, { id: types.Identifier; names: string[]; lazy: string[] }>();
    program.traverse({
      ObjectExpression(path) {
        if (!isProps(path)) return;
        const names: string[] = [];
        const lazy: string[] = [];
        const values: types.Expression[] = [];
        for (const member of path.node.properties) {
          const name = t.isSpreadElement(member) ? null : nameOf(member);
          if (name === null) throw path.buildCodeFrameError('Props have names that are written out.');
          names.push(name);
          if (t.isObjectMethod(member)) {
            lazy.push(name);
            values.push(laterOf(member));
          } else values.push((member as types.ObjectProperty).value as types.Expression);
        }
        const key = JSON.stringify([names, lazy]);
        const known = classes.get(key) ?? { id: program.scope.generateUidIdentifier('Props'), names, lazy };
        classes.set(key, known);
        path.replaceWith(t.newExpression(known.id, [t.arrayExpression(values)]));
      },
    });
    return [...classes.values()].map(({ id, names, lazy }) => {
      const lists = [names, lazy].map((list) => t.arrayExpression(list.map((name) => t.stringLiteral(name))));
      return t.variableDeclaration('const', [
        t.variableDeclarator(id, t.callExpression(t.identifier('_$propsOf'), lists)),
      ]);
    });
  }

  return {
    visitor: {
      Program: {
        exit(program) {
          const classes = replaceProps(program);
          const imports = replaceImports(program);
          if (classes.length > 0)
            imports.push(t.importSpecifier(t.identifier('_$propsOf'), t.identifier('propsOf')));
          if (imports.length > 0)
            program.node.body.unshift(t.importDeclaration(imports, t.stringLiteral(runtime)), ...classes);
        },
      },
    },
  };
}
