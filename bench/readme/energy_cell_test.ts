import assert from "node:assert/strict";
import { energyCell } from "./energy_cell.ts";

Deno.test("tiers stand with interval and chance, false futures with what standing still tells", () => {
  const near = { top1: 0.806, low: 0.769, high: 0.8382, mrr: 0.9, auc: 0.97, chance: 0.1, n: 500 };
  const teleported = { auc: 0.9999, low: 0.99, high: 1, energy: 2, still: 0.95 };
  const found = energyCell({
    retrieval: { near, episodes: 3 },
    surprise: { real: { energy: 1, still: 2 }, teleported, n: 9 },
  });
  assert.equal(
    found,
    "near: 80.6 % [76.9, 83.8], chance 10 %<br>AUC teleported: 1.000, standing still 0.950".replaceAll(
      " %",
      "\u00a0%",
    ),
  );
  assert.equal(energyCell({ success: { rate: 1 } }), "–");
});
