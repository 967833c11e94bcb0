import type { TopLevelSpec } from "vega-lite";
import { Markup, markup } from "./markup.ts";

/** Colours are variables of the page's style, so that one drawing serves light and dark. */
const CONFIG: NonNullable<TopLevelSpec["config"]> = {
  aria: false,
  background: "transparent",
  font: "system-ui, sans-serif",
  view: { stroke: null },
  axis: {
    domainColor: "var(--line)",
    gridColor: "var(--line)",
    gridOpacity: 0.6,
    labelColor: "var(--soft)",
    labelFontSize: 12,
    tickColor: "var(--line)",
    titleColor: "var(--soft)",
    titleFontSize: 12,
    titleFontWeight: "normal",
  },
  legend: {
    labelColor: "var(--ink)",
    labelFontSize: 12,
    labelLimit: 150,
    orient: "top",
    offset: 6,
    symbolStrokeWidth: 3,
    title: null,
  },
};

/**
 * Draws a Vega-Lite chart as inline SVG in a figure; needs no browser, no network and no permission. The two
 * libraries are loaded on the first call. `alt` says in words what the picture shows.
 */
export async function renderChart(spec: TopLevelSpec, alt: string): Promise<Markup> {
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  const view = new vega.View(vega.parse(vegaLite.compile({ ...spec, config: CONFIG }).spec), {
    logLevel: vega.Error,
    renderer: "none",
  });
  const svg = await view.toSVG();
  view.finalize();
  const [, tag, rest] = svg.match(/^(<svg )([^]*)$/) ?? [];
  return markup`${new Markup(tag)}role="img" aria-label="${alt}" ${new Markup(rest)}`;
}
