import type { EnvNotes } from "../../core/types.ts";

/** What the page of dot-wall@1 says beside what its spec does. */
export const dotWallNotes: EnvNotes = {
  about:
    "A soft dot in one of the two rooms of a world 65 px wide, and a door of nine pixels between them. It follows PLDM's and " +
    "eb_jepa's DotWall, the world in which joint-embedding models were first planned with without any reward. The " +
    "dot is small and the door narrow, so that a straight line to the goal nearly always ends at the wall; and walls " +
    "throw the dot back by chance, so that what a step into a wall does cannot be predicted to the pixel. With " +
    "`random` every episode has its own wall and door, and a model must see them to plan.",
  actions:
    "The way of the dot in a step, px: to the right and downwards. A way longer than 2.45 px is shortened " +
    "to it, whatever its direction.",
  reward: "1 for the step that brings the dot to its target, and 0 for any other.",
  start:
    "Dot and target lie in different rooms, either way round with the same chance, each uniform in what is at " +
    "least two standard deviations of the dot from wall and border, or as far as the narrower room allows. With " +
    "`random`, the wall's and the door's places are whole pixels of their ranges, drawn before; a factor that is given " +
    "takes their place.",
  end:
    "The world terminates where the mean of the two squared differences from the target is less than 1 px². It " +
    "never cuts an episode short; the original does after 200 steps, which is the wrapper `time-limit` here.",
  differences: [
    "A way that meets a wall is followed to the first surface on it; the original looks at the door's sides before " +
    "the walls, and at the border line by line.",
    "The throw of a wall comes from the world's own generator, so that a seed repeats it.",
    "A throw leaves the dot at least 0.3 px from every surface; there only one that would end in a wall is moved to that.",
    "The length of an action is bounded by the world; there its data and planners keep to the bound by themselves.",
    "The picture is `[h, w, 2]` of bytes; there it is `[2, h, w]`, normalised by the mean and the standard deviation " +
    "of its data.",
    "Colours, the thickness of the wall, the opening of the door and the size of the dot are factors.",
  ],
  history: { "dot-wall@1": "First version." },
};
