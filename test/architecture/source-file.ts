import ts from 'typescript'

export interface SourceFile {
  /** from the repository's root, with `/` */
  path: string
  text: string
}

/** What a file imports, statically, dynamically, as a type, or as the file of a worker: `new URL('./x.ts', import.meta.url)`. */
export function importsOf({ text }: SourceFile): string[] {
  const imports = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
  const urls = [...text.matchAll(/new URL\(\s*['"](\.[^'"]*\.[cm]?[jt]sx?)['"],\s*import\.meta\.url/g)]
  return [...imports, ...urls.map((match) => match[1]!)]
}

/** Whether the code, not a comment or a text in it, names `process.env`. */
export function readsEnvironment({ path, text }: SourceFile): boolean {
  if (!text.includes('process')) return false
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false)
  const visit = (node: ts.Node): boolean => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'env' && isNamed(node.expression, 'process'))
      return true
    if (ts.isVariableDeclaration(node) && node.initializer && isNamed(node.initializer, 'process'))
      return ts.isObjectBindingPattern(node.name) && node.name.elements.some((each) => bindsEnv(each))
    return ts.forEachChild(node, visit) ?? false
  }
  return visit(file)
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

function bindsEnv({ propertyName, name }: ts.BindingElement): boolean {
  return isNamed(propertyName ?? name, 'env')
}
