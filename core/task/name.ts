/** Kebab-case: the names of components, tasks, stages and presets. */
export const NAME_PATTERN: RegExp = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
