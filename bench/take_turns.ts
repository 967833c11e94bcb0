import type { PeerForm } from "./peer.ts";
import type { TimedWork } from "./timed_work.ts";

/** Who does the same as we. */
export interface Rival {
  /** Does some rounds; milliseconds a round. */
  time(rounds: number, form?: PeerForm): Promise<number>;
}

/** Milliseconds of a figure, turn by turn; the lists of who did not take part are empty. */
export interface Turns {
  /** Ours. */
  readonly ours: readonly number[];
  /** The rival's, with the same mathematics. */
  readonly rival: readonly number[];
  /** The rival's in its plain form. */
  readonly plain: readonly number[];
}

/** What to do in a turn, and how often. */
export type TurnEffort = Pick<TimedWork["effort"], "turn" | "turns" | "plain">;

/** Lets us and a rival work in turn, after a round of each that is not counted. `seen` hears of every turn. */
export async function takeTurns(
  work: Pick<TimedWork, "time" | "rounds">,
  rival: Rival | undefined,
  { turn, turns, plain }: TurnEffort,
  seen: (done: number, total: number) => void = () => {},
): Promise<Turns> {
  const times = { ours: [] as number[], rival: [] as number[], plain: [] as number[] };
  await work.time(1);
  await rival?.time(1);
  for (let done = 0; done < turns; done++) {
    seen(done, turns);
    times.ours.push(work.rounds * await work.time(turn));
    if (!rival) continue;
    times.rival.push(work.rounds * await rival.time(turn));
    if (plain > 0) times.plain.push(work.rounds * await rival.time(plain, "plain"));
  }
  seen(turns, turns);
  return times;
}
