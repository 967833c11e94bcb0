import assert from "node:assert/strict";
import { HostError } from "../errors.ts";
import { reportDeviceError, throwDeviceErrors } from "./device_errors.ts";

Deno.test("a reported device error is thrown once, with the number of others", () => {
  throwDeviceErrors();
  reportDeviceError("shader is wrong");
  reportDeviceError("pipeline is invalid");
  assert.throws(throwDeviceErrors, (error) => {
    assert.ok(error instanceof HostError);
    assert.match(error.message, /shader is wrong \(and 1 more\)/);
    return true;
  });
  throwDeviceErrors();
});
