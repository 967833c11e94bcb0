import assert from "node:assert/strict";
import fc from "fast-check";
import { BoundsTree, boundsTreeSize, NONE } from "./bounds_tree.ts";

const LEAVES = 6;

function emptyTree(): BoundsTree {
  const tree = new BoundsTree(new Float64Array(boundsTreeSize(LEAVES)), LEAVES);
  tree.clear();
  return tree;
}

/** Leaves below a node; checks links and bounds on the way. */
function leavesBelow(tree: BoundsTree, node: number): number[] {
  if (tree.isLeaf(node)) return [node];
  return [tree.first[node], tree.second[node]].flatMap((child) => {
    assert.equal(tree.parent[child], node);
    const [outer, inner] = [node, child].map((n) => tree.bounds.subarray(4 * n, 4 * n + 4));
    assert.ok(outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]);
    return leavesBelow(tree, child);
  });
}

const box = fc.record({ x: fc.nat(50), y: fc.nat(50), w: fc.nat(9), h: fc.nat(9) });
const change = fc.record({ leaf: fc.nat(LEAVES - 1), box });

Deno.test("any inserting and removing leaves a tree of exactly the leaves that are in it", () => {
  fc.assert(fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
    const tree = emptyTree();
    const inside = new Set<number>();
    for (const { leaf, box: { x, y, w, h } } of changes) {
      if (inside.delete(leaf)) {
        tree.remove(leaf);
      } else {
        tree.bounds.set([x, y, x + w, y + h], 4 * leaf);
        tree.insert(leaf);
        inside.add(leaf);
      }
      const found = tree.root === NONE ? [] : leavesBelow(tree, tree.root);
      assert.deepEqual(found.sort(), [...inside].sort());
    }
  }));
});

Deno.test("the memory is the tree: a copy of it is the same tree", () => {
  const tree = emptyTree();
  const memory = new Float64Array(boundsTreeSize(LEAVES));
  const copy = new BoundsTree(memory, LEAVES);
  copy.clear();
  for (const leaf of [0, 1, 2]) {
    for (const one of [tree, copy]) {
      one.bounds.set([leaf, 0, leaf + 1, 1], 4 * leaf);
      one.insert(leaf);
    }
  }
  const again = new BoundsTree(memory.slice(), LEAVES);
  assert.deepEqual(leavesBelow(again, again.root), leavesBelow(tree, tree.root));
});

Deno.test("boxes that share an edge touch, boxes apart do not", () => {
  const tree = emptyTree();
  tree.bounds.set([0, 0, 1, 1, 1, 1, 2, 2, 1.1, 0, 2, 1]);
  assert.equal(tree.touches(0, tree, 1), true);
  assert.equal(tree.touches(0, tree, 2), false);
});
