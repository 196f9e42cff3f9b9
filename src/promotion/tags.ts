// The tags by which a release finds what was tried.

export function commitTag(commit: string): string {
  return `sha-${commit}`
}

/** Set with each certificate: the same content may have another commit after a squash or a queue. */
export function treeTag(tree: string): string {
  return `tree-${tree}`
}
