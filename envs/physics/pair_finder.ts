import { BoundsTree, boundsTreeSize, NONE } from "./bounds_tree.ts";

/** Boxes grow by this part of their size; a float32 constant in the engine that is reproduced. */
const MARGIN = Math.fround(0.1);
/** Boxes reach ahead for so many seconds of velocity. */
const AHEAD = Math.fround(0.1);

/** How many moving and fixed things there can be. */
export interface FinderCapacity {
  /** Moving things, numbered from 0 in the order in which they are updated. */
  readonly moving: number;
  /** Fixed things; their numbers follow those of the moving ones. */
  readonly fixed: number;
}

/** Numbers that a {@linkcode PairFinder} keeps. */
export function pairFinderSize({ moving, fixed }: FinderCapacity): number {
  return boundsTreeSize(moving) + moving * (moving - 1 + fixed);
}

/**
 * Finds what may touch, in the order in which Chipmunk 7 would report it. That order decides the result of a
 * solver that does not converge, and it has a memory: a leaf whose box was renewed in this step walks the trees,
 * the others walk the list of their pairs, newest first. Both live in the memory that is given.
 */
export class PairFinder {
  /** Pairs of the last search, two numbers each, in order. */
  readonly found: Int32Array;
  /** Numbers of {@linkcode PairFinder.found} that count. */
  count = 0;
  readonly #moving: number;
  readonly #tree: BoundsTree;
  readonly #fixed: BoundsTree;
  /** Per moving leaf: codes of its pairs, newest first; 0 ends the list. */
  readonly #lists: Float64Array;
  readonly #room: number;
  readonly #fresh: Uint8Array;

