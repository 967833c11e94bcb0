import "@tensorflow/tfjs-backend-cpu";
import { ready, setBackend } from "@tensorflow/tfjs-core";

/** Opens the backend that the tests run on: `ORRERY_TEST_BACKEND`, wasm unless told. */
export async function openTestBackend(): Promise<void> {
  await setBackend("cpu");
  await ready();
}
