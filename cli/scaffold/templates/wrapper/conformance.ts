import { twoRoom } from "@orrery/orrery/envs";
import { checkWrapper } from "@orrery/orrery/testing";
import { wrapper } from "./mod.ts";

Deno.test("my-wrapper keeps every rule of a wrapper", () =>
  checkWrapper((given) => wrapper.make({}, given), () => twoRoom.make({}, {})));
