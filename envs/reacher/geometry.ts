/** Length of a physics step, s. */
export const DT = 0.02;
/** Friction of both joints, N·m·s/rad. */
export const DAMPING = 0.01;
/** Torque of a full action, N·m. */
export const TORQUE = 0.05;
/** From the shoulder to the wrist and from the wrist to the finger, m. */
export const LINK = 0.12;
/** Length of the hand's capsule between the middles of its ends, m. */
export const HAND = 0.1;
/** Radius of arm, hand and finger, m. */
export const RADIUS = 0.01;
/** The wrist turns so far either way before its limit pushes back, rad. */
export const WRIST_RANGE = 160 * Math.PI / 180;
/** Half the side of the arena, m. */
export const ARENA = 0.3;
/** Radius of the shoulder's axle, m. */
export const AXLE = 0.011;
