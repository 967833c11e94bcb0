import config from "../deno.json" with { type: "json" };

/** Version of the package. */
export const version: string = config.version;
