import { checkPlanner } from "@orrery/orrery/testing";
import { planner } from "./mod.ts";

Deno.test("my-planner keeps every rule of a planner", () => checkPlanner(() => planner.make({}, {})));
