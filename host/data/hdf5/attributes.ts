import { InputError } from "../../../core/errors.ts";
import { dtypeName, isReadable } from "./dtype.ts";
import { guarded, type h5 } from "./engine.ts";

/** Value of an attribute; whole numbers of 64 bits become numbers. */
export type AttributeValue = string | number | boolean | readonly string[] | readonly number[];

function plain(value: unknown, dtype: string): AttributeValue | undefined {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return dtype === "bool" ? value !== 0 : value;
  if (typeof value === "string") return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as ArrayLike<number | bigint> & ArrayBufferView, Number);
  }
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

/** The attributes of a group or dataset; one of a type that cannot be read becomes the type's name in brackets. */
export function readAttributes(
  owner: h5.Group | h5.Dataset,
  what: string,
): { readonly [name: string]: AttributeValue } {
  const failure = (reason: string) =>
    new InputError(`Cannot read the attributes of ${what}: the file is damaged (${reason})`);
  return guarded(failure, () => {
    const entries = Object.entries(owner.attrs).map(([name, attribute]): [string, AttributeValue] => {
      const dtype = dtypeName(attribute.metadata);
      const value = isReadable(dtype) && attribute.shape ? plain(attribute.value, dtype) : undefined;
      return [name, value ?? `[${dtype}]`];
    });
    return Object.fromEntries(entries);
  });
}
