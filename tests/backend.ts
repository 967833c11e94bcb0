import { InputError } from "../core/errors.ts";
import type { BackendName } from "../host/backends/backend_report.ts";
import { openBackend } from "../host/backends/open_backend.ts";

const NAMES: readonly BackendName[] = ["wasm", "webgpu", "reference"];

/** Opens the backend that the tests run on: `ORRERY_TEST_BACKEND`, by default wasm. May be called again. */
export async function openTestBackend(): Promise<void> {
  const asked = Deno.env.get("ORRERY_TEST_BACKEND") ?? "wasm";
  const name = NAMES.find((known) => known === asked);
  if (!name) {
    throw new InputError(`Cannot open the test backend: "${asked}", expected one of ${NAMES.join(", ")}`);
  }
  await openBackend(name);
}
