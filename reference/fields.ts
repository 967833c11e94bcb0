/** Whether something is an object that has all these fields. */
export function hasFields(one: unknown, names: readonly string[]): boolean {
  return typeof one === "object" && one !== null && names.every((name) => Object.hasOwn(one, name));
}

/** Fields that say something (not null) and that no code reads: a case with one of them may mean another thing. */
export function unreadFields(one: object, read: readonly string[]): readonly string[] {
  return Object.entries(one)
    .filter(([name, value]) => value !== null && value !== undefined && !read.includes(name))
    .map(([name]) => name);
}
