import { evaluationsSection } from "./evaluations.ts";
import { filmsSection } from "./films.ts";
import { gaugesSection } from "./gauges.ts";
import { Markup, markup } from "./markup.ts";
import type { ReportInput } from "./input.ts";
import { provenanceSection } from "./provenance.ts";
import { fieldsOf } from "./json_table.ts";
import style from "./style.css" with { type: "text" };
import { trainingSection } from "./training.ts";
import { verdict } from "./verdict.ts";

/**
 * A run's report as one HTML file that needs no network and no script: verdict, films, evaluations, training,
 * gauges of collapse, timings, how to reproduce it, and the resolved task. Charts are inline SVG; films are embedded
 * unless they are larger than 6 MB together, then they are read from the `media/` beside the file. Parts of the
 * input that are empty get a sentence in their place. The same input gives the same text.
 */
export async function renderReport(input: ReportInput): Promise<string> {
  const { task, hash, seed, metrics, evaluations, films, gauges, note } = input;
  const name = fieldsOf(task)?.name;
  const title = typeof name === "string" ? name : "unnamed task";
  const page = markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – report</title>
<style>
${new Markup(style)}</style>
</head>
<body>
<header>
<p class="kicker">Orrery report</p>
<h1>${title}</h1>
<p class="lead">task <code>${hash}</code> · seed <code>${seed}</code></p>
${note === undefined ? verdict(evaluations) : markup`<p class="verdict">${note}</p>`}
</header>
<main>${filmsSection(films)}${await evaluationsSection(evaluations)}${await trainingSection(
    metrics,
  )}${await gaugesSection(gauges, metrics, note === undefined)}${provenanceSection(input)}</main>
</body>
</html>
`;
  return page.source;
}
