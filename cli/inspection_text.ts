import type { Inspection } from "../host/dataset/inspect_file.ts";
