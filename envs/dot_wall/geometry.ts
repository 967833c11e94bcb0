/** Distance of the border lines from the edges of the picture, px. */
export const BORDER = 5;
/** Longest way of the dot in a step, px. */
export const LONGEST_STEP = 2.45;
/** How far a surface throws the dot back: standard deviation of the bounce along each axis, px. */
export const BOUNCE = 0.5;
/** Nearest to a surface that a bounce may leave the dot, px. */
export const CLEARANCE = 0.3;
/** The dot starts at least so many standard deviations of its picture from walls and border. */
export const START_MARGIN = 2;
/** Nearer than this to where the dot is in the goal is there, px. */
export const REACH = 4.5;
/** The world ends where the mean of the squared differences from the target, of x and y, is less than this, px². */
export const ARRIVED = 1;
