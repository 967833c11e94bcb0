/** Whether a permission is there. Never asks the user: what is optional must not stop a run with a question. */
export function granted(permission: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(permission).state === "granted";
}
