import type { Command } from "@commander-js/extra-typings";
import type { BlasReport } from "../host/backends/backend_report.ts";
import { type BackendCheck, doctor, type DoctorReport, type EngineReport } from "../host/backends/doctor.ts";
import { withPrinting } from "./common_options.ts";
import { Terminal } from "./terminal.ts";

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

function blasLine({ blas, withBlas, without }: EngineReport): string {
  const speed = `${without.toFixed(0)} GFLOPS without`;
  if ("missing" in blas || withBlas === undefined) return `none, ${speed}`;
  const gain = (withBlas / without).toFixed(1);
  return `${blasName(blas)}: ${withBlas.toFixed(0)} GFLOPS, ${speed}, ${gain} times as fast`;
}

/** Core types on one thread, the fastest first. */
function coreTypeLines({ coreTypes }: EngineReport): string[] {
  if (!coreTypes) return [];
  const rates = Object.entries(coreTypes).sort(([, a], [, b]) => b - a);
  return [
    `          a thread: ${rates.map(([name, rate]) => `${name} ${rate.toFixed(0)}`).join(", ")} GFLOPS`,
  ];
}

function blasName({ library, coreType }: Exclude<BlasReport, { readonly missing: string }>): string {
  return coreType ? `${library} (core type ${coreType})` : `${library} (core type chosen by itself)`;
}

function checkLine({ name, deviation, passed, problem }: BackendCheck): string {
  const distance = deviation
    ? `, loss off by ${deviation.loss.toExponential(1)}, gradients by ${deviation.gradient.toExponential(1)}`
    : "";
  return `${passed ? "ok  " : "BAD "} ${name}${distance}${problem ? `: ${problem}` : ""}`;
}

/** What this machine offers, for people. */
export function doctorText(report: DoctorReport): string {
  const { system, adapter, engine, backends, disk, choice, remedies } = report;
  const { deno, platform, cores, instructions } = system;
  const gpu = adapter
    ? `${adapter.name}${adapter.software ? " (software)" : ""}, buffers up to ${gigabytes(adapter.buffer)}`
    : "none";
  return [
    `machine   Deno ${deno}, ${platform}, ${cores} cores ${instructions.join(" ")}`,
    `WebGPU    ${gpu}`,
    `threads   ${engine.threads}`,
    `BLAS      ${blasLine(engine)}`,
    ...coreTypeLines(engine),
    `kernels   ${engine.kernels.join(", ")}`,
    `disk      ${disk.folder}: ${disk.refused ?? `${gigabytes(disk.free ?? 0)} free`}`,
    `auto      ${choice.name}: ${choice.reason}`,
    ...backends.map(checkLine),
    ...(remedies.length ? ["to do:", ...remedies.map((remedy) => `  ${remedy}`)] : ["nothing to do"]),
  ].join("\n");
}

/** `doctor`: what this machine offers, and what would make it faster. */
export function addDoctor(program: Command): void {
  withPrinting(program.command("doctor"))
    .description("what this machine offers, whether it computes rightly, and what would make it faster")
    .action(async (options) => {
      const report = await doctor();
      new Terminal(options).result(report, doctorText(report));
    });
}
