import { colourFactors, numberFactor, wholeFactor } from "../../core/env/factors.ts";
import type { FactorSpec } from "../../core/types.ts";
import { ENEMY_LAG, ENEMY_SPEED, PADDLE_HEIGHT, PLAYER_SPEED } from "./rules.ts";

/** What may vary in Pong; the defaults are ALE's geometry and colours, and the rules' own speeds. */
export const pongFactors: readonly FactorSpec[] = [
  wholeFactor("player_height", 4, 60, PADDLE_HEIGHT, "height of the player's paddle, px"),
  wholeFactor("enemy_height", 4, 60, PADDLE_HEIGHT, "height of the opponent's paddle, px"),
  numberFactor("player_speed", 0.5, 8, PLAYER_SPEED, "speed of the player's paddle, px per frame"),
  numberFactor("enemy_speed", 0, 8, ENEMY_SPEED, "most that the opponent's paddle moves, px per frame"),
  wholeFactor("enemy_lag", 1, 32, ENEMY_LAG, "frames from one look of the opponent at the ball to the next"),
  numberFactor("ball_speed", 0.25, 2, 1, "all speeds of the ball are multiplied by it"),
  ...colourFactors("player", [92, 186, 92]),
  ...colourFactors("enemy", [213, 130, 74]),
  ...colourFactors("ball", [236, 236, 236]),
  ...colourFactors("border", [236, 236, 236]).map((spec) => (
    { ...spec, description: `${spec.description}; the view of the field does not show it` }
  )),
  ...colourFactors("background", [144, 72, 17]),
];
