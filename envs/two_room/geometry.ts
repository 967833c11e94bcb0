/** Side of the world, px; every length of the world is in these pixels, whatever size it is drawn at. */
export const SIDE = 224;
/** Width of the strip outside the border lines, lines included, px. */
export const MARGIN = 14;
/** Thickness of a border line, px. */
export const LINE = 4;
/** Middle of the wall between the rooms, px. */
export const MIDDLE = 112;
/** How far past a door's edge the middle of the agent may be, px. */
export const DOOR_SLACK = 1.75;
/** Gap left between agent and wall after a bump, px. */
export const BUMP = 0.5;
/** Nearer than this is there, px. */
export const REACH = 16;
