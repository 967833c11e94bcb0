import { describeCpu } from "./describe_cpu.ts";

/** Name of the processor with its family and model; undefined where the system does not tell. */
export function cpuModel(): string | undefined {
  const of = (property: string) => new RegExp(`^${property}\\s*:\\s*(.*)$`, "mi").exec(describeCpu())?.[1];
  const name = of("model name");
  return name && `${name} (family ${of("cpu family") ?? "?"}, model ${of("model") ?? "?"})`;
}
