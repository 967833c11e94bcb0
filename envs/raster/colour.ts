/** Red, green and blue, each in 0…255. */
export type Colour = readonly [red: number, green: number, blue: number];
