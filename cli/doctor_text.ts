import type { BlasReport } from "../host/engine/backend_report.ts";
import type { BackendCheck, DoctorReport } from "../host/engine/doctor.ts";

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

function blasLine({ report, withBlas, without }: DoctorReport["blas"]): string {
  const speed = `${without.toFixed(0)} GFLOPS without`;
  if ("missing" in report) return `none, ${speed}: ${report.missing}`;
  return `${blasName(report)}: ${(withBlas ?? 0).toFixed(0)} GFLOPS, ${speed}`;
}

function blasName({ library, coreType }: Exclude<BlasReport, { readonly missing: string }>): string {
  return coreType ? `${library} (core type ${coreType})` : library;
}

function checkLine({ name, deviation, passed, problem }: BackendCheck): string {
  const distance = deviation
    ? `, loss off by ${deviation.loss.toExponential(1)}, gradients by ${deviation.gradient.toExponential(1)}`
    : "";
  return `${passed ? "ok  " : "BAD "} ${name}${distance}${problem ? `: ${problem}` : ""}`;
}

/** What this machine offers, for people. */
export function doctorText(report: DoctorReport): string {
  const { system, adapter, blas, backends, disk, choice, remedies } = report;
  const { deno, platform, cores, instructions } = system;
  const gpu = adapter
    ? `${adapter.name}${adapter.software ? " (software)" : ""}, buffers up to ${gigabytes(adapter.buffer)}`
    : "none";
  return [
    `machine   Deno ${deno}, ${platform}, ${cores} cores ${instructions.join(" ")}`,
    `WebGPU    ${gpu}`,
    `BLAS      ${blasLine(blas)}`,
    `disk      ${disk.folder}: ${disk.refused ?? `${gigabytes(disk.free ?? 0)} free`}`,
    `auto      ${choice.name}: ${choice.reason}`,
    ...backends.map(checkLine),
    ...(remedies.length ? ["to do:", ...remedies.map((remedy) => `  ${remedy}`)] : ["nothing to do"]),
  ].join("\n");
}
