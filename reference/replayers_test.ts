import assert from "node:assert/strict";
import carracing from "./oracle/carracing.json" with { type: "json" };
import blocks from "./oracle/nn_blocks.json" with { type: "json" };
import lewm from "./oracle/nn_lewm.json" with { type: "json" };
import optim from "./oracle/nn_optim.json" with { type: "json" };
import primitives from "./oracle/nn_primitives.json" with { type: "json" };
import projector from "./oracle/nn_projector.json" with { type: "json" };
import sigreg from "./oracle/nn_sigreg.json" with { type: "json" };
import planners from "./oracle/planners.json" with { type: "json" };
import pusht from "./oracle/pusht.json" with { type: "json" };
import pushtRelative from "./oracle/pusht_swm.json" with { type: "json" };
import reacher from "./oracle/reacher.json" with { type: "json" };
import rooms from "./oracle/tworoom.json" with { type: "json" };
import { openTestBackend } from "../tests/backend.ts";
import type { OracleFile } from "./replayer.ts";
import { findReplayer, replayers } from "./replayers.ts";

await openTestBackend();

const accepting = (file: OracleFile): readonly string[] =>
  replayers.filter((replayer) => replayer.accepts(file)).map(({ name }) => name);

const own: readonly (readonly [string, OracleFile])[] = [
  ["two rooms", rooms],
  ["CarRacing", carracing],
  ["Push-T", pusht],
  ["Push-T", pushtRelative],
  ["reacher", reacher],
  ["SIGReg", sigreg],
  ["projector", projector],
  ["primitives", primitives],
  ["optimiser", optim],
  ["planners", planners],
  ["LeWorldModel blocks", blocks],
  ["LeWorldModel", lewm],
];

/** Made-up files with the engine, the version and the fields of a case of files that nothing replays. */
const foreign: { readonly [version: string]: readonly string[] } = {
  "eb_jepa losses; stable-worldmodel VCReg": "kind,z1,z2,hinge_std,covariance,vicreg,vicreg_coeffs".split(
    ",",
  ),
  "V-JEPA 2 modules, building blocks": "kind,dims,x,pos,out,params,token_ids,cotangent,grad_x".split(","),
  "7.0.3, Push-T, TwoRoom": "id,scenario,state,initial,actions,states,terminated,reward,contact_points".split(
    ",",
  ),
};

Deno.test("each file is taken by its own replayer alone, told by its cases", () => {
  for (const [name, file] of own) {
    assert.deepEqual(accepting(file), [name]);
    assert.equal(findReplayer(file)?.name, name);
    const unnamed = { ...file, source: { engine: "", version: "", what: "" } };
    assert.deepEqual(accepting(unnamed), [name]);
  }
});

Deno.test("files of other kinds are taken by none, whatever their source says", () => {
  for (const [version, fields] of Object.entries(foreign)) {
    const cases = [Object.fromEntries(fields.map((field) => [field, [0]]))];
    const source = { engine: "torch 1.13.0", version, what: "sliced Epps-Pulley; planner; building blocks" };
    assert.deepEqual(accepting({ source, cases }), [], version);
    assert.deepEqual(accepting({ source, cases: [] }), [], version);
  }
});

Deno.test("in every file an unexpected kind of case is counted, and the others are replayed", async () => {
  const strange = { id: 99, kind: "poem", algorithm: "poem" };
  for (const [name, { source, cases: [first] }] of own) {
    const replayer = findReplayer({ source, cases: [first] });
    const alone = await replayer?.replay({ source, cases: [first] });
    const both = await replayer?.replay({ source, cases: [strange, first] });
    assert.ok(alone?.discrepancies.length, name);
    assert.deepEqual(both?.discrepancies, alone.discrepancies, name);
    assert.deepEqual(Object.values(both.missing), [1], name);
  }
});
