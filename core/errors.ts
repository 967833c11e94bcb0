/** Bad input or wrong use: the command line prints the one sentence and exits with 2. */
export class InputError extends Error {
  /** Name of the class, for messages. */
  override name = "InputError";
}

/** The disk, a lock or a device refused: the command line prints the one sentence and exits with 1. */
export class HostError extends Error {
  /** Name of the class, for messages. */
  override name = "HostError";
}
