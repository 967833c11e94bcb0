import type { BackendReport } from "./backend_report.ts";

/** What decides how results are rounded. What an earlier version did not note is undefined. */
const FIELDS: { readonly [field: string]: (report: BackendReport) => string | number | undefined } = {
  backend: ({ name }) => name,
  adapter: ({ adapter }) => adapter?.name,
  processor: ({ processor }) => processor,
  threads: ({ threads }) => threads,
  BLAS: ({ blas }) => blas && ("library" in blas ? blas.library : "none"),
  "core type": ({ blas }) => blas && "library" in blas ? blas.coreType ?? "the library's choice" : undefined,
};

/**
 * What computes otherwise than before, such as `threads is 2, was 4`. Nothing for a run that goes on as it was: on
 * WebAssembly its weights then come out byte-equal.
 */
export function backendChanges(before: BackendReport, now: BackendReport): readonly string[] {
  return Object.entries(FIELDS).flatMap(([field, of]) => {
    const [was, is] = [of(before), of(now)];
    return was === undefined || is === undefined || was === is ? [] : [`${field} is ${is}, was ${was}`];
  });
}
