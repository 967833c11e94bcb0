import { blocksReplayer } from "./blocks.ts";
import { carRacingReplayer } from "./car_racing.ts";
import { lewmReplayer } from "./lewm.ts";
import { optimReplayer } from "./optim.ts";
import { plannersReplayer } from "./planners.ts";
import { primitivesReplayer } from "./primitives.ts";
import { projectorReplayer } from "./projector.ts";
import { pushTReplayer } from "./push_t.ts";
import { reacherReplayer } from "./reacher.ts";
import type { OracleFile, Replayer } from "./replayer.ts";
import { sigregReplayer } from "./sigreg.ts";
import { twoRoomReplayer } from "./two_room.ts";

/** Replayers of all kinds of file. */
export const replayers: readonly Replayer[] = [
  twoRoomReplayer,
  pushTReplayer,
  carRacingReplayer,
  reacherReplayer,
  sigregReplayer,
  projectorReplayer,
  primitivesReplayer,
  optimReplayer,
  plannersReplayer,
  blocksReplayer,
  lewmReplayer,
];

/** The replayer that understands a file, told by its content. */
export function findReplayer(file: OracleFile): Replayer | undefined {
  return replayers.find((replayer) => replayer.accepts(file));
}
