import { registerGradients } from "@orrery/orrery/core";
import { checkEncoder } from "@orrery/orrery/testing";
import { encoder } from "./mod.ts";
import "@tensorflow/tfjs-backend-cpu";

registerGradients();

Deno.test("my-encoder keeps every rule of an encoder", () => {
  const observations = { pixels: { shape: [32, 32, 3], dtype: "uint8" as const } };
  return checkEncoder((given) => encoder.make({}, given), { observations });
});
