/** No node. */
export const NONE = -1;

/** Numbers that a tree over `leaves` leaves needs: bounds and links of every node, and the root. */
export function boundsTreeSize(leaves: number): number {
  return 7 * nodesOf(leaves) + 1;
}

function nodesOf(leaves: number): number {
  return Math.max(2 * leaves - 1, 0);
}

/**
 * A dynamic tree of bounding boxes, in memory that is given to it: whoever keeps that memory keeps the tree.
 * Leaves are numbered from 0; inner nodes follow. Where a new leaf goes and which side it takes follow the
 * surface heuristic of Chipmunk 7, so that walking the tree gives the same order of pairs as there.
 *
 * Every box is four numbers: left, top (the smaller y), right, bottom.
 */
export class BoundsTree {
  /** Boxes of all nodes, four numbers each. */
  readonly bounds: Float64Array;
  /** First child of each inner node; {@linkcode NONE} marks a free one. */
  readonly first: Float64Array;
  /** Second child of each inner node. */
  readonly second: Float64Array;
  /** Parent of each node; {@linkcode NONE} for the root. */
  readonly parent: Float64Array;
  readonly #root: Float64Array;
  readonly #leaves: number;

  /** Lays a tree over `memory`, {@linkcode boundsTreeSize} numbers, as they are. */
  constructor(memory: Float64Array, leaves: number) {
    const nodes = nodesOf(leaves);
    this.#leaves = leaves;
    this.bounds = memory.subarray(0, 4 * nodes);
    this.first = memory.subarray(4 * nodes, 5 * nodes);
    this.second = memory.subarray(5 * nodes, 6 * nodes);
    this.parent = memory.subarray(6 * nodes, 7 * nodes);
    this.#root = memory.subarray(7 * nodes, 7 * nodes + 1);
  }

  /** The topmost node, {@linkcode NONE} in an empty tree. */
  get root(): number {
    return this.#root[0];
  }

  /** Whether a node is a leaf. */
  isLeaf(node: number): boolean {
    return node < this.#leaves;
  }

  /** Forgets all leaves. */
  clear(): void {
    this.bounds.fill(0);
    this.first.fill(NONE);
    this.second.fill(NONE);
    this.parent.fill(NONE);
    this.#root[0] = NONE;
  }

  /** Whether the boxes of a node here and of a node of another tree touch. */
  touches(node: number, other: BoundsTree, otherNode: number): boolean {
    const [a, b] = [this.bounds, other.bounds];
    const [i, j] = [4 * node, 4 * otherNode];
    return a[i] <= b[j + 2] && b[j] <= a[i + 2] && a[i + 1] <= b[j + 3] && b[j + 1] <= a[i + 3];
  }

  /** Adds a leaf whose box is already among the bounds. */
  insert(leaf: number): void {
    if (this.root === NONE) {
      this.#root[0] = leaf;
      this.parent[leaf] = NONE;
      return;
    }
    let node = this.root;
    while (!this.isLeaf(node)) {
      const next = this.#cheaper(node, leaf);
      this.#merge(node, node, leaf);
      node = next;
    }
    const parent = this.parent[node];
    const fresh = this.#free();
    this.#adopt(fresh, leaf, node);
    this.parent[fresh] = parent;
    if (parent === NONE) this.#root[0] = fresh;
    else this.#replace(parent, node, fresh);
  }

  /** Takes a leaf out. */
  remove(leaf: number): void {
    const parent = this.parent[leaf];
    this.parent[leaf] = NONE;
    if (parent === NONE) {
      this.#root[0] = NONE;
      return;
    }
    const other = this.first[parent] === leaf ? this.second[parent] : this.first[parent];
    const above = this.parent[parent];
    this.parent[other] = above;
    this.first[parent] = this.second[parent] = this.parent[parent] = NONE;
    this.bounds.fill(0, 4 * parent, 4 * parent + 4);
    if (above === NONE) {
      this.#root[0] = other;
      return;
    }
    this.#replace(above, parent, other);
    for (let node = above; node !== NONE; node = this.parent[node]) {
      this.#merge(node, this.first[node], this.second[node]);
    }
  }

  #free(): number {
    return this.first.indexOf(NONE, this.#leaves);
  }

  #adopt(node: number, first: number, second: number): void {
    this.first[node] = first;
    this.second[node] = second;
    this.parent[first] = this.parent[second] = node;
    this.#merge(node, first, second);
  }

  #replace(parent: number, child: number, other: number): void {
    if (this.first[parent] === child) this.first[parent] = other;
    else this.second[parent] = other;
  }

  #merge(to: number, one: number, other: number): void {
    const b = this.bounds;
    const [t, i, j] = [4 * to, 4 * one, 4 * other];
    b[t] = Math.min(b[i], b[j]);
    b[t + 1] = Math.min(b[i + 1], b[j + 1]);
    b[t + 2] = Math.max(b[i + 2], b[j + 2]);
    b[t + 3] = Math.max(b[i + 3], b[j + 3]);
  }

  #area(node: number): number {
    const b = this.bounds;
    const i = 4 * node;
    return (b[i + 2] - b[i]) * (b[i + 3] - b[i + 1]);
  }

  #mergedArea(one: number, other: number): number {
    const b = this.bounds;
    const [i, j] = [4 * one, 4 * other];
    return (Math.max(b[i + 2], b[j + 2]) - Math.min(b[i], b[j])) *
      (Math.max(b[i + 3], b[j + 3]) - Math.min(b[i + 1], b[j + 1]));
  }

  #proximity(one: number, other: number): number {
    const b = this.bounds;
    const [i, j] = [4 * one, 4 * other];
    return Math.abs(b[i] + b[i + 2] - b[j] - b[j + 2]) +
      Math.abs(b[i + 1] + b[i + 3] - b[j + 1] - b[j + 3]);
  }

  /** The child of a node under which a leaf adds less area; the nearer one where they are equal. */
  #cheaper(node: number, leaf: number): number {
    const [first, second] = [this.first[node], this.second[node]];
    let one = this.#area(second) + this.#mergedArea(first, leaf);
    let other = this.#area(first) + this.#mergedArea(second, leaf);
    if (one === other) {
      one = this.#proximity(first, leaf);
      other = this.#proximity(second, leaf);
    }
    return other < one ? second : first;
  }
}
