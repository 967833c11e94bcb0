import { z } from "zod";
import type { Json } from "../types.ts";

/** The part of JSON Schema (draft 7) that task files need. */
export interface JsonSchema {
  /** Type of the value. */
  readonly type?: string;
  /** What it is. */
  readonly description?: string;
  /** Value when it is not given. */
  readonly default?: Json;
  /** The one allowed value. */
  readonly const?: Json;
  /** The allowed values. */
  readonly enum?: readonly Json[];
  /** Schemas that others refer to, by name. */
  readonly definitions?: { readonly [name: string]: JsonSchema };
  /** Where the schema stands that this one is. */
  readonly $ref?: string;
  /** Exactly one of these holds: the components of a kind. */
  readonly oneOf?: readonly JsonSchema[];
  /** At least one of these holds. */
  readonly anyOf?: readonly JsonSchema[];
  /** Members of an object. */
  readonly properties?: { readonly [key: string]: JsonSchema };
  /** Members that must be there. */
  readonly required?: readonly string[];
  /** Schema of the members that `properties` does not name; false where there may be none. */
  readonly additionalProperties?: boolean | JsonSchema;
  /** Schema of the keys. */
  readonly propertyNames?: JsonSchema;
  /** Schema of a list's items. */
  readonly items?: JsonSchema;
  /** Fewest items. */
  readonly minItems?: number;
  /** Most items. */
  readonly maxItems?: number;
  /** Fewest members. */
  readonly minProperties?: number;
  /** Smallest value. */
  readonly minimum?: number;
  /** Largest value. */
  readonly maximum?: number;
  /** Every value is larger. */
  readonly exclusiveMinimum?: number;
  /** Every value is smaller. */
  readonly exclusiveMaximum?: number;
  /** Regular expression for a string. */
  readonly pattern?: string;
  /** Most characters of a string. */
  readonly maxLength?: number;
  /** Fewest characters of a string. */
  readonly minLength?: number;
}

/** A schema as data: messages read it, and the editor's schema is made of it. */
export function plainSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    override: ({ jsonSchema }) => {
      // The bounds of a double's whole numbers say nothing to an author.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  }) as JsonSchema;
}