  /** Lays a finder over `memory`, {@linkcode pairFinderSize} numbers, as they are. */
  constructor(memory: Float64Array, capacity: FinderCapacity, fixedBounds: readonly Float64Array[]) {
    const { moving, fixed } = capacity;
    this.#moving = moving;
    this.#room = moving - 1 + fixed;
    this.#tree = new BoundsTree(memory.subarray(0, boundsTreeSize(moving)), moving);
    this.#lists = memory.subarray(boundsTreeSize(moving), pairFinderSize(capacity));
    this.#fixed = new BoundsTree(new Float64Array(boundsTreeSize(fixed)), fixed);
    this.#fixed.clear();
    fixedBounds.forEach((bounds, i) => {
      this.#fixed.bounds.set(bounds, 4 * i);
      this.#fixed.insert(i);
    });
    this.#fresh = new Uint8Array(moving);
    this.found = new Int32Array(2 * moving * this.#room);
  }

  /** Forgets everything that moves. */
  clear(): void {
    this.#tree.clear();
    this.#lists.fill(0);
  }

  /** Adds a moving thing; its box is four numbers: left, top, right, bottom. */
  add(leaf: number, bounds: Float64Array, vx: number, vy: number): void {
    this.#fresh.fill(0);
    this.#fresh[leaf] = 1;
    this.#enlarge(leaf, bounds, vx, vy);
    this.#tree.insert(leaf);
    this.count = 0;
    this.#mark(leaf);
    this.#fresh[leaf] = 0;
  }

  /** Renews the box of a moving thing if it has left it; its pairs are then forgotten and found again. */
  update(leaf: number, bounds: Float64Array, vx: number, vy: number): void {
    const b = this.#tree.bounds;
    const i = 4 * leaf;
    if (b[i] <= bounds[0] && b[i + 1] <= bounds[1] && b[i + 2] >= bounds[2] && b[i + 3] >= bounds[3]) return;
    this.#tree.remove(leaf);
    this.#enlarge(leaf, bounds, vx, vy);
    this.#tree.insert(leaf);
    this.#forget(leaf);
    this.#fresh[leaf] = 1;
  }

  /** Finds all pairs after the updates of a step; they are in `found`. */
  search(): void {
    this.count = 0;
    if (this.#tree.root !== NONE) this.#markAll(this.#tree.root);
    this.#fresh.fill(0);
  }

  #enlarge(leaf: number, bounds: Float64Array, vx: number, vy: number): void {
    const x = (bounds[2] - bounds[0]) * MARGIN;
    const y = (bounds[3] - bounds[1]) * MARGIN;
    const b = this.#tree.bounds;
    b[4 * leaf] = bounds[0] + Math.min(-x, vx * AHEAD);
    b[4 * leaf + 1] = bounds[1] + Math.min(-y, vy * AHEAD);
    b[4 * leaf + 2] = bounds[2] + Math.max(x, vx * AHEAD);
    b[4 * leaf + 3] = bounds[3] + Math.max(y, vy * AHEAD);
  }

  #markAll(node: number): void {
    if (this.#tree.isLeaf(node)) {
      if (this.#fresh[node]) this.#mark(node);
      else this.#walkList(node);
      return;
    }
    this.#markAll(this.#tree.first[node]);
    this.#markAll(this.#tree.second[node]);
  }

  /** Pairs of a leaf with a new box: the fixed tree, then every subtree beside its way to the root. */
  #mark(leaf: number): void {
    const tree = this.#tree;
    if (this.#fixed.root !== NONE) this.#markFixed(this.#fixed.root, leaf);
    for (let node = leaf; tree.parent[node] !== NONE; node = tree.parent[node]) {
      const parent = tree.parent[node];
      if (tree.first[parent] === node) this.#markBeside(tree.second[parent], leaf, true);
      else this.#markBeside(tree.first[parent], leaf, false);
    }
  }

  #markFixed(node: number, leaf: number): void {
    if (!this.#tree.touches(leaf, this.#fixed, node)) return;
    if (this.#fixed.isLeaf(node)) {
      const other = this.#moving + node;
      this.#remember(other, leaf);
      this.#report(leaf, other);
      return;
    }
    this.#markFixed(this.#fixed.first[node], leaf);
    this.#markFixed(this.#fixed.second[node], leaf);
  }

  /** A leaf on the left only remembers the pair; the right one reports it, so that it is reported once. */
  #markBeside(node: number, leaf: number, left: boolean): void {
    const tree = this.#tree;
    if (!tree.touches(leaf, tree, node)) return;
    if (!tree.isLeaf(node)) {
      this.#markBeside(tree.first[node], leaf, left);
      this.#markBeside(tree.second[node], leaf, left);
    } else if (left) {
      this.#remember(leaf, node);
    } else {
      if (!this.#fresh[node]) this.#remember(node, leaf);
      this.#report(leaf, node);
    }
  }

  #walkList(leaf: number): void {
    const start = leaf * this.#room;
    for (let i = start; i < start + this.#room && this.#lists[i] !== 0; i++) {
      const code = this.#lists[i];
      if (code > 0) this.#report(code - 1, leaf);
    }
  }

  #report(one: number, other: number): void {
    this.found[this.count++] = one;
    this.found[this.count++] = other;
  }

  /** Puts a pair in front of both lists; the second reports it, which its positive code says. */
  #remember(first: number, second: number): void {
    if (first < this.#moving) this.#push(first, -(second + 1));
    this.#push(second, first + 1);
  }

  #push(leaf: number, code: number): void {
    const start = leaf * this.#room;
    this.#lists.copyWithin(start + 1, start, start + this.#room - 1);
    this.#lists[start] = code;
  }

  #forget(leaf: number): void {
    const start = leaf * this.#room;
    this.#lists.fill(0, start, start + this.#room);
    for (let other = 0; other < this.#moving; other++) if (other !== leaf) this.#drop(other, leaf + 1);
  }

  #drop(leaf: number, code: number): void {
    const start = leaf * this.#room;
    const list = this.#lists;
    let kept = start;
    for (let i = start; i < start + this.#room; i++) {
      if (list[i] !== code && list[i] !== -code) list[kept++] = list[i];
    }
    list.fill(0, kept, start + this.#room);
  }
}
